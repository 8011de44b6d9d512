"""Processes that prepare articles: the same as one core, in order, and one clear sentence where one breaks down."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from bot.errors import DiskFull, PipelineError, SourceError
from bot.ingestion.preparation import Text
from bot.ingestion.processes import PreparingProcesses
from bot.models import AddStatus, NewArticle
from bot.newsroom import open_newsroom


def articles(count: int) -> Iterator[NewArticle]:
    for number in range(count):
        text = f"The ferry {number} was late, harbour master Edda Rourke said.\nIt left at noon."
        yield NewArticle(text=text, id=f"a{number}")


def test_outcomes_come_in_order_and_twins_are_told(tmp_path: Path) -> None:
    twins = [*articles(40), *articles(3), NewArticle(text="Another text.", id="a1")]

    with closing(open_newsroom(tmp_path / "news.db")) as newsroom:
        added = list(newsroom.add_many(twins, processes=2))
        again = list(newsroom.add_many(articles(3), processes=2))

    assert [one.id for one in added[:43]] == [one.id for one in twins[:43]]
    assert [one.status for one in added] == [AddStatus.ADDED] * 40 + [AddStatus.UNCHANGED] * 3 + [AddStatus.REVISED]
    assert [one.status for one in again] == [AddStatus.UNCHANGED, AddStatus.REVISED, AddStatus.UNCHANGED]


def test_an_article_without_text_stops_after_what_was_added(tmp_path: Path) -> None:
    with closing(open_newsroom(tmp_path / "news.db")) as newsroom:
        with pytest.raises(SourceError, match="no text"):
            list(newsroom.add_many([NewArticle(text="It rains.", id="a"), NewArticle(text=" ")], processes=2))

        assert newsroom.is_empty()


def test_a_pipeline_that_is_missing_is_named(tmp_path: Path) -> None:
    from bot.models.tuning import Tuning

    with (
        closing(open_newsroom(tmp_path / "news.db", Tuning(pipeline="en_nowhere"))) as newsroom,
        pytest.raises(PipelineError, match="en_nowhere"),
    ):
        list(newsroom.add_many(articles(1), processes=2))


def test_a_process_that_is_killed_costs_no_article(tmp_path: Path) -> None:
    with closing(open_newsroom(tmp_path / "news.db")) as newsroom:
        before = set(multiprocessing.active_children())
        adding = newsroom.add_many(articles(400), processes=2)
        first = [next(adding) for _ in range(3)]
        for child in set(multiprocessing.active_children()) - before:
            assert child.pid
            os.kill(child.pid, signal.SIGKILL)

        with pytest.raises(PipelineError, match="What was added is kept"):
            list(adding)
        stored = newsroom.stats().articles

    assert len(first) <= stored < 400


class Endless:
    """A text that no process is ever done with: taking it out of its pickle lasts an hour."""

    def __reduce__(self) -> tuple[object, ...]:
        return time.sleep, (3600,)


@dataclass(frozen=True)
class EndlessBatch:
    texts: tuple[Text, ...] = (cast(Text, Endless()),)


def test_nobody_waits_for_work_that_is_no_longer_wanted() -> None:
    def batches() -> Iterator[EndlessBatch]:
        yield EndlessBatch()
        raise DiskFull

    before = set(multiprocessing.active_children())

    with pytest.raises(DiskFull), PreparingProcesses(1) as preparing:
        list(preparing.prepare(batches()))

    assert set(multiprocessing.active_children()) == before
