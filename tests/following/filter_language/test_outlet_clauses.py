"""Outlets in filters: several, left out, and where they make no sense."""

from __future__ import annotations

import pytest

from bot.errors import FollowError
from bot.following.article.article_view import article_keys
from bot.following.filter_language.filter_language import parse
from bot.following.filters.filters import Filter, ParsedFilter
from bot.following.filters.filters_in_words import read_as
from bot.following.matching.index_keys import keys
from bot.following.matching.matching import matches
from tests.support.following_articles import seen

OUTLETS = ["Morning Gull", "Salt", "The Quayside"]
ARTICLE = "The flood stopped a rugby match."


def understood(words: str) -> ParsedFilter:
    return parse(words, outlets=OUTLETS, known_name=lambda name: False)


@pytest.mark.parametrize(
    ("words", "wanted", "left_out"),
    [
        ('from:"Morning Gull" OR from:Salt', ("Morning Gull", "Salt"), ()),
        ("from:salt, from:the quayside", ("Salt", "The Quayside"), ()),
        ("(from:Salt or from:Quayside) flood", ("Salt", "The Quayside"), ()),
        ("flood from:Salt from:Quayside", ("Salt", "The Quayside"), ()),
        ("salt or morning gull", ("Salt", "Morning Gull"), ()),
        ("salt or morning gull -rugby", ("Salt", "Morning Gull"), ()),
        ("flood -from:Salt", (), ("Salt",)),
        ("flood but not from Morning Gull", (), ("Morning Gull",)),
        ('everything except from:"Morning Gull"', (), ("Morning Gull",)),
        ("flood from Salt", ("Salt",), ()),
        ("from:gull rugby", ("Morning Gull",), ()),
        ("rugby from:gull flood", ("Morning Gull",), ()),
        ("the Gull", ("Morning Gull",), ()),
        ("the Gull or the Salt -rugby", ("Morning Gull", "Salt"), ()),
        ("from:the", ("the",), ()),
        ("the gull", (), ()),
        ("Gull", (), ()),
        ("from:Unheard Daily", ("Unheard Daily",), ()),
        ("letters from home", (), ()),
        ('flood "from Salt"', (), ()),
    ],
)
def test_outlets_that_will_do_and_that_are_left_out(
    words: str, wanted: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    found = understood(words).filter

    assert (found.sources, found.other_than) == (wanted, left_out)
    assert Filter.load(found.dump()) == found


def test_a_word_of_several_outlets_means_all_of_them() -> None:
    found = parse("from:Sea", outlets=["Sea Sport", "Sea News", "Overseas"], known_name=lambda name: False)

    assert found.filter.sources == ("Sea Sport", "Sea News")


@pytest.mark.parametrize("words", ["flood OR from:Salt", "from:Salt or rugby", "(flood from:Salt) OR rugby"])
def test_an_outlet_is_no_alternative_to_words(words: str) -> None:
    with pytest.raises(FollowError, match="one by one"):
        understood(words)


def test_an_exclusion_alone_asks_for_more() -> None:
    with pytest.raises(FollowError, match="everything -cricket"):
        understood("-from:Salt")


@pytest.mark.parametrize(
    ("words", "outlet", "caught"),
    [
        ("from:Salt OR from:Quayside", "Salt", True),
        ("from:Salt OR from:Quayside", "the quayside", True),
        ("from:Salt OR from:Quayside", "Morning Gull", False),
        ("flood -from:Salt", "Salt", False),
        ("flood -from:Salt", "Morning Gull", True),
        ("everything but rugby", "Salt", False),
        ("all but cricket", "Salt", True),
    ],
)
def test_matching_agrees_with_the_index(words: str, outlet: str, caught: bool) -> None:
    article = seen(ARTICLE, source=outlet)
    wanted = understood(words).filter

    assert (matches(wanted, article) is not None) is caught
    if caught:
        assert keys(wanted) & set(article_keys(article))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("from:Salt OR from:Quayside", "every article, from Salt or The Quayside"),
        ("flood -from:Salt", "flood, not from Salt"),
        ("something about ferries", "ferries"),
        ("ferries please", "ferries"),
        ("anything new on ferries, thank you!", "ferries"),
        ("please", "please"),
    ],
)
def test_read_as(words: str, told: str) -> None:
    assert read_as(understood(words).filter) == told


def test_the_place_of_an_error_is_told_in_whole_words() -> None:
    with pytest.raises(FollowError, match="“\\(thunderstorm OR flood”"):
        understood("(thunderstorm OR flood")
