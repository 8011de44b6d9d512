"""Values of the local server: users, chats and messages as Telegram would store them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from handlers.localchat.formatted import Formatted
from handlers.localchat.keyboards import Keyboard

EMPTY = Formatted()


class ChatType(StrEnum):
    """The types of chats."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class MediaKind(StrEnum):
    """What a message may contain besides text."""

    PHOTO = "photo"
    DOCUMENT = "document"
    STICKER = "sticker"
    VOICE = "voice"


@dataclass(frozen=True, kw_only=True, slots=True)
class User:
    """A user, or the bot itself."""

    id: int
    first_name: str
    username: str = ""
    is_bot: bool = False
    language_code: str = "en"


BOT = User(id=700_000_001, first_name="newsbot", username="newsbot_local_bot", is_bot=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """An uploaded file; its content is in ``files.Files``."""

    id: str
    name: str
    size: int  #: bytes
    mime_type: str
    width: int = 0  #: pixels; pictures only
    height: int = 0

    @property
    def path(self) -> str:
        """The path that getFile returns as ``file_path``."""
        return f"files/{self.id}/{self.name}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Media:
    """A picture, document, sticker or voice message."""

    kind: MediaKind
    file: File


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """The current version of a message; an edit replaces it."""

    chat_id: int
    message_id: int
    sender: User
    date: datetime
    body: Formatted = EMPTY  #: text, or the caption of media
    keyboard: Keyboard = ()
    media: Media | None = None
    reply_to: int | None = None
    quote: Formatted | None = None  #: the quoted part of the message replied to
    thread_id: int = 0
    edited: datetime | None = None
    link_preview: dict[str, Any] = field(default_factory=dict)
    silent: bool = False
    protected: bool = False
    reaction: str = ""  #: the bot's, an emoji
    via_bot: bool = False  #: chosen from the bot's inline results
    service: dict[str, Any] = field(default_factory=dict)  #: Bot API fields of a service message


@dataclass(kw_only=True, slots=True)
class Chat:
    """A chat. A private chat has its user's id."""

    id: int
    type: ChatType
    title: str
    members: dict[int, User] = field(default_factory=dict)
    admins: set[int] = field(default_factory=set)
    forbidden: str = ""  #: why the bot may not write, in Telegram's words; "" = it may
    migrated_to: int | None = None
    topics: dict[int, bool] = field(default_factory=dict)  #: by forum topic: whether it is open
    messages: dict[int, Message] = field(default_factory=dict)
    next_message_id: int = 1
    started: bool = False  #: in private chats: whether the user has written

    @property
    def is_group(self) -> bool:
        """Whether it has several readers."""
        return self.type is not ChatType.PRIVATE


@dataclass(kw_only=True, slots=True)
class Query:
    """A button press, inline query or guest call that waits for the bot's answer."""

    id: str
    user: User
    created: datetime
    message: Message | None = None  #: callback and guest queries
    data: str = ""
    answer: dict[str, Any] | None = None
