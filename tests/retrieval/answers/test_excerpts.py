"""Which sentences are shown with the one before."""

from __future__ import annotations

import pytest

from bot.retrieval.answers.excerpts import leans


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He left.", True),
        ('"It was ours," she said.', True),
        ("But nobody came.", True),
        ("The minister declined to comment.", True),
        ("The 23-year-old has nine goals.", True),
        ("The minister of transport declined.", False),
        ("This week the council meets.", False),
        ("That would punish children.", True),
        ("Hesse is a state.", False),
        ("Saul left.", False),
        ("The ferry was built in 1998.", False),
    ],
)
def test_what_leans_on_the_sentence_before(sentence: str, expected: bool) -> None:
    assert leans(sentence) is expected
