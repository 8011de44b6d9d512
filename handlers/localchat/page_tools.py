"""Tools of the chat page besides chatting: inline mode, the record of the bot's calls, fault injection."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from handlers.localchat import people
from handlers.localchat.backend import Backend
from handlers.localchat.faults import ANY_METHOD, Faults, dropped, status, too_many
from handlers.localchat.models import User

MAX_INLINE = 256  # characters of an inline query (Bot API)
PATIENCE, LOOK = 8.0, 0.05  # seconds that the page waits for an answer, and between two checks
SHOWN_CALLS = 60
#: The faults that the page can inject, by the labels of its buttons.
TROUBLES: Mapping[str, Callable[[Faults], None]] = {
    "Next message: 429, wait 2 s": lambda faults: faults.add("sendMessage", too_many(2)),
    "Next message: server error": lambda faults: faults.add("sendMessage", status(502)),
    "Next message: connection breaks": lambda faults: faults.add("sendMessage", dropped()),
    "Next message: answer is lost": lambda faults: faults.add("sendMessage", dropped(after=True)),
    "Next three calls: server error": lambda faults: faults.add(ANY_METHOD, status(500), times=3),
    "Next update comes twice": lambda faults: faults.repeat_update(),
}


async def offered(backend: Backend, user: User, text: str) -> dict[str, Any]:
    """The bot's results for an inline query; none if it does not answer within ``PATIENCE`` seconds."""
    query, _ = await people.ask_inline(backend, user, text)
    for _look in range(round(PATIENCE / LOOK)):
        if query.answer is not None:
            break
        await asyncio.sleep(LOOK)
    results = (query.answer or {}).get("results") or []
    shown = [{name: one.get(name, "") for name in ("id", "title", "description")} for one in results]
    return {"query_id": query.id, "results": shown}


def server_view(backend: Backend) -> dict[str, Any]:
    """The bot's last calls (newest first), the number of pending updates, and the faults that can be injected."""
    calls = [
        {"method": one.method, "at": one.at.timestamp(), "error": one.error, "why": one.description or one.fault}
        for one in list(backend.calls)[-SHOWN_CALLS:]
    ]
    return {"calls": calls[::-1], "pending": len(backend.updates.pending), "troubles": list(TROUBLES)}


async def send_event(response: web.StreamResponse, kind: str, chat_id: int, data: dict[str, Any]) -> None:
    """Write one server-sent event."""
    content = json.dumps({"chat_id": chat_id, "data": data}, ensure_ascii=False)
    await response.write(f"event: {kind}\ndata: {content}\n\n".encode())
