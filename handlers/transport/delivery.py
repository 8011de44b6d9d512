"""Sending of due deliveries. Telegram's errors become outcomes here; the outbox decides what follows from them.

Delivery is at least once: a message is sent, then recorded. A crash in between repeats one message, and so may an
attempt that timed out, because a possible repeat is better than silence for something that nobody would ask for again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.errors import StoreError
from bot.models import ChatKey, Delivery, Outcome, OutcomeKind
from bot.newsroom import Newsroom
from bot.pausing import sleep_unless
from bot.translation import N_, gettext, speaking
from handlers.transport.lasting_errors import LastingErrors
from handlers.transport.retrying import arrived_perhaps, seconds, topic_is_gone
from handlers.transport.sender import Sender
from handlers.views import gathered as gathered_view
from handlers.views import subscriptions as subscriptions_view
from handlers.views.messages import Part, note

BETWEEN_CHECKS = 1.0  # seconds between checks whether the database changed: another process may have added articles
AT_ONCE = 100  # sends that wait for their turn or for Telegram at a time; more at a faster pace
REFILL = 40  # sends left under way when the store is read again: enough for a second at the pace
SECONDS_AHEAD = 3.4  # seconds of the pace that AT_ONCE covers
MOMENT = 0.02  # minimum seconds between two rounds
LAST_WAIT = 10.0  # seconds that sends under way get at shutdown
CLOCK_SLACK = timedelta(minutes=1)  # by which clocks may be set back without consequences
_NEVER_READ = datetime.max.replace(tzinfo=UTC)
RECORD_AGAIN = 60.0  # maximum seconds between attempts to record what was sent

# 400 errors that concern the chat rather than this message (Bot API error texts in lower case)
_CHAT_IS_CLOSED = (
    "chat not found",
    "forbidden",  # chat_write_forbidden, chat_send_plain_forbidden, chat_forbidden
    "chat_restricted",
    "channel_private",
    "chat_admin_required",
    "user_banned_in_channel",
    "deactivated",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "peer_id_invalid",
    "chat_id_invalid",
    "channel_invalid",
    "user_is_blocked",
    "upgraded to a supergroup",  # without its new id, which an update brings
    "user not found",
)
TOPIC_GONE = N_(
    "The topic that I sent news to is closed or gone, so I send them here from now on. "
    "/following shows what they are; /follow in another topic sends them there."
)
_LOG = logging.getLogger(__name__)


def outcome_of(error: TelegramError) -> Outcome:
    """The outcome of an attempt that failed with ``error``. BadRequest, a NetworkError too, is checked first."""
    reason = type(error).__name__
    if isinstance(error, RetryAfter):
        return Outcome(kind=OutcomeKind.RETRY, reason=reason, retry_after=seconds(error))
    if isinstance(error, ChatMigrated):
        return Outcome(kind=OutcomeKind.MOVED, reason=reason, new_chat_id=error.new_chat_id)
    if isinstance(error, Forbidden):
        return Outcome(kind=OutcomeKind.BLOCKED, reason=reason)
    if isinstance(error, BadRequest):
        return Outcome(kind=_refusal(error), reason=reason)
    kind = OutcomeKind.UNCERTAIN if arrived_perhaps(error) else OutcomeKind.RETRY
    return Outcome(kind=kind, reason=reason)


def _refusal(error: BadRequest) -> OutcomeKind:
    if topic_is_gone(error):
        return OutcomeKind.TOPIC_GONE
    told = str(error).lower()
    return OutcomeKind.BLOCKED if any(mark in told for mark in _CHAT_IS_CLOSED) else OutcomeKind.REJECTED


def told_of(error: Exception) -> str:
    """What a log may say of an error: what is wrong with the database holds nobody's words."""
    return str(error) if isinstance(error, StoreError) else type(error).__name__


