"""Questions to a newsroom whose archive is in a cluster: while it is well, and while it is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.models import NewArticle
from bot.models.tuning import Tuning
from bot.newsroom import Newsroom, Reply, open_newsroom
from bot.newsroom.cluster_manager import CAVEAT, CAVEAT_WHOLE, ClusterManager
from bot.opensearch.cluster import WORK_SECONDS, Cluster
from bot.store.archive.archive import SqliteArchive
from bot.store.file.database import Database
from tests.support.faulty_cluster import FaultyCluster
from tests.support.opensearch import OpenSearchNode
from tests.support.storing import annotation, stored

NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)
OLD = "Ilka Brandt won the marathon of Nordhaven. “The wind was kind,” said Brandt."
NEW = "The ferry to Sarn was late on Friday. “The tide was low,” said harbour master Edda Rourke."


@pytest.fixture(autouse=True)
def long_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that failed is asked again when the test says so, not when the machine was slow."""
    monkeypatch.setattr("bot.opensearch.archive.LEFT_ALONE", 3600.0)


@pytest.fixture
def between(opensearch: OpenSearchNode) -> Iterator[FaultyCluster]:
    with FaultyCluster(opensearch).running() as proxy:
        yield proxy


def tuning(between: FaultyCluster, prefix: str, recent_days: int) -> Tuning:
    return Tuning(archive=str(between.address(prefix)), archive_recent_days=recent_days)


@contextmanager
def opened(
    path: Path, between: FaultyCluster, prefix: str, recent_days: int = 30, patience: float = WORK_SECONDS
) -> Iterator[Newsroom]:
    """``patience``: seconds that a question waits for the cluster, which may be busy with other tests."""
    with closing(open_newsroom(path, tuning(between, prefix, recent_days), clock=lambda: NOW)) as newsroom:
        archive = services(newsroom).archive
        archive.cluster.close()
        archive.cluster = Cluster(archive.cluster.address, patience=patience)
        yield newsroom


def services(newsroom: Newsroom) -> ClusterManager:
    assert newsroom.cluster is not None
    return newsroom.cluster


def fill(newsroom: Newsroom) -> None:
    for text, title, days in (
        (OLD, "Brandt wins", 90),
        (NEW, "Ferry late", 2),
        ("Rain came. Rourke said so.", "Rain", 1),
    ):
        newsroom.add(NewArticle(text=text, title=title, published=NOW - timedelta(days=days), source="The Courier"))
    sync(newsroom)


def sync(newsroom: Newsroom) -> None:
    while services(newsroom).sync():
        pass
    cluster = services(newsroom).background
    cluster.refresh(f"{cluster.address.prefix}-*")


def ask(newsroom: Newsroom, question: str) -> Reply:
    return newsroom.reply(newsroom.route(question, asked=NOW), asked=NOW)


def test_what_sqlite_put_away_is_answered_by_the_cluster(
    database_path: Path, between: FaultyCluster, prefix: str
) -> None:
    with opened(database_path, between, prefix) as newsroom:
        fill(newsroom)
        with Database.open(database_path) as local, local.reading() as reader:
            [texts] = [reader.execute("SELECT text FROM articles WHERE title = 'Brandt wins'").fetchone()[0]]
        assert texts == ""

        reply = ask(newsroom, "Who won the marathon of Nordhaven?")

        assert (reply.caveat, reply.answer is not None) == ("", True)
        assert reply.answer is not None
        first = reply.answer.excerpts[0]
        assert (first.headline.title, first.text) == ("Brandt wins", "Ilka Brandt won the marathon of Nordhaven.")
        article = newsroom.article(first.headline.row)
        assert article is not None
        assert article.text == OLD
        context = newsroom.context(first.sentence_row)
        assert context is not None
        assert context.paragraph == OLD
        page = newsroom.article_pages.of(first.headline.row)
        assert page is not None
        assert [one.name for one in page.named][:1] == ["Ilka Brandt"]
        assert newsroom.who("Ilka Brandt").quotes[0].content == "The wind was kind"


@pytest.mark.parametrize(("gone", "status", "seconds"), [(True, 0, 0.0), (False, 503, 0.0), (False, 0, 1.0)])
def test_a_cluster_that_fails_is_answered_for_by_sqlite(
    database_path: Path, between: FaultyCluster, prefix: str, gone: bool, status: int, seconds: float
) -> None:
    with opened(database_path, between, prefix) as newsroom:
        fill(newsroom)
    with opened(database_path, between, prefix, patience=0.5 if seconds else WORK_SECONDS) as newsroom:
        between.faults.gone, between.faults.status, between.faults.seconds = gone, status, seconds

        reply = ask(newsroom, "Why was the ferry to Sarn late?")

        assert reply.caveat == CAVEAT
        assert reply.answer is not None
        assert reply.answer.excerpts[0].headline.title == "Ferry late"
        added = newsroom.add(NewArticle(text="The bridge of Sarn is closed.", title="Bridge", published=NOW))
        assert added.sentences == 1
        assert ask(newsroom, "Which bridge is closed?").caveat == CAVEAT  # found, or at least asked for, where it is

    with opened(database_path, between, prefix) as newsroom:
        between.faults.gone, between.faults.status, between.faults.seconds = False, 0, 0.0
        services(newsroom).archive.note_failure()
        sync(newsroom)  # as newsbot run does beside: it also finds that the cluster is back

        reply = ask(newsroom, "Who won the marathon of Nordhaven?")
        assert (reply.caveat, services(newsroom).pending()) == ("", 0)
        assert reply.answer is not None
        assert reply.answer.excerpts[0].headline.title == "Brandt wins"


def test_the_caveat_says_what_is_left(database_path: Path, between: FaultyCluster, prefix: str) -> None:
    with opened(database_path, between, prefix, recent_days=0) as newsroom:
        fill(newsroom)
        between.faults.gone = True

        reply = ask(newsroom, "Who won the marathon of Nordhaven?")

        assert reply.caveat == CAVEAT_WHOLE
        assert reply.answer is not None
        assert reply.answer.excerpts[0].headline.title == "Brandt wins"


CARRYING = """
import sys, time
from pathlib import Path
from bot.models.tuning import Tuning
from bot.newsroom import open_newsroom
newsroom = open_newsroom(Path(sys.argv[1]), Tuning(archive=sys.argv[2]))
print("begun", flush=True)
while newsroom.cluster.sync():
    pass
"""


def test_newsbot_killed_while_it_carries_over_loses_nothing(
    database_path: Path, between: FaultyCluster, prefix: str
) -> None:
    count = 400
    with opened(database_path, between, prefix, recent_days=0) as newsroom:
        services(newsroom)._syncing.begin()
        archive = SqliteArchive(newsroom._database)
        for number in range(count):
            text = f"Ferry {number} was late. It rained."
            archive.add(stored(f"a{number}", text), annotation(text))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSBOT_")}
    for carried in (1, 2):
        process = subprocess.Popen(
            [sys.executable, "-c", CARRYING, str(database_path), str(between.address(prefix))],
            env=environment, stdout=subprocess.PIPE,
        )  # fmt: skip
        between.faults.seconds = 0.05
        deadline = time.monotonic() + 60
        while len(between.faults.bulks) < carried and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    between.faults.seconds = 0.0

    with opened(database_path, between, prefix, recent_days=0) as newsroom:
        sync(newsroom)

        cluster = services(newsroom).background
        assert (cluster.count("articles"), cluster.count("sentences")) == (count, 2 * count)
        assert services(newsroom).pending() == 0
