"""Injection of faults: the next calls of a method fail as networks and servers do."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import StrEnum

ANY_METHOD = "*"  # all methods except getUpdates


class FaultKind(StrEnum):
    """How a call fails."""

    STATUS = "status"  # an HTTP error with Telegram's JSON
    PAGE = "page"  # an HTTP error with a page in HTML: a proxy in between, not the Bot API
    DROPPED = "dropped"  # the connection is closed without a response
    LATE = "late"  # the response arrives after ``delay`` seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One failure. ``after``: the call takes effect all the same."""

    kind: FaultKind
    code: int = 0
    description: str = ""
    retry_after: int = 0  #: seconds; 429 only
    delay: float = 0.0  #: seconds
    after: bool = False


def status(code: int = 500, *, after: bool = False) -> Fault:
    """An HTTP error, such as 500, 502 or an unexpected 403."""
    text = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}.get(code, "Error")
    return Fault(kind=FaultKind.STATUS, code=code, description=text, after=after)


def proxied(code: int) -> Fault:
    """An error of a proxy in front of the server, such as 404 while that one starts."""
    return Fault(kind=FaultKind.PAGE, code=code)


def refused(code: int, description: str) -> Fault:
    """An error with a text of the test's choice, such as 403 "Forbidden: user is deactivated"."""
    return Fault(kind=FaultKind.STATUS, code=code, description=description)


def too_many(retry_after: int) -> Fault:
    """429 with ``retry_after`` seconds."""
    text = f"Too Many Requests: retry after {retry_after}"
    return Fault(kind=FaultKind.STATUS, code=429, description=text, retry_after=retry_after)


def dropped(*, after: bool = False) -> Fault:
    """The connection breaks, before or after the effect."""
    return Fault(kind=FaultKind.DROPPED, after=after)


def late(delay: float, *, after: bool = True) -> Fault:
    """The answer comes too late for the caller's patience; without ``after`` it is a 504 then."""
    return Fault(kind=FaultKind.LATE, delay=delay, code=504, description="Gateway Timeout", after=after)


@dataclass(slots=True)
class Faults:
    """The planned faults of the next calls, by method."""

    repeats: int = 0  #: number of coming updates that are delivered twice
    _next: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))

    def add(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """Add a fault for the next ``times`` calls of ``method`` ("*" for all except getUpdates)."""
        self._next[method.lower()].extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """Remove and return the fault for this call, if any."""
        name = method.lower()
        for key in (name, ANY_METHOD):
            if self._next[key] and not (key == ANY_METHOD and name == "getupdates"):
                return self._next[key].popleft()
        return None

    def repeat_update(self) -> None:
        """Deliver the next update twice, as after a lost confirmation."""
        self.repeats += 1

    def take_repeat(self) -> bool:
        """Whether to deliver this update twice."""
        if not self.repeats:
            return False
        self.repeats -= 1
        return True
