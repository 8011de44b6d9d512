"""What a saved question must share with an article before the model judges it."""

from __future__ import annotations

import pytest

from bot.retrieval.reranking.question_judging import is_about
from bot.text.analyzer import terms

ARTICLE = frozenset(terms("Ruth Wanjiru won the Mumbai half marathon in November, the Indian federation said."))


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Who won the Mumbai marathon?", True),
        ("Who won the Portside marathon?", False),
        ("Where does Ruth Okoth-Wanjiru live?", True),
        ("Who won the marathon in December?", True),
        ("What does the IAAF say about India?", True),
        ("Who won the race?", True),
        ("Which Dutch runner won?", False),
    ],
)
def test_the_names_in_a_question_must_occur(question: str, about: bool) -> None:
    assert is_about(question, ARTICLE) is about
