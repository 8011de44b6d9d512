"""Updates that the library cannot parse, repaired or left out, so that one of them does not block all others.

A Bot API server of another version may send a shape that python-telegram-bot refuses. With a webhook the library would
make Telegram send it again and again, and keep the rest of that chat waiting.
"""

from __future__ import annotations

import logging

from telegram import Bot, Update

from handlers.transport.bot import RawUpdate

#: Fields kept of such a message: enough to say that only text is read, or to answer the text beside it.
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
_LARGEST = 2**63 - 1  # SQLite's largest integer; Telegram promises at most 52 bits
_LOG = logging.getLogger(__name__)


def number_of(raw: object) -> int | None:
    """The update's number; None if it is not an update."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _LARGEST else None


def read_update(raw: RawUpdate, bot: Bot) -> Update | None:
    """The update, or one with only the ordinary fields of its message, or None if these cannot be parsed either."""
    if update := _parse(raw, bot):
        return update
    _LOG.warning("update %d cannot be read in full", number_of(raw) or 0)
    message = raw.get("message")
    if not isinstance(message, dict):
        return None
    ordinary = {name: message[name] for name in _KEPT if name in message}
    return _parse({"update_id": raw.get("update_id"), "message": ordinary}, bot)


def _parse(raw: RawUpdate, bot: Bot) -> Update | None:
    try:
        update = Update.de_json(raw, bot)
        return update if _can_be_stored(update) and _makes_sense(update) else None
    except Exception:  # whatever the library's types raise
        return None


def _can_be_stored(update: Update) -> bool:
    """Whether its ids can be stored and a message has a chat; the library checks neither."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    if message and not chat:
        return False
    ids = (chat.id if chat else 0, user.id if user else 0, message.message_id if message else 0)
    return all(isinstance(one, int) and abs(one) <= _LARGEST for one in ids)


def _makes_sense(update: Update) -> bool:
    """Whether texts are strings and offsets integers, which the library does not check either."""
    message, query = update.effective_message, update.inline_query
    words = [message.text, message.caption] if message else [query.query, query.offset] if query else []
    marks = [*message.entities, *message.caption_entities] if message else []
    return all(isinstance(one, str | None) for one in words) and all(
        isinstance(one.offset, int) and isinstance(one.length, int) for one in marks
    )
