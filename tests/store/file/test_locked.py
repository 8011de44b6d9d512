"""Every question asked of a locked database ends in DatabaseLocked: one registry, one test.

Adding a public method to a class of bot/store? Add a call of it to CALLS.
"""

from __future__ import annotations

import inspect
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Semaphore

import pytest
import sqlite_utils

from bot.archive import any_of, by_anybody, by_entity
from bot.errors import DatabaseLocked
from bot.models import ChatKey, Turn
from bot.quotes.phrase_ranking import Topic
from bot.quotes.quotations import Quotations
from bot.store.archive.article_statistics import ArticleStatistics
from bot.store.archive.articles import Articles
from bot.store.archive.descriptions import DescriptionIndex
from bot.store.archive.portraits import Portraits
from bot.store.archive.speakers import Speakers
from bot.store.base.patience import patient_for, waiting
from bot.store.chats.conversation import Conversation
from bot.store.chats.feedback import Feedback, RatedAnswer
from bot.store.file.database import Database
from tests.support.storing import ADDED as NOW

CHAT = ChatKey(chat_id=1)
TRADE = Topic(stems=("trade",))

#: "Class.method" -> a call of it. Methods that take a writer are covered by Database.writing.
CALLS: dict[str, Callable[[Database], object]] = {
    "Database.reading": lambda database: read(database),
    "Database.writing": lambda database: write(database),
    "Articles.headlines": lambda database: Articles(database).headlines(limit=1),
    "Articles.headlines_by_entity": lambda database: Articles(database).headlines_by_entity(1, limit=1),
    "Articles.headlines_of": lambda database: Articles(database).headlines_of([1]),
    "Articles.count": lambda database: Articles(database).count(),
    "Articles.coverage": lambda database: Articles(database).coverage(),
    "Articles.older_than": lambda database: Articles(database).older_than(NOW, limit=5),
    "Articles.at_addresses": lambda database: Articles(database).at_addresses(["https://a.example"]),
    "Articles.count_by_entity": lambda database: Articles(database).count_by_entity(1),
    "Articles.article": lambda database: Articles(database).article(1),
    "Articles.is_empty": lambda database: Articles(database).is_empty(),
    "Articles.is_part_of": lambda database: Articles(database).is_part_of(["a1"]),
    "Articles.sources": lambda database: Articles(database).sources(),
    "Articles.find_same": lambda database: Articles(database).find_same(digest="d", public_id="a", urls=()),
    "Articles.find_source": lambda database: Articles(database).find_source("The Courier"),
    "ArticleStatistics.stats": lambda database: ArticleStatistics(database).stats(),
    "ArticleStatistics.by_day": lambda database: ArticleStatistics(database).by_day(3, date(2026, 11, 29)),
    "ArticleStatistics.index_bytes": lambda database: ArticleStatistics(database).index_bytes(),
    "Speakers.get": lambda database: Speakers(database).get(1),
    "Speakers.is_known": lambda database: Speakers(database).is_known("Modi"),
    "Speakers.matching": lambda database: Speakers(database).matching("Modi"),
    "Speakers.near": lambda database: Speakers(database).near("Modi"),
    "Speakers.called": lambda database: Speakers(database).called("Modi"),
    "Speakers.forms": lambda database: Speakers(database).forms(1),
    "DescriptionIndex.beside": lambda database: DescriptionIndex(database).beside(any_of(["mayor"]), limit=5),
    "Quotations.page": lambda database: Quotations(database).page(by_entity(1), stems=["trade"], limit=1),
    "Quotations.is_mentioned": lambda database: Quotations(database).is_mentioned(1, None, None),
    "Quotations.search": lambda database: Quotations(database).search(TRADE, by_anybody(), limit=1),
    "Portraits.names": lambda database: Portraits(database).names(1),
    "Portraits.newest_mentions": lambda database: Portraits(database).newest_mentions(1, limit=5),
    "Portraits.beside": lambda database: Portraits(database).beside(1, sentence_rows=[1], article_rows=[1]),
    "Portraits.dates": lambda database: Portraits(database).dates(1),
    "Portraits.quote_days": lambda database: Portraits(database).quote_days(1),
    "Conversation.remember": lambda database: Conversation(database).remember(
        CHAT, 1, Turn(question="Who?"), message_id=None, now=NOW
    ),
    "Conversation.turns": lambda database: Conversation(database).turns(CHAT, 1, now=NOW),
    "Conversation.save_view": lambda database: Conversation(database).save_view(1, 1, "who", {}, now=NOW),
    "Conversation.view": lambda database: Conversation(database).view(1, chat_id=1),
    "Feedback.judge": lambda database: Feedback(database).judge(
        RatedAnswer(answer=1, question="Who?"), chat_id=1, user_id=1, right=True, now=NOW
    ),
    "Feedback.verdict": lambda database: Feedback(database).verdict(1, 1),
    "Feedback.all": lambda database: Feedback(database).all(NOW),
    "Conversation.owner": lambda database: Conversation(database).owner(1, chat_id=1),
    "Conversation.view_of_message": lambda database: Conversation(database).view_of_message(1, 1, "who"),
    "Conversation.forget": lambda database: Conversation(database).forget(chat_id=1, user_id=1),
}


