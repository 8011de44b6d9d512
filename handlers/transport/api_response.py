"""What the Bot API answered, before the library reads it. Pure.

An answer that is cut off, that is no answer of the Bot API, or that holds something else than its method returns comes
from what stands in between (a proxy, a server that is starting) and says nothing about what became of the request: it
counts as a failed connection, which is tried again. The library instead fails on it in ways of its own (KeyError,
TypeError), and writes the body, which holds somebody's words, to the log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from telegram.error import NetworkError

NO_MESSAGE = frozenset({"sendchataction", "sendmessagedraft"})  # methods named send... that answer true
#: Fields of a message that the library's ``Message`` cannot do without, with their kinds.
SENT: Mapping[str, type] = {"message_id": int, "date": int, "chat": dict}
ERRORS = range(300, 600)  # what error_code can be
NOTHING_KNOWN = b'{"ok": false}'


def readable(method: str, status: int, body: bytes) -> tuple[int, bytes]:
    """The status and body for the library to read; ``method``: as in the address, such as sendMessage.

    Of a message that was sent or changed only what the library needs is left: its content is our own.

    Raises NetworkError for an answer that does not say how the request ended.
    """
    answer = _json_object(body)
    if not 200 <= status < 300:
        return status, _refusal(answer)
    if answer.get("ok") is False and answer.get("error_code") in ERRORS:
        return answer["error_code"], _refusal(answer)  # a proxy that passes on bodies, but not statuses
    if answer.get("ok") is not True or not _fits(method.lower(), answer.get("result")):
        raise NetworkError("an answer that cannot be read")
    if _is_message(answer["result"]):
        kept = {name: answer["result"][name] for name in SENT}
        return status, json.dumps({"ok": True, "result": kept}).encode()
    return status, body


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _refusal(answer: dict[str, Any]) -> bytes:
    """What the library acts on in a refusal, where it is of the right kind."""
    if not answer:
        return NOTHING_KNOWN
    given = answer.get("parameters")
    numbers = given if isinstance(given, dict) else {}
    kept = {
        name: number
        for name in ("migrate_to_chat_id", "retry_after")
        if isinstance(number := numbers.get(name), int) and not isinstance(number, bool)
    }
    return json.dumps({"ok": False, "description": str(answer.get("description") or ""), "parameters": kept}).encode()


def _fits(method: str, result: object) -> bool:
    """Whether this is of the kind that a method returns; of most only that there is something."""
    if method == "getupdates":
        return isinstance(result, list)
    if method.startswith("send") and method not in NO_MESSAGE:
        return _is_message(result)
    if method.startswith("editmessage"):
        return result is True or _is_message(result)  # true: sent inline
    return result is not None


def _is_message(result: object) -> bool:
    return isinstance(result, dict) and all(isinstance(result.get(name), kind) for name, kind in SENT.items())
