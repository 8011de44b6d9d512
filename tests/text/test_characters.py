"""Characters of articles: visible, composed, in their usual forms."""

from __future__ import annotations

import unicodedata

import pytest

from bot.text.characters import usual_characters
from bot.text.typed import as_typed


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        (unicodedata.normalize("NFD", "José Nuñez, Åsa Öberg"), "José Nuñez, Åsa Öberg"),
        (
            "Mara\xadthon, Ot\u200bmar, \u2068Rami\u2069 \u200eHaddad\u200f, Qu\u200dill",
            "Marathon, Otmar, Rami Haddad, Quill",
        ),
        ("oﬃce, ﬁre, Ekelöﬀ", "office, fire, Ekelöff"),
        ("Ｓａｕｌ ２５０, 𝐒𝐚𝐮𝐥", "Saul 250, Saul"),
        ("archi\xad\ntect", "architect"),
        ("BrickMan™, PlayCo®", "BrickMan, PlayCo"),
        ("O´Connor and O`Connor", "O’Connor and O’Connor"),
        ("‘‘Yes,’’ ❝no❞", "“Yes,” “no”"),
        ("``Yes,'' he said", "“Yes,” he said"),
        ("ɴᴏʀᴅʜᴀᴠᴇɴ and Mᴀʟʟᴇ, [ʃ] and ɴ", "NORDHAVEN and MALLE, [ʃ] and ɴ"),
        ("Маlle, Оtmar, Москва", "Malle, Otmar, Москва"),
    ],
)
def test_characters_get_their_usual_form(text: str, usual: str) -> None:
    assert usual_characters(text) == usual


@pytest.mark.parametrize("text", ["31\xa0million “crowns”", "你好，世界。", "می‌خواهم", "👩‍🚒 came", "x² ½"])
def test_other_characters_stay(text: str) -> None:
    assert usual_characters(text) == text


def test_typed_names_are_composed() -> None:
    assert as_typed(unicodedata.normalize("NFD", "Nuñez")) == "Nuñez"
