"""From ten feeds to one message: an event comes in over loopback, round by round, to somebody who follows it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from email.utils import format_datetime
from html import escape

import pytest

from bot.feeds.service import feed_service
from bot.models import NewArticle
from bot.newsroom import Newsroom
from tests.support.affairs import affairs
from tests.support.dialogue import Clock, Room, running, until
from tests.support.fault_server import FaultServer
from tests.support.newsfeed import item, rss
from tests.support.telegram_user import LocalUser

EVENT = [one.article for one in affairs("affairs_in_ten_outlets.txt") if one.event == "airport-closure-0"]


@pytest.fixture
def newsroom(fetching_newsroom: Newsroom) -> Newsroom:
    return fetching_newsroom


@pytest.fixture
async def room(newsroom: Newsroom, clock: Clock, by_webhook: bool) -> AsyncIterator[Room]:
    async with running(newsroom, clock, by_webhook=by_webhook) as opened:
        yield opened


@pytest.fixture
def server(feed_server: FaultServer) -> FaultServer:
    return feed_server


def path(article: NewArticle) -> str:
    return f"/{EVENT.index(article)}"


def publish(server: FaultServer, clock: Clock, article: NewArticle, *, page: bool) -> None:
    """Put an article into its outlet's feed as a blurb; ``page``: also serve its page, else that is missing."""
    link = server.url(f"{path(article)}/article")
    told = item(900, text=article.text, title=article.title, link=link, guid=link, date=format_datetime(clock()))
    server.serves(path(article), rss([told, item(1)], title=escape(article.source)))
    if page:
        body = "".join(f"<p>{escape(line)}</p>" for line in [article.text, "The police ask for pictures."])
        html = f"<title>{escape(article.title)}</title><article><h1>{escape(article.title)}</h1>{body}</article>"
        server.serves(f"{path(article)}/article", html, headers={"Content-Type": "text/html"})


async def rounds(room: Room) -> int:
    """Fetch all feeds once; the number of articles that came in."""
    async with feed_service(room.newsroom.feeds, room.newsroom.add_many) as service:
        return sum(report.new for report in await service.rounds.run(everything=True))


def told(user: LocalUser) -> Sequence[str]:
    return [one.text for one in user.history() if "You follow" in one.text]


async def test_ten_feeds_with_one_event_make_one_message(asha: LocalUser, room: Room, server: FaultServer) -> None:
    for article in EVENT:
        server.serves(path(article), rss([item(1)], title=escape(article.source)))
        room.newsroom.feeds.store(server.url(path(article)), outlet=article.source)
    await rounds(room)
    await asha.say("/follow drones OR copenhagen")

    async with room.delivering():
        for at, article in enumerate(EVENT):
            room.clock.forward(minutes=10)
            publish(server, room.clock, article, page=at % 2 == 0)
            assert await rounds(room) == 1
            await until(lambda: len(told(asha)) == 1 and not room.newsroom.deliveries.due(room.clock()))
        room.clock.forward(minutes=3)
        await until(lambda: "and 3 more" in told(asha)[0])

    (message,) = told(asha)
    assert message.startswith(EVENT[0].title)
    assert "also: The Meridian Post, Daily Gazette" in message
    (story,) = (story for story in room.newsroom.stories.since() if EVENT[0].title in {a.title for a in story.articles})
    assert len(story.outlets) == len(EVENT) == 10
