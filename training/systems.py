"""The systems compared: our quotation models, the language layer on top of them, and textacy's rules as a peer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from bot.language import Language as Layer
from bot.language.model.span_tagger import SAID
from training.attributions import Paragraph, Span
from training.linking import Link, link
from training.score_quotes import Found


def by_model(nlp: Language, texts: Iterable[str]) -> Iterator[Found]:
    """Spans of a quotation model, linked by distance."""
    for doc in nlp.pipe(texts):
        spans = [(span.start_char, span.end_char, span.label_) for span in doc.spans[SAID]]
        yield spans, link(doc.text, spans)


def by_layer(news: Path, paragraphs: Sequence[Paragraph]) -> Iterator[Found]:
    """The result of ``bot.language`` for the spans of the pipeline in the folder ``news``, article by article.

    ``paragraphs`` of one article must be adjacent; results are returned per paragraph.
    """
    articles = [list(group) for _, group in groupby(paragraphs, key=lambda one: one.article)]
    texts = ("\n".join(one.text for one in article) for article in articles)
    annotations = Layer(news=news).annotate(("", text) for text in texts)
    for article, annotation in zip(articles, annotations, strict=True):
        starts = list(accumulate((len(one.text) + 1 for one in article), initial=0))
        by_paragraph: list[list[Link]] = [[] for _ in article]
        for said in annotation.quotes:
            for content in said.spans:
                number = bisect_right(starts, content[0]) - 1
                link_ = Link(content, said.source, said.cue)
                by_paragraph[number].append(_inside(link_, (starts[number], starts[number + 1])))
        for links in by_paragraph:
            yield sorted({(*span, role) for one in links for span, role in _roles(one)}), links


def _inside(one: Link, paragraph: Span) -> Link:
    """``one`` with offsets relative to its paragraph, without a source or cue in another paragraph."""

    def moved(span: Span | None) -> Span | None:
        within = span is not None and paragraph[0] <= span[0] and span[1] <= paragraph[1]
        return (span[0] - paragraph[0], span[1] - paragraph[0]) if span is not None and within else None

    content = one.content[0] - paragraph[0], min(one.content[1], paragraph[1]) - paragraph[0]
    return Link(content, moved(one.source), moved(one.cue))


def by_textacy(nlp: Language, texts: Iterable[str]) -> Iterator[Found]:
    """textacy's ``direct_quotations`` on a full pipeline; a text that it refuses has none."""
    for doc in nlp.pipe(texts):
        links = list(_textacy_links(doc))
        spans = [(*span, role) for one in links for span, role in _roles(one)]
        yield sorted(set(spans)), links


def _textacy_links(doc: Doc) -> Iterator[Link]:
    from textacy.extract import direct_quotations

    try:
        triples = list(direct_quotations(doc))
    except ValueError:  # raised for an odd number of quotation marks
        return
    for speaker, cue, content in triples:
        source = speaker[0].idx, speaker[-1].idx + len(speaker[-1])
        yield Link((content.start_char, content.end_char), source, (cue[0].idx, cue[-1].idx + len(cue[-1])))


def _roles(one: Link) -> Iterator[tuple[tuple[int, int], str]]:
    for span, role in ((one.source, "SOURCE"), (one.cue, "CUE"), (one.content, "CONTENT")):
        if span:
            yield span, role
