"""Link the quotation model's spans into quotes: each content to its cue, each cue to its source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from bot.language.quotations.clause_ends import cut
from bot.language.quotations.direct import is_work
from bot.language.quotations.distances import nearest
from bot.language.quotations.plausibility import FEWEST_WORDS, is_attribute, is_plausible, is_quoted, is_told, says
from bot.language.quotations.source_linking import source_of_cue, subject_of_sentence
from bot.language.quotations.source_repair import mended_pair, unmarked
from bot.language.quotations.span_extension import Parts
from bot.language.quotations.span_repair import mended
from bot.language.syntax.paragraph import ITEM, Draft, ParagraphAnalysis, Tagged
from bot.models import QuoteKind
from bot.text.spans import Span, inside, overlap

#: Distances are in characters; they were chosen on the development part of PolNeAR.
_CUE_REACH = 60
_QUOTED_REACH = 320
_ARTICLES = frozenset(("a", "an", "the"))


def parted(analysis: ParagraphAnalysis, tagged: Sequence[Tagged]) -> Parts:
    """Spans by label, without those within quoted words, and with contents extended to whole quotations."""
    outside = [t for t in tagged if t.label == "CONTENT" or not (analysis.quoted_at(t.start) or _is_ahead(analysis, t))]
    contents = _merged(_whole(analysis, t.span) for t in outside if t.label == "CONTENT")
    contents = [content for content in contents if not is_work(analysis, content)]
    free = [t for t in outside if not any(inside(t.span, content) for content in contents)]
    spans = sorted(free, key=lambda t: t.start)
    sources = [t.span for t in spans if t.label == "SOURCE"]
    cues = [unmarked(analysis, t.span) for t in spans if t.label == "CUE"]
    return mended(analysis, Parts(sources, cues, contents))


def _is_ahead(analysis: ParagraphAnalysis, tagged: Tagged) -> bool:
    """Whether it stands in a dateline or in what an item of a list is on: "On the flood: "."""
    on = ITEM.match(analysis.text)
    return tagged.start < analysis.sentence_span(tagged.start)[0] or (on is not None and tagged.end < on.end())


def linked(analysis: ParagraphAnalysis, parts: Parts) -> Iterator[Draft]:
    """The quotes formed by the model's spans, one per cue."""
    by_cue: dict[Span, list[Span]] = {}
    for content in parts.contents:
        reach = _CUE_REACH + _source_between(analysis, content, parts)
        cue = nearest(analysis, content, parts.cues, parts.contents, reach)
        if cue is not None:
            by_cue.setdefault(cue, []).append(content)
    before: tuple[int, Span] | None = None  # sentence and source of the previous cue
    for cue, contents in sorted(by_cue.items()):
        source = source_of_cue(analysis, cue, parts, before)
        if source is None and is_quoted(analysis, contents):
            source = subject_of_sentence(analysis, cue)
        if source is None and not says(analysis, cue):
            continue
        before = (analysis.sentence(cue[0]), source) if source is not None else before
        if source is not None and analysis.text[slice(*source)].lower() in _ARTICLES:
            continue
        told = source is not None and is_told(analysis, cue, before=source[1] <= cue[0])
        if told or is_attribute(analysis, cue):
            continue
        source, kept = mended_pair(analysis, cue, source, _contents_told(analysis, contents, source, cue, parts))
        draft = analysis.draft(kept, source, analysis.neat_cue(cue), goes_on=source is None)
        if draft is not None and (source is not None or is_quoted(analysis, kept)):
            yield draft


def _contents_told(
    analysis: ParagraphAnalysis, contents: list[Span], source: Span | None, cue: Span, parts: Parts
) -> list[Span]:
    """The contents of a cue that can have been said, each from the beginning of its clause."""
    kept = [
        cut(analysis, cue, _in_sentence(analysis, _without_cue(analysis, content, cue), cue), source)
        for content in contents
    ]
    kept = [content for content in kept if is_plausible(analysis, cue, content)]
    kept = [content for content in kept if source is None or not inside(content, source)]
    return [
        _from_clause_start(analysis, content, source, cue, parts)
        for content in _beside_cue(analysis, kept, cue, source)
    ]


