"""Why a sentence stands first: the parts that ``benchmarks.why`` shows add up to the scores that decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.why import parts, ranked_for, understood
from bot.retrieval.ranking.features import PIECES
from bot.retrieval.ranking.ranker import weighted
from bot.store.archive.archive import SqliteArchive
from bot.store.file.database import Database
from tests.support.retrieval_archive import NOW, fill

ASKED = "How many branches will Norvik Bank close?"


def test_the_parts_of_a_score_add_up_to_it(tmp_path: Path) -> None:
    with Database.open(tmp_path / "news.db") as database:
        fill(database)
        question, lexical, found = ranked_for(SqliteArchive(database), ASKED, NOW)

    assert "asks for: HOW_MANY" in understood(question)
    assert found[0].candidate.text.startswith("Norvik Bank will close 14")
    assert {one.candidate.line.row for one in found} == {one.candidate.line.row for one in lexical}
    for one in lexical:
        added = sum(value for _, value in parts("rank", PIECES, one.evidence, len(PIECES)))
        assert added == pytest.approx(weighted("rank", one.evidence))
    largest = [abs(value) for _, value in parts("rank", PIECES, found[0].evidence, 4)]
    assert largest == sorted(largest, reverse=True)