def read(database: Database) -> None:
    with database.reading() as reader:
        reader.execute("SELECT * FROM articles").fetchall()


def write(database: Database) -> None:
    with database.writing():
        pass


@pytest.fixture
def locked(database_path: Path) -> Iterator[Database]:
    """A database that another program keeps to itself, for readers too."""
    with (
        Database.open(database_path, busy_timeout=0) as database,
        closing(sqlite3.connect(database_path, isolation_level=None)) as other,
    ):
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield database


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_a_locked_database_is_said_to_be_locked(locked: Database, call: Callable[[Database], object]) -> None:
    with pytest.raises(DatabaseLocked):
        call(locked)


def test_threads_do_not_wait_for_another_program_one_after_the_other(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one waits for the other program until all others have given up waiting for it."""
    begin, given_up = Database._begin, Semaphore(0)

    def begin_last(database: Database, writer: sqlite_utils.Database, wait: float) -> None:
        assert all(given_up.acquire(timeout=60) for _ in range(15)), "they wait for each other"
        begin(database, writer, wait)

    def write(database: Database) -> None:
        with pytest.raises(DatabaseLocked), database.writing():
            pass
        given_up.release()

    monkeypatch.setattr(Database, "_begin", begin_last)
    with (
        Database.open(database_path, busy_timeout=0.01) as database,
        closing(sqlite3.connect(database_path, isolation_level=None)) as other,
        ThreadPoolExecutor(16) as threads,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert len(list(threads.map(write, [database] * 16))) == 16


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_the_same_call_works_when_nothing_is_locked(database: Database, call: Callable[[Database], object]) -> None:
    call(database)


@pytest.mark.parametrize("kind", [Articles, ArticleStatistics, Speakers, Quotations, Portraits, Conversation, Feedback])
def test_no_method_is_left_out(kind: type) -> None:
    methods = inspect.getmembers(kind, inspect.isfunction)
    asked = [name for name, method in methods if "writer" not in inspect.signature(method).parameters]
    asked = [name for name in asked if name != "database_bytes"]  # asks the file system
    assert [name for name in asked if name[0] != "_" and f"{kind.__name__}.{name}" not in CALLS] == []


def test_all_writes_for_one_request_wait_no_longer_than_it_may(database_path: Path) -> None:
    """Of ten writes that may wait a second each, all but the first find no time left."""
    given: list[float] = []
    with (
        Database.open(database_path, busy_timeout=1.0) as database,
        closing(sqlite3.connect(database_path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with patient_for(0.05):
            for _ in range(10):
                with pytest.raises(DatabaseLocked):
                    write(database)
                with waiting(1.0) as left:
                    given.append(left)
        with waiting(1.0, None) as after:
            given.append(after)

    assert given == [*[0.0] * 10, 1.0]
