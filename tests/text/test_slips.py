"""Full names that are misspelt as ears mislead."""

from __future__ import annotations

import pytest

from bot.text.slips import is_slip


@pytest.mark.parametrize(
    ("typed", "known", "same"),
    [
        ("rhea strend", "Rhea Strand", True),
        ("Rhea Starnd", "Rhea Strand", True),
        ("Otto Lindqvist", "Otto Lindquist", False),  # another name, however it sounds
        ("Olav Bergmen", "Olaf Bergman", False),
        ("Josef Bergmen", "Joseph Bergman", True),
        ("Rhea Strand", "Theo Strand", False),
        ("Rhea Strank", "Rhea Strand", False),
        ("Ann Lea", "Ann Leo", False),  # too short to tell
        ("Strend", "Strand", False),  # a surname alone is too little
        ("Karel IV", "Karel VI", False),
    ],
)
def test_one_is_the_other_misspelt(typed: str, known: str, same: bool) -> None:
    assert is_slip(typed, known) is same
