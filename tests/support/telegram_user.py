"""Users for tests: they write, press buttons, block the bot, and read its messages.

    async with PeopledServer(clock=clock) as server:
        asha = server.user("Asha")
        [answer] = await asha.say("/latest")
        [page_two] = await asha.press(answer, "More")

``say`` and ``press`` return when the bot is done: when ``server.settled`` says so, else when the bot has reacted in
this chat and then made no call for a moment.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from handlers.localchat import people
from handlers.localchat.keyboards import InlineButton
from handlers.localchat.models import Chat, File, MediaKind, Message, Query, User
from handlers.localchat.server import LocalServer
from handlers.localchat.state import BOT, Event
from tests.support.html_render import to_html

PATIENCE = 120.0  # seconds for the bot to react: on a busy machine it takes long
QUIET = 0.25  # seconds without a call that count as done unless ``settled`` is set
_TICK = 0.02  # seconds between two checks


class NoReaction(AssertionError):
    """The bot did not react."""


class PeopledServer(LocalServer):
    """The local server with users and groups controlled by a test.

    ``settled``, if set, is awaited to determine when a bot in the same process is done with its updates
    (python-telegram-bot: ``application.update_queue.join``).
    """

    settled: Callable[[], Awaitable[object]] | None = None

    def user(self, first_name: str, *, language_code: str = "en") -> LocalUser:
        """The user with this name, created on first use."""
        state = self.backend.state
        known = next((user for user in state.users.values() if user.first_name == first_name and not user.is_bot), None)
        return LocalUser(self, known or state.add_user(first_name, language_code=language_code))

    def group(self, title: str, *members: LocalUser, topics: Iterable[int] = (), with_bot: bool = True) -> LocalGroup:
        """A group, by default with the bot; the first member is its creator; with topics it is a forum."""
        people_ = [member.user for member in members]
        return LocalGroup(self, self.backend.state.add_group(title, people_, topics=topics, with_bot=with_bot))

    def channel(self, title: str, owner: LocalUser) -> LocalGroup:
        """A channel with the bot as an administrator."""
        return LocalGroup(self, self.backend.state.add_channel(title, owner.user))


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the bot as it was when it was read."""

    message: Message

    @property
    def text(self) -> str:
        """Text or caption, without markup."""
        return self.message.body.text

    @property
    def html(self) -> str:
        """The text with Telegram's HTML tags."""
        return to_html(self.message.body)

    @property
    def id(self) -> int:
        """The message's id in its chat."""
        return self.message.message_id

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the buttons, row by row."""
        return [[button.text for button in row] for row in self.message.keyboard]

    @property
    def links(self) -> list[str]:
        """The URLs of the links, in order."""
        return [entity.url for entity in self.message.body.entities if entity.type == "text_link"]

    def button(self, text: str) -> InlineButton:
        """The button with this text, or the only one that contains it. Raises LookupError."""
        every = [button for row in self.message.keyboard for button in row]
        found = [button for button in every if button.text == text] or [b for b in every if text in b.text]
        if len(found) != 1:
            raise LookupError(f"{len(found)} buttons say {text!r}; there are {self.buttons}")
        return found[0]


@dataclass(frozen=True, slots=True)
class LocalGroup:
    """A group chat in a test."""

    server: PeopledServer
    chat: Chat

    @property
    def id(self) -> int:
        """The chat's id."""
        return self.chat.id

    def _creator(self) -> User:
        return next(user for user in self.chat.members.values() if not user.is_bot)

    async def migrate(self) -> LocalGroup:
        """Upgrade the group to a supergroup with the same members and a new id."""
        new, _ = await people.migrate(self.server.backend, self._creator(), self.chat)
        return LocalGroup(self.server, new)

    async def kick_bot(self) -> None:
        """Remove the bot."""
        await people.kick(self.server.backend, self._creator(), self.chat)

    async def add_bot(self) -> None:
        """Add the bot again."""
        await people.add_bot(self.server.backend, self._creator(), self.chat)

    def promote_bot(self) -> None:
        """Make the bot an administrator, which disables privacy mode."""
        self.chat.admins.add(BOT.id)

    def close_topic(self, thread_id: int) -> None:
        """Close a forum topic for everyone except administrators."""
        self.chat.topics[thread_id] = False


