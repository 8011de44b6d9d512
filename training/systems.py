"""What is compared: our quotation models, the whole language layer over them, and textacy's rules as the peer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from bot.language import Language as Layer
from training.linking import Link, link
from training.score_quotes import Found


def by_model(nlp: Language, texts: Iterable[str]) -> Iterator[Found]:
    """Spans of a quotation model, linked by nearness."""
    for doc in nlp.pipe(texts):
        spans = [(span.start_char, span.end_char, span.label_) for span in doc.ents]
        yield spans, link(doc.text, spans)


def by_layer(quotes: Path, texts: Iterable[str]) -> Iterator[Found]:
    """What ``bot.language`` makes of the spans of the model in the folder ``quotes``; every paragraph an article."""
    for annotation in Layer(quotes=quotes).annotate(("", text) for text in texts):
        links = [Link(content, said.source, said.cue) for said in annotation.quotes for content in said.spans]
        spans = {(*span, role) for one in links for span, role in _roles(one)}
        yield sorted(spans), links


def by_textacy(nlp: Language, texts: Iterable[str]) -> Iterator[Found]:
    """textacy's ``direct_quotations`` over a full pipeline; a text that it refuses has none."""
    for doc in nlp.pipe(texts):
        links = list(_textacy_links(doc))
        spans = [(*span, role) for one in links for span, role in _roles(one)]
        yield sorted(set(spans)), links


def _textacy_links(doc: Doc) -> Iterator[Link]:
    from textacy.extract import direct_quotations

    try:
        triples = list(direct_quotations(doc))
    except ValueError:  # its answer to an odd number of quotation marks
        return
    for speaker, cue, content in triples:
        source = speaker[0].idx, speaker[-1].idx + len(speaker[-1])
        yield Link((content.start_char, content.end_char), source, (cue[0].idx, cue[-1].idx + len(cue[-1])))


def _roles(one: Link) -> Iterator[tuple[tuple[int, int], str]]:
    for span, role in ((one.source, "SOURCE"), (one.cue, "CUE"), (one.content, "CONTENT")):
        if span:
            yield span, role
