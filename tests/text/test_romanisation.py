"""Spellings of names in Latin letters."""

from __future__ import annotations

import pytest

from bot.text.romanisation import same_sound


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hosni Mubarack", "hosni mubarak", True),
        ("Qassem Soleimani", "Kasem Suleimani", True),
        ("Saif Qaddafi", "Saif Kadafi", True),
        ("Yusuf Dhaou", "Youssouf Daou", True),
        ("Hosni Mubarak", "Hosni", False),
        ("Tony Blair", "Tony Brown", False),
        ("Anna Berg", "Anne Holt", False),
        ("", "", False),
    ],
)
def test_same_sound(one: str, other: str, same: bool) -> None:
    assert same_sound(one, other) is same
