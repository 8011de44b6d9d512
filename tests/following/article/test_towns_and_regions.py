"""Towns and their regions in filters: one place, or two alternatives."""

from __future__ import annotations

import pytest

from bot.following.filter_language.filter_language import parse
from bot.following.filters.filters_in_words import read_as
from bot.lexicon.regions import lies_elsewhere, shared_places

KNOWN = frozenset({"brandt", "texas"})


def told(words: str) -> str:
    return read_as(parse(words, outlets=["The Meridian Post"], known_name=lambda name: name.lower() in KNOWN).filter)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Paris, Texas", "Paris, Texas (a place)"),
        ("athens, georgia", "Athens, Georgia (a place)"),
        ("Uvalde, Texas", "Uvalde, Texas (a place)"),
        ("floods in Uvalde, Texas", "floods and Uvalde, Texas (a place)"),
        ("Uvalde, Texas floods", "Uvalde, Texas (a place) and floods"),
        ("Rome, Ohio or Perth, Ontario", "Rome, Ohio (a place) or Perth, Ontario (a place)"),
        ("floods -Paris, Texas", "floods, but not Paris, Texas (a place)"),
        ("Brandt, Texas", "Brandt (a name) or Texas (a name)"),
        ("floods, Texas", "floods or Texas (a name)"),
        ("Valencia, Venezuela", "Valencia, Venezuela (a place)"),
        ("Brandt, Venezuela", "Brandt (a name) or Venezuela (a name)"),
        ("Texas, Venezuela", "Texas (a name) or Venezuela (a name)"),
        ("floods, Venezuela", "floods or Venezuela (a name)"),
        ("France, Germany", "France (a name) or Germany (a name)"),
        ("Ohio, Texas", "Ohio (a name) or Texas (a name)"),
        ("Austin, Dallas, Texas", "Austin (a name) or Dallas (a name) or Texas (a name)"),
        ('floods -place:"New York"', "floods, but not New York (a place)"),
    ],
)
def test_a_town_and_its_region_are_one_place(words: str, expected: str) -> None:
    assert told(words) == expected


@pytest.mark.parametrize(
    ("town", "region", "elsewhere"),
    [
        ("Paris", "Texas", True),
        ("Lebanon", "Ohio", True),
        ("Perth", "Ontario", True),
        ("Austin", "Texas", False),
        ("San Antonio", "Texas", False),
        ("Batumi", "Georgia", False),
        ("Georgia", "Texas", False),
        ("Nowhere in Particular", "Texas", False),
    ],
)
def test_a_well_known_town_lies_in_the_region_or_elsewhere(town: str, region: str, elsewhere: bool) -> None:
    assert lies_elsewhere(town, region) is elsewhere


def test_places_of_one_name_are_told_apart() -> None:
    assert [place.label for place in shared_places("georgia")] == ["the country", "the US state"]
    assert shared_places("Paris") == ()
