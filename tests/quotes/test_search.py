"""Look-ups of quotes: whose words are meant, and which of them are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.models import QuoteResult
from bot.quotes.search import Lookups
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.text.dates import Window
from bot.understanding.quote_requests import Lookup
from tests.support.storing import Said, day, organisation, person, store, stored

ANNA, TOM, SOL = person("Anna Reed", "Reed"), person("Tom Reed", "Reed"), person("Ana Sol", "Sol")
UKRAINE = organisation("Ukraine")


@pytest.fixture
def lookups(database: Database) -> Lookups:
    """Two people called Reed, one quoted twice, one once; Ana Sol on both of them and on Ukraine."""
    text = """"The ferries have no crew," Anna Reed said.
"Bread is dear," Anna Reed said."""
    quotes = [Said(words, "Anna Reed", "Anna Reed") for words in ("The ferries have no crew,", "Bread is dear,")]
    store(database, stored("d1", text, published=day(1)), [ANNA], quotes)
    text = '"Nobody buys bread," Tom Reed said. "Reed is no baker," an official said.'
    quotes = [Said("Nobody buys bread,", "Tom Reed", "Tom Reed"), Said("Reed is no baker,", "an official")]
    store(database, stored("d2", text, published=day(2)), [TOM], quotes)
    text = '"Anna Reed is right," Ana Sol said. "Ukraine needs a dear friend," Ana Sol said.'
    quotes = [Said(words, "Ana Sol", "Ana Sol") for words in ("Anna Reed is right,", "Ukraine needs a dear friend,")]
    store(database, stored("d3", text, published=day(3)), [ANNA, SOL, UKRAINE], quotes)
    with database.writing() as writer:
        writer.execute("INSERT INTO sentence_index (sentence_index) VALUES ('rebuild')")
    return Lookups(database)


def words(said: QuoteResult) -> list[str]:
    assert said.total >= len(said.quotes)
    return [quote.content for quote in said.quotes]


def names(said: QuoteResult) -> list[tuple[str, int]]:
    return [(choice.name, choice.quotes) for choice in said.choices]


def test_one_of_that_name(lookups: Lookups) -> None:
    said = lookups.look_up(Lookup(name="Ana Sol"), limit=1)

    assert said.speaker is not None
    assert (said.speaker.name, words(said), said.total, said.others) == ("Ana Sol", ["Anna Reed is right,"], 2, False)
    assert words(lookups.look_up(Lookup(name="Ana Sol"), limit=1, offset=1)) == ["Ukraine needs a dear friend,"]


@pytest.mark.parametrize(("asked", "meant"), [("Mrs Reed", "Anna Reed"), ("Mr. Reed", "Tom Reed")])
def test_a_form_of_address_tells_two_of_one_surname_apart(lookups: Lookups, asked: str, meant: str) -> None:
    said = lookups.look_up(Lookup(name=asked), limit=5)

    assert said.speaker is not None
    assert said.speaker.name == meant


def test_several_of_that_name_are_a_choice(lookups: Lookups) -> None:
    said = lookups.look_up(Lookup(name="Reed"), limit=5)

    assert (names(said), said.silent, said.near) == ([("Anna Reed", 2), ("Tom Reed", 1)], False, False)


@pytest.mark.parametrize(
    ("about", "window", "choices"),
    [
        ("bread", Window(), [("Anna Reed", 1), ("Tom Reed", 1)]),
        ("", Window(since=day(1)), [("Anna Reed", 2), ("Tom Reed", 1)]),
    ],
)
def test_a_choice_holds_those_with_quotes_that_match(
    lookups: Lookups, about: str, window: Window, choices: list[tuple[str, int]]
) -> None:
    said = lookups.look_up(Lookup(name="Reed", about=about, window=window), limit=5)

    assert (said.speaker, names(said)) == (None, choices)


@pytest.mark.parametrize(
    ("wanted", "speaker", "total"),
    [
        (Lookup(name="Reed", about="ferries"), "Anna Reed", 1),
        (Lookup(name="Reed", window=Window(since=day(2))), "Tom Reed", 1),
        (Lookup(name="Reed", exact="no crew"), "Anna Reed", 1),
    ],
)
def test_one_left_is_answered(lookups: Lookups, wanted: Lookup, speaker: str, total: int) -> None:
    said = lookups.look_up(wanted, limit=5)

    assert said.speaker is not None
    assert (said.speaker.name, said.total, len(said.quotes)) == (speaker, total, total)


def test_none_left_is_said(lookups: Lookups) -> None:
    said = lookups.look_up(Lookup(name="Reed", about="tomatoes"), limit=5)

    assert (said.silent, names(said)) == (True, [("Anna Reed", 2), ("Tom Reed", 1)])


@pytest.mark.parametrize(
    ("about", "enough"),
    [
        ("the war in Ukraine", True),
        ("war in ukraine", False),
        ("ukraine or the war", True),
        ("THE WAR IN UKRAINE", False),
        ("bread, ukraine", True),
    ],
)
def test_a_name_or_one_of_two_topics_is_enough(lookups: Lookups, about: str, enough: bool) -> None:
    found = words(lookups.look_up(Lookup(name="Ana Sol", about=about), limit=5))

    assert found == (["Ukraine needs a dear friend,"] if enough else [])


def test_who_was_chosen(database: Database, lookups: Lookups) -> None:
    (row,) = [one.row for one in Speakers(database).called("Tom Reed")]

    said = lookups.look_up(Lookup(name="Reed", speaker_row=row), limit=5)

    assert words(said) == ["Nobody buys bread,"]
    assert lookups.look_up(Lookup(name="Reed", speaker_row=99), limit=5) == QuoteResult()


def test_what_others_said_about_somebody(database: Database, lookups: Lookups) -> None:
    said = lookups.look_up(Lookup(name="Anna Reed", mentioned=True), limit=5)

    assert said.mentioned is not None
    assert (said.mentioned.name, words(said), said.speaker) == ("Anna Reed", ["Anna Reed is right,"], None)
    assert lookups.look_up(Lookup(name="Anna Reed"), limit=5).others
    assert words(lookups.look_up(Lookup(name="Anna Reed", mentioned=True, window=Window(until=day(3))), limit=5)) == []


def test_of_several_those_of_whom_others_spoke(lookups: Lookups) -> None:
    said = lookups.look_up(Lookup(name="Reed", mentioned=True), limit=5)

    assert said.mentioned is not None
    assert (said.mentioned.name, said.total) == ("Anna Reed", 1)


def test_a_topic_that_is_a_name_is_about_its_owner(lookups: Lookups) -> None:
    said = lookups.look_up(Lookup(about="Ukraine"), limit=5)

    assert said.mentioned is not None
    assert (said.mentioned.name, words(said)) == ("Ukraine", ["Ukraine needs a dear friend,"])


def test_a_name_in_small_letters_may_be_another_word(lookups: Lookups) -> None:
    assert lookups.look_up(Lookup(about="ukraine"), limit=5).by_words
    assert lookups.look_up(Lookup(about="reed"), limit=5).mentioned is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Lookup(about="bread"), ["Nobody buys bread,", "Bread is dear,"]),
        (Lookup(about="Reed the baker"), ["Reed is no baker,"]),
        (Lookup(exact="a dear FRIEND"), ["Ukraine needs a dear friend,"]),
        (Lookup(about="the ferries have no crew", whole=True), ["The ferries have no crew,"]),
        (Lookup(about="ferries", whole=True), []),
        (Lookup(about="tomatoes"), []),
    ],
)
def test_quotes_by_whoever_said_it(lookups: Lookups, wanted: Lookup, found: list[str]) -> None:
    said = lookups.look_up(wanted, limit=5)

    assert (words(said), said.speaker, said.mentioned) == (found, None, None)


@pytest.mark.parametrize("name", ["a*", "the", "from:", "an", "*"])
def test_words_that_call_nobody_have_no_quotes(lookups: Lookups, name: str) -> None:
    assert not lookups.look_up(Lookup(name=name), limit=5).quotes


def test_nobody_of_that_name(lookups: Lookups) -> None:
    officials = lookups.look_up(Lookup(name="official"), limit=5)
    assert (words(officials), officials.by_words) == (["Reed is no baker,"], False)

    phrase = lookups.look_up(Lookup(name="dear friend"), limit=5)
    assert (words(phrase), phrase.by_words) == (["Ukraine needs a dear friend,"], True)

    near = lookups.look_up(Lookup(name="Anna Rede"), limit=5)
    assert (near.near, near.choices[0].name) == (True, "Anna Reed")

    assert lookups.look_up(Lookup(name="Xyloph"), limit=5) == QuoteResult(near=True)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.text(max_size=20), st.booleans(), st.booleans())
@example("İ.B. said", "İ.Ö.", False, False)
@example('" OR NEAR(', "-^*:", True, True)
def test_any_words_can_be_looked_up(lookups: Lookups, words: str, other: str, whole: bool, mentioned: bool) -> None:
    for wanted in (Lookup(name=words, about=other), Lookup(about=words, exact=other), Lookup(exact=words)):
        said = lookups.look_up(replace(wanted, whole=whole, mentioned=mentioned), limit=3)
        assert len(said.quotes) <= said.total


@pytest.mark.parametrize("typed", ["Anna Reedd", "Ana Soll", "ukrain"])
def test_the_only_one_spelt_alike_is_meant(lookups: Lookups, typed: str) -> None:
    said = lookups.look_up(Lookup(name=typed), limit=5)

    if typed == "ukrain":  # never quoted
        assert (said.near, said.corrected, said.quotes) == (True, False, ())
        return
    assert said.speaker is not None
    assert (said.corrected, said.near, said.speaker.name) == (True, False, typed[:-1])
    assert said.quotes


def test_of_two_spelt_alike_neither_is_meant(lookups: Lookups) -> None:
    said = lookups.look_up(Lookup(name="Reedd"), limit=5)

    assert (said.near, said.corrected, names(said)) == (True, False, [("Anna Reed", 2), ("Tom Reed", 1)])


def test_a_guessed_name_is_not_corrected(lookups: Lookups) -> None:
    said = lookups.look_up(Lookup(name="Ana Soll", whole=True), limit=5)

    assert not said.corrected
