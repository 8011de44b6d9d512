"""BM25 over one text gives what rank-bm25 gives sentence by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.passages import Statistics
from bot.retrieval.first_stage.bm25 import CorpusBM25
from bot.retrieval.first_stage.bm25_scan import scores

STATISTICS = Statistics(100, 4.0, {"ferri": 10, "ferr": 3, "são": 1})
SENTENCES = st.lists(st.sampled_from(["ferri", "ferr", "são", "rain", "1.2"]), min_size=1, max_size=9)


@given(st.lists(SENTENCES, min_size=1, max_size=8))
def test_scores_are_those_of_rank_bm25(sentences: list[list[str]]) -> None:
    query = ["ferri", "são", "1.2", "unknown"]
    text = " \n ".join(" ".join(sentence) for sentence in sentences)

    found = scores(f" {text} ".encode(), query, STATISTICS).tolist()

    assert found == pytest.approx(CorpusBM25(query, sentences, STATISTICS).scores())
