"""Vectors of passages and questions: what they are made of, and what happens without a model."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import numpy as np
import pytest

from bot.errors import EncoderUnavailable
from bot.language.model.sentence_encoder import SentenceEncoder
from tests.support.encoder_model import LONGEST, WIDTH, tiny_encoder


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    return tiny_encoder(tmp_path_factory.mktemp("encoder"))


def test_other_words_with_one_meaning_are_near(encoder: SentenceEncoder) -> None:
    passages = encoder.passages("", ["The ferry sank.", "A whale was seen.", "The budget grew."])

    cosines = passages @ encoder.question("Which vessel went down?")

    assert passages.shape == (3, WIDTH)
    assert passages.dtype == np.float32
    assert int(cosines.argmax()) == 0
    assert cosines[0] > 0.9
    assert max(cosines[1:]) < 0.5


def test_vectors_have_length_one_and_keep_the_order_of_the_sentences(encoder: SentenceEncoder) -> None:
    """Sentences go through the model sorted by length, in several batches."""
    words = ["ferry", "whale", "map", "storm"]
    sentences = [f"{words[number % 4]} {'so ' * (number * 7 % 9)}" for number in range(40)]

    vectors = encoder.passages("", sentences)

    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for number, word in enumerate(words):
        assert (vectors[number::4] @ encoder.question(word) > 0.9).all()


def test_a_sentence_is_read_behind_its_title(encoder: SentenceEncoder) -> None:
    bare, titled = (encoder.passages(title, ["Nine were injured."])[0] for title in ("", "Ferry runs aground"))
    asked = encoder.question("ship")

    assert titled @ asked > bare @ asked + 0.3


def test_what_is_too_long_is_cut_not_refused(encoder: SentenceEncoder) -> None:
    long = encoder.passages("ferry", ["so " * 5_000 + "whale"])[0]

    assert long @ encoder.question("ferry") > 0.9
    assert encoder.question("so " * LONGEST + "whale") @ encoder.question("mammal") < 0.5


@pytest.mark.parametrize("text", ["", "\ud800 ferry", "[SEP] [CLS]", "\0", "🚢" * 50])
def test_odd_texts_have_vectors_too(encoder: SentenceEncoder, text: str) -> None:
    assert np.isfinite(encoder.question(text)).all()
    assert encoder.passages(text, [text]).shape == (1, WIDTH)


def test_of_a_very_long_article_the_first_sentences_have_vectors(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.language.model.sentence_encoder.MOST_PASSAGES", 2)

    vectors = encoder.passages("", ["The ferry sank.", "A whale was seen.", "The budget grew."])

    assert vectors.shape == (2, WIDTH)
    assert np.allclose(vectors, encoder.passages("", ["The ferry sank.", "A whale was seen."]))


def test_no_sentences_give_no_vectors(encoder: SentenceEncoder) -> None:
    assert encoder.passages("title", []).shape == (0, WIDTH)


def test_a_mark_that_somebody_writes_is_no_mark(encoder: SentenceEncoder) -> None:
    """Only the ends of an input carry [CLS] and [SEP]: their share would grow otherwise."""
    assert np.allclose(encoder.question("ferry [SEP]"), encoder.question("ferry ]"))


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "encoder.json"])
def test_without_a_file_it_says_once_what_is_missing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, missing: str
) -> None:
    tiny_encoder(tmp_path)
    (tmp_path / missing).unlink()
    encoder = SentenceEncoder(tmp_path)

    with caplog.at_level(logging.WARNING):
        assert not encoder.available
        assert not encoder.available
    with pytest.raises(EncoderUnavailable, match=missing):
        encoder.question("ferry")

    assert len(caplog.records) == 1
    assert missing in caplog.text


def test_a_damaged_model_is_unavailable(tmp_path: Path) -> None:
    tiny_encoder(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")

    with pytest.raises(EncoderUnavailable, match="no model it can read"):
        SentenceEncoder(tmp_path).passages("", ["ferry"])


def test_a_tokenizer_without_marks_is_unavailable(tmp_path: Path) -> None:
    tiny_encoder(tmp_path)
    tokenizer = json.loads((tmp_path / "tokenizer.json").read_text("utf-8"))
    tokenizer["model"]["vocab"] = {"[PAD]": 0, "[UNK]": 1}
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer), "utf-8")

    assert not SentenceEncoder(tmp_path).available
