"""Quotes: whose, about whom, when, on what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.archive import about_entity, by_anybody, by_entity, by_words
from bot.models import QuoteKind
from bot.quotes.phrase_ranking import Topic
from bot.quotes.quotations import Quotations
from bot.store.archive.articles import Articles
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.text.analyzer import terms
from tests.support.storing import Said, annotation, day, organisation, person, stems, store, stored

SOL = person("Ana Sol")


@pytest.fixture
def quotations(database: Database) -> Quotations:
    return Quotations(database)


def row_of(database: Database, name: str) -> int:
    return Speakers(database).called(name)[0].row


TRADE = """Trade talks opened in Lisbon, Ana Sol said.
"Tariffs will fall," Ana Sol said. It rained in Porto.
The fishing quota was settled. "We agree," Ana Sol said."""


@pytest.fixture
def sol(database: Database, quotations: Quotations) -> int:
    """Ana Sol, quoted on three days; her row."""
    names = [SOL]
    old = [Said("Trade talks opened in Lisbon", "Ana Sol", "Ana Sol", kind=QuoteKind.INDIRECT)]
    old += [Said("Tariffs will fall,", "Ana Sol", "Ana Sol"), Said("We agree,", "Ana Sol", "Ana Sol")]
    store(database, stored("d1", TRADE, published=day(1)), names, old)
    store(database, stored("d3", '"Talks on tariffs are dead," Ana Sol said.', published=day(3)), names, [
        Said("Talks on tariffs are dead,", "Ana Sol", "Ana Sol"),
    ])  # fmt: skip
    store(database, stored("d2", '"Lovely weather," she said.', published=day(2)), names, [
        Said("Lovely weather,", "she", "Ana Sol"),
    ])  # fmt: skip
    return row_of(database, "Ana Sol")


def test_quotes_come_newest_first_and_in_text_order_inside(quotations: Quotations, sol: int) -> None:
    quotes, total = quotations.page(by_entity(sol), limit=10)
    assert [quote.content for quote in quotes] == [
        "Talks on tariffs are dead,",
        "Lovely weather,",
        "Trade talks opened in Lisbon",
        "Tariffs will fall,",
        "We agree,",
    ]
    assert total == 5
    page, total = quotations.page(by_entity(sol), limit=2, offset=1)
    assert (page, total) == (quotes[1:3], 5)


def test_a_quote_says_where_it_stands(quotations: Quotations, sol: int) -> None:
    quote = quotations.page(by_entity(sol), limit=2)[0][1]
    assert (quote.speaker, quote.speaker_as_written, quote.cue) == ("Ana Sol", "she", "said")
    assert quote.kind is QuoteKind.DIRECT
    assert (quote.headline.id, quote.headline.published) == ("d2", day(2))


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [(2, None, ["d3", "d2"]), (None, 2, ["d1", "d1", "d1"]), (2, 3, ["d2"]), (3, 3, []), (4, None, [])],
)
def test_since_is_inclusive_and_until_exclusive(
    quotations: Quotations, sol: int, since: int | None, until: int | None, days: list[str]
) -> None:
    dates = by_entity(sol).within(day(since) if since else None, day(until) if until else None)
    quotes, total = quotations.page(dates, limit=10)
    assert quotations.page(dates, limit=0) == ([], total)
    assert [quote.headline.id for quote in quotes] == days
    assert total == len(days)


def test_quotes_of_one_article(quotations: Quotations, sol: int) -> None:
    quotes, total = quotations.page(replace(by_entity(sol), article_row=2), limit=10)
    assert ([quote.headline.id for quote in quotes], total) == (["d3"], 1)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("tariffs", ["Talks on tariffs are dead,", "Tariffs will fall,"]),
        ("trade talks", ["Trade talks opened in Lisbon"]),
        ("fishing quota", ["We agree,"]),
        ("Porto rain", []),  # which follows
        ("fishing in Iceland", []),
        ("tariffs that fall in Iceland", ["Tariffs will fall,"]),
        ("tariffs on cars and fridges", []),
        ("football", []),
    ],
)
def test_quotes_on_a_topic(quotations: Quotations, sol: int, topic: str, expected: list[str]) -> None:
    quotes, total = quotations.page(by_entity(sol), stems=terms(topic), limit=10)
    assert [quote.content for quote in quotes] == expected
    assert total == len(expected)


def test_a_part_in_the_words_can_be_enough(quotations: Quotations, sol: int) -> None:
    stems = terms("war in Lisbon")
    parts = [["lisbon"], ["war"]]
    assert quotations.page(by_entity(sol), stems=stems, sure=True, limit=5) == ([], 0)
    (quote,), total = quotations.page(by_entity(sol), stems=stems, enough=parts, sure=True, limit=5)
    assert (quote.content, total) == ("Trade talks opened in Lisbon", 1)


def test_pages_of_a_topic(quotations: Quotations, sol: int) -> None:
    quotes, total = quotations.page(by_entity(sol), stems=terms("tariffs"), limit=1, offset=1)
    assert ([quote.content for quote in quotes], total) == (["Tariffs will fall,"], 2)


def test_a_title_is_context_too(database: Database, quotations: Quotations, sol: int) -> None:
    with database.writing() as writer:
        writer.table("article_terms").insert({"article_id": 3, "title": "hurrican season", "length": 2}, replace=True)
    quotes, _ = quotations.page(by_entity(sol), stems=["hurrican"], limit=10)
    assert [quote.content for quote in quotes] == ["Lovely weather,"]


def test_what_unresolved_speakers_said_is_found_by_their_words(database: Database, quotations: Quotations) -> None:
    text = '"Stay home," a police spokesman in Porto said. "Fine," officials said. "Go," she said.'
    said = [Said("Stay home,", "a police spokesman in Porto"), Said("Fine,", "officials"), Said("Go,")]
    store(database, stored("a1", text), [], said)
    assert [quote.content for quote in quotations.page(by_words("Porto police"), limit=5)[0]] == ["Stay home,"]
    assert [quote.content for quote in quotations.page(by_words("officials"), stems=["fine"], limit=5)[0]] == ["Fine,"]
    assert quotations.page(by_words("police").within(day(2), None), limit=5) == ([], 0)
    assert quotations.page(by_words("firemen"), limit=5) == ([], 0)
    assert quotations.page(by_words(""), limit=5) == ([], 0)


def test_resolved_quotes_are_not_found_by_words(quotations: Quotations, sol: int) -> None:
    assert quotations.page(by_entity(sol), limit=1)[1] == 5
    assert quotations.page(by_words("Ana Sol"), limit=5) == ([], 0)


# -- spoken for --

WATER = """"The pipes are old," Sarn Water spokeswoman Ana Sol said. "They leak," she said.
"Sarn Water is broke," Bo Lund said. "We are sorry," Sarn Water said."""


@pytest.fixture
def water(database: Database) -> int:
    """Sarn Water, for which Ana Sol speaks twice; its row."""
    quotes = [
        Said("The pipes are old,", "Sarn Water spokeswoman Ana Sol", "Ana Sol", spoken_for="Sarn Water"),
        Said("They leak,", "she", "Ana Sol", spoken_for="Sarn Water"),
        Said("Sarn Water is broke,", "Bo Lund", "Bo Lund"),
        Said("We are sorry,", "Sarn Water", "Sarn Water", "ORG"),
    ]
    names = [organisation("Sarn Water"), SOL, person("Bo Lund")]
    store(database, stored("w1", WATER, published=day(5)), names, quotes)
    return row_of(database, "Sarn Water")


def test_a_spokesperson_is_quoted_for_both(database: Database, quotations: Quotations, water: int) -> None:
    quotes, total = quotations.page(by_entity(water), limit=10)
    assert [(one.content, one.speaker, one.speaker_as_written, one.voice) for one in quotes] == [
        ("The pipes are old,", "Sarn Water", "Sarn Water spokeswoman Ana Sol", "Ana Sol"),
        ("They leak,", "Sarn Water", "she", "Ana Sol"),
        ("We are sorry,", "Sarn Water", "Sarn Water", ""),
    ]
    assert total == 3
    quotes, total = quotations.page(by_entity(row_of(database, "Ana Sol")), limit=10)
    assert [(one.content, one.speaker, one.voice) for one in quotes] == [
        ("The pipes are old,", "Ana Sol", ""),
        ("They leak,", "Ana Sol", ""),
    ]
    assert [(one.name, one.quotes) for one in Speakers(database).matching("Sarn Water")] == [("Sarn Water", 3)]


def test_pages_and_topics_of_one_who_is_spoken_for(quotations: Quotations, water: int) -> None:
    assert quotations.page(by_entity(water).within(day(6), None), limit=10) == ([], 0)
    page, total = quotations.page(by_entity(water), limit=1, offset=1)
    assert ([one.content for one in page], total) == (["They leak,"], 3)
    page, total = quotations.page(by_entity(water), stems=terms("pipes"), limit=1)
    assert (page[0].content, page[0].voice) == ("The pipes are old,", "Ana Sol")


def test_words_for_somebody_are_not_by_others(quotations: Quotations, water: int) -> None:
    quotes, _ = quotations.page(about_entity(water, [("Sarn Water", terms("Sarn Water"))]), limit=10)
    assert [one.content for one in quotes] == ["Sarn Water is broke,"]


# -- about somebody --


def test_about_somebody_is_what_others_said(database: Database, quotations: Quotations, sol: int) -> None:
    text = """"The minister is tired," Bo Lund said of Ana Sol.
