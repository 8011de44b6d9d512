"""Contractions in full."""

from __future__ import annotations

import pytest

from bot.text.contractions import in_full


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("We won't go", "We will not go"),
        ("they can’t and cannot", "they can not and can not"),
        ("You shan't; I’m sure we're late", "You shall not; I am sure we are late"),
        ("isn't, they've, he'll", "is not, they have, he will"),
        ("it's Modi's", "it's Modi's"),
        ("nothing", "nothing"),
    ],
)
def test_contractions_are_written_in_full(text: str, full: str) -> None:
    assert in_full(text) == full
