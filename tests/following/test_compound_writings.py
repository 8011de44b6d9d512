"""Compounds of a filter in another spelling."""

from __future__ import annotations

import pytest

from bot.following.compound_writings import other_compounds
from bot.lexicon.loader import word_set

WORDS = word_set("air force bush fires sea son season pumpkinpatch pumpkin patch overall")
SIDE_BY_SIDE = frozenset({"air force"})


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("pumpkin patch", "pumpkinpatch"),
        ('"pumpkin patch" OR air', '"pumpkinpatch" OR air'),
        ("pumpkin-patch", "pumpkin-patch"),
        ("airforce", '"air force"'),
        ("airforce -bush", '"air force" -bush'),
        ("season", "season"),  # nobody has written "sea son"
        ("over all", "over all"),
        ("bush fires", "bush fires"),  # in the lexicon: both are found anyway
        ("Pumpkin Patch", "Pumpkin Patch"),
        ("from:airforce", "from:airforce"),
    ],
)
def test_other_compounds(words: str, other: str) -> None:
    assert other_compounds(words, WORDS.__contains__, SIDE_BY_SIDE.__contains__) == other
