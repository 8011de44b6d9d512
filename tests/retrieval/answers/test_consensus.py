"""Several articles on the same question: the same sentence once, who agrees, who differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.ingestion import Adding
from bot.models import Answer, NewArticle
from bot.retrieval.answers.pipeline import Answering
from bot.store.file.database import Database
from tests.support.retrieval_archive import NOW, Plain

ARTICLES = (
    (
        "wire",
        "Coast Radio",
        3,
        "A bus with 41 passengers rolled into the river Selm near Orlo on Monday. "
        "The bus company said the brakes had been checked in May. "
        "But the driver had complained about them twice.",
    ),
    (
        "post",
        "Island Post",
        4,
        "A bus with 43 passengers rolled into the river Selm near Orlo. "
        "Divers searched the water for 19 hours.",
    ),
    (
        "later",
        "The Courier",
        5,
        "The bus that rolled into the river Selm near Orlo on Monday had 43 passengers, police said. "
        "The mayor thanked 19 divers.",
    ),
    (
        "copy",
        "Velden Wire",
        4,
        "A bus with 41 passengers rolled into the river Selm near Orlo on Monday morning. Nobody has been charged.",
    ),
    (
        "museum",
        "The Courier",
        9,
        "The lighthouse museum in Cape Dorrin counted 8,200 visitors in April. Its roof leaks in three places.",
    ),
    (
        "museum-later",
        "Island Post",
        11,
        "About 8,200 visitors came to the lighthouse museum in Cape Dorrin in April, its director said.",
    ),
    (
        "long-ago",
        "Island Post",
        1,
        "In the flood of that year a bus with 12 passengers had rolled into the river, and all of them swam ashore.",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    with Database.open(tmp_path_factory.mktemp("agreement") / "news.db") as database:
        adding = Adding(database, Plain(), lambda: NOW)
        list(adding.add_many(article(*fields) for fields in ARTICLES))
        yield Answering(database)


def article(identity: str, source: str, day: int, text: str) -> NewArticle:
    year = 2021 if identity == "long-ago" else 2026
    return NewArticle(id=identity, source=source, text=text, published=datetime(year, 6, day, tzinfo=UTC))


def ask(answering: Answering, question: str) -> Answer:
    return answering.ask(question, asked=NOW)


def voices(answer: Answer) -> list[tuple[str, str]]:
    return [(voice.words, voice.headline.source) for voice in answer.voices]


def test_articles_that_differ_are_told_newest_first_each_answer_once(answering: Answering) -> None:
    answer = ask(answering, "How many passengers were on the bus that rolled into the river?")

    assert answer.differ
    assert voices(answer) == [("43", "The Courier"), ("41", "Velden Wire")]


def test_an_article_of_years_ago_does_not_contradict(answering: Answering) -> None:
    answer = ask(answering, "How many passengers were on the bus that rolled into the river?")

    assert "12" not in [words for words, _ in voices(answer)]


def test_a_number_of_something_else_does_not_contradict(answering: Answering) -> None:
    answer = ask(answering, "How many divers did the mayor thank?")

    assert answer.short == "19"
    assert answer.voices == ()


def test_articles_that_agree_are_counted(answering: Answering) -> None:
    answer = ask(answering, "How many visitors came to the lighthouse museum in April?")

    assert not answer.differ
    assert voices(answer) == [("About 8,200", "Island Post"), ("8,200", "The Courier")]


def test_the_same_sentence_of_another_outlet_is_named_below_the_first(answering: Answering) -> None:
    answer = ask(answering, "How many passengers were on the bus that rolled into the river on Monday?")
    told = {(one.headline.id, *(also.id for also in one.also)) for one in answer.excerpts if "41" in one.text}

    assert told in ({("wire", "copy")}, {("copy", "wire")})


def test_sentences_with_different_numbers_are_two_facts(answering: Answering) -> None:
    answer = ask(answering, "bus passengers rolled into the river Selm near Orlo")

    of_41 = [one for one in answer.excerpts if "41" in one.text]
    assert {"post", "later"} & {one.headline.id for one in answer.excerpts}
    assert of_41
    assert all("post" not in [also.id for also in one.also] for one in of_41)


def test_a_sentence_that_leans_on_the_one_before_comes_with_it(answering: Answering) -> None:
    answer = ask(answering, "Who had complained twice about the brakes?")

    assert answer.excerpts[0].text == "But the driver had complained about them twice."
    assert answer.excerpts[0].before == "The bus company said the brakes had been checked in May."


def test_what_was_shown_is_looked_up_again_with_its_neighbour(answering: Answering) -> None:
    shown = ask(answering, "Who had complained twice about the brakes?").excerpts[0]
    again = answering.again([shown.sentence_row, 10**9])

    assert list(again) == [shown.sentence_row]
    assert (again[shown.sentence_row].text, again[shown.sentence_row].before) == (shown.text, shown.before)


def test_a_declined_question_has_no_voices(answering: Answering) -> None:
    answer = ask(answering, "How many passengers flew to Zanzibar?")

    assert answer.abstained
    assert answer.voices == ()
