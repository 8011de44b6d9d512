"""Updates that the library cannot read, made readable or left empty, so that one of them does not hold up all others.

A Bot API server of another version may send a shape that python-telegram-bot refuses. The library then asks for the
same updates again, at once and for ever, and logs all that they say.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from telegram import Update

#: What is kept of such a message: enough to say that only text is read, or to answer the text beside it.
_KEPT = (
    "message_id",
    "from",
    "sender_chat",
    "chat",
    "date",
    "text",
    "entities",
    "caption",
    "message_thread_id",
    "is_topic_message",
)
_LOG = logging.getLogger(__name__)


def legible(body: bytes) -> bytes:
    """The answer to getUpdates as the library can read it; every update keeps its number, so that it is confirmed."""
    try:
        answer = json.loads(body)
    except ValueError:  # no JSON at all: the library knows what to do
        return body
    updates = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(updates, list) or all(map(_readable, updates)):
        return body
    answer["result"] = [_reduced(one) for one in updates if isinstance(one, dict) and _number(one)]
    return json.dumps(answer).encode()


def _reduced(update: dict[str, Any]) -> dict[str, Any]:
    """The update itself, its message with the ordinary fields only, or nothing but its number."""
    if _readable(update):
        return update
    _LOG.warning("update %d cannot be read in full", _number(update))
    bare = {"update_id": _number(update)}
    message = update.get("message")
    if isinstance(message, dict):
        plain = {**bare, "message": {name: message[name] for name in _KEPT if name in message}}
        return plain if _readable(plain) else bare
    return bare


def _readable(update: Any) -> bool:
    try:
        Update.de_json(update, None)
    except Exception:  # whatever the library's types make of it
        return False
    return True


def _number(update: dict[str, Any]) -> int:
    number = update.get("update_id")
    return number if isinstance(number, int) else 0
