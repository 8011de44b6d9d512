"""Read the page of an article where robots.txt allows it, or refuse it with the reason."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from weakref import WeakValueDictionary

from bot.errors import SourceError
from bot.sources.feeds import answers
from bot.sources.feeds.answers import ASKS_TO_WAIT
from bot.sources.feeds.documents import FeedError
from bot.sources.feeds.encoding import CHARSET
from bot.sources.feeds.health import of_status
from bot.sources.feeds.parsing import is_feed
from bot.sources.feeds.schedule import retry_after
from bot.sources.feeds.state import Blocked
from bot.sources.fetching.failures import FailureKind, FetchError
from bot.sources.fetching.fetcher import PRODUCT, Fetched, Fetcher, FetchLimits
from bot.sources.fetching.pacing import place_of
from bot.sources.records import Parsed
from bot.sources.web import read_page
from bot.sources.web.refresh import leads_on_to
from bot.sources.web.robots import KEPT, MAX_ROBOTS, RobotsRules, robots_address

T = TypeVar("T")

ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_ROBOTS = FetchLimits(total=15.0, wire=MAX_ROBOTS, body=MAX_ROBOTS)
KEEPS_OUT = frozenset({401, 402, 403, 451})  # statuses of servers that let no program in
_MOST_STEPS = 3  # pages that lead on to each other
_MOST_HOSTS = 1000  # hosts whose rules are kept, and whose silence
DOWN = timedelta(minutes=10)  # for which a host that did not answer is left alone
_PASSING = {FailureKind.TIMEOUT, FailureKind.CONNECT, FailureKind.DNS}


class PageUnavailable(SourceError):
    """The page cannot be had just now."""

    def __init__(self, reason: str, wait: timedelta = timedelta(0)) -> None:
        """``wait``: how long its server asks to be left alone."""
        super().__init__(reason)
        self.wait = wait


class KeptOut(SourceError):
    """The site lets no program read the page."""


class FeedInstead(SourceError):
    """A feed is at the address of a page."""

    def __init__(self) -> None:
        super().__init__("it is a feed, not an article")


class KeepsPauses(Protocol):
    """Remembers which domains asked to be left alone, for pages and feeds; implemented in bot/store/feeds/feeds.py."""

    def blocked(self, now: datetime) -> dict[str, datetime]:
        """Domains that asked to be left alone, and until when."""

    def leave_alone(self, blocked: Blocked, now: datetime) -> None:
        """Leave a domain alone until a given time."""


class PageReader:
    """Reads pages. ``read`` may be called from many tasks; each host's robots.txt is fetched once a day."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], datetime], pauses: KeepsPauses) -> None:
        """``clock`` returns aware times."""
        self._fetcher, self._clock, self._pauses = fetcher, clock, pauses
        self._rules: dict[str, tuple[RobotsRules, datetime]] = {}
        self._down: dict[str, tuple[str, datetime]] = {}  # for each host, why it did not answer, and when
        #: One request per robots.txt at a time; a lock is there as long as somebody holds or awaits it.
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def read(self, url: str, *, leads_on: int = _MOST_STEPS) -> Parsed:
        """The article at ``url``, or where a page there leads on to, ``leads_on`` times at most.

        Raises PageUnavailable if a later try may succeed, FeedInstead for a feed, KeptOut if programs may not read it,
        else another SourceError with the reason.
        """
        await self._refuse_paused(url)
        rules = await self._rules_for(url)
        self._refuse_down(robots_address(url))
        if not rules.allows(url, PRODUCT):
            raise KeptOut("its site does not let robots read it (robots.txt)")
        await self._refuse_paused(url)  # by another page, while the rules were waited for
        fetched = await self._fetch(url)
        if fetched.status >= 400 or fetched.status == 204:
            raise await self._refusal(fetched)
        if _is_feed(fetched):
            raise FeedInstead
        if leads_on and (target := leads_on_to(fetched.body, fetched.final_url)):
            return await self.read(target, leads_on=leads_on - 1)
        charset = CHARSET.search(fetched.headers.get("content-type", ""))
        return await asyncio.to_thread(
            read_page, fetched.body, address=fetched.final_url, charset=charset[1] if charset else ""
        )

    async def _fetch(self, url: str) -> Fetched:
        try:
            return await self._fetcher.get(url, {"Accept": ACCEPT})
        except FetchError as error:
            if error.kind in _PASSING:
                self._note_down(robots_address(url), str(error))
                raise PageUnavailable(str(error)) from error
            raise

    async def _refuse_paused(self, url: str) -> None:
        """Raise PageUnavailable for a domain that asked to be left alone."""
        now = self._clock()
        until = (await asyncio.to_thread(self._pauses.blocked, now)).get(place_of(url))
        if until:
            raise PageUnavailable(f"its server asked to be left alone until {until:%Y-%m-%d %H:%M} UTC", until - now)

    async def _refusal(self, fetched: Fetched) -> SourceError:
        """The error for a status. A pause that the server asks for counts for its whole domain, as with feeds."""
        reason, now = of_status(fetched.status, None).reason, self._clock()
        if fetched.status in ASKS_TO_WAIT:
            if blocked := answers.asked_to_wait(fetched, now):
                await asyncio.to_thread(self._pauses.leave_alone, blocked, now)
            wait = retry_after(fetched.headers.get("retry-after", ""), now)
            return PageUnavailable(reason, wait or timedelta(0))
        return KeptOut(reason) if fetched.status in KEEPS_OUT else SourceError(reason)

    def _note_down(self, host: str, reason: str) -> None:
        _bounded(self._down)[host] = reason, self._clock()

    def _refuse_down(self, host: str) -> None:
        """Raise PageUnavailable for a host that is down, rather than wait five seconds for each of its articles."""
        reason, since = self._down.get(host, ("", None))
        if since and timedelta(0) <= self._clock() - since < DOWN:  # below 0: the clock was put back
            raise PageUnavailable(reason)
        self._down.pop(host, None)

    async def _rules_for(self, url: str) -> RobotsRules:
        self._fetcher.check(url)
        address, now = robots_address(url), self._clock()
        async with self._turns.setdefault(address, asyncio.Lock()):
            self._refuse_down(address)
            kept = self._rules.get(address)
            if kept and timedelta(0) <= now - kept[1] < KEPT:
                return kept[0]
            rules = await self._fetch_robots(address)
            _bounded(self._rules)[address] = rules, now
            return rules

    async def _fetch_robots(self, address: str) -> RobotsRules:
        try:
            fetched = await self._fetcher.get(address, limits=_ROBOTS)
        except FetchError as error:
            if error.kind in _PASSING:
                slow = error.kind is FailureKind.TIMEOUT  # the page itself may be quicker
                reason = f"the robots.txt of {place_of(address)} cannot be had: {error}" if slow else str(error)
                self._note_down(address, reason)
                raise PageUnavailable(reason) from error
            return RobotsRules(404)  # no rules that could be obeyed
        return RobotsRules(fetched.status, fetched.body)


def _bounded(kept: dict[str, T]) -> dict[str, T]:
    """``kept`` with room for one more host; the oldest entries go."""
    while len(kept) >= _MOST_HOSTS:
        kept.pop(next(iter(kept)))
    return kept


def _is_feed(fetched: Fetched) -> bool:
    try:
        return is_feed(fetched.body, fetched.headers)
    except FeedError:  # no text at all, which the reader of pages will say
        return False
