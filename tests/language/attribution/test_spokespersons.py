"""For whom a named spokesperson speaks: an institution, never a person."""

from __future__ import annotations

import pytest

from tests.support.language import Annotate, annotator


@pytest.fixture(scope="module")
def annotate() -> Annotate:
    return annotator()


def spoken_for(annotate: Annotate, text: str) -> set[tuple[str, str]]:
    return {(quote.speaker, quote.spoken_for) for quote in annotate(text).annotation.quotes}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ('"The pumps are running," Environment Canada spokesperson Julie Hahn said.', "Environment Canada"),
        ('"The pumps are running," said Environment Canada\'s chief spokeswoman, Julie Hahn.', "Environment Canada"),
        ('"The pumps are running," said Julie Hahn, a spokeswoman for Environment Canada.', "Environment Canada"),
        ('"The pumps are running," said Julie Hahn, Environment Canada\'s spokeswoman.', "Environment Canada"),
        (
            'Environment Canada spokeswoman Julie Hahn was asked. "The pumps are running," Hahn told reporters.',
            "Environment Canada",
        ),
        (
            'The Russian Foreign Ministry denied it. "The pumps are running," ministry spokeswoman Julie Hahn said.',
            "Russian Foreign Ministry",
        ),
        (
            'The Russian Foreign Ministry denied it. "The pumps are running," said Julie Hahn, a spokeswoman for the '
            "ministry.",
            "Russian Foreign Ministry",
        ),
        ('"The pumps are running," said Julie Hahn, a former spokeswoman for Environment Canada.', ""),
        ('"The pumps are running," former Environment Canada spokeswoman Julie Hahn said.', ""),
        ('"The pumps are running," said Julie Hahn, who left Environment Canada.', ""),
        ('"The pumps are running," Putin\'s spokeswoman Julie Hahn said.', ""),
        ('"The pumps are running," said Julie Hahn, a spokeswoman for Vladimir Putin.', ""),
    ],
)
def test_named_spokespersons(annotate: Annotate, text: str, body: str) -> None:
    assert spoken_for(annotate, text) == {("Julie Hahn", body)}


def test_also_where_the_text_goes_on_with_she(annotate: Annotate) -> None:
    text = """The town of Karsk was dry on Monday.
Environment Canada spokeswoman Julie Hahn said the pumps were running. "We are sorry," she said.
"It will rain," Hahn said. "Nobody asked us," the mayor, Bo Lund, said."""
    told = annotate(text)
    assert [(quote.speaker, quote.spoken_for) for quote in told.annotation.quotes] == [
        ("Julie Hahn", "Environment Canada"),
        ("Julie Hahn", "Environment Canada"),
        ("Julie Hahn", "Environment Canada"),
        ("Bo Lund", ""),
    ]
