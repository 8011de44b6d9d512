"""Training examples of the span model: the parts that need no torch."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span
from tokenizers import Tokenizer

from bot.language.model.bioes import Tags
from bot.language.model.span_tagger import SAID, SETTINGS
from bot.language.model.wordpiece import MOST_TOKENS, WordPieces
from tests.support.rerank_model import write_vocabulary
from tests.support.span_model import tiny_finder
from training.attributions import Attribution, Kind, Paragraph
from training.calibrate import best_lowering, lower_outside
from training.pace import LEAST, pace
from training.spans.examples import MISSING, NAMES, Example, batches, examples, padded

TAGS = Tags.of(["PERSON"])
NLP = spacy.blank("en")


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> WordPieces:
    folder = tmp_path_factory.mktemp("pieces")
    write_vocabulary(folder, ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", "osei", "said", "no"])
    return WordPieces(Tokenizer.from_file(str(folder / "tokenizer.json")))


def named(text: str, *spans: tuple[int, int], missing: tuple[int, ...] = ()) -> Doc:
    doc = NLP(text)
    unknown = [Span(doc, place, place + 1) for place in missing]
    doc.set_ents([Span(doc, start, end, "PERSON") for start, end in spans], missing=unknown, default="outside")
    return doc


def made(doc: Doc, pieces: WordPieces, *, said: bool = False) -> list[Example]:
    return list(examples([doc], pieces, TAGS, said=said))


def test_every_word_has_the_tag_of_its_span(pieces: WordPieces) -> None:
    (found,) = made(named("Osei Osei said no", (0, 2)), pieces)

    assert [TAGS.names[tag] for tag in found.tags] == ["B-PERSON", "E-PERSON", "O", "O"]
    assert len(found.row.words) == 4


def test_unknown_words_are_left_out_of_the_loss(pieces: WordPieces) -> None:
    (found,) = made(named("Osei said no", (0, 1), missing=(2,)), pieces)

    assert found.tags == [TAGS.names.index("S-PERSON"), 0, MISSING]


def test_a_span_cut_off_by_the_end_is_unknown(pieces: WordPieces) -> None:
    doc = named("no " * (MOST_TOKENS + 5), (MOST_TOKENS - 2, MOST_TOKENS + 3))

    (found,) = made(doc, pieces)

    assert len(found.tags) == MOST_TOKENS
    assert found.tags[-3:] == [0, MISSING, MISSING]
    assert made(doc, pieces, said=True) == []  # a quote that goes on says nothing about where it ends


def test_texts_without_words_are_no_examples(pieces: WordPieces) -> None:
    assert made(named(""), pieces) == []


def test_batches_hold_all_examples_once_and_are_small_enough(pieces: WordPieces) -> None:
    found = [made(named("no " * length), pieces)[0] for length in (1, 3, 9, 40, 41, 120, 200) * 7]

    made_batches = batches(found, 500, random.Random(1))

    assert sorted(len(one.tags) for batch in made_batches for one in batch) == sorted(len(one.tags) for one in found)
    for batch in made_batches:
        lengths = {padded(len(one.row.pieces)) for one in batch}
        assert len(lengths) == 1
        assert len(batch) == 1 or len(batch) * lengths.pop() <= 500


def test_the_model_card_names_every_label() -> None:
    card = (Path(__file__).parents[2] / "training" / "MODEL_CARD.md").read_text("utf-8")

    assert [label for label in NAMES if label not in card] == []


@pytest.mark.parametrize(("done", "share"), [(0.05, 0.95 / 1.8), (0.1, 1.0), (0.55, 0.5), (1.0, LEAST)])
def test_the_rate_rises_and_falls(done: float, share: float) -> None:
    assert pace(done, 0.1) == pytest.approx(share)


# ---- calibrating -------------------------------------------------------------


def test_the_lowering_with_the_best_merit_is_kept(tmp_path: Path) -> None:
    nlp = tiny_finder(tmp_path)
    nlp.to_disk(tmp_path / "pipeline")
    gold = Attribution(Kind.INDIRECT, (), ((5, 9),), ((10, 12),))
    paragraph = Paragraph("a", "Osei said no", ((5, 9, "CUE"), (10, 12, "CONTENT")), (gold,))

    assert best_lowering(tmp_path / "pipeline", [paragraph]) == 0.0
    assert kept(tmp_path / "pipeline") == 0.0


def test_a_lowering_is_kept_with_the_pipeline(tmp_path: Path) -> None:
    tiny_finder(tmp_path).to_disk(tmp_path / "pipeline")

    lower_outside(tmp_path / "pipeline", 0.75)

    assert kept(tmp_path / "pipeline") == 0.75


def kept(pipeline: Path) -> float:
    settings = json.loads((pipeline / "spans" / SETTINGS).read_text("utf-8"))
    return float(settings[SAID]["lowered"])
