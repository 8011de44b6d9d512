"""Paragraphs with attributions as spaCy documents, quotation marks in both styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from training.attributions import Paragraph

#: Of equal length, so that offsets stay valid.
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_ANY_MARK = re.compile(r"[\"“”‘’]")


def to_doc(nlp: Language, paragraph: Paragraph) -> Doc:
    """The paragraph, tokenised by ``nlp``, with its spans as entities.

    Entities cannot overlap: of nested attributions the outer, longer spans are kept. A span that ends inside a token
    shrinks to whole tokens; one without whole tokens is dropped.
    """
    doc = nlp.make_doc(paragraph.text)
    spans = [doc.char_span(start, end, label=role, alignment_mode="contract") for start, end, role in paragraph.spans]
    doc.set_ents(filter_spans([span for span in spans if span]), default="outside")
    return doc


def to_bin(nlp: Language, paragraphs: Iterable[Paragraph]) -> DocBin:
    """All non-blank paragraphs as one ``DocBin``."""
    docs = (to_doc(nlp, paragraph) for paragraph in paragraphs if paragraph.text.strip())
    return DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], docs=docs)


def in_both_styles(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Each paragraph, and a copy with the other style of quotation marks if it has any."""
    for paragraph in paragraphs:
        yield paragraph
        if _ANY_MARK.search(paragraph.text):
            yield replace(paragraph, text=other_style(paragraph.text))


def other_style(text: str) -> str:
    """Straight instead of curly quotation marks, or the reverse (alternately opening and closing); same length."""
    if "“" in text or "”" in text:
        return text.translate(_STRAIGHT)
    marks = iter(range(len(text)))
    curled = re.sub('"', lambda _: "“”"[next(marks) % 2], text)
    return curled.replace("'", "’")
