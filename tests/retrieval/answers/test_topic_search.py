"""What a question offers to follow: names first, then its rarest words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ingestion import Adding
from bot.models import NewArticle
from bot.retrieval.answers.pipeline import Answering
from bot.store.archive.articles import Articles
from bot.store.file.database import Database
from tests.support.retrieval_archive import NOW, Plain, fill


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    with Database.open(tmp_path_factory.mktemp("topics") / "news.db") as database:
        fill(database)
        yield Answering(database)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Where did Virta meet Hale?", "Virta"),
        ("What did Zorbax build in Tilsen?", "Tilsen"),  # known to the archive before unknown
        ("Who won the chess championship in Zanzibar?", "Zanzibar"),
        ("how much is a chess championship worth in petrol?", ""),  # the archive has no such words
        ("What runs aground?", ""),  # what is done, and a name of the answer that nobody asked for
        ("when do bank branches close?", ""),  # no article has two of these words beside one another
        ("when is the next ferry?", ""),  # one word says too little
        ("when did the finance minister say so?", "finance minister"),
        ("why was the broken radar kept?", "broken radar"),
        ("why did the ferry run aground?", ""),  # what is done is no term
        ("how many people were injured people?", ""),
        ("Why?", ""),
        ("🙂", ""),
    ],
)
def test_what_is_worth_following(answering: Answering, question: str, topic: str) -> None:
    assert answering.ask(question, asked=NOW).topic == topic


def test_a_declined_question_offers_nothing_that_only_the_nearest_sentence_names(answering: Answering) -> None:
    answer = answering.ask("how did the penguins vote?", asked=NOW)

    assert answer.abstained
    assert answer.topic == ""


@pytest.mark.parametrize(
    "topic", ["theater", "theatre", "theaters", "labor program", "Labour programme", "wolf", "wolves"]
)
def test_headlines_are_found_in_either_spelling(tmp_path: Path, topic: str) -> None:
    text = "A labour programme at the Sund theatre begins on Friday. Wolves were seen near it."
    with Database.open(tmp_path / "news.db") as database:
        list(
            Adding(database, Plain(), lambda: NOW).add_many(
                [NewArticle(id="one", text=text), NewArticle(id="two", text="The quay of Malle was closed.")]
            )
        )
        rows, total = Answering(database).search(topic, limit=5, offset=0, asked=NOW)

    assert (len(rows), total) == (1, 1)


def test_signs_and_numbers_of_names(tmp_path: Path) -> None:
    texts = {
        "signs": "AT&T will cut 900 jobs, and its R&D will move.",
        "letters": "T-shirts were sold by R. Holm and D. Lind.",
        "one": "Formula One returns to Malle.",
        "two": "A bomb of World War II was found.",
        "apart": "The health care board met on its web site.",
        "joined": "A firefighter swam.",
    }
    with Database.open(tmp_path / "news.db") as database:
        articles = [NewArticle(id=id, title=id, text=text) for id, text in texts.items()]
        list(Adding(database, Plain(), lambda: NOW).add_many(articles))
        answering = Answering(database)

        def found(topic: str) -> list[str]:
            rows, total = answering.search(topic, limit=9, offset=0, asked=NOW)
            assert total == len(rows)
            return [answering_title(database, row) for row in rows]

        assert found("AT&T") == found("at&t jobs") == found("R&D") == ["signs"]
        assert found("Formula 1") == found("Formula One") == ["one"]
        assert found("World War 2") == found("World War Two") == ["two"]
        assert found("healthcare board") == found("website") == ["apart"]
        assert found("fire fighter") == ["joined"]


def answering_title(database: Database, row: int) -> str:
    return Articles(database).headlines_of([row])[row].title
