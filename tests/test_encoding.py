"""Old articles get their vectors in the background, whatever happens beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.encoding import BATCH, PassageEncoding
from bot.ingestion import Adding
from bot.language.model.sentence_encoder import SentenceEncoder
from bot.models import AddStatus
from bot.retrieval.first_stage.dense import DenseIndex
from bot.store.file.database import Database
from tests.support.encoder_model import tiny_encoder
from tests.support.retrieval_archive import ARTICLES, NOW, Plain, article, fill


@pytest.fixture
def encoder(tmp_path: Path) -> SentenceEncoder:
    return tiny_encoder(tmp_path / "encoder")


def counts(database: Database) -> tuple[int, int, int]:
    """Sentences, vectors, articles with codes."""
    with database.reading() as reader:
        tables = ("sentences", "passage_vectors", "passage_codes")
        sentences, vectors, codes = (reader.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables)
    return sentences, vectors, codes


def test_articles_added_before_get_vectors_in_small_steps(database: Database, encoder: SentenceEncoder) -> None:
    fill(database)  # without an encoder, as an earlier newsbot did
    encoding = PassageEncoding(database, encoder)
    assert encoding.progress().waiting == encoding.progress().articles == len(ARTICLES)

    assert encoding.encode_some() == BATCH
    assert encoding.progress().waiting == len(ARTICLES) - BATCH
    while encoding.encode_some():
        pass

    sentences, vectors, codes = counts(database)
    assert (vectors, codes) == (sentences, len(ARTICLES))
    assert encoding.progress().waiting == 0
    query = DenseIndex(encoder).query("gale electricity")
    assert query is not None
    with database.reading() as reader:
        assert query.nearest(reader, 1)[0].cosine > 0.8


def test_adding_gives_vectors_at_once(database: Database, encoder: SentenceEncoder) -> None:
    adding = Adding(database, Plain(), lambda: NOW, encoder)
    list(adding.add_many(article(*fields) for fields in ARTICLES))
    changed = article("map", "Map of the island", "Island Post", 5, "The museum gave the map away. It was old.")

    (revised,) = adding.add_many([changed])

    sentences, vectors, codes = counts(database)
    assert vectors == sentences
    assert codes == len(ARTICLES) + (revised.status is AddStatus.ADDED)
    assert PassageEncoding(database, encoder).encode_some() == 0


def test_another_model_makes_all_vectors_anew(database: Database, encoder: SentenceEncoder, tmp_path: Path) -> None:
    list(Adding(database, Plain(), lambda: NOW, encoder).add_many(article(*fields) for fields in ARTICLES))
    newer = PassageEncoding(database, tiny_encoder(tmp_path / "newer", name="newer"))
    assert newer.progress().waiting == len(ARTICLES)

    while newer.encode_some():
        pass

    sentences, vectors, codes = counts(database)
    assert (vectors, codes) == (sentences, len(ARTICLES))


class Interrupting(SentenceEncoder):
    """Revises the article that it is encoding."""

    def __init__(self, folder: Path, database: Database) -> None:
        super().__init__(folder)
        self._adding = Adding(database, Plain(), lambda: NOW)
        self.revised = False

    def passages(self, title: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        if not self.revised:
            self.revised = True
            list(self._adding.add_many([article("only", title, "The Courier", 2, "It changed. Twice. Thrice.")]))
        return super().passages(title, sentences)


def test_what_is_revised_meanwhile_waits_for_the_next_step(
    database: Database, encoder: SentenceEncoder, tmp_path: Path
) -> None:
    list(Adding(database, Plain(), lambda: NOW).add_many([article("only", "Ferry", "The Courier", 2, "It sank.")]))
    encoding = PassageEncoding(database, Interrupting(tmp_path / "encoder", database))

    assert encoding.encode_some() == 1
    assert counts(database) == (3, 0, 0)
    assert encoding.encode_some() == 1
    assert counts(database) == (3, 3, 1)


def test_without_a_model_nothing_waits(database: Database, tmp_path: Path) -> None:
    fill(database)
    encoding = PassageEncoding(database, SentenceEncoder(tmp_path / "none"))

    assert encoding.encode_some() == 0
    assert encoding.progress().waiting == 0
