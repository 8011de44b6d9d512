"""The bot's profile: commands per scope and language, name, descriptions, menu button."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.localchat.errors import bad_request
from handlers.localchat.models import Chat, User

MAX_COMMANDS = 100  # per scope and language
MAX_COMMAND_DESCRIPTION = 256  # characters
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")

#: By field: the maximum length in characters.
TEXTS = {"name": 64, "description": 512, "short_description": 120}

_PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_SCOPES_WITH_CHAT = ("chat", "chat_administrators", "chat_member")

Scope = tuple[str, int, int]  # type, chat id, user id


@dataclass(slots=True)
class BotProfile:
    """The commands and texts that the bot has set."""

    commands: dict[tuple[Scope, str], list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)

    def text(self, name: str, language: str, fallback: str = "") -> str:
        """The text for a language, else the one for all languages."""
        return self.texts.get((name, language)) or self.texts.get((name, ""), fallback)

    def set_text(self, name: str, language: str, text: str) -> None:
        """Store a text; "" deletes it. Raises ApiError if it is too long."""
        if len(text) > TEXTS[name]:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        self.texts[name, checked_language(language)] = text

    def menu(self, user: User, chat: Chat) -> list[dict[str, str]]:
        """The commands that a user sees in a chat: the narrowest scope that has any, the user's language first."""
        for scope in _scopes_for(user, chat):
            for language in (user.language_code, ""):
                if commands := self.commands.get((scope, language)):
                    return commands
        return []


def _scopes_for(user: User, chat: Chat) -> list[Scope]:
    if not chat.is_group:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    admin = user.id in chat.admins
    scopes: list[Scope | None] = [
        ("chat_member", chat.id, user.id),
        ("chat_administrators", chat.id, 0) if admin else None,
        ("chat", chat.id, 0),
        ("all_chat_administrators", 0, 0) if admin else None,
        ("all_group_chats", 0, 0),
        ("default", 0, 0),
    ]
    return [scope for scope in scopes if scope]


def read_scope(data: object) -> Scope:
    """A ``BotCommandScope`` as a key. Raises ApiError."""
    if data is None:
        return ("default", 0, 0)
    kind = data.get("type") if isinstance(data, Mapping) else None
    if kind in _PLAIN_SCOPES:
        return (str(kind), 0, 0)
    if not isinstance(data, Mapping) or kind not in _SCOPES_WITH_CHAT:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    user_id = data.get("user_id", 0) if kind == "chat_member" else 0
    if not isinstance(data.get("chat_id"), int) or not isinstance(user_id, int):
        raise bad_request("can't parse BotCommandScope: chat_id and user_id must be identifiers")
    return (str(kind), data["chat_id"], user_id)


def read_commands(data: object) -> list[dict[str, str]]:
    """Checked ``BotCommand`` objects. Raises ApiError."""
    if not isinstance(data, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(data) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(item) for item in data]


def _command(item: object) -> dict[str, str]:
    if not isinstance(item, Mapping):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(item.get("command", "")).removeprefix("/"), str(item.get("description", "")).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= MAX_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def checked_language(code: str) -> str:
    """A language code of two letters, or "". Raises ApiError."""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code
