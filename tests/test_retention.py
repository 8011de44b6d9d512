"""Old articles go, out of store and index, beside everything else; what people set and kept stays."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.feeds.worker import work
from bot.models import ChatKey, NewArticle
from bot.models.tuning import Tuning
from bot.newsroom import Newsroom, open_newsroom
from tests.support.dialogue import Clock

OLD = "The night ferry of Malle was sold, harbour master Edda Rourke said.\nThe buyer is Otto Holt of Sillan."
NEW = "The bridge of Ostrup was closed, mayor Bodil Kjaer said.\nIt opens again in spring."
READER = ChatKey(chat_id=5)
#: Tables that hold what an article says; of 30 old and 3 new ones only the latter may be left.
OF_ARTICLES = (
    "articles", "sentences", "mentions", "quotes", "article_terms", "story_articles", "passage_codes", "blurbs",
)  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def newsroom(database_path: Path, clock: Clock) -> Iterator[Newsroom]:
    with closing(open_newsroom(database_path, Tuning(keep_days=10), clock=clock)) as opened:
        for number in range(33):
            old = number < 30
            opened.add(
                NewArticle(
                    text=f"{OLD if old else NEW}\nThat was report {number}.",
                    id=f"a{number}",
                    title="Ferry sold" if old else "Bridge closed",
                    source="The Lamp" if old else "The Post",
                    published=clock() - timedelta(days=11 if old else 1),
                    blurb=number % 2 == 0,
                )
            )
        yield opened


def rows(newsroom: Newsroom, table: str, column: str = "article_id") -> set[int]:
    with newsroom._database.reading() as reader:
        return {row[0] for row in reader.execute(f"SELECT {'id' if table == 'articles' else column} FROM {table}")}


async def until_expired(newsroom: Newsroom) -> None:
    """The worker, as it runs beside the bot, until nothing is too old any more."""
    stop = asyncio.Event()
    working = asyncio.create_task(work(newsroom.feeds, newsroom.add_many, stop, lambda: True))
    async with asyncio.timeout(60):
        while len(rows(newsroom, "articles")) > 3:  # noqa: ASYNC110 - another thread's work is waited for
            await asyncio.sleep(0.02)
    stop.set()
    await working


async def test_old_text_leaves_store_and_index(newsroom: Newsroom, clock: Clock) -> None:
    question = "Who bought the night ferry of Malle?"
    assert newsroom.ask(question, asked=clock()).excerpts[0].headline.title == "Ferry sold"

    await until_expired(newsroom)

    kept = rows(newsroom, "articles")
    assert {table for table in OF_ARTICLES if not rows(newsroom, table) <= kept} == set()
    answer = newsroom.ask(question, asked=clock())
    assert answer.abstained
    assert {one.headline.title for one in answer.excerpts} <= {"Bridge closed"}
    assert not newsroom.who("Edda Rourke").quotes
    assert newsroom.who("Bodil Kjaer").quotes
    assert [headline.title for headline in newsroom.latest(limit=9)[0]] == ["Bridge closed"] * 3
    with newsroom._database.writing() as writer:  # raises where the index does not agree with the sentences
        for name in ("sentence_index", "quote_index"):
            writer.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
        assert writer.execute("SELECT articles FROM corpus").fetchone() == (3,)
        assert writer.execute("SELECT count(*) FROM terms WHERE term = 'ferri'").fetchone() == (0,)
        assert writer.execute("PRAGMA foreign_key_check").fetchall() == []


async def test_what_people_set_and_kept_stays(newsroom: Newsroom, clock: Clock) -> None:
    newsroom.subscriptions.follow(READER, "ferry", now=clock())
    view = newsroom.chats.save_view(5, 5, "answer", {"words": "The buyer is Otto Holt"}, now=clock())

    await until_expired(newsroom)

    assert [one.value for one in newsroom.subscriptions.of(READER)] == ["ferry"]
    assert newsroom.chats.view(view, chat_id=5) == ("answer", {"words": "The buyer is Otto Holt"})


def test_for_ever_is_for_ever(newsroom: Newsroom, clock: Clock) -> None:
    newsroom.feeds.retention.days = 0

    assert newsroom.feeds.retention.expire(clock()) == 0


def test_a_step_takes_no_more_than_its_piece(newsroom: Newsroom, clock: Clock) -> None:
    """Between two pieces the worker looks after feeds."""
    assert newsroom.feeds.retention.expire(clock(), limit=12) == 12
    assert len(rows(newsroom, "articles")) == 21
