"""Words as pieces and shapes, spans as tags, and the component that brings both together."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from tokenizers import Tokenizer

from bot.language.model.bioes import Tags
from bot.language.model.span_tagger import FACTORY, SAID, SETTINGS, SpanFinder
from bot.language.model.wordpiece import MOST_TOKENS, Shape, WordPieces, shapes
from tests.support.rerank_model import write_vocabulary
from tests.support.span_model import LABELS, tiny_finder

LETTERS = "abcdefghijklmnopqrstuvwxyz"
TAGS = Tags.of(["PERSON", "ORG"])


# ---- tags --------------------------------------------------------------------


def test_every_label_has_four_tags() -> None:
    assert Tags.of(["A"]).names == ("O", "B-A", "I-A", "E-A", "S-A")


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, str]]]:
    length = draw(st.integers(0, 12))
    cuts = sorted(draw(st.sets(st.integers(0, length))))
    pairs = list(itertools.pairwise(cuts))
    labels = draw(st.lists(st.sampled_from(["PERSON", "ORG", ""]), min_size=len(pairs), max_size=len(pairs)))
    return length, [(*pair, label) for pair, label in zip(pairs, labels, strict=True) if label]


@given(spans())
def test_spans_come_back_from_their_tags(drawn: tuple[int, list[tuple[int, int, str]]]) -> None:
    length, wanted = drawn

    assert TAGS.spans(TAGS.numbers(length, wanted)) == wanted


def total(sequence: tuple[int, ...], scores: np.ndarray, steps: np.ndarray) -> float:
    own = sum(scores[place, tag] for place, tag in enumerate(sequence))
    return float(own + sum(steps[one, other] for one, other in itertools.pairwise(sequence)))


def valid(sequence: tuple[int, ...], tags: Tags) -> bool:
    pairs = itertools.pairwise(sequence)
    inside = not any(tags.barred[one, other] for one, other in pairs)
    return inside and not tags.first[sequence[0]] and not tags.last[sequence[-1]]


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**31), st.sampled_from([-3, 0, 3, 6, 12]), st.sampled_from([0, 1]))
def test_the_best_tags_are_the_best_of_all_valid_ones(length: int, seed: int, outside: int, weight: int) -> None:
    rng = np.random.default_rng(seed)
    tags = Tags.of(["A"])
    scores, steps = (rng.normal(size=shape).astype(np.float32) for shape in ((length, 5), (5, 5)))
    scores[:, 0] += outside
    steps *= weight

    found = tuple(tags.best(scores, steps))

    possible = [one for one in itertools.product(range(5), repeat=length) if valid(one, tags)]
    assert valid(found, tags)
    assert total(found, scores, steps) == pytest.approx(max(total(one, scores, steps) for one in possible), abs=1e-3)


def test_no_words_have_no_tags() -> None:
    assert TAGS.best(np.zeros((0, 9), np.float32), np.zeros((9, 9), np.float32)) == []


# ---- pieces ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "shape"),
    [("port", "SMALL"), ("'s", "SMALL"), ("Osei", "TITLE"), ("MEA", "CAPITALS"), ("U.S.", "CAPITALS"), ("K.", "LETTER"),
     ("McCain", "MIXED"), ("2024", "FIGURE"), ("F-16", "FIGURE"), ("20th", "FIGURE"), ("“", "OPENING"),
     ("”", "CLOSING"), (",", "SIGN"), ("Ökonom", "TITLE"), ("안녕", "MIXED"), ("\u200b", "SIGN")],
)  # fmt: skip
def test_what_a_word_looks_like(word: str, shape: str) -> None:
    assert shapes([word], [False]) == [Shape[shape]]


@pytest.mark.parametrize(
    ("text", "sides"),
    [('"Yes," he said.', "><"), ('He said: "Yes."', "><"), ('("Yes")', "><"), ('He is "it" . "', "><<"),
     ('He said "', "<"), ('"', "<"), ('" Yes "', "<<"), ("“Yes”", "><"), ("'Yes'", "><")],
)  # fmt: skip
def test_which_side_of_a_quotation_a_straight_mark_is_on(text: str, sides: str) -> None:
    doc = spacy.blank("en")(text)
    found = shapes([token.text for token in doc], [bool(token.whitespace_) for token in doc])
    marks = {Shape.OPENING: ">", Shape.CLOSING: "<"}

    assert "".join(marks[Shape(shape)] for shape in found if shape in marks) == sides


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> WordPieces:
    folder = tmp_path_factory.mktemp("pieces")
    write_vocabulary(
        folder, ["[PAD]", "[UNK]", "[CLS]", "[SEP]", '"', "'", ".", *LETTERS, *(f"##{x}" for x in LETTERS)]
    )
    return WordPieces(Tokenizer.from_file(str(folder / "tokenizer.json")))


def test_a_row_knows_where_each_word_starts(pieces: WordPieces) -> None:
    (row,) = pieces.rows(["Ab", "c", "."], [True, False, False])

    assert row.words == [1, 3, 4]
    assert len(row.pieces) == len(row.types) == 6
    assert row.types == [Shape.EDGE, Shape.TITLE, Shape.TITLE, Shape.SMALL, Shape.SIGN, Shape.EDGE]


@pytest.mark.parametrize(("one", "other"), [("“", '"'), ("''", '"'), ("’", "'"), ("’s", "'s"), ("Ab", "ab")])
def test_alike_words_have_the_same_pieces(pieces: WordPieces, one: str, other: str) -> None:
    assert pieces.rows([one], [False])[0].pieces == pieces.rows([other], [False])[0].pieces


@given(st.lists(st.text(max_size=80), max_size=300))
def test_any_words_fit_rows_that_are_short_enough(pieces: WordPieces, words: list[str]) -> None:
    rows = pieces.rows(words, [True] * len(words))

    assert sum(len(row.words) for row in rows) == len(words)
    for row in rows:
        assert len(row.pieces) == len(row.types) <= MOST_TOKENS + 2
        assert all(1 <= place < len(row.pieces) - 1 for place in row.words)


def test_long_texts_are_cut_at_a_sentence_end(pieces: WordPieces) -> None:
    words = ["a"] * 200 + ["."] + ["a"] * 200

    assert [len(row.words) for row in pieces.rows(words, [True] * 401)] == [201, 200]
    assert [len(row.words) for row in pieces.rows(["a"] * 401, [True] * 401)] == [MOST_TOKENS, 401 - MOST_TOKENS]
    early = ["a", ".", *["a"] * 399]  # half of the row would be lost
    assert [len(row.words) for row in pieces.rows(early, [True] * 401)] == [MOST_TOKENS, 401 - MOST_TOKENS]


# ---- the component -----------------------------------------------------------


@pytest.fixture(scope="module")
def nlp(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return tiny_finder(tmp_path_factory.mktemp("finder"))


def test_names_and_quotes_are_found(nlp: Language) -> None:
    doc = nlp("Osei said no")

    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Osei", "PERSON")]
    assert [(span.text, span.label_) for span in doc.spans[SAID]] == [("said", "CUE"), ("no", "CONTENT")]


def test_without_names_entities_stay_as_they_are(nlp: Language) -> None:
    finder = nlp.get_pipe("spans")
    assert isinstance(finder, SpanFinder)
    finder.names = False
    try:
        doc = nlp("Osei said no")
    finally:
        finder.names = True

    assert not doc.ents
    assert [span.label_ for span in doc.spans[SAID]] == ["CUE", "CONTENT"]


def test_an_empty_text_has_no_spans(nlp: Language) -> None:
    assert not nlp("").ents
    assert not list(nlp("").spans[SAID])


def test_a_text_longer_than_the_model_reads(nlp: Language) -> None:
    doc = nlp("Osei said no. " * 300)

    assert len(doc.ents) == 300
    assert len(doc.spans[SAID]) == 600


def test_blanks_are_at_no_end_of_a_span(nlp: Language) -> None:
    doc = nlp("Osei said  \n no  \n .")

    assert [span.text for span in doc.spans[SAID]] == ["said", "no"]


def test_it_is_saved_and_loaded_whole(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")

    doc = spacy.load(tmp_path / "copy")("Osei said no")

    assert [ent.text for ent in doc.ents] == ["Osei"]
    spans = nlp.get_pipe("spans")
    assert isinstance(spans, SpanFinder)
    assert spans.labels == (*LABELS["names"], *LABELS[SAID])


def test_staying_outside_can_be_made_dearer(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    path = tmp_path / "copy" / "spans" / SETTINGS
    settings_ = json.loads(path.read_text("utf-8"))
    settings_[SAID]["lowered"] = 1_000.0
    path.write_text(json.dumps(settings_), "utf-8")

    doc = spacy.load(tmp_path / "copy")("Osei said no")

    assert sum(len(span) for span in doc.spans[SAID]) == len(doc)


def test_an_empty_component_says_so(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    finder = nlp.add_pipe(FACTORY, "spans")
    assert isinstance(finder, SpanFinder)

    with pytest.raises(ValueError, match="spans holds no model"):
        finder(nlp.make_doc("Osei"))
    with pytest.raises(ValueError, match="spans holds no model"):
        finder.to_disk(tmp_path / "spans")
