"""The values of numbers in any spelling."""

from __future__ import annotations

import pytest

from bot.text.numbers import amount, numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sixty-three", 63),
        ("at least four", 4),
        ("about 180,000", 180_000),
        ("12 mln dlrs", 12_000_000),
        ("$1.2bn", 1_200_000_000),
        ("two hundred and twelve", 212),
        ("one million two hundred thousand", 1_200_000),
        ("a dozen", 12),
        ("five or 12", 5),
        ("none", None),
        ("", None),
    ],
)
def test_the_first_amount_of_a_text(text: str, value: float | None) -> None:
    assert amount(text) == value


def test_numbers_are_one_form_of_figures_and_words() -> None:
    assert numbers("Five of 214, then five") == numbers("5 and two hundred... no: 214") - {2.0} == {5.0, 214.0}
