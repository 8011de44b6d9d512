"""Money, percentages, dates and numbers by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities.numeric import figures


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Rs 3 lakh", "MONEY"),
        ("Rs. 5,00,000 crore", "MONEY"),
        ("US$6 billion", "MONEY"),
        ("£1.2bn", "MONEY"),
        ("R92 million", "MONEY"),
        ("326 dlrs a month", "MONEY"),
        ("265 mln U.S. Dlrs", "MONEY"),
        ("$9.5 million a day", "MONEY"),
        ("twenty-five cents", "MONEY"),
        ("43 pct", "PERCENT"),
        ("3.2 per cent", "PERCENT"),
        ("3-5%", "PERCENT"),
        ("12 percentage points", "PERCENT"),
        ("14 March 2025", "DATE"),
        ("Tuesday, July 9, 2024", "DATE"),
        ("2024-07-09", "DATE"),
        ("February 2022", "DATE"),
        ("the 1990s", "DATE"),
        ("30-year-old", "DATE"),
        ("five years ago", "DATE"),
        ("last week", "DATE"),
        ("10:30 a.m.", "TIME"),
        ("0100 GMT", "TIME"),
        ("two hours", "TIME"),
        ("200 km", "QUANTITY"),
        ("2 mln barrels a day", "QUANTITY"),
        ("26.5 degrees Celsius", "QUANTITY"),
        ("45th", "ORDINAL"),
        ("20,000", "CARDINAL"),
        ("three hundred and five", "CARDINAL"),
        ("3-1", "CARDINAL"),
    ],
)
def test_a_figure_is_found_whole(text: str, label: str) -> None:
    sentence = f"It was {text}, they found."

    found = [(sentence[one.start : one.end], one.label) for one in figures(sentence)]

    assert found == [(text, label)]


@pytest.mark.parametrize("text", ["COVID-19", "G20", "the F16s", "May said she may march", "A3/B4"])
def test_names_with_digits_and_words_like_months_are_no_figures(text: str) -> None:
    assert figures(f"About {text} nothing is known.") == []


@given(
    st.lists(
        st.sampled_from(["one", "two-", "1,000", "$", " ", "%", "to", "million", "a", "May", "-", "."]), max_size=80
    )
)
def test_any_row_of_pieces_gives_ordered_spans(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for figure in figures(text):
        assert end <= figure.start < figure.end <= len(text)
        end = figure.end
