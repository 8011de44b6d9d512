"""Paragraphs with attributions as spaCy documents, quotation marks in both styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from training.attributions import Paragraph

#: Same length on both sides, so that offsets stay true.
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_ANY_MARK = re.compile(r"[\"“”‘’]")


def to_doc(nlp: Language, paragraph: Paragraph) -> Doc:
    """The paragraph, tokenised by ``nlp``, its spans as entities.

    Entities can't overlap: of nested attributions the outer, longer spans stay. A span that ends inside a token
    shrinks to whole tokens; one that has none is dropped.
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
    """Each paragraph, and once more with the other style of quotation marks where it has any."""
    for paragraph in paragraphs:
        yield paragraph
        if _ANY_MARK.search(paragraph.text):
            yield replace(paragraph, text=other_style(paragraph.text))


def other_style(text: str) -> str:
    """Curly marks made straight, or straight ones made curly (opening and closing in turn); same length."""
    if "“" in text or "”" in text:
        return text.translate(_STRAIGHT)
    marks = iter(range(len(text)))
    curled = re.sub('"', lambda _: "“”"[next(marks) % 2], text)
    return curled.replace("'", "’")
