"""Sending of all messages: waits, retries, and falls back to plain text.

retrying.py decides what happens after each error.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from telegram import Message
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.models import ChatKey
from bot.translation import N_, gettext
from handlers.transport.bot import RawUpdatesBot
from handlers.transport.keyboards import keyboard
from handlers.transport.posting import Posting, change, post, post_file, post_photo
from handlers.transport.press_marks import PressMarks
from handlers.transport.rate_limit import RateLimit
from handlers.transport.retrying import (
    CALLS,
    CHANGES,
    FILES,
    MESSAGES,
    Patience,
    Try,
    arrived_perhaps,
    badly_formatted,
    next_try,
    seconds,
    topic_is_gone,
    unchanged,
)
from handlers.transport.shown import ShownParts
from handlers.views.html import clip
from handlers.views.messages import Attachment, Part, Picture, Row, above

MAX_NOTICE = 200  # UTF-16 units of the answer to a press (Bot API, answerCallbackQuery)
TYPING_LASTS = 4.5  # seconds; Telegram shows it for five
MOVED = N_("The topic that this was asked in is closed or gone, so here it is.")
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


class Sender:
    """Sends, edits and answers button presses for one bot, at the pace that ``limit`` sets for all of it."""

    def __init__(
        self, bot: RawUpdatesBot, limit: RateLimit, shows_previews: Callable[[int], bool] = lambda _chat_id: True
    ) -> None:
        """Send as ``bot``. ``shows_previews``: whether a chat, given by its id, wants link previews."""
        self._bot = bot
        self._limit = limit
        self._shows_previews = shows_previews
        self.marks = PressMarks(self._end_mark)  #: of the presses being handled
        self.plain_fallbacks = 0  #: messages that Telegram accepted only as plain text
        self._shown = ShownParts()
        self._typing: set[asyncio.Task[None]] = set()  # asyncio itself does not keep references to tasks

    @property
    def username(self) -> str:
        """The bot's own username, without the @."""
        return self._bot.username

    @property
    def messages_per_second(self) -> float:
        """The overall pace."""
        return self._limit.rates.overall

    @property
    def opens_topics(self) -> bool:
        """Whether the bot may open topics in private chats."""
        return bool(self._bot.bot.has_topics_enabled)

    async def open_topic(self, chat_id: int, name: str) -> ChatKey:
        """Open a new topic in a chat; ``name`` has 1 to 128 UTF-16 units. Raises TelegramError."""
        async with self._limit.turn(chat_id, answer=True):
            opened = await self._bot.create_forum_topic(chat_id, name)
        return ChatKey(chat_id=chat_id, thread_id=opened.message_thread_id)

    async def send(
        self, chat: ChatKey, part: Part, *, reply_to: int | None = None, goes_on: bool = False
    ) -> int | None:
        """Send a message; return its id, or None if Telegram repeatedly gave no answer in time.

        A message for a topic that is closed or gone is sent to the general topic and says so, unless it ``goes_on``
        from an earlier message. ``reply_to``: id of the message it answers. Raises TelegramError for what cannot be
        sent.
        """
        try:
            return await self._persist(Try(chat.chat_id), lambda made: self._post(chat, part, made, Posting(reply_to)))
        except BadRequest as error:
            if not chat.thread_id or not topic_is_gone(error):
                raise
            return await self.send(ChatKey(chat_id=chat.chat_id), part if goes_on else above(gettext(MOVED), part))
        except TimedOut as error:
            if not arrived_perhaps(error):
                raise
            _LOG.warning("no answer in time for a message to chat %d; it is not sent any more", chat.chat_id)
            return None

    async def send_picture(self, chat: ChatKey, picture: Picture, *, reply_to: int | None = None) -> int | None:
        """As ``send``, for a photo.

        If Telegram does not accept it (not allowed here, refused), its text is sent instead.
        """
        return await self._or_words(
            chat, lambda made: post_photo(self._bot, chat, picture, made, reply_to), picture.instead, reply_to
        )

    async def send_file(self, chat: ChatKey, file: Attachment) -> int | None:
        """As ``send``, for a file. If files are not allowed or not accepted, its text is sent alone."""
        return await self._or_words(chat, lambda made: post_file(self._bot, chat, file, made), file.instead, None)

    async def _or_words(
        self, chat: ChatKey, post: Callable[[Try], Awaitable[int]], instead: Part, reply_to: int | None
    ) -> int | None:
        try:
            return await self._persist(Try(chat.chat_id), post, FILES)
        except (Forbidden, RetryAfter):
            raise
        except TelegramError as error:
            if arrived_perhaps(error):
                _LOG.warning("no answer in time for a file to chat %d; it is not sent again", chat.chat_id)
                return None
            _LOG.warning("file not sent to chat %d: %s; sending its words", chat.chat_id, type(error).__name__)
        return await self.send(chat, instead, reply_to=reply_to)

    async def send_once(self, chat: ChatKey, part: Part, *, silent: bool = False, reply_to: int | None = None) -> int:
        """Make one attempt (a second as plain text): for deliveries, whose further attempts the outbox plans.

        ``reply_to``: id of the message it continues.
        """
        made, given = Try(chat.chat_id), Posting(reply_to, silent=silent, paid=self._limit.rates.paid)
        try:
            return await self._deliver(chat, part, made, given)
        except BadRequest as error:
            if not badly_formatted(error):
                raise
            self._count_plain(chat.chat_id)
            return await self._deliver(chat, part, replace(made, plain=True), given)

    async def _deliver(self, chat: ChatKey, part: Part, made: Try, given: Posting) -> int:
        try:
            async with self._limit.turn(made.chat_id, answer=False, paid=given.paid):
                return await self._post(chat, part, made, given)
        except RetryAfter as error:
            self._limit.refused(made.chat_id, seconds(error))
            raise

    async def edit(self, chat: ChatKey, message_id: int, part: Part, *, seen: Message | None = None) -> None:
        """Edit a message in place; if it can no longer be edited, send it anew.

        ``seen``: what it showed when its button was pressed. Nothing is sent if that is already ``part``.
        """
        if self._shown.is_shown(chat.chat_id, message_id, part, seen):
            return
        self._shown.keep(chat.chat_id, message_id, None)
        if await self._edited(chat, message_id, part):
            self._shown.keep(chat.chat_id, message_id, part)

    async def _edited(self, chat: ChatKey, message_id: int, part: Part) -> bool:
        """Whether the message is now certain to show ``part``."""
        try:
            await self._persist(Try(chat.chat_id), lambda made: self._change(message_id, part, made), CHANGES)
        except TimedOut as error:
            if not arrived_perhaps(error):
                raise
            _LOG.warning("no answer in time for a change in chat %d; it is not made any more", chat.chat_id)
            return False
        except BadRequest as error:
            if unchanged(error):
                return True
            _LOG.info("a message in chat %d cannot be changed; sending it anew", chat.chat_id)
            await self.send(chat, part)
            return False
        return True

    async def edit_once(self, chat: ChatKey, message_id: int, part: Part) -> None:
        """Make one attempt to edit a message that nobody waits for; one that is gone or up to date stays as it is."""
        self._shown.keep(chat.chat_id, message_id, None)
        try:
            async with self._limit.turn(chat.chat_id, answer=False):
                await self._change(message_id, part, Try(chat.chat_id))
        except RetryAfter as error:
            self._limit.refused(chat.chat_id, seconds(error))
            raise
        except BadRequest as error:
            told = str(error).lower()
            if not unchanged(error) and not any(mark in told for mark in ("to edit not found", "can't be edited")):
                raise

    async def edit_buttons(self, chat_id: int, message_id: int, buttons: tuple[Row, ...]) -> None:
        """Edit only the buttons below a message; failure is harmless, as the press was answered already."""
        self._shown.keep(chat_id, message_id, None)
        try:
            async with self._limit.turn(chat_id, answer=True):
                await self._bot.edit_message_reply_markup(
                    chat_id=chat_id, message_id=message_id, reply_markup=keyboard(buttons)
                )
        except TelegramError as error:
            if isinstance(error, RetryAfter):
                self._limit.refused(chat_id, seconds(error))
            _LOG.info("buttons not changed: %s", type(error).__name__)

    async def answer_press(self, press_id: str, words: str = "", *, url: str = "") -> bool:
        """End a button's progress mark, with a short notice (at most 200 characters) or by opening a link.

        Returns whether the notice is shown: it cannot be if the mark is ended already, or the press is too old.
        """
        return self.marks.take(press_id) and await self._end_mark(press_id, words, url)

    async def _end_mark(self, press_id: str, words: str = "", url: str = "") -> bool:
        try:
            call = self._bot.answer_callback_query
            await self._persist(
                Try(0), lambda _made: call(press_id, text=clip(words, MAX_NOTICE), url=url or None), CALLS
            )
        except TelegramError as error:  # expired, or a network error: the message itself was edited already
            _LOG.info("press not answered: %s", type(error).__name__)
            return False
        return True

    def type_until(self, chat: ChatKey, done: asyncio.Event) -> None:
        """Show "typing ..." from now until ``done`` is set; failure is harmless.

        Returns at once, and nobody waits for its end: a call under way when the answer is sent is not interrupted (see
        request.py).
        """
        task = asyncio.create_task(self._type_until(chat, done))
        self._typing.add(task)
        task.add_done_callback(self._typing.discard)

    async def _type_until(self, chat: ChatKey, done: asyncio.Event) -> None:
        while not done.is_set():
            if not self._limit.is_held(chat.chat_id):
                await self._show_typing(chat)
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), TYPING_LASTS)

    async def _show_typing(self, chat: ChatKey) -> None:
        try:
            await self._bot.send_chat_action(chat.chat_id, ChatAction.TYPING, message_thread_id=chat.thread_id or None)
        except TelegramError as error:
            if isinstance(error, RetryAfter):
                self._limit.refused(chat.chat_id, seconds(error), writes=False)
            _LOG.debug("no typing shown: %s", type(error).__name__)

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether a user is an administrator of a group.

        Telegram refuses to tell a bot that is none itself about some members, but names the administrators to any.
        """
        one, all_ = self._bot.get_chat_member, self._bot.get_chat_administrators
        try:
            member = await self._persist(Try(chat_id), lambda made: one(made.chat_id, user_id), CALLS)
            return member.status in {"creator", "administrator"}
        except BadRequest:
            known = await self._persist(Try(chat_id), lambda made: all_(made.chat_id), CALLS)
            return user_id in {member.user.id for member in known}

    async def _persist(self, made: Try, call: Callable[[Try], Awaitable[_T]], patience: Patience = MESSAGES) -> _T:
        """Call until it succeeds or ``patience`` ends.

        All but ``CALLS`` write to a chat, so they count for the pace.
        """
        writes = patience is not CALLS
        while True:
            turn = self._limit.turn(made.chat_id, answer=True) if writes else self._limit.unheld_turn(made.chat_id)
            try:
                async with turn:
                    return await call(made)
            except TelegramError as error:
                again = next_try(error, made, patience)
                if isinstance(error, RetryAfter):
                    self._limit.refused(made.chat_id, seconds(error), writes=writes)
                if again is None:
                    raise
                _LOG.info("try %d after %s in %.1f s", again.attempt.number, type(error).__name__, again.after)
                if again.attempt.plain > made.plain:
                    self._count_plain(made.chat_id)
                made = again.attempt
            await asyncio.sleep(again.after)

    def _count_plain(self, chat_id: int) -> None:
        self.plain_fallbacks += 1
        _LOG.warning("sent as plain text to chat %d: Telegram did not take the formatting", chat_id)

    async def _post(self, chat: ChatKey, part: Part, made: Try, given: Posting) -> int:
        return await post(self._bot, chat, part, made, given, previews=self._shows_previews(made.chat_id))

    async def _change(self, message_id: int, part: Part, made: Try) -> None:
        await change(self._bot, message_id, part, made, previews=self._shows_previews(made.chat_id))
