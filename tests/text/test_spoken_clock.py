"""Times of day in words."""

from __future__ import annotations

import pytest

from bot.text.spoken_clock import clock_in_figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("half past six", "6:30"),
        ("at half six", "at 6:30"),
        ("quarter to nine", "8:45"),
        ("a quarter past 7 pm", "7:15 pm"),
        ("ten to one", "12:50"),
        ("twenty-five minutes past eleven", "11:25"),
        ("Six thirty and twelve fifteen", "6:30 and 12:15"),
        ("from quarter after ten to five past three", "from 10:15 to 3:05"),
    ],
)
def test_times_in_words_are_read(words: str, figures: str) -> None:
    assert clock_in_figures(words) == figures


@pytest.mark.parametrize("words", ["half past sixty", "twenty past people", "at six", "ten to 1:30", "half 7.5", ""])
def test_other_words_stay(words: str) -> None:
    assert clock_in_figures(words) == words
