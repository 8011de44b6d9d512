"""A date is a condition where the archive has those days; without one, newer articles count more for what is so now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.ingestion import Adding
from bot.models import NewArticle
from bot.models.passages import ArticleFacts, EntityMention, Line
from bot.retrieval.answers.pipeline import Answering
from bot.retrieval.ranking.days_told import tells_of
from bot.retrieval.ranking.passages import Candidate
from bot.store.file.database import Database
from bot.text.dates import find_window
from bot.understanding.answer_type import asks_how_things_stand
from tests.support.retrieval_archive import Plain, article

NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)  # a Saturday
WEEK = (
    ("strike", "Velden strike", "The Courier", 9, "Bus drivers in Velden went on strike on Tuesday over night shifts."),
    ("thief", "Velden thief", "The Courier", 16, "A thief stole a bicycle in Velden on Tuesday."),
    ("whale", "Velden whale", "The Courier", 19, "A whale swam into the harbour of Velden at dusk."),
    ("cup-old", "Cup final in Velden", "The Courier", 2, "Harriers won the cup final in Velden by two goals."),
    ("cup-new", "Cup final in Velden", "The Courier", 18, "Wanderers won the cup final in Velden by two goals."),
)


#: One event of several years.
YEARS = tuple(
    NewArticle(
        id=f"regatta-{year}",
        title=f"{winner} wins the Velden Regatta",
        text=f"{winner} won the Velden Regatta on Sunday in {hours} hours. The wind was weak.",
        source="The Courier",
        published=datetime(year, 5, 12, tzinfo=UTC),
    )
    for year, winner, hours in ((2023, "Ines Okoro", 7), (2024, "Marta Quill", 6), (2025, "Leif Brandt", 8))
)


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    with Database.open(tmp_path_factory.mktemp("days") / "news.db") as database:
        list(Adding(database, Plain(), lambda: NOW).add_many([*(article(*fields) for fields in WEEK), *YEARS]))
        yield Answering(database)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who went on strike in Velden on Tuesday last week?", "Bus drivers"),
        ("What was stolen in Velden last Tuesday?", "A thief"),
        ("What swam into the harbour of Velden yesterday?", "A whale"),
    ],
)
def test_no_other_day_is_shown(answering: Answering, question: str, first: str) -> None:
    found = answering.ask(question, asked=NOW)

    assert found.excerpts[0].text.startswith(first)
    assert not found.missed


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who won the Velden Regatta in 2023?", "Ines Okoro"),
        ("Who won the 2024 Velden Regatta?", "Marta Quill"),
        ("velden regatta 2023 winner", "Ines Okoro"),
        ("Who won the Velden Regatta last year?", "Leif Brandt"),
        ("Who won the Velden Regatta two years ago?", "Marta Quill"),
        ("Who won the Velden Regatta in May last year?", "Leif Brandt"),
    ],
)
def test_no_other_year_is_shown(answering: Answering, question: str, first: str) -> None:
    found = answering.ask(question, asked=NOW)

    assert found.excerpts[0].text.startswith(first)
    assert not any("Regatta" in excerpt.text for excerpt in found.excerpts[1:])
    assert not found.missed


def test_of_a_year_without_news_it_says_so(answering: Answering) -> None:
    assert answering.ask("Who won the Velden Regatta in 2021?", asked=NOW).missed == "in 2021"


@pytest.mark.parametrize(
    ("text", "dated", "published", "told"),
    [
        ("A bakery burned down on Monday.", "Monday", date(2026, 6, 15), False),
        ("A barn burned down on Tuesday.", "Tuesday", date(2026, 6, 15), True),
        ("A mill burned down last week.", "last week", date(2026, 6, 15), True),
        ("The court will decide on Tuesday.", "Tuesday", date(2026, 6, 15), None),
        ("A concert on Tuesday will go ahead.", "Tuesday", date(2026, 6, 15), None),
        ("A vote on Tuesday is due to end it.", "Tuesday", date(2026, 6, 15), None),
        ("A mayor said on Tuesday he will resign.", "Tuesday", date(2026, 6, 15), True),
        ("A shed burned down.", "", date(2026, 6, 15), None),
    ],
)
def test_the_days_that_a_sentence_tells_of(text: str, dated: str, published: date, *, told: bool | None) -> None:
    at = text.find(dated)
    mentions = (EntityMention(at, at + len(dated), "DATE", None),) if dated else ()
    facts = ArticleFacts(1, "", published, (), (), 0, frozenset())
    last_week = find_window("last week", NOW)

    assert last_week is not None
    assert tells_of(Candidate(Line(1, 0, ()), facts, text, (), mentions), published, last_week) is told


def test_last_tuesday_is_not_the_tuesday_before(answering: Answering) -> None:
    found = answering.ask("Who went on strike in Velden last Tuesday?", asked=NOW)

    assert not any(excerpt.text.startswith("Bus drivers") for excerpt in found.excerpts)


def test_where_the_archive_has_nothing_of_those_days_it_says_so(answering: Answering) -> None:
    found = answering.ask("Who went on strike in Velden in January 2020?", asked=NOW)

    assert found.excerpts[0].text.startswith("Bus drivers")
    assert found.missed == "in January 2020"
    assert found.short is None


def test_the_last_time_is_meant_where_no_time_is_named(answering: Answering) -> None:
    assert answering.ask("Who won the cup final in Velden?", asked=NOW).excerpts[0].text.startswith("Wanderers")


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Who is the mayor?", True),
        ("When is the next election?", True),
        ("Who won the cup?", True),
        ("What's the latest on the strike?", True),
        ("Who was the first mayor?", False),
        ("When did the ferry sink?", False),
        ("Why was the bridge closed?", False),
    ],
)
def test_what_is_so_now(question: str, *, now: bool) -> None:
    assert asks_how_things_stand(question) is now


MONTHS = (
    ("may", "Prices in Velden", "The Courier", 12, "Inflation in Velden slowed to 4 percent in April, officials said."),
    ("june", "Prices in Velden", "The Courier", 13, "Inflation in Velden was 5 percent in June, officials said."),
    ("day", "Prices in Velden", "The Courier", 14, "Inflation in Velden will be told on 24 April, officials said."),
)


@pytest.mark.parametrize(
    ("month", "first"),
    [("April", "Inflation in Velden slowed"), ("June", "Inflation in Velden was")],
)
def test_another_month_speaks_against_a_sentence(tmp_path: Path, month: str, first: str) -> None:
    with Database.open(tmp_path / "news.db") as database:
        list(Adding(database, Plain(), lambda: NOW).add_many(article(*fields) for fields in MONTHS))
        answering = Answering(database)
        before = answering.ask("What was inflation in Velden in May?", asked=NOW)
        found = answering.ask(f"And in {month}?", asked=NOW, history=(before.turn,) if before.turn else ())

    assert found.excerpts[0].text.startswith(first)


def test_what_no_article_tells_how_to_do_is_declined(answering: Answering) -> None:
    assert not answering.ask("What was stolen in Velden last Tuesday?", asked=NOW).abstained
    assert answering.ask("How do I steal back a bicycle in Velden?", asked=NOW).abstained
    assert answering.ask("How do I bake bicycle bread in Velden?", asked=NOW).abstained
