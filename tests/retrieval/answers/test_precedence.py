"""Questions whose own words settle which sentence goes first: offices today, those on board; and rates are shares."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.ingestion import Adding
from bot.models import NewArticle
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.aboard import asks_for_those_aboard, counts_those_aboard
from bot.retrieval.answers.pipeline import Answering
from bot.store.file.database import Database
from bot.text.analyzer import query_terms
from bot.understanding.answer_type import wanted_kind
from tests.support.retrieval_archive import NOW, Plain
from tests.support.retrieval_archive import article as invented


def asked(text: str) -> Question:
    return Question(text, wanted_kind(text), tuple(query_terms(text)))


@pytest.mark.parametrize(
    "question",
    [
        "How many people were on the ferry?",
        "How many passengers were aboard the plane?",
        "How many people were on board the Kittiwake?",
        "How many were there on the night train?",
    ],
)
def test_questions_for_those_on_board(question: str) -> None:
    assert asks_for_those_aboard(asked(question)) is (question.split()[2] != "were")


@pytest.mark.parametrize(
    "question", ["How many people were hurt on the ferry?", "How many people live on the island?", "Who was aboard?"]
)
def test_other_questions_for_people(question: str) -> None:
    assert not asks_for_those_aboard(asked(question))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A ferry carrying 214 passengers and 19 crew ran onto rocks.", True),
        ("Of the 231 people who were on board, 164 have joined a claim.", True),
        ("The board put the number of people on board at 231.", True),
        ("There were 231 people on board the ferry.", True),
        ("She took 37 people on board her trawler.", False),
        ("Some 37 people were aboard a tanker that came to help.", False),
        ("Eleven people were hurt on the ferry.", False),
        ("They carried 21,000 people on Saturday.", False),
    ],
)
def test_what_counts_those_on_board(text: str, counts: bool) -> None:
    assert counts_those_aboard(asked("How many people were on the ferry?"), text) is counts


@pytest.mark.parametrize("rate", ["interest", "key", "mortgage", "jobless", "inflation"])
def test_a_rate_is_a_share(rate: str) -> None:
    assert wanted_kind(f"What is the {rate} rate?") is AnswerType.PERCENT


NEWS = (
    ("old", "Visit to the north", "Courier", 1, "Prime Minister Tomas Hale, the prime minister of the north, came."),
    ("one", "Vote", "Courier", 12, "Prime Minister Aino Virta won a vote of confidence with the help of two rivals."),
    ("two", "Tunnel", "Courier", 14, '"It is late," Prime Minister Aino Virta said at the northern portal of it.'),
    ("mayor-1", "Market", "Courier", 5, "Mayor Leif Brandt, the mayor, opened the market with the mayor's chain."),
    ("mayor-2", "Bridge", "Courier", 6, "Mayor Leif Brandt closed the bridge. The market was full."),
    ("mayor-3", "Election", "Courier", 16, "Ines Okoro, 45, becomes mayor after a long count of the votes in Velden."),
    (
        "opens",
        "Trial",
        "Courier",
        3,
        "Tomas Hale pleaded not guilty on Monday. If he was convicted he would be jailed.",
    ),
    ("verdict", "Court", "Courier", 10, "Tomas Hale closed his eyes. Tomas Hale was convicted of fraud on Monday."),
    (
        "harn",
        "Harn bridge closed",
        "Courier",
        7,
        "Harn lost its bridge on Monday. Mayor Silva Orne wept there.",
    ),
    ("marsk", "Dawn shifts in Marsk", "Courier", 8, "Shifts begin at dawn. The mayor of Marsk, Piet Salo, was glad."),
    ("boat", "Ferry", "Courier", 9, "A ferry carrying 214 passengers and 19 crew ran onto rocks early on Tuesday."),
    (
        "quarry",
        "Quarry wall falls on hut",
        "Courier",
        11,
        "The wall of a quarry near Ostrup fell on a hut early on Thursday, and six workers were dug out alive by noon. "
        "Ropes were cut. The dogs slept. In 2009 something had happened in the quarry, what was never said.",
    ),
    ("trawler", "Rescue", "Courier", 9, "She took 37 people on board her trawler. The ferry was built in 1998."),
)


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    with Database.open(tmp_path_factory.mktemp("precedence") / "news.db") as database:
        articles: list[NewArticle] = [invented(*fields) for fields in NEWS]
        list(Adding(database, Plain(), lambda: NOW).add_many(articles))
        yield Answering(database, clock=lambda: NOW)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who is the prime minister?", "Aino Virta"),  # named by more articles, and lately
        ("Who is the mayor?", "Ines Okoro"),  # came in last
        ("who's the mayor of Harn", "Silva Orne"),  # not the mayor of whom more or newer articles tell
        ("Marsk's mayor?", "Piet Salo"),
    ],
)
def test_the_first_sentence(answering: Answering, question: str, short: str) -> None:
    assert answering.ask(question, asked=NOW).short == short


def test_those_on_board_are_counted_before_those_on_another_boat(answering: Answering) -> None:
    found = answering.ask("How many people were on the ferry?", asked=NOW)

    assert found.excerpts[0].text.startswith("A ferry carrying 214 passengers")


def test_what_happened_is_told_by_the_lead(answering: Answering) -> None:
    found = answering.ask("What happened in the quarry?", asked=NOW)

    assert found.excerpts[0].text.startswith("The wall of a quarry near Ostrup fell")


@pytest.mark.parametrize("question", ["Is Tomas Hale guilty?", "Was Hale found guilty?", "Was Tomas Hale convicted?"])
def test_a_verdict_answers_whether_somebody_is_guilty(answering: Answering, question: str) -> None:
    assert answering.ask(question, asked=NOW).excerpts[0].text == "Tomas Hale was convicted of fraud on Monday."


def test_a_former_day_is_asked_about_in_the_past(answering: Answering) -> None:
    first = answering.ask("What is the interest rate?", asked=NOW)
    assert first.turn is not None
    answer = answering.ask("and in March?", asked=NOW, history=[first.turn])

    assert answer.asked_as == "What was the interest rate in March"
