"""People for tests: they write, press buttons, block the bot, and read what it says.

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
from handlers.localchat.html_render import to_html
from handlers.localchat.keyboards import InlineButton
from handlers.localchat.models import Chat, MediaKind, Message, Query, User
from handlers.localchat.server import LocalServer
from handlers.localchat.state import BOT, Event

PATIENCE = 20.0  # seconds for the bot to react
QUIET = 0.25  # seconds without a call that mean "done" where nobody knows better
_TICK = 0.02  # seconds between two looks


class NoReaction(AssertionError):
    """The bot did not react."""


class PeopledServer(LocalServer):
    """The local server with people and groups that a test moves.

    ``settled``, where set, is awaited to know when a bot in the same process is done with its updates
    (python-telegram-bot: ``application.update_queue.join``).
    """

    settled: Callable[[], Awaitable[object]] | None = None

    def user(self, first_name: str, *, language_code: str = "en") -> LocalUser:
        """A person; the same name is the same person."""
        state = self.backend.state
        known = next((user for user in state.users.values() if user.first_name == first_name and not user.is_bot), None)
        return LocalUser(self, known or state.add_user(first_name, language_code=language_code))

    def group(self, title: str, *members: LocalUser, topics: Iterable[int] = (), with_bot: bool = True) -> LocalGroup:
        """A group, with the bot in it; the first member is its creator; with topics it is a forum."""
        people_ = [member.user for member in members]
        return LocalGroup(self, self.backend.state.add_group(title, people_, topics=topics, with_bot=with_bot))

    def channel(self, title: str, owner: LocalUser) -> LocalGroup:
        """A channel with the bot as its administrator."""
        return LocalGroup(self, self.backend.state.add_channel(title, owner.user))


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the bot as it stood when it was read."""

    message: Message

    @property
    def text(self) -> str:
        """Text or caption, without markup."""
        return self.message.body.text

    @property
    def html(self) -> str:
        """The same with Telegram's HTML tags."""
        return to_html(self.message.body)

    @property
    def id(self) -> int:
        """Number of the message in its chat."""
        return self.message.message_id

    @property
    def buttons(self) -> list[list[str]]:
        """What the buttons say, row by row."""
        return [[button.text for button in row] for row in self.message.keyboard]

    @property
    def links(self) -> list[str]:
        """Addresses behind linked words, in order."""
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
    """A group chat of a test."""

    server: PeopledServer
    chat: Chat

    @property
    def id(self) -> int:
        """The chat's id."""
        return self.chat.id

    def _creator(self) -> User:
        return next(user for user in self.chat.members.values() if not user.is_bot)

    async def migrate(self) -> LocalGroup:
        """Upgrades the group to a supergroup: the same people under a new id."""
        new, _ = await people.migrate(self.server.backend, self._creator(), self.chat)
        return LocalGroup(self.server, new)

    async def kick_bot(self) -> None:
        """Removes the bot."""
        await people.kick(self.server.backend, self._creator(), self.chat)

    async def add_bot(self) -> None:
        """Adds the bot again."""
        await people.add_bot(self.server.backend, self._creator(), self.chat)

    def promote_bot(self) -> None:
        """Makes the bot an administrator: privacy mode no longer counts."""
        self.chat.admins.add(BOT.id)

    def close_topic(self, thread_id: int) -> None:
        """Closes a forum topic for everyone but administrators."""
        self.chat.topics[thread_id] = False


class LocalUser:
    """A person of a test. Without ``chat`` they write to the bot in private."""

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
        """The user's id, which is the private chat's too."""
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
        """Writes and waits until the bot is done: what it sent or changed in this chat, in order.

        With ``answered=False`` silence is fine. Raises NoReaction.
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

    async def edit(self, message: Message, text: str, *, answered: bool = False) -> list[Said]:
        """Changes one's own message."""
        self._forget_events()
        written = await people.edit(self.server.backend, self.user, message, text)
        return await self._reaction(self.server.backend.state.chats[message.chat_id], written.update, answered)

    async def sticker(self, *, chat: LocalGroup | None = None, answered: bool = True) -> list[Said]:
        """Sends a sticker."""
        return await self._sample(MediaKind.STICKER, chat, answered)

    async def voice(self, *, chat: LocalGroup | None = None, answered: bool = True) -> list[Said]:
        """Sends a voice message."""
        return await self._sample(MediaKind.VOICE, chat, answered)

    async def share_location(self, latitude: float, longitude: float) -> list[Said]:
        """Sends where they are, in degrees."""
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
        """Presses a button by its text and waits: messages sent or changed; the answer is in ``toast``.

        Raises LookupError without such a button or when it does not call the bot, NoReaction.
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
        """Types an inline query: what the bot answered (``results``, ``next_offset`` ...). Raises NoReaction."""
        self._forget_events()
        query, update = await people.ask_inline(self.server.backend, self.user, text, offset)
        await self._reaction(self._chat(None), update, True)
        self.query = query
        return query.answer or {}

    async def choose(self, result: str, *, chat: LocalGroup | None = None) -> Said:
        """Sends one of the results of the last inline query, by its title. Raises StopIteration without such a one."""
        assert self.query is not None
        assert self.query.answer is not None
        wanted = next(one for one in self.query.answer["results"] if one["title"] == result)
        written = await people.choose(self.server.backend, self.user, self._chat(chat), self.query, wanted["id"])
        return Said(written.message)

    async def block(self) -> None:
        """Blocks the bot and waits until it knows."""
        await self._reaction(self._chat(None), await people.block(self.server.backend, self.user), False)

    async def unblock(self) -> None:
        """Unblocks the bot and waits until it knows."""
        await self._reaction(self._chat(None), await people.unblock(self.server.backend, self.user), False)

    def deactivate(self) -> None:
        """Deletes the account: the bot is refused."""
        self._chat(None).forbidden = "user is deactivated"

    # ---- reading -----------------------------------------------------------------

    async def receive(self, *, chat: LocalGroup | None = None, patience: float = PATIENCE) -> Said:
        """The next message that the bot sends by itself, such as a notification. Raises NoReaction."""
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
        """All that the bot has said in the chat and not deleted, oldest first."""
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