"Sol was late." Ana Sol said nothing. "Nobody likes Ana Sol," he said. Ana Sol left."""
    quotes = [Said("The minister is tired,", "Bo Lund", "Bo Lund"), Said("Nobody likes Ana Sol,", "he")]
    store(database, stored("d4", text, published=day(4)), [SOL, person("Bo Lund")], quotes)
    found, total = quotations.page(about_entity(sol), limit=10)
    assert ([quote.content for quote in found], total) == (["The minister is tired,"], 1), "the first mention is there"
    found, total = quotations.page(about_entity(sol, [("Ana Sol", terms("Ana Sol"))]), limit=10)
    assert [quote.content for quote in found] == ["The minister is tired,", "Nobody likes Ana Sol,"]
    assert quotations.page(about_entity(sol).within(day(5), None), limit=10) == ([], 0)
    assert quotations.page(about_entity(row_of(database, "Bo Lund")), limit=1)[1] == 0, "his own words"
    assert quotations.is_mentioned(sol, day(4), None)
    assert not quotations.is_mentioned(sol, day(5), None)
    assert not quotations.is_mentioned(row_of(database, "Bo Lund"), None, None)


def test_a_name_in_a_later_sentence_of_the_words_counts(database: Database, quotations: Quotations) -> None:
    text = """"It rains. We wait. Then Ana Sol comes," Bo Lund said. "It is over," Bo Lund said. Ana Sol slept."""
    quotes = [Said("It rains. We wait. Then Ana Sol comes,", "Bo Lund", "Bo Lund")]
    quotes += [Said("It is over,", "Bo Lund", "Bo Lund")]
    store(database, stored("a1", text), [SOL, person("Bo Lund")], quotes)
    found, _ = quotations.page(about_entity(row_of(database, "Ana Sol")), limit=10)
    assert [quote.content for quote in found] == ["It rains. We wait. Then Ana Sol comes,"]


@pytest.mark.parametrize(("form", "found"), [("Courier", True), ("courier", False), ("Couriers", False)])
def test_a_form_of_the_name_counts_as_it_is_written(
    database: Database, quotations: Quotations, form: str, found: bool
) -> None:
    store(database, stored("a1", '"I read the Courier," Bo Lund said.'), [organisation("The Courier Group")], [
        Said("I read the Courier,", "Bo Lund"),
    ])  # fmt: skip
    names = [(form, terms(form))]
    row = row_of(database, "Courier Group") if Speakers(database).called("Courier Group") else 1
    assert bool(quotations.page(about_entity(row, names), limit=5)[1]) is found


# -- by anybody --


def search(quotations: Quotations, about: str = "", exact: str = "", *, whole: bool = False) -> list[str]:
    topic = Topic(stems=tuple(terms(about)), exact=exact, exact_stems=tuple(terms(exact)), whole=whole)
    found, total = quotations.search(topic, by_anybody(), limit=10)
    assert total == len(found)
    return [quote.content for quote in found]


GRAIN = """"Grain exports must flow," Ana Sol said.
On the exports of grain, officials said "they are a lifeline".
"Grain is cheap," Bo Lund said. "Exports fell in May," Bo Lund said.
Cy Dunn wept."""


@pytest.fixture
def grain(database: Database) -> None:
    quotes = [
        Said("Grain exports must flow,", "Ana Sol", "Ana Sol"),
        Said("they are a lifeline", "officials"),
        Said("Grain is cheap,", "Bo Lund", "Bo Lund"),
        Said("Exports fell in May,", "Bo Lund", "Bo Lund"),
    ]
    store(database, stored("d1", GRAIN, published=day(1)), [SOL, person("Bo Lund")], quotes)
    newer = stored("d2", '"Exports of grain stop today," Cy Dunn said.', published=day(2))
    store(database, newer, [person("Cy Dunn")], [Said("Exports of grain stop today,", "Cy Dunn", "Cy Dunn")])
    with database.writing() as writer:
        writer.execute("INSERT INTO sentence_index (sentence_index) VALUES ('rebuild')")


@pytest.mark.usefixtures("grain")
@pytest.mark.parametrize(
    ("about", "found"),
    [
        (
            "grain exports",
            [
                "Exports of grain stop today,",  # all in the words, newest first
                "Grain exports must flow,",
                "they are a lifeline",  # all in the sentence
                "Grain is cheap,",  # the rest in the paragraph
                "Exports fell in May,",
            ],
        ),
        ("grain exports today", ["Exports of grain stop today,", "Grain exports must flow,"]),
        ("cheap grain in Peru", ["Grain is cheap,"]),
        ("wheat", []),
        ("grain wheat", []),
        ("the", []),
    ],
)
def test_who_spoke_about_a_topic(quotations: Quotations, about: str, found: list[str]) -> None:
    assert search(quotations, about)[: len(found) or None] == found


@pytest.mark.usefixtures("grain")
@pytest.mark.parametrize(
    ("exact", "whole", "found"),
    [
        ("grain exports", False, ["Grain exports must flow,"]),
        ("GRAIN   Exports", True, ["Grain exports must flow,"]),
        ("exports grain", False, ["Exports of grain stop today,"]),
        ("exporting the grain", False, ["Exports of grain stop today,"]),  # other forms, in their order
        ("today exports grain", False, []),
        ("grain", False, ["Exports of grain stop today,", "Grain exports must flow,", "Grain is cheap,"]),
        ("falls", False, ["Exports fell in May,"]),
        ("grain her up", False, []),  # one stem of several words is no phrase
        ("exports grain", True, []),
        ("rain exports", False, []),
        ("?", False, []),
    ],
)
def test_exact_words_leave_out_others(quotations: Quotations, exact: str, whole: bool, found: list[str]) -> None:
    assert search(quotations, exact=exact, whole=whole) == found


@pytest.mark.usefixtures("grain")
def test_a_guess_needs_all_of_it_in_the_words(quotations: Quotations) -> None:
    assert search(quotations, "exports fell in May", whole=True) == ["Exports fell in May,"]
    assert search(quotations, "cheap grain exports", whole=True) == []
    assert search(quotations, "Bo Lund", "is cheap", whole=True) == ["Grain is cheap,"]


@pytest.mark.usefixtures("grain")
def test_pages_and_days_of_a_search(quotations: Quotations) -> None:
    topic = Topic(stems=tuple(terms("grain exports")))
    page, total = quotations.search(topic, by_anybody(), limit=1, offset=1)
    assert ([quote.content for quote in page], total) == (["Grain exports must flow,"], 5)
    page, total = quotations.search(topic, by_anybody().within(day(2), None), limit=5)
    assert ([quote.content for quote in page], total) == (["Exports of grain stop today,"], 1)


@pytest.mark.usefixtures("grain")
def test_a_revised_article_takes_its_quotes_out_of_the_index(database: Database, quotations: Quotations) -> None:
    articles = Articles(database)
    revised, text = stored("d2", "x", digest="new"), '"No more barley," Cy Dunn said.'
    found = annotation(text, [], [Said("No more barley,", "Cy Dunn")])
    with database.writing() as writer:
        articles.revise(writer, 2, revised)
        articles.annotate(writer, 2, found, text, *stems(text, found))
        writer.execute("INSERT INTO quote_index (quote_index) VALUES ('integrity-check')")
    assert "Exports of grain stop today," not in search(quotations, "grain exports")
    assert search(quotations, "barley") == ["No more barley,"]
