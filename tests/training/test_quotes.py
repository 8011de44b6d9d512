"""From attribution files to training documents, on texts made by hand."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from training.agency import read_agency
from training.attributions import Kind, Paragraph, kind_of, read_article, read_folder
from training.names import Names
from training.quote_docs import in_both_styles, other_style, to_bin, to_doc
from training.quote_templates import PATTERNS, Filler, inside_sentence, is_plain, marked, plain_facts
from training.splits import Part, part_of
from training.world import read_words


@cache
def blank() -> Language:
    """Tokenising only; made once, it takes most of a second."""
    return spacy.blank("en")


WORDS = read_words()
TEXT = "Talks open\n\n“We are ready,” Mira Sol said. “Very.”\nThe port will close, the ministry said.\n"


def annotated(*notes: tuple[str, str, str], events: str) -> str:
    lines = []
    for number, (role, words, gap) in enumerate(notes, 1):
        pieces = []
        for piece in (words, gap):
            if piece:
                start = TEXT.index(piece)
                pieces.append(f"{start} {start + len(piece)}")
        lines.append(f"T{number}\t{role} {';'.join(pieces)}\t{words}")
    return "\n".join([*lines, events]) + "\n"


ANNOTATED = annotated(
    ("Source", "Mira Sol", ""),
    ("Cue", "said", ""),
    ("Content", "“We are ready,”", "“Very.”"),
    ("Source", "the ministry", ""),
    ("Content", "The port will close", ""),
    events="E1\tAttribution:T9 Content:T3 Cue:T2 Source:T1\nE2\tAttribution:T9 Content:T5 Source:T4",
)


def words_of(paragraph: Paragraph, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [paragraph.text[start:end] for start, end in spans]


def test_every_line_becomes_a_paragraph_with_its_own_offsets() -> None:
    title, first, second = read_article("a", TEXT, ANNOTATED)

    assert (title.text, title.spans, title.attributions) == ("Talks open", (), ())
    (said,) = first.attributions
    assert said.kind is Kind.DIRECT
    assert words_of(first, said.content) == ["“We are ready,”", "“Very.”"]
    assert words_of(first, said.source) == ["Mira Sol"]
    assert words_of(first, said.cue) == ["said"]
    (reported,) = second.attributions
    assert reported.kind is Kind.INDIRECT
    assert words_of(second, reported.source) == ["the ministry"]
    assert reported.cue == ()


def test_a_note_with_a_line_break_inside_is_no_obstacle() -> None:
    (paragraph,) = read_article("a", "It rains, he said.", "T1\tContent 0 8\tIt\nrains\nT2\tSource 10 12\the\n")

    assert paragraph.spans == ((0, 8, "CONTENT"), (10, 12, "SOURCE"))


def test_of_several_annotators_the_first_counts(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "day_one.txt").write_text("He agreed.", encoding="utf-8")
    (tmp_path / "attributions" / "day_one_bbbb.ann").write_text("T1\tCue 3 9\tagreed\n", encoding="utf-8")
    (tmp_path / "attributions" / "day_one_aaaa.ann").write_text("T1\tSource 0 2\tHe\n", encoding="utf-8")

    assert [(name, [one.spans for one in lines]) for name, lines in read_folder(tmp_path)] == [
        ("day_one", [((0, 2, "SOURCE"),)])
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“We are ready,”", Kind.DIRECT),
        ('"We are ready"', Kind.DIRECT),
        ("``We are ready''", Kind.DIRECT),
        ("“We are ready", Kind.DIRECT),
        ("that they were “ready”", Kind.MIXED),
        ("that it's ready", Kind.INDIRECT),
    ],
)
def test_kinds_of_speech(content: str, kind: Kind) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("“Yes,” it’s", '"Yes," it\'s'),
        ('"Yes," he said, "it\'s"', "“Yes,” he said, “it’s”"),
        ('He said "so', "He said “so"),
    ],
)
def test_other_style_keeps_the_length(text: str, other: str) -> None:
    assert other_style(text) == other
    assert len(other) == len(text)


def test_only_texts_with_marks_come_twice() -> None:
    plain, quoted = Paragraph("a", "Nothing here."), Paragraph("a", '"Yes," he said.')

    assert [one.text for one in in_both_styles([plain, quoted])] == [plain.text, quoted.text, "“Yes,” he said."]


def test_documents_keep_outer_spans_on_whole_tokens() -> None:
    nlp = blank()
    text = "Mira Sol said Ken said no"
    spans = ((0, 8, "SOURCE"), (9, 13, "CUE"), (14, 25, "CONTENT"), (14, 17, "SOURCE"), (18, 20, "CUE"))

    doc = to_doc(nlp, Paragraph("a", text, spans))

    assert [(span.label_, span.text) for span in doc.ents] == [
        ("SOURCE", "Mira Sol"),
        ("CUE", "said"),
        ("CONTENT", "Ken said no"),
    ]
    assert len(to_bin(nlp, [Paragraph("a", text), Paragraph("a", " ")])) == 1


def test_parts_never_move() -> None:
    parts = {name: part_of(name) for name in ("press_1", "press_2", "press_3", "press_4", "press_23")}

    assert parts == {name: part_of(name) for name in reversed(parts)}
    counted = [part_of(str(number)) for number in range(2_000)]
    assert 150 < counted.count(Part.TEST) < 250
    assert 60 < counted.count(Part.DEV) < 140


# -- patterns ------------------------------------------------------------------------------------------------------


def filler(seed: int) -> Filler:
    rng = random.Random(seed)
    names = Names(rng, WORDS, (("Mira", "Sol"), ("Ken", "Oduya")), ("Kenya", "Peru"), ("Lima", "Oslo"))
    return Filler(names, rng, ("The port has closed for the whole winter", "It rained in the north"))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_marks_of_every_pattern_are_balanced(pattern: str) -> None:
    paragraph = marked("p", pattern)

    assert len(paragraph.spans) == pattern.count("</")
    assert not set("<>") & set(paragraph.text)
    assert all(start < end <= len(paragraph.text) for start, end, _ in paragraph.spans)


def test_filled_patterns_have_no_slot_left_and_roles_in_place() -> None:
    paragraphs = [filler(seed).paragraph() for seed in range(60)]

    assert not any(mark in one.text for one in paragraphs for mark in "{}<>")
    roles = {role for one in paragraphs for _, _, role in one.spans}
    assert roles == {"SOURCE", "CUE", "CONTENT"}


def test_sentences_start_with_capitals() -> None:
    paragraph = marked("p", "it rained. <S>the army</S> <U>said</U> so.")

    assert paragraph.text == "It rained. The army said so."
    assert paragraph.spans == ((11, 19, "SOURCE"), (20, 24, "CUE"))


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("The port has closed for the whole winter.", True),
        ("The port has closed for the whole winter", False),
        ("It rained.", False),
        ("The army said it had closed the whole port.", False),
        ("The mayor urged people to leave the whole port.", False),
        ("The port, “our pride”, has closed for the winter.", False),
    ],
)
def test_only_statements_nobody_made_fill_patterns(sentence: str, plain: bool) -> None:
    assert is_plain(sentence) is plain


def test_facts_come_from_paragraphs_without_attributions() -> None:
    fact = "The port has closed for the whole winter."
    said = Paragraph("a", fact, ((0, 8, "CONTENT"),))

    assert list(plain_facts([Paragraph("a", f"{fact} It rained."), said])) == [fact.removesuffix(".")]


@pytest.mark.parametrize(
    ("fact", "inside"), [("The port closed", "the port closed"), ("Kenya closed it", "Kenya closed it")]
)
def test_capitals_inside_sentences(fact: str, inside: str) -> None:
    assert inside_sentence(fact) == inside


def test_every_agency_paragraph_is_marked_whole() -> None:
    paragraphs = list(read_agency())

    assert len(paragraphs) > 30
    assert not any(set("<>") & set(one.text) for one in paragraphs)
    attributed = [attribution for one in paragraphs for attribution in one.attributions]
    assert all(
        attribution.source and attribution.cue for attribution in attributed if attribution.kind is Kind.INDIRECT
    )
    assert {attribution.kind for attribution in attributed} == set(Kind)
