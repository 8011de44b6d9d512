"""Understanding a question: kind of answer, dates, names, spelling, operators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ingestion.adding import Adding
from bot.models.questions import AnswerType, Question
from bot.store.file.database import Database
from bot.understanding.answer_type import asks_how_to, wanted_kind, wants_sentences
from bot.understanding.entity_linking import find_names
from bot.understanding.question import MOST_TERMS, understand
from bot.understanding.spelling import repaired
from tests.support.retrieval_archive import NOW, Plain, article, fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(tmp_path_factory.mktemp("question") / "news.db") as database:
        fill(database)
        yield database


def ask(archive: Database, text: str, asked: datetime = NOW) -> Question:
    with archive.reading() as reader:
        return understand(reader, text, asked)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who won the cup?", AnswerType.WHO),
        ("Where was she standing when the roof fell?", AnswerType.WHERE),
        ("What do they want to do with dogs when owners are away?", AnswerType.OTHER),
        ("How many of those who stayed were fined?", AnswerType.HOW_MANY),
        ("By whom was the vase, which fell, bought?", AnswerType.WHO),
        ("What drove rents up in Lodden?", AnswerType.WHY),
        ("What delayed the launch?", AnswerType.WHY),
        ("For how much?", AnswerType.MONEY),
        ("How much did Orth offer for each share?", AnswerType.MONEY),
        ("tilsen inflation march", AnswerType.PERCENT),
        ("harbour prize winner", AnswerType.WHO),
        ("Which two banks closed?", AnswerType.WHO),
        ("Name the four winners.", AnswerType.WHO),
        ("When did the ferry leave?", AnswerType.WHEN),
        ("In what year was the map drawn?", AnswerType.WHEN),
        ("Where was the whale found?", AnswerType.WHERE),
        ("In which city did they meet?", AnswerType.WHERE),
        ("How many people were hurt?", AnswerType.HOW_MANY),
        ("whale sightings number of", AnswerType.HOW_MANY),
        ("How much did the map cost?", AnswerType.MONEY),
        ("What was the ferry's price?", AnswerType.MONEY),
        ("repair cost ferry how much", AnswerType.MONEY),
        ("museum map price", AnswerType.MONEY),
        ("What share of the vote did she get?", AnswerType.PERCENT),
        ("How high was the wave?", AnswerType.MEASURE),
        ("How high was inflation in May?", AnswerType.PERCENT),
        ("What is Iceland's unemployment?", AnswerType.PERCENT),
        ("What was the turnout?", AnswerType.PERCENT),
        ("What is behind inflation?", AnswerType.OTHER),
        ("How did inflation change?", AnswerType.OTHER),
        ("At what rate was the crown fixed?", AnswerType.MEASURE),
        ("How long was the power cut?", AnswerType.HOW_LONG),
        ("How many days did it last?", AnswerType.HOW_LONG),
        ("How old is the minister?", AnswerType.HOW_OLD),
        ("Why will the bank close branches?", AnswerType.WHY),
        ("What caused the accident?", AnswerType.WHY),
        ("What did Hale say about the rain?", AnswerType.SAID),
        ("How did the captain respond?", AnswerType.SAID),
        ("What did Virta call the budget?", AnswerType.SAID),
        ("Did the whale return?", AnswerType.YES_NO),
        ("are prices rising", AnswerType.YES_NO),
        ("Do the growers like the budget?", AnswerType.YES_NO),
        ("bread price", AnswerType.MONEY),
        ("tilsen murder sentencing date", AnswerType.WHEN),
        ("date of the vote", AnswerType.WHEN),
        ("What was the venue of the final?", AnswerType.WHERE),
        ("summit location", AnswerType.WHERE),
        ("death toll ferry harl", AnswerType.HOW_MANY),
        ("collectors strike duration 2017", AnswerType.HOW_LONG),
        ("what's the height of the tower", AnswerType.MEASURE),
        ("current weight of the lynx", AnswerType.MEASURE),
        ("winner of the marathon", AnswerType.WHO),
        ("captain's age", AnswerType.HOW_OLD),
        ("cause of the fire", AnswerType.WHY),
        ("What size did he sell?", AnswerType.MEASURE),
        ("what is wrong with the date?", AnswerType.OTHER),
        ("how did they weigh the area", AnswerType.OTHER),
        ("What did the museum buy?", AnswerType.OTHER),
        ("whale", AnswerType.OTHER),
        ("", AnswerType.OTHER),
    ],
)
def test_wanted_kind(question: str, wanted: AnswerType) -> None:
    assert wanted_kind(question) is wanted


@pytest.mark.parametrize(
    ("question", "how_to"),
    [
        ("How do I bake bread?", True),
        ("how to pay less tax", True),
        ("What is the best recipe for soup?", True),
        ("How did she bake the bread?", False),
        ("How do ferries float?", False),
        ("How will the bank pay us?", False),
    ],
)
def test_asks_how_to(question: str, *, how_to: bool) -> None:
    assert asks_how_to(question) is how_to


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What did Aino Virta say?", ["Aino Virta"]),
        ("what did aino virta say?", ["aino virta"]),
        ("what did virta say?", ["virta"]),
        ("When did Virta meet Tomas Hale?", ["Virta", "Tomas Hale"]),
        ("Is the Harbour Board right?", ["Harbour Board"]),
        ("Who is Zebedee Moss?", ["Zebedee Moss"]),
        ("Ferries in the harbour", []),
        ("WHERE IS THE FERRY", []),
        ("", []),
    ],
)
def test_names(archive: Database, text: str, names: list[str]) -> None:
    with archive.reading() as reader:
        assert [name.text for name in find_names(reader, text)] == names


def test_known_names_have_entities_and_unknown_ones_none(archive: Database) -> None:
    question = ask(archive, "Did Virta meet Zebedee Moss?")

    assert [bool(name.entities) for name in question.names] == [True, False]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("whcih branches", "which branches"),
        ("the kittiwkae ferry", "the kittiwake ferry"),
        ("port arvne", "port arven"),
        ("libary in tilsen", "library in tilsen"),
        ("minsiter virta", "minister virta"),
        ("bananas and zeppelins", "bananas and zeppelins"),  # the archive lacks them, English does not
        ("Zebedee Moss", "Zebedee Moss"),
        ("Hole said", "Hole said"),
        ("xyz qqq", "xyz qqq"),
        ("who abut the ferry", "who about the ferry"),
        ("a fort and a weir", "a fort and a weir"),
    ],
)
def test_spelling(archive: Database, text: str, right: str) -> None:
    with archive.reading() as reader:
        assert repaired(reader, text) == right


def test_a_date_is_no_term_but_a_window(archive: Database) -> None:
    question = ask(archive, "Who won the cup on 13 June 2026?")

    assert question.terms == ("win", "cup")
    assert question.date_terms == ("saturday", "june", "13")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Who won the cup in 2025?", True),
        ("Who won the cup since 2020?", True),
        ("What did the bank earn in the third quarter of 2025?", True),
        ("Who won the cup in March 2025?", False),
        ("Who won the cup since 9 July 2025?", False),
        ("Who won the cup between 2 and 9 July?", False),
    ],
)
def test_years_are_windows_and_terms(archive: Database, text: str, kept: bool) -> None:
    question = ask(archive, text)

    assert question.window is not None
    assert (not {"2025", "2020"}.isdisjoint(question.terms)) is kept


def test_operators(archive: Database) -> None:
    question = ask(archive, 'from:"The Courier" "soft clay" tunnel -fog after-school')

    assert question.filter.outlet == "The Courier"
    assert question.filter.phrases == (("soft", "clay"),)
    assert question.filter.excluded == ("fog",)
    assert {"soft", "clay", "tunnel", "school"} <= set(question.terms)
    assert "fog" not in question.terms


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("How many foreign banks closed?", ("foreign", "bank", "close")),
        ("How many people were hurt?", ("person",)),
        ("Which minister did they meet?", ("minist",)),
        ("Why?", ()),
    ],
)
def test_the_thing_that_is_asked_for(archive: Database, text: str, focus: tuple[str, ...]) -> None:
    assert ask(archive, text).focus == focus


def test_long_questions_are_cut(archive: Database) -> None:
    question = ask(archive, " ".join(f"word{number}x" for number in range(2_000)))

    assert len(question.terms) <= MOST_TERMS


def test_asked_may_be_in_any_zone(archive: Database) -> None:
    assert ask(archive, "yesterday", datetime(2026, 6, 17, 23, tzinfo=UTC)).window is not None


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("What happened to the finance minister?", True),
        ("And what has happened since?", True),
        ("what's going on in Halvern?", True),
        ("how is the mayor doing?", True),
        ("how's Halvern getting on in the cup", True),
        ("how are the growers", True),
        ("How did the ferry do it?", False),
        ("How long has it been going on?", False),
        ("How is the tunnel paid for?", False),
        ("When did it happen?", False),
        ("What did the minister sign?", False),
        ("What is happiness?", False),
    ],
)
def test_what_happened_is_told_in_sentences(question: str, sentences: bool) -> None:
    assert wants_sentences(question) is sentences


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("A bomb from World War II was found in Lodden.", "When was the World War II bomb found?"),
        ("A WWII bomb was found in Lodden.", "When was the WWII bomb found?"),
        ("A bomb was found in Lodden.", "When was the WWII bomb found?"),
    ],
)
def test_a_short_name_that_no_article_uses_is_read_in_full(database_path: Path, text: str, question: str) -> None:
    with Database.open(database_path) as database:
        list(Adding(database, Plain(), lambda: NOW).add_many([article("a", "Bomb", "Wire", 3, text)]))
        assert ask(database, "When was the WWII bomb found?").text == question