def _without_cue(analysis: ParagraphAnalysis, content: Span, cue: Span) -> Span:
    """The quotation in '"You should go," Warren told him, after he came', if all of it was taken as content."""
    if not inside(cue, content) or analysis.quoted_at(cue[0]):
        return content
    ends = [stretch.end for stretch in analysis.stretches if content[0] <= stretch.end <= cue[0]]
    return (content[0], ends[-1]) if ends else content


def _in_sentence(analysis: ParagraphAnalysis, content: Span, cue: Span) -> Span:
    """The part of a content in its cue's sentence: "raised worries about the calls. An official said ..."."""
    borders = [
        start
        for start, _ in analysis.sentences
        if content[0] < start < content[1] and not analysis.quoted_at(start - 2)
    ]
    if not borders or analysis.quoted_at(content[0]):
        return content
    return (borders[-1], content[1]) if cue[0] >= borders[-1] else (content[0], borders[0])


def _source_between(analysis: ParagraphAnalysis, content: Span, parts: Parts) -> int:
    """The length of a source between content and cue: '"...," Una Frey, head of the weather office, told reporters'."""
    here = bisect_left(parts.sources, content)
    behind = parts.sources[here] if here < len(parts.sources) else None
    beside = behind is not None and not analysis.text[content[1] : behind[0]].strip(" ,")
    return behind[1] - behind[0] if behind is not None and beside else 0


def _beside_cue(analysis: ParagraphAnalysis, contents: Sequence[Span], cue: Span, source: Span | None) -> list[Span]:
    """The contents next to the cue: "[he fell]" of "[The line] is sued by one who says [he fell]"."""
    start = min(cue[0], source[0]) if source is not None else cue[0]
    if all(content[0] < cue[0] for content in contents):
        return list(contents)

    def apart(content: Span) -> bool:
        between = analysis.text[content[1] : start] if content[1] <= start else ""
        return bool(between.strip(" ,—–-\"”’'")) and not is_quoted(analysis, [content])

    return [content for content in contents if not apart(content)]


def _from_clause_start(
    analysis: ParagraphAnalysis, content: Span, source: Span | None, cue: Span, parts: Parts
) -> Span:
    """The content from the start of the sentence, if its source follows: "The bank will, if it must, sell, he said"."""
    behind = source is not None and min(source[0], cue[0]) >= content[1]
    start, _ = analysis.sentence_span(content[0])
    others = [span for span in (*parts.cues, *parts.sources, *parts.contents) if start <= span[0] < content[0]]
    return content if not behind or others or is_quoted(analysis, [(start, content[1])]) else (start, content[1])


def _whole(analysis: ParagraphAnalysis, content: Span) -> Span:
    """``content`` extended to the quotations that contain it or that it mostly covers."""
    for stretch in analysis.stretches:
        shared = overlap(stretch.outer, content)
        if shared and (2 * shared >= stretch.end - stretch.start or inside(content, stretch.outer)):
            content = min(content[0], stretch.start), max(content[1], stretch.end)
    return content


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span[0] < merged[-1][1]:
            merged[-1] = merged[-1][0], max(span[1], merged[-1][1])
        else:
            merged.append(span)
    return merged


def left_over(analysis: ParagraphAnalysis, parts: Parts, known: Sequence[Draft]) -> Iterator[Draft]:
    """Contents in quotation marks without a verb nearby, with the nearest source."""
    for content in parts.contents:
        if not is_quoted(analysis, [content]) or any(draft.covers(content) for draft in known):
            continue
        cue = nearest(analysis, content, parts.cues, parts.contents, _CUE_REACH)
        if cue is not None and not says(analysis, cue):  # "chants of", "known as": nobody's words
            continue
        source = nearest(analysis, content, parts.sources, parts.contents, _QUOTED_REACH)
        if source is None:
            continue
        later = content[0] == 0 and analysis.sentence(source[0]) > analysis.sentence(content[1] - 1)
        draft = analysis.draft([content], None if later else source, None, goes_on=later)
        if draft is not None and not _only_named(analysis, draft):
            yield draft


def _only_named(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether the marks enclose a name or single word: 'sold under the brand name "Carlton"' is not a quote."""
    marked = [analysis.text[one.start : one.end] for one in analysis.stretches if overlap(one.outer, draft.spans[0])]
    return draft.kind is QuoteKind.MIXED and len(" ".join(marked).split()) < FEWEST_WORDS
