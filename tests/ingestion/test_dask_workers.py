"""A real Dask cluster of processes: the same as one core, in order, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from distributed import LocalCluster

from bot.errors import PipelineError
from bot.ingestion.dask_workers import scheduler_address
from bot.models import AddStatus, NewArticle
from bot.newsroom import Newsroom, open_newsroom
from tests.ingestion.test_processes import articles


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two workers, each a process, on loopback; a dead one is started again."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as running:
        yield running


def address(cluster: LocalCluster) -> str:
    return str(cluster.scheduler_address).replace("tcp://", "dask://")


def contents(newsroom: Newsroom) -> list[tuple[object, ...]]:
    """All that was found in the articles."""
    queries = (
        "SELECT id, public_id, title, lead, text, digest, revision FROM articles ORDER BY id",
        'SELECT id, article_id, start, "end", stems FROM sentences ORDER BY id',
        "SELECT sentence_id, entity_id, label, start FROM mentions ORDER BY id",
        "SELECT sentence_id, speaker, cue, content FROM quotes ORDER BY id",
        "SELECT sentence_id, vector FROM passage_vectors ORDER BY sentence_id",
    )
    with newsroom._database.reading() as reader:
        return [tuple(row) for query in queries for row in reader.execute(query)]


def test_the_end_is_that_of_one_core_though_workers_are_killed(cluster: LocalCluster, tmp_path: Path) -> None:
    killed = 0
    with closing(open_newsroom(tmp_path / "far.db")) as newsroom:
        added = []
        for one in newsroom.add_many(articles(160), workers=address(cluster)):
            added.append(one)
            if len(added) in (16, 64):
                os.kill(_one_of(cluster), signal.SIGKILL)
                killed += 1
        far = contents(newsroom)
    with closing(open_newsroom(tmp_path / "near.db")) as newsroom:
        for _ in newsroom.add_many(articles(160)):
            pass
        near = contents(newsroom)

    assert killed == 2
    assert [one.id for one in added] == [f"a{number}" for number in range(160)]
    assert {one.status for one in added} == {AddStatus.ADDED}
    assert far == near


def _one_of(cluster: LocalCluster) -> int:
    """The process of a worker."""
    pids = [worker.pid for worker in cluster.workers.values() if worker.pid]
    return int(pids[0])


def test_what_a_worker_cannot_do_is_said(cluster: LocalCluster, tmp_path: Path) -> None:
    from bot.models.tuning import Tuning

    with (
        closing(open_newsroom(tmp_path / "news.db", Tuning(pipeline="en_nowhere"))) as newsroom,
        pytest.raises(PipelineError, match="en_nowhere"),
    ):
        list(newsroom.add_many(articles(1), workers=address(cluster)))


def test_a_scheduler_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ingestion.dask_workers.CONNECT_SECONDS", 1)
    with (
        closing(open_newsroom(tmp_path / "news.db")) as newsroom,
        pytest.raises(PipelineError, match="No Dask scheduler answers"),
    ):
        list(newsroom.add_many([NewArticle(text="It rains.")], workers="dask://127.0.0.1:9"))


@pytest.mark.parametrize(
    "text", ["http://host:8786", "dask://", "dask://host:1/path", "host:8786", "dask://h:99999", "dask://[::1"]
)
def test_what_is_no_address_is_said(text: str) -> None:
    with pytest.raises(PipelineError, match="dask://host:8786"):
        scheduler_address(text)


def test_an_address() -> None:
    assert scheduler_address("dask://reader.lan") == "tcp://reader.lan:8786"
