"""Inline keyboards, read and checked by Telegram's rules. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from handlers.localchat.errors import bad_request

MAX_BUTTONS = 100  # per message (undocumented)
MAX_ROW = 8  # buttons (undocumented)
MAX_DATA = 64  # bytes of callback_data
MAX_COPY = 256  # characters of copy_text
MAX_INLINE_QUERY = 256  # characters

STYLES = ("danger", "success", "primary")
_SWITCHES = ("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat")
_ACTIONS = ("callback_data", "url", "copy_text", *_SWITCHES)


@dataclass(frozen=True, kw_only=True, slots=True)
class InlineButton:
    """An inline button as sent by the bot."""

    text: str
    action: str  #: callback_data, url, copy_text or one of the switch_inline_query family
    value: Any  #: the action's value, as in the Bot API
    style: str = ""

    def to_json(self) -> dict[str, Any]:
        """An ``InlineKeyboardButton`` object."""
        data = {"text": self.text, self.action: self.value}
        return data | {"style": self.style} if self.style else data


Keyboard = tuple[tuple[InlineButton, ...], ...]


def keyboard_to_json(keyboard: Keyboard) -> dict[str, Any]:
    """An ``InlineKeyboardMarkup`` object."""
    return {"inline_keyboard": [[button.to_json() for button in row] for row in keyboard]}


def read_markup(markup: object) -> Keyboard:
    """The buttons of a ``reply_markup``; reply keyboards and forced replies are not shown. Raises ApiError."""
    if markup is None:
        return ()
    if not isinstance(markup, Mapping):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array of Arrays')
    keyboard = tuple(tuple(_button(data) for data in row) for row in rows if row)
    if sum(map(len, keyboard)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in keyboard):
        raise bad_request("reply markup is too long")
    return keyboard


def _button(data: object) -> InlineButton:
    if not isinstance(data, Mapping):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text, style = data.get("text"), data.get("style") or ""
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: can't find field \"text\"")
    if style not in ("", *STYLES):
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    action = _action(data)
    return InlineButton(text=text, action=action, value=_checked(action, data[action]), style=style)


def _action(data: Mapping[str, Any]) -> str:
    actions = [name for name in _ACTIONS if data.get(name) is not None]
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action must be specified")
    if not actions:
        others = set(data) - {"text", "style", "icon_custom_emoji_id"}
        raise bad_request(
            "BUTTON_TYPE_INVALID"
            if others
            else "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    return actions[0]


def _checked(action: str, value: Any) -> Any:
    match action:
        case "callback_data":
            if not isinstance(value, str) or not 1 <= len(value.encode()) <= MAX_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            fault = "URL must be a String" if not isinstance(value, str) else url_fault(value)
            if fault:
                raise bad_request(f"inline keyboard button URL '{value}' is invalid: {fault}")
            return value if "://" in value else f"http://{value}"
        case "copy_text":
            text = value.get("text") if isinstance(value, Mapping) else None
            if not isinstance(text, str) or not 1 <= len(text) <= MAX_COPY:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "switch_inline_query" | "switch_inline_query_current_chat":
            if not isinstance(value, str) or len(value) > MAX_INLINE_QUERY:
                raise bad_request("BUTTON_DATA_INVALID")
    return value


def url_fault(url: str) -> str:
    """Why a button may not have this URL, or ""."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "Wrong HTTP URL"
    if parts.scheme.lower() not in ("http", "https", "tg"):
        return "Unsupported URL protocol"
    if not host:
        return "URL host is empty"
    if any(character.isspace() for character in url):
        return "Wrong HTTP URL"
    return "" if parts.scheme.lower() == "tg" or "." in host.strip(".") else "Wrong HTTP URL"
