"""Other names for what a filter asks for."""

from __future__ import annotations

import pytest

from bot.following.names.other_names import other_names


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("AI", '"artificial intelligence"'),
        ("ai -robots", '"artificial intelligence" -robots'),
        ("artificial intelligence OR robots", "AI OR robots"),
        ('"Electric vehicles"', '("EVs" OR "electric cars")'),
        ("evs", '("electric vehicles" OR "electric cars")'),
        ("UK government strike", "(Downing Street OR Whitehall) strike"),
        ("the Russian government", "the Kremlin"),
        ("floods new us government", "floods new White House"),
        ("local government", "local government"),
        ("government", "government"),
        ("from:AI paint", "from:AI paint"),
        ("Al Gore", "Al Gore"),
        ("aid", "aid"),
        ("covid", '("covid-19" OR "coronavirus")'),
        ("Motorbikes", '"motorcycles"'),
        ('"bird flu" OR mpox', '("avian flu" OR "avian influenza" OR "bird flu") OR ("monkeypox" OR "mpox")'),
        ("math teachers", '("maths" OR "math" OR "mathematics") ("educators" OR "teachers")'),
        ("tv shows", '"television" shows'),
        ("TV adverts", '("TV" OR "television") ("ads" OR "adverts" OR "advertisements")'),
        (
            "general elections",
            'general ("presidential polls" OR "parliamentary polls" OR "go to the polls"'
            ' OR "goes to the polls" OR "going to the polls" OR "went to the polls")',
        ),
        ("teachers' pay", '"educators" pay'),
    ],
)
def test_other_names(words: str, other: str) -> None:
    assert other_names(words) == other
