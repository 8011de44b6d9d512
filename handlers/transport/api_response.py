"""Bot API responses, checked before the library reads them. Pure.

A response that breaks off after the number of the message that was sent says enough: sending again would repeat it.

Another response that is truncated, is not from the Bot API, or does not have its method's result type comes from
something in between (a proxy, a server that is starting). It says nothing about what became of the request, so it
counts as a failed connection, which is retried. The library instead fails on such responses in ways of its own
(KeyError, TypeError), and logs the body, which holds people's words; and it takes a proxy's 404 for a token that is no
longer valid, its 403 for a reader who has blocked the bot.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from telegram.error import NetworkError

NO_MESSAGE = frozenset({"sendchataction", "sendmessagedraft"})  # methods named send... that return true
#: Fields that the library's ``Message`` requires, with their types.
SENT: Mapping[str, type] = {"message_id": int, "date": int, "chat": dict}
#: How the response to a message that was sent begins, up to the end of its number.
_BEGUN = re.compile(rb'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\{\s*"message_id"\s*:\s*(\d{1,18})\s*,')
ERRORS = range(300, 600)  # possible values of error_code
NOTHING_KNOWN = b'{"ok": false}'


def readable(method: str, status: int, body: bytes) -> tuple[int, bytes]:
    """Return the status and body for the library to read; ``method`` is as in the URL, such as sendMessage.

    Of a message that was sent or changed only what the library needs is kept: its content is our own.

    Raises NetworkError for a response that does not say how the request ended.
    """
    answer = _json_object(body) or _sent(method, body)
    if not 200 <= status < 300:
        if answer.get("ok") is not False and status < 500:
            raise NetworkError(f"status {status}, but not from the Bot API")
        return status, _refusal(answer)
    if answer.get("ok") is False and answer.get("error_code") in ERRORS:
        return answer["error_code"], _refusal(answer)  # a proxy that passes on bodies but not status codes
    if answer.get("ok") is not True or not _is_of_its_type(method.lower(), answer.get("result")):
        raise NetworkError("an answer that cannot be read")
    if _is_message(answer["result"]):
        kept = {name: answer["result"][name] for name in SENT}
        return status, json.dumps({"ok": True, "result": kept}).encode()
    return status, body


def says_enough(body: bytes) -> bool:
    """Whether a response that breaks off tells the number of the message that was sent."""
    return _BEGUN.match(body) is not None


def _sent(method: str, body: bytes) -> dict[str, Any]:
    """The response to a message that was sent, if its beginning is there; otherwise nothing."""
    begun = _BEGUN.match(body) if method.lower().startswith("send") else None
    if begun is None:
        return {}
    return {"ok": True, "result": {"message_id": int(begun[1]), "date": 0, "chat": {"id": 0, "type": "private"}}}


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _refusal(answer: dict[str, Any]) -> bytes:
    """The fields of a refusal that the library acts on, where they have the right type."""
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


def _is_of_its_type(method: str, result: object) -> bool:
    """Whether a result has the type that its method returns; for most methods, whether there is one."""
    if method == "getupdates":
        return isinstance(result, list)
    if method.startswith("send") and method not in NO_MESSAGE:
        return _is_message(result)
    if method.startswith("editmessage"):
        return result is True or _is_message(result)  # true for inline messages
    return result is not None


def _is_message(result: object) -> bool:
    return isinstance(result, dict) and all(isinstance(result.get(name), kind) for name, kind in SENT.items())
