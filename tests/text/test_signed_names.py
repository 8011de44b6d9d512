"""Names of which signs are a part."""

from __future__ import annotations

import pytest

from bot.text.signed_names import find_signed, has_signs, signed_names


@pytest.mark.parametrize("name", ["C++", "c#", ".NET", "AT&T", "at&t", "R&D", "Q&A", "F#"])
def test_signs_are_a_part_of_some_names(name: str) -> None:
    assert has_signs(name)
    assert signed_names(f"They like {name}.") == [name]


@pytest.mark.parametrize("text", ["Vitamin C", "Johnson & Johnson", "Marks&Spencer", "a.net", "C+", "&", "A1&B2"])
def test_signs_are_no_part_of_other_names(text: str) -> None:
    assert not has_signs(text)
    assert signed_names(text) == []


def test_signed_names_are_found_as_whole_words() -> None:
    assert find_signed("R&D", "Its R&D, not TR&D or R&DX; r&d.") == [(4, 7), (27, 30)]
