"""How fast the bot may send, to one chat and overall. Pure: ``now`` is in seconds of a monotonic clock.

Telegram's FAQ for bots advises ("My bot is hitting limits"): one message per second to a chat, though short bursts are
fine; at most 20 in any minute to a group; about 30 per second overall. Newsbot stays slightly below each, because
messages sent evenly do not arrive evenly.

When Telegram asks to wait all the same (429), it does not say which limit was hit:

==============================================  ================================================
429 in                                          held back until the wait is over
==============================================  ================================================
a group, or a chat written to often just now    that chat
a private chat with few recent messages         everything, but for ``GUESS`` seconds at most: then
                                                the next message shows whether the guess was right
any chat within ``PROOF`` of another one's      everything
a call that writes nothing (``Waits``)          such calls of that chat, but no message
==============================================  ================================================
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

FREE = 30  #: messages per second overall that Telegram delivers free of charge (Bot API, allow_paid_broadcast)
TINY = 1e-6  # seconds; smaller differences are rounding errors
PROOF = 60.0  # seconds after which a chat's wait, be it for hours, is no sign any more that all of the bot is meant
MARGIN = 0.5  # seconds added to each wait
GUESS = 30.0  # seconds that everything is held back for a wait that may concern one chat only
MINUTE = 60.0
MOST_IN_WINDOW = 1_000  # send times kept for a group; a pace above that is watched for less than a minute
MOST_CHATS = 10_000  # chats whose pace is kept before those long past are dropped


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """Messages per second, and how many may be sent at once after a pause."""

    overall: float = 29.5
    chat: float = 0.97
    chat_burst: int = 4
    group: float = 19 / 60  #: average over any minute; a minute's worth may be sent at once
    paid: bool = False  #: whether notifications may exceed Telegram's free pace, for a price


TELEGRAM = Rates()
#: for a server with practically no limits
UNPACED = Rates(overall=100_000, chat=100_000, group=100_000)


@dataclass(slots=True)
class Waits:
    """Until when chats are to be left alone, and since when."""

    _until: dict[int, float] = field(default_factory=dict)
    _since: dict[int, float] = field(default_factory=dict)

    def add(self, chat_id: int, wait: float, now: float) -> None:
        """Record that Telegram asks to wait ``wait`` seconds."""
        if len(self._until) > MOST_CHATS:
            self.forget(now)
        self._until[chat_id] = max(self._until.get(chat_id, 0.0), now + wait + MARGIN)
        self._since[chat_id] = now

    def left(self, chat_id: int, now: float) -> float:
        """The seconds that are left for a chat; 0 if none."""
        return max(0.0, self._until.get(chat_id, 0.0) - now)

    def others(self, chat_id: int, now: float) -> bool:
        """Whether any other chat is to be left alone, since a moment ago."""
        others = (chat for chat, until in self._until.items() if chat != chat_id and until > now)
        return any(now - self._since[chat] <= PROOF for chat in others)

    def forget(self, now: float) -> None:
        """Drop those that are over."""
        self._until = {chat: until for chat, until in self._until.items() if until > now}
        self._since = {chat: self._since[chat] for chat in self._until}


@dataclass(slots=True)
class Pace:
    """What was sent when, and which chats are held back."""

    rates: Rates = TELEGRAM
    held_until: float = 0.0  #: nothing is sent to anybody before
    _next: dict[int, float] = field(default_factory=dict)  # when each chat's next message is due without bursts
    _groups: dict[int, deque[float]] = field(default_factory=dict)  # send times of the last messages to each group
    _chats: Waits = field(default_factory=Waits)

    def reserve(self, chat_id: int, now: float) -> float:
        """Count a message to a chat; return the seconds until it may be sent as far as the chat is concerned."""
        if len(self._next) > MOST_CHATS:
            self._forget(now)
        wait = self._reserved(chat_id, now)
        return wait if chat_id > 0 else self._reserved_in_group(chat_id, now, wait)

    def held(self, chat_id: int, now: float) -> float:
        """Seconds for which nothing may be sent to a chat because Telegram asked to wait; 0 if none."""
        return max(0.0, self.held_until - now, self._chats.left(chat_id, now))

    def refused(self, chat_id: int, wait: float, now: float) -> None:
        """Record that Telegram asks to wait ``wait`` seconds (429) after a message to this chat; see the table."""
        unexplained = chat_id > 0 and not self._often(chat_id, now)
        for_all = wait if self._chats.others(chat_id, now) else min(wait, GUESS) if unexplained else 0.0
        if for_all:
            self.held_until = max(self.held_until, now + for_all + MARGIN)
        self._chats.add(chat_id, wait, now)

    def _reserved(self, chat_id: int, now: float) -> float:
        rate, burst = self.rates.chat, self.rates.chat_burst
        due = max(self._next.get(chat_id, now), now)
        self._next[chat_id] = due + 1 / rate
        wait = due - now - (burst - 1) / rate
        return wait if wait > TINY else 0.0

    def _reserved_in_group(self, chat_id: int, now: float, wait: float) -> float:
        most, window = self._window()
        times = self._groups.setdefault(chat_id, deque(maxlen=most))
        at = now + wait
        if len(times) == most:
            at = max(at, times[0] + window)
        times.append(at)
        return at - now if at - now > TINY else 0.0

    def _window(self) -> tuple[int, float]:
        """The number of messages allowed in a group and the window in seconds."""
        most = min(max(1, int(self.rates.group * MINUTE + TINY)), MOST_IN_WINDOW)
        return most, most / self.rates.group

    def _often(self, chat_id: int, now: float) -> bool:
        """Whether more than half of the chat's burst was used up just now."""
        ahead = self._next.get(chat_id, now) - now
        return ahead * self.rates.chat > self.rates.chat_burst / 2

    def _forget(self, now: float) -> None:
        window = self._window()[1]
        self._next = {chat: due for chat, due in self._next.items() if due > now}
        self._groups = {chat: times for chat, times in self._groups.items() if times[-1] + window > now}
        self._chats.forget(now)
