"""Operators: what they say, what they leave of the text, and articles narrowed by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QuestionError
from bot.retrieval.answers.pipeline import Answering
from bot.store.file.database import Database
from bot.understanding.query_syntax import (
    MOST_OPERATORS,
    Operators,
    in_words,
    only_outlet,
    read_operators,
    split_borders,
    split_operators,
    with_outlet_quoted,
)
from tests.support.retrieval_archive import NOW, fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(tmp_path_factory.mktemp("operators") / "news.db") as database:
        fill(database)
        yield database


def day(number: int, month: int = 6) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "rest", "operators"),
    [
        ("who won", "who won", Operators()),
        ("from:courier who won", "who won", Operators(outlet="courier")),
        ('who won FROM:"The Courier"', "who won", Operators(outlet="The Courier")),
        ("ferry -whale -map", "ferry", Operators(excluded=("whale", "map"))),
        ("a well-known ferry", "a well-known ferry", Operators()),
        ('who said "my own bow"?', 'who said "my own bow"?', Operators(phrases=("my own bow",))),
        ("ferry after:2026-06-02", "ferry", Operators(since=day(3))),
        ("ferry since:2026-06-02 before:2026-06-09", "ferry", Operators(since=day(2), until=day(9))),
        ("until:2026-06-02", "", Operators(until=day(3))),
        ("since:yesterday", "", Operators(since=day(19))),
        ("since:2026-05", "", Operators(since=day(1, 5))),
    ],
)
def test_what_operators_say(text: str, rest: str, operators: Operators) -> None:
    assert read_operators(text, NOW) == (rest, operators)


@pytest.mark.parametrize(
    ("text", "rest", "borders"),
    [
        ("ferry -map", "ferry -map", ""),
        ("ferry after:2026-06-02 from:courier", "ferry from:courier", "after:2026-06-02"),
        ('since:"1 July 2024" ferry before:yesterday', "ferry", 'since:"1 July 2024" before:yesterday'),
        ("until:november", "", "until:november"),
    ],
)
def test_operators_of_time_are_told_from_the_rest(text: str, rest: str, borders: str) -> None:
    assert split_borders(text) == (rest, borders)


@pytest.mark.parametrize(
    ("text", "heading", "outlet"),
    [
        ("ferry after:2026-06-02 from:courier", "ferry, after 2 June 2026, from courier", ""),
        ("before:yesterday", "before yesterday", ""),
        ("since:2026-02-30", "since 2026-02-30", ""),
        ("-map", "without map", ""),
        ('from:"The Courier"', "from The Courier", "The Courier"),
    ],
)
def test_operators_in_a_heading(text: str, heading: str, outlet: str) -> None:
    assert in_words(text) == heading
    assert only_outlet(text) == outlet


def test_operators_before_and_after_the_words_are_all_kept() -> None:
    assert split_operators("after:2026-06-02 ferry from:courier -map") == (
        "ferry",
        "after:2026-06-02 from:courier -map",
    )


def test_days_begin_in_the_readers_time_zone() -> None:
    asked = datetime(2026, 6, 20, 1, tzinfo=ZoneInfo("Asia/Tokyo"))

    _, operators = read_operators("since:yesterday", asked)

    assert operators.since == datetime(2026, 6, 18, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["from: ferry", 'from:"" ferry', "from:a from:b", "after:", "after:someday", "before:31x", "since:9 until:8"],
)
def test_operators_that_say_nothing_are_told_in_one_sentence(text: str) -> None:
    with pytest.raises(QuestionError, match=r"^[^\n]+[.;][^\n]*$"):
        read_operators(text, NOW)


def test_dates_in_the_wrong_order() -> None:
    with pytest.raises(QuestionError, match="earlier one"):
        read_operators("after:2026-06-09 before:2026-06-02", NOW)


def answered_by(archive: Database, question: str) -> list[str]:
    found = Answering(archive).ask(question, asked=NOW).excerpts
    return [excerpt.headline.id for excerpt in found]


@pytest.mark.parametrize(
    ("question", "there", "gone"),
    [
        ("ferry captain after:2026-06-05", "ferry-later", "ferry"),
        ("ferry captain before:2026-06-05", "ferry", "ferry-later"),
        ("ferry captain -repairs", "ferry", "ferry-later"),
        ('the ferry "broken radar"', "ferry", "ferry-later"),
        ("after:2026-06-05", "ferry-later", "ferry"),
    ],
)
def test_articles_are_narrowed(archive: Database, question: str, there: str, gone: str) -> None:
    found = answered_by(archive, question)

    assert there in found
    assert gone not in found


def test_quoted_words_that_no_article_has_do_not_hide_the_answer(archive: Database) -> None:
    assert "ferry" in answered_by(archive, 'Who blamed the "purple radar" for the ferry accident?')


def test_an_unknown_outlet_is_told_with_those_there_are(archive: Database) -> None:
    with pytest.raises(QuestionError, match=r"no articles from “Nobody”.*The Courier"):
        answered_by(archive, "from:Nobody ferry")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("from:Coastline Wire", 'from:"Coastline Wire"'),
        ("ferry from:coastline wire after:2026-10-01", 'ferry from:"coastline wire" after:2026-10-01'),
        ("from:Coastline Wire ferry", 'from:"Coastline Wire" ferry'),
        ("from:Coastline ferry", "from:Coastline ferry"),
        ('from:"Coastline Wire" ferry', 'from:"Coastline Wire" ferry'),
        ("from:Nobody Wire", "from:Nobody Wire"),
    ],
)
def test_a_bare_name_of_several_words_is_one_outlet(typed: str, read: str) -> None:
    assert with_outlet_quoted(typed, lambda name: name.casefold() in "the coastline wire") == read


_PIECES = ["from:", "after:", "-", '"', "“", "before:2026", "since:", " ", "x", "\0", "😀", "';--", "<b>", "NEAR(", "ا"]


@given(st.lists(st.sampled_from(_PIECES), max_size=300).map("".join))
def test_any_text_gives_few_operators_or_one_sentence(text: str) -> None:
    try:
        _, operators = read_operators(text, NOW)
    except QuestionError as error:
        told = str(error)
        operators = Operators()
    else:
        told = ""

    assert "\n" not in told
    assert max(len(operators.phrases), len(operators.excluded)) <= MOST_OPERATORS
