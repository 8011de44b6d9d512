"""A day of polling with a test clock: feeds on loopback, rounds minute by minute, visits noted as they come."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.feeds.admission import Admission
from bot.feeds.fetching import FeedFetcher
from bot.feeds.rounds import FeedRounds
from bot.feeds.worker import is_due
from bot.sources.feeds.isolation import IsolatedParser
from bot.sources.fetching.fetcher import Fetched, Fetcher, FetchLimits
from bot.sources.fetching.pacing import Pacing
from tests.support.fault_server import FaultServer
from tests.support.newsfeed import NOON, Services, item, rss
from tests.support.polling_rules import DAY, HOUR, MINUTE, SHOWN, Day, Fault, PolledFeed, Visit

_LIMITS = FetchLimits()


class LoopbackNames(AbstractResolver):
    """Every name leads to loopback."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0),
        ]

    async def close(self) -> None:
        pass


class NamesArePublic(Fetcher):
    """A fetcher for which hosts with names count as public, wherever they lead."""

    async def get(self, url: str, headers: Mapping[str, str] | None = None, limits: FetchLimits = _LIMITS) -> Fetched:
        got = await super().get(url, headers, limits)
        return replace(got, own="127.0.0.1" in got.final_url)


def answers(feed: PolledFeed, day: Day, services: Services) -> Callable[[web.Request], web.Response]:
    """The handler of a feed's address."""

    def handler(request: web.Request) -> web.Response:
        now, fault = services.now, feed.fault(services.now)
        conditional = bool({"If-None-Match", "If-Modified-Since"} & request.headers.keys())
        visit = Visit(at=now, status=200, conditional=conditional)
        response = _faulty(fault, now, visit) if fault and not request.path.endswith("/new") else None
        response = response or _document(feed, request, day, visit)
        visit.status = response.status
        day.visit(feed.name, visit)
        response.headers["Date"] = f"{now:%a, %d %b %Y %H:%M:%S} GMT"
        return response

    return handler


def _faulty(fault: Fault, now: datetime, visit: Visit) -> web.Response:
    if fault.body is not None:
        visit.hard = True
        return web.Response(text=fault.body)
    headers = {"Location": fault.to} if fault.to else {}
    if fault.wait:
        visit.wait = fault.wait
        moment = now.replace(microsecond=0) + fault.wait + timedelta(seconds=1)
        headers["Retry-After"] = (
            f"{moment:%a, %d %b %Y %H:%M:%S} GMT" if fault.as_date else f"{fault.wait.total_seconds():.0f}"
        )
    return web.Response(status=fault.status, headers=headers)


def _document(feed: PolledFeed, request: web.Request, day: Day, visit: Visit) -> web.Response:
    newest = feed.latest_entry(visit.at)
    headers = dict(feed.headers(visit.at))
    if feed.validator:
        name = "ETag" if feed.validator == "stale" else feed.validator
        headers[name] = '"always"' if feed.validator == "stale" else f'W/"{newest}"'
        given = request.headers.get("If-None-Match" if name == "ETag" else "If-Modified-Since")
        if given == headers[name]:
            return web.Response(status=304, headers=headers)
    numbers = range(newest - SHOWN + 1, newest + 1)
    day.served |= {f"{feed.name} {number}" for number in numbers}
    return web.Response(text=rss([_item(feed, n) for n in reversed(numbers)], head=feed.head), headers=headers)


def _item(feed: PolledFeed, number: int) -> str:
    moment = NOON - 3 * DAY + feed.every * (number - SHOWN)
    return item(
        number,
        title=f"{feed.name} {number}",
        text=f"Entry {number} of {feed.name}, the harbour master said.",
        link=f"https://{feed.name}.example/{number}",
        date=f"{moment:%d %b %Y %H:%M:%S} GMT",
    )


async def run_day(path: Path, feeds: Sequence[PolledFeed], *, stopped: tuple[float, float]) -> tuple[Day, set[str]]:
    """A day minute by minute with newsbot switched off between two hours; also the titles of all articles."""
    day = Day(feeds)
    async with FaultServer() as server:
        services = Services(path)
        for feed in feeds:
            _serve(server, feed, answers(feed, day, services))
            services.manager.store(server.url(f"/{feed.name}", feed.host), title=feed.name)
        await _hours(services, day, stopped[0])
        services.database.close()
        off = services.now
        again = Services(path)
        again.now = services.now = NOON + HOUR * stopped[1]
        day.down.append((off, again.now))
        for feed in feeds:
            _serve(server, feed, answers(feed, day, again))
        await _hours(again, day, 24)
        titles = {headline.title for headline in again.articles.headlines(limit=1_000_000)}
        day.end = again.now
        again.database.close()
    return day, titles


def _serve(server: FaultServer, feed: PolledFeed, answer: Callable[[web.Request], web.Response]) -> None:
    async def handler(request: web.Request) -> web.Response:
        return answer(request)

    server.on(f"/{feed.name}", handler)
    server.on(f"/{feed.name}/new", handler)


async def _hours(services: Services, day: Day, until: float) -> None:
    async with _rounds(services, day) as rounds:
        while services.now < NOON + HOUR * until:
            if is_due(services.manager, services.now):
                for report in await rounds.run():
                    visits = day.visits[report.feed.title]
                    if visits and visits[-1].at == services.now:
                        visits[-1].interval = report.feed.interval
            services.now += MINUTE


@asynccontextmanager
async def _rounds(services: Services, day: Day) -> AsyncIterator[FeedRounds]:
    names = {"127.0.0.1", *(feed.host for feed in day.feeds)}
    parser = IsolatedParser()
    own, entries = services.manager, services.manager.entries
    async with NamesArePublic(allow_hosts=names, pacing=Pacing(0), resolver=LoopbackNames()) as fetcher:
        admission = Admission(
            entries=entries, add=services.add_many, at_addresses=own.stored_at, pages=None, clock=services.clock
        )
        feeds = FeedFetcher(own.feeds, entries, fetcher, parser, services.clock)
        yield FeedRounds(own.feeds, entries, feeds, admission, services.clock)
    parser.close()
