"""Rate limits of a bot: token buckets per chat and overall, a window per group. Pure; the time is a parameter.

Telegram does not guarantee these numbers; they are from its FAQ ("My bot is hitting limits") and from practice.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerLimits:
    """What is allowed; a burst is the number of calls that may come at once before the rate applies."""

    chat_per_second: float = 1.0
    chat_burst: int = 5
    group_per_minute: int = 20
    overall_per_second: float = 30.0
    overall_burst: int = 30
    paid_per_second: float = 1_000.0  #: overall, of paid messages


MINUTE = 60.0  # seconds
TELEGRAM = ServerLimits()
#: for a person at the page: only a runaway loop exceeds it
LENIENT = ServerLimits(
    chat_per_second=50.0, chat_burst=200, group_per_minute=3_000, overall_per_second=200.0, overall_burst=1_000
)


@dataclass(slots=True)
class Bucket:
    """A token bucket with up to ``capacity`` tokens that gains ``rate`` per second."""

    rate: float
    capacity: int
    tokens: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until a token is available; 0 = now."""
        self.tokens = min(self.capacity, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1.0 - self.tokens) / self.rate)

    def take(self, now: float) -> None:
        """Use up a token."""
        self.tokens -= 1


@dataclass(slots=True)
class MinuteWindow:
    """A limit of ``most`` calls within any minute."""

    most: int
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until a call is allowed; 0 = now."""
        while self.times and self.times[0] <= now - MINUTE:
            self.times.popleft()
        return self.times[0] + MINUTE - now if len(self.times) >= self.most else 0.0

    def take(self, now: float) -> None:
        """Count a call."""
        self.times.append(now)


@dataclass(slots=True)
class Pacer:
    """Counts calls against ``ServerLimits``."""

    pace: ServerLimits
    refusals: int = 0  #: calls that were refused
    ignored: int = 0  #: of these, during a wait that had been imposed
    _buckets: dict[tuple[str, int], Bucket | MinuteWindow] = field(default_factory=dict)
    _until: dict[tuple[str, int], float] = field(default_factory=dict)  # waits that were imposed

    def admit(self, chat_id: int, *, group: bool, now: float, paid: bool = False) -> int:
        """Count the call and return 0, or return the whole seconds to wait without counting it.

        An imposed wait applies until it is over, whatever the buckets say by then: to the chat, the group or, if the
        overall rate was exceeded, to every chat. ``paid``: counted against the paid rate instead of the overall one.
        ``now`` is in seconds of any monotonic clock.
        """
        keys = self._keys(chat_id, group, paid)
        waits = {key: self._bucket(key, now).wait(now) for key in keys}
        asked = max(self._until.get(key, now) - now for key in keys)
        if max(*waits.values(), asked) > 1e-9:
            self.refusals += 1
            self.ignored += asked > 1e-9
            return self._refused(waits, asked, now)
        for key in keys:
            self._buckets[key].take(now)
        return 0

    def _refused(self, waits: dict[tuple[str, int], float], asked: float, now: float) -> int:
        wait = math.ceil(max(*waits.values(), asked))
        for key, too_early in waits.items():
            if too_early > 1e-9:
                self._until[key] = max(self._until.get(key, now), now + wait)
        return wait

    def _keys(self, chat_id: int, group: bool, paid: bool) -> list[tuple[str, int]]:
        keys = [("paid" if paid else "overall", 0), ("chat", chat_id)]
        return [*keys, ("group", chat_id)] if group else keys

    def _bucket(self, key: tuple[str, int], now: float) -> Bucket | MinuteWindow:
        if key not in self._buckets:
            self._buckets[key] = self._allowance(key[0], now)
        return self._buckets[key]

    def _allowance(self, kind: str, now: float) -> Bucket | MinuteWindow:
        rate, capacity = self.pace.chat_per_second, self.pace.chat_burst
        match kind:
            case "group":
                return MinuteWindow(self.pace.group_per_minute)
            case "overall":
                rate, capacity = self.pace.overall_per_second, self.pace.overall_burst
            case "paid":
                rate, capacity = self.pace.paid_per_second, round(self.pace.paid_per_second)
        return Bucket(rate, capacity, capacity, now)