class Courier:
    """The delivery loop: chats in parallel, one message at a time for each; the sender's rate limit sets the pace."""

    def __init__(
        self,
        newsroom: Newsroom,
        sender: Sender,
        clock: Callable[[], datetime],
        *,
        pause: float = BETWEEN_CHECKS,
        told: Callable[[str], None] = lambda _outcome: None,
    ) -> None:
        self._newsroom = newsroom
        self._sender = sender
        self._clock = clock
        self._pause = pause
        self._errors = LastingErrors(_LOG)
        self._told = told  # called with the outcome of each attempt
        self._under_way: dict[int, asyncio.Task[None]] = {}  # by chat id
        self._at_once = max(AT_ONCE, round(SECONDS_AHEAD * sender.messages_per_second))
        self._refill = REFILL * self._at_once // AT_ONCE
        self._few = asyncio.Event()  # set when at most ``_refill`` sends are under way
        self._one_done = asyncio.Event()
        self._latest = _NEVER_READ  # latest time read; the first round finds the clock set back
        self._repaired = False  # after the clock was set back from ``_latest``
        self._seen = -1  # number of the last database change before the due deliveries were read

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until ``stop`` is set, despite any error; then let sends under way finish."""
        while not stop.is_set():
            more = False
            try:
                more = await self._round(stop)
            except Exception as error:  # the loop survives every error: due deliveries stay in the store
                self._errors.tell(f"delivery round failed: {told_of(error)}")
            await self._wait(stop, more)
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=LAST_WAIT)
            for task in late:
                task.cancel()

    async def _round(self, stop: asyncio.Event) -> bool:
        """Start due deliveries, as many as there is room for; return whether there may be more."""
        await self._look_at_clock()
        room = self._at_once - len(self._under_way)
        busy = frozenset(self._under_way)  # as of before the read: those that end during it are still due in its result
        deliveries = self._newsroom.deliveries
        self._one_done.clear()
        self._seen = await asyncio.to_thread(deliveries.changes)
        due = await asyncio.to_thread(deliveries.due, self._clock(), limit=room + len(busy))
        ready = [one for one in due if one.chat.chat_id not in busy][:room]
        for owed in ready:
            task = asyncio.create_task(self._deliver(owed, stop))
            self._under_way[owed.chat.chat_id] = task
            task.add_done_callback(partial(self._finished, owed.chat.chat_id))
        return len(ready) == room

    async def _look_at_clock(self) -> None:
        """After the clock was set back, repair the times that were written before.

        Sends under way may still write such times, so it is repeated when they are done.
        """
        put_back, settled, now = self._put_back(), not self._under_way, self._clock()
        if put_back and (repaired := await asyncio.to_thread(self._repair_times, now)):
            _LOG.warning("the clock was put back: %d times that were too far ahead are now", repaired)
        self._repaired = put_back and not settled
        if not self._repaired:
            self._latest = now

    def _repair_times(self, now: datetime) -> int:
        deliveries = self._newsroom.deliveries
        known = self._latest is not _NEVER_READ
        shorter = deliveries.put_back(now, self._latest, again=self._repaired) if known else 0
        return shorter + deliveries.repair_times(now)

    def _put_back(self) -> bool:
        return self._clock() + CLOCK_SLACK < self._latest

    async def _wait(self, stop: asyncio.Event, more: bool) -> None:
        """Wait until few are under way if there is more to do, else until the next is due or something changed."""
        if not more:
            try:
                await self._until_due(stop)
            except Exception as error:  # a locked database, a full disk
                self._errors.tell(f"delivery round failed: {told_of(error)}")
                await _first_of(stop, within=self._pause)
        elif len(self._under_way) > self._refill:
            self._few.clear()
            await _first_of(stop, self._few)

    async def _until_due(self, stop: asyncio.Event) -> None:
        """Wait for the next due delivery or a change.

        SQLite does not signal commits of other processes, so its change counter is polled; due deliveries are read only
        when it moved, a send finished, or the time has come.
        """
        deliveries = self._newsroom.deliveries
        due = await asyncio.to_thread(deliveries.next_due)
        while not stop.is_set() and not self._one_done.is_set():
            left = self._pause if due is None else (due - self._clock()).total_seconds()
            if self._under_way and left <= 0:  # most likely one of those under way
                left = self._pause
            await _first_of(stop, self._one_done, within=min(max(left, MOMENT), self._pause))
            if (
                left <= 0
                or self._under_way
                or self._put_back()
                or await asyncio.to_thread(deliveries.changes) != self._seen
            ):
                return

    def _finished(self, chat_id: int, _task: asyncio.Task[None]) -> None:
        del self._under_way[chat_id]
        self._one_done.set()
        if len(self._under_way) <= self._refill:
            self._few.set()

    async def _deliver(self, owed: Delivery, stop: asyncio.Event) -> None:
        outcome = await self._attempt(owed.chat, lambda: _composed(owed), owed)
        if outcome.kind is OutcomeKind.TOPIC_GONE and owed.chat.thread_id:
            # announced before it is done, so at least once; if the notice cannot be sent, the news cannot either
            told = await self._attempt(
                ChatKey(chat_id=owed.chat.chat_id), lambda: note(gettext(TOPIC_GONE)), replace(owed, edits=None)
            )
            outcome = outcome if told.kind is OutcomeKind.SENT else _unless_gone(told)
        self._told(outcome.kind.value)
        if outcome.kind is not OutcomeKind.SENT:
            _LOG.info("delivery %d to chat %d: %s (%s)", owed.row, owed.chat.chat_id, outcome.kind, outcome.reason)
        pause = self._pause
        while not await self._record(owed, outcome) and not stop.is_set():
            # it stays under way until recorded: sending it again every second would be a flood
            await sleep_unless(stop, pause)
            pause = min(pause * 2, RECORD_AGAIN)

    async def _attempt(self, chat: ChatKey, composed: Callable[[], Part], owed: Delivery) -> Outcome:
        try:
            with speaking(self._newsroom.preferences.of(chat.chat_id).language):
                part = composed()
            message_id = await self._sent(chat, part, owed)
        except TelegramError as error:
            return outcome_of(error)
        except Exception as error:  # our own error: retried later, perhaps by a newer version
            _LOG.error("delivery %d failed: %s", owed.row, type(error).__name__)
            return Outcome(kind=OutcomeKind.RETRY, reason=type(error).__name__)
        return Outcome(kind=OutcomeKind.SENT, message_id=message_id)

    async def _sent(self, chat: ChatKey, part: Part, owed: Delivery) -> int:
        """Send a message, or add the outlet to the message that told the story already; return the message's id."""
        if owed.edits is None:
            return await self._sender.send_once(chat, part, silent=owed.silent, reply_to=owed.replies_to)
        await self._sender.edit_once(chat, owed.edits, part)
        return owed.edits

    async def _record(self, owed: Delivery, outcome: Outcome) -> bool:
        try:
            await asyncio.to_thread(self._newsroom.deliveries.record, owed, outcome, self._clock())
        except Exception as error:  # a locked database, a full disk
            _LOG.error("delivery %d not recorded: %s", owed.row, type(error).__name__)
            return False
        return True


async def _first_of(*events: asyncio.Event, within: float | None = None) -> None:
    """Wait until one of the events is set, at most ``within`` seconds."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waits:
            one.cancel()


def _composed(owed: Delivery) -> Part:
    return gathered_view.gathered(owed.gathered) if owed.gathered else subscriptions_view.delivery(owed)


def _unless_gone(told: Outcome) -> Outcome:
    """The outcome of the notice, if that is to be retried.

    If the general topic is gone too, the group is closed to the bot.
    """
    return replace(told, kind=OutcomeKind.BLOCKED) if told.kind is OutcomeKind.TOPIC_GONE else told
