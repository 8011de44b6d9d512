"""Sends what is due. Telegram's errors become outcomes here, once; what follows from them is the outbox's business.

At least once: a delivery is sent, then recorded. A crash in between repeats one message; so may an attempt that got
no answer in time, because a possible repeat beats silence for something that nobody would ask for again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.models import ChatKey, Delivery, Outcome, OutcomeKind
from bot.newsroom import Newsroom
from bot.translation import N_, gettext, speaking
from handlers.transport.retrying import arrived_perhaps, seconds, topic_is_gone
from handlers.transport.sender import Sender
from handlers.views import gathered as gathered_view
from handlers.views import subscriptions as subscriptions_view
from handlers.views.messages import Part, note

LOOK = 1.0  # seconds between looks whether the database changed: another process may have added articles
AT_ONCE = 100  # waiting for their turn or for Telegram at the same time; more where the pace is faster
REFILL = 40  # so few are left when the store is looked at again: enough for a second of the pace
SECONDS_AHEAD = 3.4  # of the pace that AT_ONCE are for
MOMENT = 0.02  # seconds at least between two rounds
LAST_WAIT = 10.0  # seconds that sends under way get when the bot stops
CLOCK_SLACK = timedelta(minutes=1)  # that clocks are put back in passing
RECORD_AGAIN = 60.0  # seconds at most between attempts to record what was sent

# 400s that concern the chat and not this message (Bot API error texts, lower case)
_CHAT_IS_CLOSED = (
    "chat not found",
    "chat_write_forbidden",
    "chat_restricted",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "group chat was deactivated",
    "peer_id_invalid",
    "user not found",
)
TOPIC_GONE = N_(
    "The topic that I sent news to is closed or gone, so I send them here from now on. "
    "/following shows what they are; /follow in another topic sends them there."
)
_LOG = logging.getLogger(__name__)


def outcome_of(error: TelegramError) -> Outcome:
    """What became of an attempt that ended with ``error``. BadRequest comes first: it is a NetworkError too."""
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


class Courier:
    """The delivery loop: chats in parallel, one message at a time to each; the sender's rate limit sets the pace."""

    def __init__(
        self,
        newsroom: Newsroom,
        sender: Sender,
        clock: Callable[[], datetime],
        *,
        pause: float = LOOK,
        told: Callable[[str], None] = lambda _outcome: None,
    ) -> None:
        self._newsroom = newsroom
        self._sender = sender
        self._clock = clock
        self._pause = pause
        self._told = told  # what became of each attempt
        self._under_way: dict[int, asyncio.Task[None]] = {}  # by chat id
        self._at_once = max(AT_ONCE, round(SECONDS_AHEAD * sender.messages_per_second))
        self._refill = REFILL * self._at_once // AT_ONCE
        self._few = asyncio.Event()  # that many or fewer are under way: _refill
        self._one_done = asyncio.Event()
        self._latest = datetime.max.replace(tzinfo=UTC)  # that the clock said; the first round finds it put back
        self._seen = -1  # the number of the database's last change before it was asked what is due

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until ``stop`` is set, whatever happens; then let sends under way end."""
        while not stop.is_set():
            more = False
            try:
                more = await self._round(stop)
            except Exception as error:  # the loop outlives every fault: what is owed stays in the store
                _LOG.error("delivery round failed: %s", type(error).__name__)
            await self._rest(stop, more)
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=LAST_WAIT)
            for task in late:
                task.cancel()

    async def _round(self, stop: asyncio.Event) -> bool:
        """Start what is due, as much as there is room for; whether there may be more."""
        await self._look_at_clock()
        room = self._at_once - len(self._under_way)
        busy = frozenset(self._under_way)  # as of before the read: what ends during it is still due in what was read
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
        """Where the clock was put back, nobody waits for a time that it said before; what is under way may still write
        such a time, so that is looked for again when it is done."""
        put_back, settled, now = self._put_back(), not self._under_way, self._clock()
        if put_back and (repaired := await asyncio.to_thread(self._newsroom.deliveries.repair_times, now)):
            _LOG.warning("the clock was put back: %d times that were too far ahead are now", repaired)
        if settled or not put_back:
            self._latest = now

    def _put_back(self) -> bool:
        return self._clock() + CLOCK_SLACK < self._latest

    async def _rest(self, stop: asyncio.Event, more: bool) -> None:
        """Until few are under way where there is more to do, else until the next is due or something changed."""
        if not more:
            try:
                await self._until_due(stop)
            except Exception as error:  # a locked database, a full disk
                _LOG.error("delivery round failed: %s", type(error).__name__)
                await _first_of(stop, within=self._pause)
        elif len(self._under_way) > self._refill:
            self._few.clear()
            await _first_of(stop, self._few)

    async def _until_due(self, stop: asyncio.Event) -> None:
        """SQLite tells nobody of another process's commit, so its counter of changes is looked at; what is due is asked
        for only when that moved, when one that was under way is done, or when its time has come."""
        deliveries = self._newsroom.deliveries
        due = await asyncio.to_thread(deliveries.next_due)
        while not stop.is_set() and not self._one_done.is_set():
            left = self._pause if due is None else (due - self._clock()).total_seconds()
            if self._under_way and left <= 0:  # most likely one of those
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
            # said before it is done, so that it is said at least once; who cannot be told has no use for the news
            told = await self._attempt(
                ChatKey(chat_id=owed.chat.chat_id), lambda: note(gettext(TOPIC_GONE)), replace(owed, edits=None)
            )
            outcome = outcome if told.kind is OutcomeKind.SENT else _unless_gone(told)
        self._told(outcome.kind.value)
        if outcome.kind is not OutcomeKind.SENT:
            _LOG.info("delivery %d to chat %d: %s (%s)", owed.row, owed.chat.chat_id, outcome.kind, outcome.reason)
        pause = self._pause
        while not await self._record(owed, outcome) and not stop.is_set():
            # it stays under way until it is recorded: sending it again every second would be a flood
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, RECORD_AGAIN)

    async def _attempt(self, chat: ChatKey, composed: Callable[[], Part], owed: Delivery) -> Outcome:
        try:
            with speaking(self._newsroom.preferences.of(chat.chat_id).language):
                part = composed()
            message_id = await self._sent(chat, part, owed)
        except TelegramError as error:
            return outcome_of(error)
        except Exception as error:  # a fault of ours: tried again later, by a newer version perhaps
            _LOG.error("delivery %d failed: %s", owed.row, type(error).__name__)
            return Outcome(kind=OutcomeKind.RETRY, reason=type(error).__name__)
        return Outcome(kind=OutcomeKind.SENT, message_id=message_id)

    async def _sent(self, chat: ChatKey, part: Part, owed: Delivery) -> int:
        """Send it, or put the outlet into the message that told the story already; the message's id."""
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
    """Until one of them is set, ``within`` seconds at most."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waits:
            one.cancel()


def _composed(owed: Delivery) -> Part:
    return gathered_view.gathered(owed.gathered) if owed.gathered else subscriptions_view.delivery(owed)


def _unless_gone(told: Outcome) -> Outcome:
    """The outcome of the note, where that is a reason to try again; where the general topic is gone too, the group is
    closed to the bot."""
    return replace(told, kind=OutcomeKind.BLOCKED) if told.kind is OutcomeKind.TOPIC_GONE else told
