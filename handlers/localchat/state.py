"""The state of the local server, in memory: users, chats, messages, files, and listeners to changes."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from handlers.localchat.api_json import chat_json, message_json
from handlers.localchat.errors import bad_request
from handlers.localchat.files import Files
from handlers.localchat.models import BOT as BOT
from handlers.localchat.models import Chat, ChatType, Message, Query, User

MAX_HISTORY = 2_000  # messages per chat; older ones are dropped
MAX_QUERIES = 1_000

FIRST_USER = 1_001
FIRST_GROUP = 4_001
SUPERGROUP_BASE = -1_000_000_000_000

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Event:
    """A change that is published to the page and to waiting tests."""

    kind: str  #: message, edited, deleted, action, draft, answer, chat, commands
    chat_id: int
    data: dict[str, Any]


@dataclass(slots=True)
class State:
    """The server's state. Methods change it and publish an ``Event``; none of them waits."""

    clock: Clock
    private_topics: bool = False  #: whether the bot may open topics in private chats (a BotFather setting)
    users: dict[int, User] = field(default_factory=lambda: {BOT.id: BOT})
    chats: dict[int, Chat] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    queries: dict[str, Query] = field(default_factory=dict)
    listeners: set[asyncio.Queue[Event]] = field(default_factory=set)
    _user_ids: itertools.count[int] = field(default_factory=lambda: itertools.count(FIRST_USER))
    _group_ids: itertools.count[int] = field(default_factory=lambda: itertools.count(FIRST_GROUP))
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    # ---- people and places ---------------------------------------------------

    def add_user(self, first_name: str, *, language_code: str = "en") -> User:
        """Add a user with a private chat, which the bot may use once the user has written."""
        username = "".join(character for character in first_name.lower() if character.isascii() and character.isalnum())
        user = User(
            id=next(self._user_ids),
            first_name=first_name,
            username=f"{username}_reads" if username else "",
            language_code=language_code,
        )
        self.users[user.id] = user
        self._add_chat(Chat(id=user.id, type=ChatType.PRIVATE, title=first_name, members={user.id: user, BOT.id: BOT}))
        return user

    def add_channel(self, title: str, owner: User) -> Chat:
        """Add a channel of one user with the bot as an administrator."""
        chat = Chat(
            id=SUPERGROUP_BASE - next(self._group_ids),
            type=ChatType.CHANNEL,
            title=title,
            members={owner.id: owner, BOT.id: BOT},
            admins={owner.id, BOT.id},
        )
        self._add_chat(chat)
        return chat

    def add_group(
        self, title: str, members: Iterable[User], *, topics: Iterable[int] = (), with_bot: bool = True
    ) -> Chat:
        """Add a group, by default with the bot; with topics it is a forum. Its creator is the first member."""
        people = {user.id: user for user in members}
        forum = dict.fromkeys(topics, True)
        number = next(self._group_ids)
        chat = Chat(
            id=SUPERGROUP_BASE - number if forum else -number,
            type=ChatType.SUPERGROUP if forum else ChatType.GROUP,
            title=title,
            members=people | ({BOT.id: BOT} if with_bot else {}),
            admins=set(list(people)[:1]),
            topics=forum,
            forbidden="" if with_bot else "bot is not a member of the group chat",
        )
        self._add_chat(chat)
        return chat

    def migrate(self, chat: Chat) -> Chat:
        """Turn the group into a supergroup with another id; the old id only points to it."""
        new = replace(chat, id=SUPERGROUP_BASE + chat.id, type=ChatType.SUPERGROUP, messages={}, next_message_id=1)
        chat.migrated_to = new.id
        self._add_chat(new)
        return new

    def _add_chat(self, chat: Chat) -> None:
        self.chats[chat.id] = chat
        self.chat_changed(chat)

    def chat(self, chat_id: int | str) -> Chat:
        """The chat with an id or @username. Raises ApiError if it is not found or was migrated."""
        found = self._by_name(chat_id) if isinstance(chat_id, str) else self.chats.get(chat_id)
        if found is None or (found.type is ChatType.PRIVATE and not found.started and not found.messages):
            raise bad_request("chat not found")
        if found.migrated_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=found.migrated_to)
        return found

    def _by_name(self, name: str) -> Chat | None:
        wanted = name.removeprefix("@").lower()
        return next(
            (
                self.chats[user.id]
                for user in self.users.values()
                if user.username.lower() == wanted and not user.is_bot
            ),
            None,
        )

    def chat_changed(self, chat: Chat) -> None:
        """Notify listeners of a new chat or a changed status."""
        self.publish("chat", chat.id, chat_json(chat) | {"forbidden": chat.forbidden, "migrated_to": chat.migrated_to})

    # ---- messages ------------------------------------------------------------

    def add_message(self, chat: Chat, sender: User, **fields: Any) -> Message:
        """Store a message with the next id of its chat; ``fields`` are those of ``Message``."""
        message = Message(chat_id=chat.id, message_id=chat.next_message_id, sender=sender, date=self.clock(), **fields)
        chat.next_message_id += 1
        chat.messages[message.message_id] = message
        _keep_newest(chat.messages, MAX_HISTORY)
        self.publish("message", chat.id, message_json(message, chat))
        return message

    def change_message(self, chat: Chat, message: Message, *, edited: bool = True, **fields: Any) -> Message:
        """Replace a message by a changed one; ``edited``: whether it is marked as edited."""
        stamp = self.clock() if edited else message.edited
        changed = replace(message, **fields, edited=stamp)
        chat.messages[message.message_id] = changed
        self.publish("edited", chat.id, message_json(changed, chat) | {"reaction": changed.reaction})
        return changed

    def delete_message(self, chat: Chat, message_id: int) -> None:
        """Delete a message."""
        del chat.messages[message_id]
        self.publish("deleted", chat.id, {"message_id": message_id})

    # ---- the rest --------------------------------------------------------------

    def number(self) -> int:
        """A number that was not returned before."""
        return next(self._numbers)

    def add_query(self, user: User, *, message: Message | None = None, data: str = "") -> Query:
        """Add a query that waits for the bot's answer."""
        query = Query(id=f"{BOT.id}{self.number():06}", user=user, created=self.clock(), message=message, data=data)
        self.queries[query.id] = query
        _keep_newest(self.queries, MAX_QUERIES)
        return query

    def publish(self, kind: str, chat_id: int, data: dict[str, Any]) -> None:
        """Send an event to all listeners."""
        event = Event(kind, chat_id, data)
        for queue in self.listeners:
            queue.put_nowait(event)


def _keep_newest(entries: dict[Any, Any], limit: int) -> None:
    if len(entries) > limit:
        del entries[next(iter(entries))]
