"""Each pattern of what nobody said fits its own examples, and is the only one of its place that does."""

from __future__ import annotations

import pytest

from bot.language.quotations.unsaid_patterns import UNSAID, PatternPlace, UnsaidPattern, fits

EXAMPLES = [(one, example) for one in UNSAID for example in one.examples]


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_an_example_fits_its_own_pattern_only(pattern: UnsaidPattern, example: str) -> None:
    begins = pattern.place in (PatternPlace.CONTENT, PatternPlace.PARAGRAPH)
    fitting = [
        one.name
        for one in UNSAID
        if one.place is pattern.place and (one.pattern.match if begins else one.pattern.search)(example)
    ]

    assert fitting == [pattern.name]
    assert fits(pattern.place, example, 0, len(example))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (PatternPlace.AHEAD, "On Monday "),
        (PatternPlace.AHEAD, "The clear winner "),
        (PatternPlace.AHEAD, "He had "),
        (PatternPlace.AHEAD_OF_PRESENT, "The day before "),
        (PatternPlace.CONTENT, "nothing could be done"),
        (PatternPlace.CONTENT, "they had asked about it"),
        (PatternPlace.MARKS, "he named it “"),
        (PatternPlace.PARAGRAPH, "The correction came late"),
        (PatternPlace.VERB, "The plan was late, she said"),
    ],
)
def test_words_that_were_said_fit_no_pattern(place: PatternPlace, text: str) -> None:
    assert not fits(place, text, 0, len(text))


def test_names_are_unique_and_have_examples() -> None:
    assert len({one.name for one in UNSAID}) == len(UNSAID)
    assert all(one.examples for one in UNSAID)