class LocalUser:
    """A user in a test. Without ``chat``, they write to the bot in private."""

    def __init__(self, server: PeopledServer, user: User) -> None:
        self.server = server
        self.user = user
        self.opened = ""  #: the address that the last pressed button's answer opened
        self.toast = ""  #: what the last pressed button's answer showed on top of the chat
        self.alert = False  #: whether it was a box to be closed
        self.query: Query | None = None  #: the last inline query
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        server.backend.state.listeners.add(self._events)

    @property
    def id(self) -> int:
        """The user's id, which is also that of the private chat."""
        return self.user.id

    def _chat(self, group: LocalGroup | None) -> Chat:
        return group.chat if group else self.server.backend.state.chats[self.id]

    # ---- writing -----------------------------------------------------------------

    async def say(
        self,
        text: str,
        *,
        chat: LocalGroup | None = None,
        reply: Said | None = None,
        thread_id: int = 0,
        answered: bool = True,
    ) -> list[Said]:
        """Send a message and wait until the bot is done; return what it sent or edited in this chat, in order.

        With ``answered=False``, no reaction is accepted too. Raises NoReaction.
        """
        place, reply_to = self._chat(chat), reply.id if reply else None
        self._forget_events()
        update = None
        for part in people.split_typed(text):
            written = await people.say(
                self.server.backend, self.user, place, part, reply_to=reply_to, thread_id=thread_id
            )
            update = written.update
        return await self._reaction(place, update, answered)

    async def forward(self, text: str, source: str, *, of_channel: bool = False) -> list[Said]:
        """Forward in private a message of somebody who hides their account, or of a channel."""
        place = self._chat(None)
        self._forget_events()
        channel = {"id": -1001, "type": "channel", "title": source}
        origin: dict[str, Any] = {"type": "hidden_user", "date": 0, "sender_user_name": source}
        if of_channel:
            origin = {"type": "channel", "date": 0, "chat": channel, "message_id": 7}
        written = await people.forward(self.server.backend, self.user, place, text, origin)
        return await self._reaction(place, written.update, True)

    async def edit(self, message: Message, text: str, *, answered: bool = False) -> list[Said]:
        """Edit a message of one's own."""
        self._forget_events()
        written = await people.edit(self.server.backend, self.user, message, text)
        return await self._reaction(self.server.backend.state.chats[message.chat_id], written.update, answered)

    async def sticker(self, *, chat: LocalGroup | None = None, answered: bool = True) -> list[Said]:
        """Send a sticker."""
        return await self._sample(MediaKind.STICKER, chat, answered)

    async def voice(self, *, chat: LocalGroup | None = None, answered: bool = True) -> list[Said]:
        """Send a voice message."""
        return await self._sample(MediaKind.VOICE, chat, answered)

    async def document(self, name: str, content: bytes) -> list[Said]:
        """Send a file in private."""
        place = self._chat(None)
        self._forget_events()
        file = File(id=name, name=name, size=len(content), mime_type="application/octet-stream")
        written = await people.send_document(self.server.backend, self.user, place, file, content)
        return await self._reaction(place, written.update, True)

    async def share_location(self, latitude: float, longitude: float) -> list[Said]:
        """Send a location, in degrees."""
        place = self._chat(None)
        self._forget_events()
        written = await people.share_location(self.server.backend, self.user, place, latitude, longitude)
        return await self._reaction(place, written.update, True)

    async def _sample(self, kind: MediaKind, chat: LocalGroup | None, answered: bool) -> list[Said]:
        place = self._chat(chat)
        self._forget_events()
        written = await people.send_sample(self.server.backend, self.user, place, kind)
        return await self._reaction(place, written.update, answered)

    async def press(self, message: Said, text: str) -> list[Said]:
        """Press a button by its label and wait; return the messages sent or edited. The notice is in ``toast``.

        Raises LookupError if there is no such button or it does not call the bot, and NoReaction.
        """
        backend, button = self.server.backend, message.button(text)
        if button.action != "callback_data":
            raise LookupError(f"button {button.text!r} is a {button.action}")
        self._forget_events()
        self.toast, self.alert, self.opened = "", False, ""
        chat = backend.state.chats[message.message.chat_id]
        current = chat.messages.get(message.id, message.message)
        query, update = await people.press(backend, self.user, current, button)
        reaction = await self._reaction(chat, update, True)
        if query.answer is not None:
            self.toast, self.alert = query.answer["text"], query.answer["show_alert"]
            self.opened = query.answer["url"]
        return reaction

    async def inline(self, text: str, *, offset: str = "") -> dict[str, Any]:
        """Send an inline query and return the bot's answer (``results``, ``next_offset`` ...). Raises NoReaction."""
        self._forget_events()
        query, update = await people.ask_inline(self.server.backend, self.user, text, offset)
        await self._reaction(self._chat(None), update, True)
        self.query = query
        return query.answer or {}

    async def choose(self, result: str, *, chat: LocalGroup | None = None) -> Said:
        """Send one of the results of the last inline query, by its title. Raises StopIteration if there is none."""
        assert self.query is not None
        assert self.query.answer is not None
        wanted = next(one for one in self.query.answer["results"] if one["title"] == result)
        written = await people.choose(self.server.backend, self.user, self._chat(chat), self.query, wanted["id"])
        return Said(written.message)

    async def block(self) -> None:
        """Block the bot and wait until it knows."""
        await self._reaction(self._chat(None), await people.block(self.server.backend, self.user), False)

    async def unblock(self) -> None:
        """Unblock the bot and wait until it knows."""
        await self._reaction(self._chat(None), await people.unblock(self.server.backend, self.user), False)

    def deactivate(self) -> None:
        """Delete the account: the bot is refused."""
        self._chat(None).forbidden = "user is deactivated"

    # ---- reading -----------------------------------------------------------------

    async def receive(self, *, chat: LocalGroup | None = None, patience: float = PATIENCE) -> Said:
        """The next message that the bot sends on its own, such as a notification. Raises NoReaction."""
        place = self._chat(chat)
        try:
            async with asyncio.timeout(patience):
                while True:
                    event = await self._events.get()
                    if _is_new(event, place):
                        return Said(place.messages[event.data["message_id"]])
        except TimeoutError:
            raise NoReaction(f"the bot sent nothing for {patience} s") from None

    def history(self, *, chat: LocalGroup | None = None) -> list[Said]:
        """All undeleted messages of the bot in the chat, oldest first."""
        return [Said(m) for m in self._chat(chat).messages.values() if m.sender.id == BOT.id]

    # ---- waiting -----------------------------------------------------------------

    def _forget_events(self) -> None:
        while not self._events.empty():
            self._events.get_nowait()

    async def _reaction(self, chat: Chat, update: int | None, answered: bool) -> list[Said]:
        seen: list[Event] = []
        try:
            async with asyncio.timeout(PATIENCE):
                if update is not None:
                    await self.server.backend.updates.confirmed(update)
                if self.server.settled is not None:
                    await self.server.settled()
                else:
                    await self._quiet(lambda: not answered or any(_is_reaction(e, chat) for e in self._peek(seen)))
        except TimeoutError:
            raise NoReaction(f"the bot did not react within {PATIENCE} s") from None
        self._peek(seen)
        if answered and not any(_is_reaction(event, chat) for event in seen):
            raise NoReaction("the bot is done and said nothing")
        return _changed(seen, chat)

    def _peek(self, seen: list[Event]) -> list[Event]:
        while not self._events.empty():
            seen.append(self._events.get_nowait())
        return seen

    async def _quiet(self, reacted: Callable[[], bool]) -> None:
        backend = self.server.backend
        begun = backend.timer()
        while True:
            await asyncio.sleep(_TICK)
            idle = backend.timer() - max(begun, backend.last_call)
            if reacted() and not backend.running and idle >= QUIET:
                return


def _is_new(event: Event, chat: Chat) -> bool:
    from_bot = event.data.get("from", {}).get("id") == BOT.id
    return (
        event.kind == "message" and event.chat_id == chat.id and from_bot and event.data["message_id"] in chat.messages
    )


def _is_reaction(event: Event, chat: Chat) -> bool:
    if event.kind == "answer":
        return event.chat_id == chat.id
    by_bot = event.kind in ("message", "edited") and event.data.get("from", {}).get("id") == BOT.id
    return event.chat_id == chat.id and (by_bot or event.kind == "deleted" or bool(event.data.get("reaction")))


def _changed(events: list[Event], chat: Chat) -> list[Said]:
    numbers = [e.data["message_id"] for e in events if e.kind in ("message", "edited") and e.chat_id == chat.id]
    current = [chat.messages[number] for number in dict.fromkeys(numbers) if number in chat.messages]
    return [Said(message) for message in current if message.sender.id == BOT.id]
