"""Content of messages, read from a call and checked by Telegram's rules."""

from __future__ import annotations

from typing import Any

from handlers.localchat.backend import Backend
from handlers.localchat.errors import bad_request, forbidden
from handlers.localchat.formatted import (
    MAX_ENTITIES,
    MAX_ENTITY_BYTES,
    Formatted,
    TextEntity,
    entity_bytes,
    entity_from_json,
    in_order,
    tidied,
    units,
)
from handlers.localchat.found_entities import with_found
from handlers.localchat.html_entities import HtmlError, parse_html
from handlers.localchat.models import Chat, Message
from handlers.localchat.params import Params
from handlers.localchat.state import BOT

MAX_TEXT = 4096  # UTF-16 code units after parsing
MAX_CAPTION = 1024
MAX_QUOTE = 1024


def read_text(backend: Backend, params: Params) -> Formatted:
    """The text of a message: 1-4096 UTF-16 code units after parsing. Raises ApiError."""
    body = read_body(backend, params, "text", "entities")
    if not body.text:
        raise bad_request("message text is empty")
    if units(body.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return body


def read_caption(backend: Backend, params: Params) -> Formatted:
    """The caption of a picture or document: 0-1024 UTF-16 code units after parsing. Raises ApiError."""
    body = read_body(backend, params, "caption", "caption_entities")
    if units(body.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return body


def read_body(backend: Backend, params: Params, text: str, entities: str) -> Formatted:
    """Parse, clean and check a formatted text of any length. Raises ApiError."""
    parsed = _parsed(params.text(text), params.text("parse_mode"), params.data(entities))
    known = (e for e in parsed.entities if e.type != "text_mention" or e.user_id in backend.state.users)
    body = tidied(Formatted(text=parsed.text, entities=tuple(known)))
    if entity_bytes(body.entities[:MAX_ENTITIES]) > MAX_ENTITY_BYTES:
        raise bad_request("ENTITIES_TOO_LONG")
    return with_found(body)


def _parsed(text: str, parse_mode: str, entities: Any) -> Formatted:
    match parse_mode.lower():
        case "html":
            return _from_html(text)
        case "":
            return Formatted(text=text, entities=_explicit(text, entities or []))
        case "markdown" | "markdownv2":
            raise bad_request("the local server parses HTML only, not Markdown")
    raise bad_request("unsupported parse_mode")


def _from_html(text: str) -> Formatted:
    try:
        return parse_html(text)
    except HtmlError as error:
        raise bad_request(f"can't parse entities: {error}") from None


def _explicit(text: str, entities: Any) -> tuple[TextEntity, ...]:
    try:
        found = in_order(entity_from_json(data) for data in entities)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise bad_request("can't parse MessageEntity") from None
    size = units(text)
    if any(entity.offset < 0 or entity.length <= 0 or entity.end > size for entity in found):
        raise bad_request("ENTITY_BOUNDS_INVALID")
    return found


def open_chat(backend: Backend, params: Params) -> Chat:
    """The chat of a call, if the bot may write to it. Raises ApiError."""
    chat = backend.state.chat(params.chat_id())
    if chat.forbidden:
        raise forbidden(chat.forbidden)
    return chat


def read_thread(chat: Chat, params: Params) -> int:
    """The forum topic of a call, 0 for none. Raises ApiError."""
    thread = params.integer("message_thread_id")
    if thread and thread not in chat.topics:
        raise bad_request("message thread not found")
    if thread and not chat.topics[thread] and BOT.id not in chat.admins:
        raise bad_request("TOPIC_CLOSED")
    return thread


def read_reply(backend: Backend, chat: Chat, params: Params) -> tuple[int | None, Formatted | None]:
    """The message replied to and the quoted part. Raises ApiError unless sending without a reply is allowed."""
    reply = params.data("reply_parameters") or {}
    if not isinstance(reply, dict):
        raise bad_request("can't parse reply parameters JSON object")
    wanted = reply.get("message_id") or params.integer("reply_to_message_id")
    if not wanted:
        return None, None
    original = chat.messages.get(int(wanted))
    if original is None or reply.get("chat_id", chat.id) not in (chat.id, str(chat.id)):
        if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
            return None, None
        raise bad_request("message to be replied not found")
    return original.message_id, _quote(backend, original, reply)


def _quote(backend: Backend, original: Message, reply: dict[str, Any]) -> Formatted | None:
    if not reply.get("quote"):
        return None
    fields = {
        "text": reply["quote"],
        "parse_mode": reply.get("quote_parse_mode"),
        "entities": reply.get("quote_entities"),
    }
    quote = read_body(backend, Params(fields), "text", "entities")
    if units(quote.text) > MAX_QUOTE or quote.text not in original.body.text:
        raise bad_request("QUOTE_TEXT_INVALID")
    return quote


def read_preview(params: Params) -> dict[str, Any]:
    """``link_preview_options`` as given. Raises ApiError."""
    options = params.data("link_preview_options")
    if options is not None and not isinstance(options, dict):
        raise bad_request("can't parse link preview options JSON object")
    disabled = {"is_disabled": True} if params.flag("disable_web_page_preview") else {}
    return disabled | (options or {})
