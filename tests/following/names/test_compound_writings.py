"""Compounds of a filter in another spelling."""

from __future__ import annotations

import pytest

from bot.following.names.compound_writings import other_compounds, particles_apart
from bot.lexicon.loader import word_set

WORDS = word_set("air force bush fires sea son season gardenshed garden shed treetrunk tree trunk overall")
SIDE_BY_SIDE = frozenset({"air force", "tree trunk"})


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("garden shed", "gardenshed"),
        ("old garden shed fire", "old gardenshed fire"),
        ('"garden shed" OR air', '"gardenshed" OR air'),
        ("garden-shed", "garden-shed"),
        ("treetrunk", '"tree trunk"'),
        ("treetrunk -bush", '"tree trunk" -bush'),
        ("tree trunk", "treetrunk"),
        ("airforce", "airforce"),  # in the lexicon: both are found anyway
        ("season", "season"),  # nobody has written "sea son"
        ("over all", "over all"),
        ("bush fires", "bush fires"),
        ("Garden Shed", "Garden Shed"),
        ("from:airforce", "from:airforce"),
    ],
)
def test_other_compounds(words: str, other: str) -> None:
    assert other_compounds(words, WORDS.__contains__, SIDE_BY_SIDE.__contains__) == other


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("delauro", "De Lauro"),
        ("delauro -taxes", "De Lauro -taxes"),
        ("delaware", "delaware"),  # nobody is called de Laware
        ("delphine", "delphine"),
        ("De Lauro", "De Lauro"),
    ],
)
def test_surnames_typed_as_one_word(words: str, other: str) -> None:
    assert particles_apart(words, {"De Lauro"}.__contains__) == other
