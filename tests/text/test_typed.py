"""What people type: invisible characters and other faces of letters."""

from __future__ import annotations

import pytest

from bot.text.typed import as_typed


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("who won?", "who won?"),
        ("Brenn\u00adholm", "Brennholm"),
        ("Hal\u200blam", "Hallam"),
        ("Hal\u200dlam", "Hallam"),
        ("\u202eSaul", "Saul"),
        ("\u2067Saul\u2069 \u200ewinter", "Saul winter"),
        ("\ufeffSaul", "Saul"),
        ("Ｓａｕｌ ａｂｏｕｔ ２０２６？", "Saul about 2026?"),
        ("𝐒𝐚𝐮𝐥 𝟚𝟘𝟚𝟞", "Saul 2026"),
        ("who won??!", "who won?"),
        ("“who won???” said she!!", "“who won?” said she!"),
        ("C++ and ?? and ?!x", "C++ and ?? and ?!x"),
        ("half \ud83d a pair", "half  a pair"),
        ("Café in São Paulo, ½ of 10²", "Café in São Paulo, ½ of 10²"),
        ("👩\u200d🚀 on the Moon", "👩\u200d🚀 on the Moon"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
    ],
)
def test_only_visible_characters_in_their_usual_form_remain(typed: str, plain: str) -> None:
    assert as_typed(typed) == plain
