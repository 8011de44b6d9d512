"""The reranker after the lexical ranking, over a small archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.retrieval.ranking.ranker import Ranked, rank, weighted
from bot.retrieval.reranking.cross_encoder import Budget, Reranker
from bot.retrieval.reranking.stage import POOL, WEIGHT, contenders_of, reranked
from bot.store.file.database import Database
from bot.store.file.snapshot import Snapshot
from bot.understanding.question import understand
from tests.support.rerank_model import tiny_model
from tests.support.retrieval_archive import NOW, fill

QUESTION = "What did the ferry Kittiwake do?"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with Database.open(tmp_path_factory.mktemp("rerank") / "news.db") as database:
        fill(database)
        with database.reading() as opened:
            yield opened


@pytest.fixture
def ranked(reader: Snapshot) -> list[Ranked]:
    found = rank(reader, understand(reader, QUESTION, NOW))
    assert len(found) > 4
    return found


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    """Wants sentences that say "ferry", or come after one that does."""
    folder = tiny_model(tmp_path_factory.mktemp("tiny"), {"ferry": 100.0})
    return Reranker(folder)


def test_contenders_have_their_title_and_the_sentence_before(reader: Snapshot, ranked: list[Ranked]) -> None:
    contenders = contenders_of([found.candidate for found in ranked])
    assert [contender.sentence for contender in contenders] == [found.candidate.text for found in ranked]
    rows = reader.execute("SELECT text, article_id, position FROM sentences")
    stored = {row[0]: (row[1], row[2]) for row in rows}
    for contender, found in zip(contenders, ranked, strict=True):
        place = (found.candidate.article.row, found.candidate.line.position - 1)
        assert stored.get(contender.previous, place) == place
        assert bool(contender.previous) == (found.candidate.line.position > 0)
    assert all(contender.title for contender in contenders)


def test_logits_and_lexical_scores_make_the_new_order(reader: Snapshot, ranked: list[Ranked], tiny: Reranker) -> None:
    found = reranked(tiny, "", ranked, Budget(20, ceiling=1000, reach=1000))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    says = ["ferry" in one.candidate.text.lower().replace(",", "").split() for one in found]
    assert says == sorted(says, reverse=True)
    assert 0 < sum(says) < len(says)
    assert {one.candidate for one in found} == {one.candidate for one in ranked}


def test_beyond_the_limit_the_order_by_evidence_stays(reader: Snapshot, ranked: list[Ranked], tiny: Reranker) -> None:
    found = reranked(tiny, "", ranked, Budget(2, ceiling=1000, reach=1000))
    unread = [one for one in found if one.logit is None]
    assert found[2:] == unread
    beside = [weighted("read", one.evidence) for one in unread]
    assert beside == sorted(beside, reverse=True)
    assert found[1].score > found[2].score


def test_beyond_the_pool_the_lexical_order_stays(reader: Snapshot, ranked: list[Ranked], tiny: Reranker) -> None:
    pool = (ranked * POOL)[:POOL]
    beyond = [replace(ranked[0], score=pool[-1].score - at) for at in range(1, 5)]
    found = reranked(tiny, "", [*pool, *beyond], Budget(2, ceiling=1000, reach=1000))
    gaps = [before.score - after.score for before, after in pairwise(found[POOL - 1 :])]
    assert gaps == pytest.approx([WEIGHT] * len(beyond))


@pytest.mark.parametrize("budget", [None, Budget(limit=0)])
def test_nothing_changes_without_a_model_or_a_budget(
    reader: Snapshot, ranked: list[Ranked], tmp_path: Path, tiny: Reranker, budget: Budget | None
) -> None:
    reranker = tiny if budget else Reranker(tmp_path)
    assert reranked(reranker, QUESTION, ranked, budget) == ranked


def test_nothing_found_stays_nothing(reader: Snapshot, tiny: Reranker) -> None:
    assert reranked(tiny, QUESTION, []) == []
