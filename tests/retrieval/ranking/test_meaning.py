"""Sentences that say it in other words: among the candidates, with their nearness as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.ingestion import Adding
from bot.language.model.sentence_encoder import SentenceEncoder
from bot.retrieval.answers.pipeline import Answering
from bot.retrieval.first_stage.dense import DenseIndex
from bot.retrieval.ranking.features import Evidence
from bot.retrieval.ranking.ranker import rank, weighed
from bot.store.file.database import Database
from bot.understanding.question import understand
from tests.support.encoder_model import tiny_encoder
from tests.support.retrieval_archive import ARTICLES, NOW, Plain, article, fill


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    return tiny_encoder(tmp_path_factory.mktemp("encoder"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, encoder: SentenceEncoder) -> Iterator[Database]:
    with Database.open(tmp_path_factory.mktemp("meaning") / "news.db") as database:
        adding = Adding(database, Plain(), lambda: NOW, encoder)
        list(adding.add_many(article(*fields) for fields in ARTICLES))
        yield database


def evidence(archive: Database, encoder: SentenceEncoder, question: str) -> dict[str, Evidence]:
    dense = DenseIndex(encoder).query(question)
    with archive.reading() as reader:
        found = weighed(reader, understand(reader, question, NOW), dense=dense)
    return {candidate.text: weights for candidate, weights in found}


def test_a_question_in_other_words_has_candidates(archive: Database, encoder: SentenceEncoder) -> None:
    """No article has the words gale or electricity."""
    with archive.reading() as reader:
        question = understand(reader, "gale electricity", NOW)
        by_words = rank(reader, question)

    by_meaning = evidence(archive, encoder, "gale electricity")

    assert not any("storm" in ranked.candidate.text for ranked in by_words)
    assert any(text.startswith("A storm cut the power") for text in by_meaning)


def test_the_nearer_sentence_has_more_of_it(archive: Database, encoder: SentenceEncoder) -> None:
    found = evidence(archive, encoder, "Which mammal swam into the harbour?")

    whale = next(weights for text, weights in found.items() if text.startswith("A whale"))
    mayor = next(weights for text, weights in found.items() if text.startswith("They talked about the harbour"))
    assert whale.meaning > mayor.meaning + 0.3


def test_without_vectors_words_decide_as_ever(encoder: SentenceEncoder, database: Database) -> None:
    fill(database)
    question = "How many passengers were on the ferry?"
    dense = DenseIndex(encoder).query(question)
    with database.reading() as reader:
        understood = understand(reader, question, NOW)
        bare, with_query = rank(reader, understood), rank(reader, understood, dense=dense)

    assert with_query == bare
    assert {ranked.evidence.meaning for ranked in bare} == {0.0}


def test_operators_hold_for_what_is_near_too(archive: Database, encoder: SentenceEncoder) -> None:
    """The storm was told by two outlets."""
    outlets = set()
    dense = DenseIndex(encoder).query("gale electricity")
    with archive.reading() as reader:
        for ranked in rank(reader, understand(reader, "gale electricity from:Velden", NOW), dense=dense):
            outlets.add(ranked.candidate.article.outlet)

    assert outlets == {"Velden Wire"}


def test_answers_say_what_is_asked_in_other_words(archive: Database, encoder: SentenceEncoder) -> None:
    answer = Answering(archive, encoder=encoder, clock=lambda: datetime.now(UTC)).ask(
        "How long did the gale keep electricity away from Sandholm?", asked=NOW
    )

    assert answer.excerpts[0].text.startswith("A storm cut the power in Sandholm")
