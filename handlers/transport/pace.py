"""How fast the bot may write, to one chat and over all. Pure: ``now`` is in seconds of a clock that only goes forward.

What Telegram's FAQ for bots advises ("My bot is hitting limits"): a message a second to a chat, though short bursts are
fine; twenty a minute to a group, whichever minute it is; about thirty a second over all. Newsbot stays a little below
each, because what leaves evenly does not arrive evenly.

Where Telegram asks to wait all the same (429), it does not say for whom:

==============================================  ================================================
429 in                                          held back until the wait is over
==============================================  ================================================
a group, or a chat written to often just now    that chat
a private chat that was hardly written to       everything, but for ``GUESS`` seconds at most: then
                                                the next message shows whether the guess was right
any chat while another one is held back         everything
==============================================  ================================================
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

FREE = 30  #: messages a second over all that Telegram takes for nothing (Bot API, allow_paid_broadcast)
TINY = 1e-6  # seconds below which rounding speaks
MARGIN = 0.5  # seconds added to each wait
GUESS = 30.0  # seconds that everything is held back for a wait that may be one chat's alone
MINUTE = 60.0
MOST_IN_WINDOW = (
    1_000  # times that are remembered of one group: a pace that allows more is watched for less than a minute
)
MOST_CHATS = 10_000  # chats whose pace is remembered before those long past are forgotten


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """Messages a second, and how many may come at once after a rest."""

    overall: float = 29.5
    chat: float = 0.97
    chat_burst: int = 4
    group: float = 19 / 60  #: on average over any minute, as many at once as a minute has
    paid: bool = False  #: notifications may go above Telegram's free pace, for a price


TELEGRAM = Rates()
#: for a server that sets no limits to speak of
UNPACED = Rates(overall=100_000, chat=100_000, group=100_000)


@dataclass(slots=True)
class Pace:
    """What was sent when, and who is held back."""

    rates: Rates = TELEGRAM
    held_until: float = 0.0  #: nothing to anybody before it
    _next: dict[int, float] = field(default_factory=dict)  # when a chat that never bursts would be next
    _groups: dict[int, deque[float]] = field(default_factory=dict)  # when the last messages to each group go
    _chat_held_until: dict[int, float] = field(default_factory=dict)

    def reserve(self, chat_id: int, now: float) -> float:
        """Count one message to a chat: the seconds after which it may be sent as far as its chat is concerned."""
        if len(self._next) > MOST_CHATS:
            self._forget(now)
        wait = self._reserved(chat_id, now)
        return wait if chat_id > 0 else self._reserved_in_group(chat_id, now, wait)

    def held(self, chat_id: int, now: float) -> float:
        """Seconds for which nothing may go to a chat because Telegram asked to wait; 0 = none."""
        return max(0.0, self.held_until - now, self._chat_held_until.get(chat_id, 0.0) - now)

    def refused(self, chat_id: int, wait: float, now: float) -> None:
        """Telegram asks to wait so many seconds, in the answer to a message to this chat. See the table."""
        others = any(until > now for chat, until in self._chat_held_until.items() if chat != chat_id)
        unexplained = chat_id > 0 and not self._often(chat_id, now)
        for_all = wait if others else min(wait, GUESS) if unexplained else 0.0
        if for_all:
            self.held_until = max(self.held_until, now + for_all + MARGIN)
        self._chat_held_until[chat_id] = max(self._chat_held_until.get(chat_id, 0.0), now + wait + MARGIN)

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
        """How many messages may go to a group within how many seconds."""
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
        self._chat_held_until = {chat: until for chat, until in self._chat_held_until.items() if until > now}
