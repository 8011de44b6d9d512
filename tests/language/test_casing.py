"""Texts in capitals as the models read them."""

from __future__ import annotations

import pytest

from bot.language.casing import in_sentence_case


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        (
            "THE MAYOR, ANNA BRANDT, RESIGNED ON FRIDAY. “I AM TIRED,” BRANDT SAID. SHE WILL STAY UNTIL MARCH.",
            "The mayor, Anna Brandt, resigned on Friday. “I am tired,” Brandt said. She will stay until March.",
        ),
        (
            "NORDHAVEN CLOSED 40 BANKS. THE U.S. BANK WAS BANKRUPT IN FRANCE, AND NATO KNEW OF THE UK'S.",
            "Nordhaven closed 40 banks. The U.S. bank was bankrupt in France, and NATO knew of the UK's.",
        ),
        ("BRANDT: THE QUAY STAYS OPEN, THE COUNCIL SAYS, AND IT MAY MARCH.", None),
        ("STRASSENBAHN ẞEI ŉA İT ONE TWO THREE FOUR FIVE SIX.", None),
    ],
)
def test_in_sentence_case(text: str, cased: str | None) -> None:
    found = in_sentence_case(text)

    assert len(found) == len(text)
    assert found.casefold() == text.casefold()
    if cased is not None:
        assert found == cased


def test_a_speaker_s_label_stays() -> None:
    assert in_sentence_case("BRANDT: THE QUAY STAYS OPEN UNTIL MONDAY, THE COUNCIL SAYS.").startswith(
        "BRANDT: the quay"
    )


@pytest.mark.parametrize("text", ["NASA SAID SO", "The mayor of NORDHAVEN said that the quay stays open.", "", "1 2 3"])
def test_other_texts_stay(text: str) -> None:
    assert in_sentence_case(text) == text
