"""Batches: nothing waits for a long article that was read before it, and one that takes too long costs only itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from bot.errors import NewsbotError, NotEnoughMemory, OwnFault, PipelineError, SourceError, TakesTooLong
from bot.ingestion import Adding
from bot.ingestion import adding as adding_module
from bot.ingestion.adding import BATCH, BATCH_CHARS
from bot.ingestion.preparation import Preparation, Prepared
from bot.models import Annotation, NewArticle
from bot.store.file.database import Database
from bot.store.stories import stories
from tests.support.retrieval_archive import NOW, Plain


class Watching:
    """Annotates, and notes with how many articles already stored each batch is read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.seen: list[tuple[int, int]] = []  #: articles of the batch, articles stored before

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        batch = list(articles)
        with self._database.reading() as reader:
            (stored,) = reader.execute("SELECT count(*) FROM articles").fetchone()
        self.seen.append((len(batch), stored))
        yield from Plain().annotate(batch)


class Stuck:
    """Fails over articles with a certain word."""

    def __init__(self, error: type[Exception] = TakesTooLong) -> None:
        self._error = error

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        for title, text in articles:
            if "labyrinth" in text:
                raise self._error
            yield from Plain().annotate([(title, text)])


def made(sizes: Iterable[int]) -> Iterator[NewArticle]:
    for number, size in enumerate(sizes):
        text = f"Ferry {number} was late. "
        yield NewArticle(id=f"a{number}", text=text * max(1, size // len(text)))


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([100] * (BATCH + 2), [(BATCH, 0), (2, BATCH)]),
        ([100, 100, BATCH_CHARS * 2, 100], [(2, 0), (1, 2), (1, 3)]),
        ([BATCH_CHARS * 2] * 3, [(1, 0), (1, 1), (1, 2)]),
        ([BATCH_CHARS // 4] * 6, [(4, 0), (2, 4)]),
    ],
)
def test_what_is_read_before_a_long_article_is_stored_before_it(
    database: Database, sizes: list[int], expected: list[tuple[int, int]]
) -> None:
    watching = Watching(database)

    added = list(Adding(database, watching, lambda: NOW).add_many(made(sizes)))

    assert [one.id for one in added] == [f"a{number}" for number in range(len(sizes))]
    assert watching.seen == expected


@pytest.mark.parametrize(("fails", "error"), [(TakesTooLong, TakesTooLong), (IndexError, OwnFault)])
def test_one_that_cannot_be_read_is_told_from_the_others_of_its_batch(
    fails: type[Exception], error: type[SourceError]
) -> None:
    texts = [("", "The ferry was late."), ("", "It is a labyrinth."), ("", "The river rose.")]

    first, second, third = Preparation(Stuck(fails)).prepare(texts)

    assert isinstance(first, Prepared)
    assert isinstance(second, error)
    assert isinstance(third, Prepared)
    assert (first.lead, third.lead) == ("The ferry was late.", "The river rose.")


def test_its_error_comes_in_its_place(database: Database) -> None:
    adding = Adding(database, Stuck(), lambda: NOW)
    texts = ("The ferry was late.", "It is a labyrinth.", "The river rose.")
    outcomes = adding.add_many(NewArticle(text=text) for text in texts)

    assert next(outcomes).sentences == 1
    with pytest.raises(SourceError, match="three minutes"):
        next(outcomes)


@pytest.mark.parametrize(("fails", "error"), [(PipelineError, PipelineError), (MemoryError, NotEnoughMemory)])
def test_what_the_machine_lacks_is_no_fault_of_one_article(fails: type[Exception], error: type[NewsbotError]) -> None:
    with pytest.raises(error):
        list(Preparation(Stuck(fails)).prepare([("", "It is a labyrinth.")]))


def test_a_fault_in_storing_one_leaves_nothing_of_it_and_the_next_is_stored(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    adding = Adding(database, Plain(), lambda: NOW)
    whole = stories.assign

    def failing(*given: Any, **named: Any) -> Any:
        whole(*given, **named)
        raise KeyError("labyrinth")

    monkeypatch.setattr(adding_module, "assign", failing)
    with pytest.raises(OwnFault, match="please report"):
        list(adding.add_many([NewArticle(id="a1", text="The ferry was late.")]))
    monkeypatch.undo()

    assert next(adding.add_many([NewArticle(id="a2", text="The river rose.")])).sentences == 1
    with database.reading() as connection:
        assert [id for (id,) in connection.execute("SELECT public_id FROM articles")] == ["a2"]
    assert "KeyError" in caplog.text
