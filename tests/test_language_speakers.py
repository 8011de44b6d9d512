"""Whose words they are when a phrase, a pronoun or a document stands for the speaker. Sentences of our own."""

from __future__ import annotations

import pytest
from language_support import Annotate, annotator

Said = list[tuple[str, str]]


@pytest.fixture(scope="module")
def annotate() -> Annotate:
    return annotator()


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            'Culture Minister Renaud Valmont de Brassel opened the fair. "You have shown us the river," Mr de Brassel said.',
            "Renaud Valmont de Brassel", "You have shown us the river",
        ),
        (
            'Energy Commissioner Jonas Barrel spoke last. "The plan is serious," said Mr Barel.',
            "Jonas Barrel", "The plan is serious",
        ),
        (
            'Former Mayor Tomas Reyl attacked the budget in Karsk while campaigning for his wife Karin Reyl.\n"It makes no '
            'sense at all," Reyl said.',
            "Tomas Reyl", "It makes no sense at all",
        ),
    ],
    ids=["particles", "misspelt", "two of one surname"],
)  # fmt: skip
def test_a_surname_is_whoever_has_it(annotate: Annotate, text: str, speaker: str, words: str) -> None:
    assert words in annotate(text).by(speaker)
