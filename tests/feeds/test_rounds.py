"""Rounds over a server that does everything wrong: nothing lost, nothing twice, no request where none is due."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import pytest
from aiohttp import web

from bot.feeds.rounds import RoundReport
from bot.following.filter_language.filter_language import parse
from bot.models import ChatKey
from bot.sources.feeds.state import FeedStatus
from bot.store.feeds.entries import FeedEntries
from bot.store.following.subscriptions import Subscriptions
from tests.support.dialogue import until
from tests.support.fault_server import FaultServer, bomb
from tests.support.newsfeed import NOON, Services, item, rss


async def run(services: Services, *, everything: bool = False) -> list[RoundReport]:
    async with services.service() as service:
        return await service.rounds.run(everything=everything)


def follow(services: Services, chat: int, words: str) -> None:
    wanted = parse(words, outlets=["The Lamp", "The Harbour Post"], known_name=lambda _: False, ordinary=lambda _: True)
    Subscriptions(services.database).follow(ChatKey(chat_id=chat), wanted, services.now)


def followed(services: Services, chat: int) -> list[str]:
    return [one.value for one in Subscriptions(services.database).of(ChatKey(chat_id=chat))]


async def started(
    services: Services, server: FaultServer, path: str = "/feed", items: Sequence[str] = (item(1), item(2))
) -> None:
    """A feed that was fetched once."""
    server.serves(path, rss(items))
    services.manager.store(server.url(path), title="The Harbour Post")
    await run(services)


async def test_a_round_adds_what_a_feed_has(services: Services, server: FaultServer) -> None:
    server.serves("/feed", rss([item(2), item(1)]))
    services.manager.store(server.url("/feed"))

    (report,) = await run(services)

    assert (report.status, report.new, report.known, report.failed) == ("ok", 2, 0, 0)
    assert services.titles() == ["Ferry number 2 is late", "Ferry number 1 is late"]
    headline = services.articles.headlines(limit=1)[0]
    assert (headline.source, headline.url) == ("The Harbour Post", "https://harbour.example/2")
    assert f"{headline.published:%Y-%m-%d %H}" == "2026-05-03 08"


async def test_articles_come_in_while_a_slow_server_is_still_awaited(services: Services, server: FaultServer) -> None:
    in_already: list[str] = []

    async def slow(_request: web.Request) -> web.Response:
        with suppress(TimeoutError):
            await until(lambda: "Ferry number 1 is late" in services.titles(), patience=5)
        in_already.extend(services.titles())
        return web.Response(text=rss([item(2)]))

    server.on("/slow", slow)
    server.serves("/fast", rss([item(1)]))
    for path in ("/slow", "/fast"):
        services.manager.store(server.url(path))

    reports = await run(services)

    assert in_already == ["Ferry number 1 is late"]
    assert [(report.status, report.new) for report in reports] == [("ok", 1), ("ok", 1)]


async def test_nothing_is_fetched_before_it_is_due_also_after_a_restart(
    services: Services, server: FaultServer
) -> None:
    await started(services, server)

    for _ in range(3):
        services.later(minutes=19)
        assert await run(services) == []

    assert server.requests["/feed"] == 1
    services.later(days=2)
    assert len(await run(services)) == 1
    assert server.requests["/feed"] == 2


async def test_what_an_address_gave_when_it_was_added_waits_for_the_round(
    services: Services, server: FaultServer
) -> None:
    server.serves("/feed", rss([item(1)]))
    async with services.service() as service:
        feed, new = await service.finder.add(server.url("/feed"))
        again, twice = await service.finder.add(server.url("/feed"))

    (report,) = await run(services)

    assert new
    assert not twice
    assert again.row == feed.row
    assert (report.new, report.known) == (1, 0)


async def test_validators_are_echoed_byte_for_byte_and_never_invented(services: Services, server: FaultServer) -> None:
    async def feed(request: web.Request) -> web.Response:
        if "If-None-Match" in request.headers:
            return web.Response(status=304, headers={"ETag": 'W/"two"'})
        return web.Response(text=rss([item(1)]), headers={"ETag": 'W/"a b"c'})

    server.on("/feed", feed)
    services.manager.store(server.url("/feed"))
    await run(services)
    (report,) = await run(services, everything=True)
    await run(services, everything=True)

    assert report.status == "unchanged"
    assert [r.headers.get("If-None-Match") for r in server.seen] == [None, 'W/"a b"c', 'W/"two"']
    assert all("If-Modified-Since" not in r.headers for r in server.seen)
    assert server.seen[1].headers["A-IM"] == "feed"


async def test_one_fetch_a_day_is_without_conditions(services: Services, server: FaultServer) -> None:
    server.serves("/feed", rss([item(1)]), headers={"Last-Modified": "Mon, 01 Jun 2026 00:00:00 GMT"})
    services.manager.store(server.url("/feed"))
    for _ in range(4):
        await run(services, everything=True)
        services.later(hours=9)

    asked = [r.headers.get("If-Modified-Since") for r in server.seen]

    assert [bool(one) for one in asked] == [False, True, True, False]
    assert services.titles() == ["Ferry number 1 is late"]


async def test_validators_of_an_answer_that_expires_at_once_are_forgotten(
    services: Services, server: FaultServer
) -> None:
    server.serves("/feed", rss([item(1)]), headers={"ETag": '"x"', "Expires": "0"})
    services.manager.store(server.url("/feed"))
    await run(services)
    await run(services, everything=True)

    assert "If-None-Match" not in server.seen[1].headers


@pytest.mark.parametrize("status", [200, 202, 203])
async def test_a_feed_is_read_whatever_success_its_server_reports(
    services: Services, server: FaultServer, status: int
) -> None:
    server.serves("/feed", rss([item(1)]), status=status)
    services.manager.store(server.url("/feed"))

    (report,) = await run(services)

    assert (report.status, report.http, report.new) == ("ok", status, 1)


async def test_a_delta_adds_to_what_is_known(services: Services, server: FaultServer) -> None:
    await started(services, server)
    server.serves("/feed", rss([item(3)]), status=226)

    (report,) = await run(services, everything=True)

    assert (report.status, report.new) == ("ok", 1)
    assert len(services.titles()) == 3


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
async def test_retry_after_is_never_shortened(services: Services, server: FaultServer, status: int, form: str) -> None:
    await started(services, server)
    value = "7200" if form == "seconds" else f"{NOON + timedelta(hours=2):%a, %d %b %Y %H:%M:%S} GMT"
    server.serves("/feed", status=status, headers={"Retry-After": value})

    (report,) = await run(services, everything=True)
    services.later(hours=1, minutes=59)
    (still,) = await run(services, everything=True)

    assert (report.status, still.status) == ("failed", "waiting")
    assert server.requests["/feed"] == 2
    server.serves("/feed", rss([item(1), item(2), item(3)]))
    services.later(minutes=2)
    (report,) = await run(services)
    assert (report.status, report.new) == ("ok", 1)


@pytest.mark.parametrize(("status", "weight"), [(404, 0.5), (500, 0.5), (403, 0.5), (400, 1.0), (401, 1.0)])
async def test_failures_are_weighted_and_pauses_grow(
    services: Services, server: FaultServer, status: int, weight: float
) -> None:
    await started(services, server)
    server.serves("/feed", status=status)
    pauses = []
    for _ in range(3):
        await run(services, everything=True)
        (feed,) = services.manager.feeds.all()
        pauses.append(feed.due - services.now)

    assert feed.failures == 3 * weight
    assert pauses == sorted(pauses)
    assert pauses[0] >= timedelta(hours=1)
    assert feed.status is FeedStatus.ACTIVE
    server.serves("/feed", rss([item(1), item(2), item(3)]))
    (report,) = await run(services, everything=True)
    assert report.new == 1
    assert services.manager.feeds.all()[0].failures == 0


async def test_gone_stops_a_feed_and_tells_the_administrators_once(services: Services, server: FaultServer) -> None:
    await started(services, server)
    server.serves("/feed", status=410)

    await run(services, everything=True)

    assert services.manager.feeds.all()[0].status is FeedStatus.STOPPED
    ((row, words),) = services.manager.feeds.notices()
    assert "The Harbour Post" in words
    assert "gone for good" in words
    services.manager.feeds.heard([row])
    assert await run(services, everything=True) == []
    assert services.manager.feeds.notices() == []
    assert len(services.titles()) == 2


async def test_one_notice_after_a_day_of_failing_and_an_end_after_weeks(
    services: Services, server: FaultServer
) -> None:
    await started(services, server)
    server.serves("/feed", status=500)
    for _ in range(33):
        await run(services, everything=True)
        services.later(days=1)

    told = [words for _, words in services.manager.feeds.notices()]

    assert len(told) == 1
    assert "has failed for a day" in told[0]
    assert services.manager.feeds.all()[0].status is FeedStatus.STOPPED
    assert "30 days" in services.manager.feeds.all()[0].reason


@pytest.mark.parametrize(
    ("body", "headers", "words"),
    [
        ("", {}, "empty"),
        ("<html><body><h1>Welcome</h1></body></html>", {}, "web page, not a feed"),
        ("<!DOCTYPE html><title>Just a moment...</title>", {"cf-mitigated": "challenge"}, "human"),
        ('{"error": 1}', {}, "no JSON Feed"),
        ("GIF89a" + "\x00" * 50, {}, "not a text file"),
    ],
)
async def test_what_is_no_feed_is_a_failure_and_deletes_nothing(
    services: Services, server: FaultServer, body: str, headers: dict[str, str], words: str
) -> None:
    await started(services, server)
    server.serves("/feed", body, headers=headers)

    (report,) = await run(services, everything=True)

    assert report.status == "failed"
    assert words in report.reason
    assert len(services.titles()) == 2


async def test_bombs_and_private_redirects_are_failures(services: Services, server: FaultServer) -> None:
    server.serves("/bomb", bomb("gzip"), headers={"Content-Encoding": "gzip"})
    server.redirects("/out", "http://169.254.169.254/latest/")
    for path in ("/bomb", "/out"):
        services.manager.store(server.url(path))

    reports = await run(services)

    assert "larger than 20 MB" in reports[0].reason
    assert "not on the public internet" in reports[1].reason


async def test_a_feed_that_breaks_off_keeps_what_came_and_is_asked_for_whole(
    services: Services, server: FaultServer
) -> None:
    whole = rss([item(1), item(2), item(3)]).encode()
    cut = whole.index(b"Ferry number 3")
    server.cuts("/feed", whole[:cut], promised=len(whole))
    services.manager.store(server.url("/feed"))
    await run(services)
    assert "Ferry number 2 is late" in services.titles()
    server.serves("/feed", whole, headers={"ETag": '"x"'})

    await run(services, everything=True)

    assert sorted(services.titles()) == [f"Ferry number {n} is late" for n in (1, 2, 3)]
    assert "If-None-Match" not in server.seen[1].headers


async def test_changed_guids_neither_double_nor_notify(services: Services, server: FaultServer) -> None:
    items = [item(n) for n in range(1, 9)]
    await started(services, server, items=items)
    server.serves("/feed", rss([item(n, guid=f"https://new.example/{n}?v=2") for n in range(1, 9)]))

    (report,) = await run(services, everything=True)

    assert (report.new, report.known) == (0, 8)
    assert len(services.titles()) == 8


async def test_a_changed_entry_is_a_revision_and_no_news(services: Services, server: FaultServer) -> None:
    await started(services, server)
    server.serves("/feed", rss([item(1, text="The ferry sank. " * 80), item(2)]))

    (report,) = await run(services, everything=True)

    assert (report.new, report.known) == (0, 2)
    articles = [services.articles.article(headline.row) for headline in services.articles.headlines(limit=9)]
    assert sorted(article.revision for article in articles if article) == [1, 2]


async def test_a_counter_in_a_text_revises_no_more_than_daily(services: Services, server: FaultServer) -> None:
    await started(services, server)
    for views in range(12):
        server.serves("/feed", rss([item(1, text=f"The ferry sank, {views} views. " * 80), item(2)]))
        await run(services, everything=True)
        services.later(hours=1)

    assert (
        max(one.revision for h in services.articles.headlines(limit=9) if (one := services.articles.article(h.row)))
        == 6
    )


async def test_only_news_is_told(services: Services, server: FaultServer) -> None:
    follow(services, 7, "everything")
    await started(services, server)
    assert [article.news for article in services.added] == [False, False]
    today = f"{services.now:%d %b %Y %H:%M:%S} GMT"
    server.serves("/feed", rss([item(5, date=today), item(4), item(1), item(2)]))

    await run(services, everything=True)

    assert [(a.title, a.news) for a in services.added[2:]] == [
        ("Ferry number 4 is late", False),  # of May: a back-fill
        ("Ferry number 5 is late", True),
    ]
    with services.database.reading() as reader:
        assert reader.execute("SELECT count(*) FROM deliveries").fetchone()[0] == 1


async def test_one_article_in_two_feeds_is_stored_once(services: Services, server: FaultServer) -> None:
    server.serves("/world", rss([item(1), item(2)]))
    server.serves("/top", rss([item(2, guid="other", link="http://www.harbour.example/2/?utm_source=rss")]))
    for path in ("/world", "/top"):
        services.manager.store(server.url(path))

    reports = await run(services)

    assert sorted((report.new, report.known) for report in reports) in ([(0, 1), (2, 0)], [(1, 0), (1, 1)])
    assert len(services.titles()) == 2


async def test_entries_that_share_an_address_stay_apart(services: Services, server: FaultServer) -> None:
    server.serves("/feed", rss([item(n, link="https://harbour.example/live") for n in (1, 2, 3)]))
    services.manager.store(server.url("/feed"))

    await run(services)
    await run(services, everything=True)

    assert len(services.titles()) == 3


async def test_a_permanent_move_is_believed_the_second_time(services: Services, server: FaultServer) -> None:
    await started(services, server)
    server.serves("/new", rss([item(1), item(2)]))
    server.redirects("/feed", "/new", status=301)
    await run(services, everything=True)
    assert services.manager.feeds.all()[0].url == server.url("/feed")

    await run(services, everything=True)

    assert services.manager.feeds.all()[0].url == server.url("/new")


async def test_a_passing_redirect_is_not_remembered(services: Services, server: FaultServer) -> None:
    await started(services, server)
    server.serves("/new", rss([item(1), item(2)]))
    server.redirects("/feed", "/new", status=302)
    for _ in range(4):
        await run(services, everything=True)

    assert services.manager.feeds.all()[0].url == server.url("/feed")


async def test_two_feeds_that_turn_out_to_be_one_are_merged(services: Services, server: FaultServer) -> None:
    await started(services, server)
    await started(services, server, "/old")
    server.redirects("/old", "/feed", status=308)
    await run(services, everything=True)
    await run(services, everything=True)

    assert [feed.url for feed in services.manager.feeds.all()] == [server.url("/feed")]
    assert len(services.titles()) == 2


async def test_who_follows_the_outlet_of_a_merged_feed_goes_on(services: Services, server: FaultServer) -> None:
    await started(services, server)
    server.serves("/old", rss([item(1)], title="The Lamp"))
    services.manager.store(server.url("/old"), title="The Lamp")
    await run(services)
    for chat, words in (
        (2, 'ferry from:"The Lamp"'),
        (3, "ferry"),
        (4, 'from:"the lamp"'),
        (4, 'from:"The Harbour Post"'),
    ):
        follow(services, chat, words)
    server.redirects("/old", "/feed", status=308)
    server.serves("/feed", rss([item(1), item(2), item(3)]))
    await run(services, everything=True)
    await run(services, everything=True)

    assert [(feed.outlet, health.articles) for health in services.manager.health() for feed in [health.feed]] == [
        ("The Harbour Post", 3)
    ]
    assert [followed(services, chat) for chat in (2, 3, 4)] == [
        ['ferry from:"The Harbour Post"'],
        ["ferry"],
        ["The Harbour Post"],
    ]
    today = f"{services.now:%d %b %Y %H:%M:%S} GMT"
    server.serves("/feed", rss([item(1), item(2), item(3), item(4, date=today)]))
    await run(services, everything=True)
    with services.database.reading() as reader:
        owed = reader.execute("SELECT DISTINCT chat_id FROM deliveries ORDER BY chat_id").fetchall()
    assert [chat for (chat,) in owed] == [2, 3, 4]


async def test_paused_and_removed_feeds_are_left_alone(services: Services, server: FaultServer) -> None:
    await started(services, server)
    services.manager.pause("1")
    assert await run(services, everything=True) == []
    services.manager.resume("The Harbour Post")
    assert len(await run(services)) == 1
    services.manager.remove(server.url("/feed"))

    assert await run(services, everything=True) == []
    assert len(services.titles()) == 2


async def test_no_more_than_two_thousand_entries_and_twice_as_many_remembered(
    services: Services, server: FaultServer
) -> None:
    server.serves("/feed", rss([item(n, text="Short.", link=f"http://192.0.2.1/{n}") for n in range(2100)]))
    feed, _ = services.manager.store(server.url("/feed"))
    async with services.service() as service:
        (result,) = await service.rounds._fetched([feed], asyncio.Event())

    assert result.new == 2000
    assert len(services.manager.entries.known(feed.row)) == 2000


async def test_an_entry_that_an_older_version_left_waiting_is_read(services: Services, server: FaultServer) -> None:
    await started(services, server)
    old = {
        "guid": "1",
        "url": "",
        "title": "Ferry late",
        "summary": "",
        "content": "",
        "author": "Edda",
        "published": None,
    }
    with services.database.writing() as writer:
        writer.execute("UPDATE feed_entries SET state = 'waiting', due = last_seen, entry = ?", [json.dumps(old)])

    waiting = FeedEntries(services.database).waiting(services.now + timedelta(days=1), limit=9)

    assert [each.entry.title for each in waiting] == ["Ferry late", "Ferry late"]
