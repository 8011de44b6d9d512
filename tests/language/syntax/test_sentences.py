"""Sentence boundaries: settled before the parser, covered afterwards, cut when too long. Hand-made Docs."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from bot.language.syntax.quotation_marks import quoted
from bot.language.syntax.sentences import SENTENCE_CHARS, may_report, preset, sentence_spans
from bot.text.spans import PIECE_CHARS, pieces

TOKENIZER = spacy.blank("en").tokenizer


def settled(text: str) -> Doc:
    doc = TOKENIZER(text)
    preset(doc, quoted(text))
    return doc


def split(text: str) -> list[str]:
    """Sentences by the rules alone: what is left to the parser counts as no start."""
    return [text[start:end] for start, end in sentence_spans(settled(text), text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ("They met on Monday.", "The talks went on."),
        ("Nobody knows why!", "Nobody asked?", "Everybody left."),
        ("He was told by PM Modi to wait.", "He waited."),
        ("Then Gov. Kristi Halloran spoke.", "She was brief."),
        ("Lt. Gen. Arvind Walia of St. Mary met Mr. J. Osei there.", "They talked."),
        ("“We go,” said Gov. Halloran.", "The others stayed."),
        ("It cost Rs. 500 at No. 10 vs. 600 before.", "He paid."),
        ("It is in fig. 3 on p. 12 of vol. 4 of it.", "See No. 7."),
        ("Ilka Brandt said no.", "It rained all day."),
        ("He studied art.", "Nobody bought it."),
        ("The town of Malle said no.", "“We go,” said Sune Vang."),
        ("She moved to the U.S.", "The firm stayed.", "It left the E.U.", "Three men stayed."),
    ],
)
def test_plain_sentences(sentences: tuple[str, ...]) -> None:
    assert split(" ".join(sentences)) == list(sentences)


@pytest.mark.parametrize(
    "text",
    [
        '"Why?" he asked.',
        "“Never!” cried the crowd.",
        'She called it "a joke." and left.',
        "The bill, at 5 p.m. on Monday, passed.",
        "Norhaven: the port that moved",
        "He came (and went) Monday again",
        "1. The quay will cost 31 million",
        "12) It opens in June",
        "G.B.J. Dreyling wrote a book",
        "The sky was... red",
        "Yahoo! said no",
        "The Bang! firm and Jeopardy! are gone",
    ],
)
def test_no_sentence_starts_in_here(text: str) -> None:
    doc = settled(text)

    assert [token.text for token in doc if token.i and token.is_sent_start is not False] == []


def test_a_closing_mark_stays_with_its_sentence() -> None:
    doc = settled('"We are done." Then they left.')
    mark = next(token for token in doc if token.text == '"' and token.i)

    assert mark.is_sent_start is False


@pytest.mark.parametrize("text", ["", " ", "\t", "x", "word " * 900, "x" * 5000, "a\u00a0b \u2003 c", "é " * 700 + "."])
def test_every_character_that_is_no_blank_is_covered(text: str) -> None:
    doc = settled(text)

    spans = sentence_spans(doc, text) if text else []

    covered = {i for start, end in spans for i in range(start, end)}
    assert {i for i, character in enumerate(text) if not character.isspace()} <= covered
    assert all(end - start <= SENTENCE_CHARS for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


def test_a_long_sentence_is_cut_at_a_blank() -> None:
    text = "and so on " * 200

    assert {part.split()[0] for part in split(text)} <= {"and", "so", "on"}
    assert len(split(text)) == 2


def test_pieces_are_the_non_empty_lines_with_their_numbers() -> None:
    text = "  one \n\n two\r\n \nthree"

    assert [(p.paragraph, p.text) for p in pieces(text)] == [(0, "one"), (1, "two"), (2, "three")]
    assert all(text.startswith(p.text, p.start) for p in pieces(text))


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    text = "This is a sentence. " * 400

    parts = list(pieces(text))

    assert len(parts) > 1
    assert {p.paragraph for p in parts} == {0}
    assert all(len(p.text) <= PIECE_CHARS and p.text.endswith(".") for p in parts)


@pytest.mark.parametrize(
    ("text", "may"),
    [("It rained.", False), ("He said so.", True), ("“It did.”", True), ("According to X, it did.", True)],
)
def test_where_rules_may_find_a_quote(text: str, may: bool) -> None:
    assert may_report(settled(text), quoted(text)) is may
