"""What is remembered from one fetch of a feed to the next: validators, bodies, entries, their first day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiohttp import web

from bot.feeds.worker import is_due
from bot.following.filter_language.filter_language import parse
from bot.models import ChatKey
from bot.store.following.subscriptions import Subscriptions
from tests.support.fault_server import FaultServer
from tests.support.newsfeed import NOON, Services, item, rss

TODAY = f"{NOON:%d %b %Y %H:%M:%S} GMT"


async def run(services: Services, *, everything: bool = True) -> list[tuple[str, int, int]]:
    async with services.service() as service:
        return [(one.status, one.new, one.known) for one in await service.rounds.run(everything=everything)]


def follow_everything(services: Services) -> None:
    wanted = parse("everything", outlets=[], known_name=lambda _: False, ordinary=lambda _: True)
    Subscriptions(services.database).follow(ChatKey(chat_id=7), wanted, services.now)


def owed(services: Services) -> int:
    with services.database.reading() as reader:
        return int(reader.execute("SELECT count(*) FROM deliveries").fetchone()[0])


async def test_both_validators_are_sent_and_both_may_change_with_a_304(services: Services, server: FaultServer) -> None:
    first, second = "Mon, 01 Jun 2026 00:00:00 GMT", "tuesday"  # as it came, sense or none

    async def feed(request: web.Request) -> web.Response:
        if "If-None-Match" not in request.headers:
            return web.Response(text=rss([item(1)]), headers={"ETag": '"one"', "Last-Modified": first})
        return web.Response(
            status=304, headers={"ETag": "two", "Last-Modified": second, "Cache-Control": "max-age=18000"}
        )

    server.on("/feed", feed)
    services.manager.store(server.url("/feed"))
    for _ in range(3):
        await run(services)

    sent = [(one.headers.get("If-None-Match"), one.headers.get("If-Modified-Since")) for one in server.seen]
    assert sent == [(None, None), ('"one"', first), ("two", second)]
    (kept,) = services.manager.feeds.all()
    assert timedelta(hours=5) <= kept.due - services.now <= timedelta(hours=24) * 1.1


async def test_the_same_body_is_nothing_new_whatever_the_validators_say(
    services: Services, server: FaultServer
) -> None:
    body = rss([item(1), item(2)])
    for number in range(3):
        server.serves("/feed", body, headers={"ETag": f'"{number}"'})
        services.manager.store(server.url("/feed"))
        told = await run(services)

    assert told == [("unchanged", 0, 2)]
    assert len(services.titles()) == 2


@pytest.mark.parametrize("date", [None, "Mon, 31 Feb 2026 10:00:00 GMT", "Mon, 01 Jun 2099 10:00:00 GMT", "soon"])
async def test_an_entry_without_a_plausible_date_has_the_day_on_which_it_was_first_seen(
    services: Services, server: FaultServer, date: str | None
) -> None:
    server.serves("/feed", rss([item(1, date=date)]))
    services.manager.store(server.url("/feed"))
    await run(services)
    services.later(days=3)
    await run(services)

    (headline,) = services.articles.headlines(limit=9)
    assert headline.published == NOON


async def test_a_new_scheme_of_guids_and_links_tells_nobody(services: Services, server: FaultServer) -> None:
    follow_everything(services)
    server.serves("/feed", rss([item(n, date=TODAY) for n in range(1, 9)]))
    services.manager.store(server.url("/feed"))
    await run(services)
    for scheme in ("a", "b"):  # as feeds do that make them anew each day
        moved = [item(n, guid=f"{scheme}{n}", link=f"https://new.example/{scheme}/{n * 7}") for n in range(1, 9)]
        server.serves("/feed", rss(moved))
        services.later(hours=5)
        assert await run(services) == [("ok", 0, 8)]

    server.serves("/feed", rss([*moved, item(20, guid="c20", date=f"{services.now:%d %b %Y %H:%M:%S} GMT")]))
    assert await run(services) == [("ok", 1, 8)]
    assert owed(services) == 1


async def test_two_versions_in_one_document_do_not_alternate(services: Services, server: FaultServer) -> None:
    older = item(1, guid="one", text="The ferry is late. " * 60, date="09 Jun 2026 08:00:00 GMT")
    newer = item(1, guid="one", text="The ferry has sunk. " * 60, date="09 Jun 2026 09:00:00 GMT")
    services.manager.store(server.url("/feed"))
    for number in range(6):
        pair = [older, newer] if number % 2 else [newer, older]
        server.serves("/feed", rss([*pair, item(number + 2)]))
        await run(services)

    articles = [services.articles.article(one.row) for one in services.articles.headlines(limit=99)]
    assert [one.revision for one in articles if one and "sunk" in one.text] == [1]
    assert len(articles) == 7


async def test_entries_that_have_long_left_a_feed_are_forgotten_and_those_in_it_never(
    services: Services, server: FaultServer
) -> None:
    feed, _ = services.manager.store(server.url("/feed"))
    for start in range(0, 300, 20):
        server.serves("/feed", rss([item(number) for number in range(start, start + 30)]))
        await run(services)
        services.later(hours=1)

    assert len(services.manager.entries.known(feed.row)) == 100
    assert len(services.titles()) == 310
    assert await run(services) == [("unchanged", 0, 30)]


async def test_a_changed_scheme_is_known_although_fetches_were_missed(services: Services, server: FaultServer) -> None:
    def shown(first: int, scheme: str) -> str:
        return rss(
            [
                item(n, guid=f"{scheme}{n}", link=f"https://new.example/{scheme}/{n * 7}", date=f"{n + 1:02d} May 2026")
                for n in range(first, first + 10)
            ]
        )

    services.manager.store(server.url("/feed"))
    for first, scheme in ((0, "a"), (4, "b"), (8, "c"), (8, "d")):
        server.serves("/feed", shown(first, scheme))
        await run(services)
        services.later(hours=9)

    assert len(services.titles()) == len(set(services.titles())) == 18


async def test_what_waits_is_added_although_the_clock_was_put_back(services: Services, server: FaultServer) -> None:
    server.serves("/feed", rss([item(1, date=TODAY)]))
    async with services.service() as service:
        await service.finder.add(server.url("/feed"))
    services.later(days=-1)

    assert is_due(services.manager, services.now)
    assert await run(services, everything=False) == [("ok", 1, 0)]


async def test_a_feed_is_not_left_alone_for_as_long_as_the_clock_went_back(
    services: Services, server: FaultServer
) -> None:
    server.serves("/feed", rss([item(1)]), headers={"Cache-Control": "max-age=7200"})
    services.manager.store(server.url("/feed"))
    await run(services)
    services.later(days=-1)

    early = [await run(services, everything=False)]
    services.later(hours=1, minutes=59)
    early.append(await run(services, everything=False))
    services.later(days=1, hours=1)
    late = await run(services, everything=False)

    assert early == [[], []]
    assert late == [("unchanged", 0, 1)]
    assert server.requests["/feed"] == 2
    (feed,) = services.manager.feeds.all()
    assert feed.last_ok == services.now
