"""Link the quotation model's spans into quotes: each content to its cue, each cue to its source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.quotations.clause_ends import cut
from bot.language.quotations.direct import is_work
from bot.language.quotations.distances import nearest
from bot.language.quotations.plausibility import FEWEST_WORDS, is_attribute, is_plausible, is_quoted, is_told, says
from bot.language.quotations.source_repair import mended_pair, quoted_one, unmarked
from bot.language.quotations.span_extension import Parts
from bot.language.quotations.span_repair import mended
from bot.language.syntax.paragraph import FINITE, ITEM, Draft, ParagraphAnalysis, Tagged
from bot.models import QuoteKind
from bot.text.spans import Span, gap, inside, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Distances are in characters; they were chosen on the development part of PolNeAR.
_CUE_REACH = 60
_SOURCE_REACH = 120
_QUOTED_REACH = 320
_ACCORDING = NamedPattern(
    "according to a source", r"according to\s+(?:the\s+)?$", "according to the ", "According to ", flags=re.IGNORECASE
)
_WHERE = NamedPattern(
    "where somebody works",
    r"\b(?:at|of|for|from|with|in|(?:that|which) (?:is|was)) (?:the )?(?:\S+ ){0,3}$",
    "director at ",
    "head of the farm ",
    "the hall of mirrors that is ",
)
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_ARTICLES = frozenset(("a", "an", "the"))
#: An aside before the verb: "Boone, at Monday's debate, ".
_ASIDE = NamedPattern(
    "an aside before the verb",
    r"((?:[A-Z][\w.’'-]+\s)*[A-Z][\w.’'-]+),\s(?:at|in|on|during|after|before|with|from)\s[^,.]{2,60},\s$",
    "Boone, at Monday's debate, ",
)
_WITH = NamedPattern(
    "with somebody", r",\swith\s(?P<who>[^;:“”\"]{2,90}?),?\s$", ", with the police ", ", with its owner, Lars Holt, "
)
_BY = NamedPattern("by somebody", r"\b[Bb]y\b", "praised by", "By")


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
        source = _source_told(analysis, cue, parts, before)
        if source is None and is_quoted(analysis, contents):
            source = _of_sentence(analysis, cue)
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


def _source_told(analysis: ParagraphAnalysis, cue: Span, parts: Parts, before: tuple[int, Span] | None) -> Span | None:
    """The source of a cue, else of the cue before it in its sentence."""
    source = _with_somebody(analysis, cue) or _source(analysis, cue, parts)
    joined = before is not None and before[0] == analysis.sentence(cue[0]) and analysis.token_at(cue[0]).tag_ == "VBG"
    if source is None and before is not None and joined:  # "..., calling him a friend and saying he was glad"
        source = before[1]
    return quoted_one(analysis, source, cue)


def _with_somebody(analysis: ParagraphAnalysis, cue: Span) -> Span | None:
    """The police in "He was freed, with the police saying that there was no proof"."""
    if analysis.token_at(cue[0]).tag_ != "VBG":
        return None
    beside = _WITH.search(analysis.text, analysis.sentence_span(cue[0])[0], cue[0])
    return beside.span("who") if beside and not any(t.tag_ in FINITE for t in analysis.tokens(beside.span())) else None


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


def _source(analysis: ParagraphAnalysis, cue: Span, parts: Parts) -> Span | None:
    """The source that syntax points to, else the nearest one, else the subject itself."""
    if analysis.text[cue[0] : cue[1]].lower().startswith("according"):
        source = next((s for s in sorted(parts.sources) if 0 <= s[0] - cue[1] <= 5), None)
        return source and analysis.one_phrase(source)
    sources = [s for s in parts.sources if not _ACCORDING.search(analysis.text, max(0, s[0] - 20), s[0])]
    near = nearest(analysis, cue, sources, parts.contents, _SOURCE_REACH)
    aside = _ASIDE.search(analysis.text, analysis.sentence_span(cue[0])[0], cue[0])
    if aside is not None and near is not None and near[1] <= aside.start():
        return aside.span(1)
    verb = analysis.reports(cue) or analysis.token_at(cue[0])
    if near is not None and _owns(analysis, near) and verb.tag_ in FINITE:
        near = _inverted(analysis, near, cue)  # "Reyl's turn started when Holt accused him": Reyl does not accuse
    if near is not None and gap(near, cue) <= 1:
        return _who_acts(analysis, near, cue, verb) or _whole_subject(analysis, near, verb)
    subject = analysis.subject(verb) or (analysis.phrase_before(verb) if near is None else None)
    if (
        subject is None
        or analysis.quoted_at(subject[0])
        or any(overlap(subject, content) for content in parts.contents)
    ):
        return near
    if near is not None and _is_elsewhere(analysis, near, subject, cue):
        near = None
    return next((source for source in sources if overlap(source, subject)), near or subject)


def _inverted(analysis: ParagraphAnalysis, near: Span, cue: Span) -> Span | None:
    """A source right behind its verb up to the comma: "declared Jeff Flake, who echoed Mr. Reyl's", else None."""
    comma = analysis.text.find(",", *near)
    return (near[0], comma) if 0 <= near[0] - cue[1] <= 1 and comma > 0 else None


def _owns(analysis: ParagraphAnalysis, source: Span) -> bool:
    return analysis.text[slice(*source)].endswith(_POSSESSIVE) or analysis.text.startswith(_POSSESSIVE, source[1])


def _is_elsewhere(analysis: ParagraphAnalysis, near: Span, subject: Span, cue: Span) -> bool:
    """Whether a source is in another sentence or clause, or the agent of a passive: "praised by Holt and said"."""
    if analysis.sentence(near[0]) != analysis.sentence(cue[0]):
        return True
    finite = any(token.tag_ in FINITE for token in analysis.tokens(cue))
    if finite and near[1] <= subject[0] and subject[1] <= cue[0]:  # "Norhaven was spurned, and Reyl agreed"
        tags = [token.tag_ for token in analysis.tokens(subject)]
        return tags[:1] != ["IN"] and any(tag.startswith(("NNP", "PRP")) for tag in tags)
    agent = _BY.search(analysis.text, max(0, near[0] - len("by ")), near[0] + len("by"))
    return subject[1] <= near[0] < cue[0] and agent is not None


def _of_sentence(analysis: ParagraphAnalysis, cue: Span) -> Span | None:
    """The subject of the sentence before a verb of saying: "Reyl (K-7), said little, but called it" a start."""
    if not says(analysis, cue):
        return None
    start, end = analysis.sentence_span(cue[0])
    root = next((token for token in analysis.tokens((start, end)) if token.head == token and token.idx >= start), None)
    subject = analysis.subject(root) if root is not None and root.idx < cue[0] else None
    quoted = subject is not None and analysis.quoted_at(subject[0])
    return subject if subject is not None and subject[1] <= cue[0] and not quoted else None


def _who_acts(analysis: ParagraphAnalysis, near: Span, cue: Span, verb: Token) -> Span | None:
    """The subject, not the object of the first verb: "The party" in "The party has defended Marak saying that"."""
    if verb.tag_ != "VBG" or near[1] > cue[0] or analysis.text[near[1] : cue[0]].strip() or verb.dep_.startswith("acl"):
        return None
    subject = analysis.subject(verb)
    apart = subject is not None and not overlap(subject, near) and not analysis.quoted_at(subject[0])
    return subject if apart and subject is not None and subject[1] <= near[0] else None


def _whole_subject(analysis: ParagraphAnalysis, source: Span, verb: Token) -> Span:
    """The whole subject for "Norhaven": "the former director at Norhaven"; but Reyl for "Reyl, back from Karsk"."""
    aside = analysis.text[source[1] - 1] == "," or analysis.text[source[1] : source[1] + 1] == ","
    if not aside and not _WHERE.search(analysis.text, max(0, source[0] - 40), source[0]):
        return source
    subject = analysis.subject(verb)
    whole = subject is not None and subject[0] < source[0] and analysis.neat(source)[1] == subject[1]
    return subject if subject is not None and whole and not analysis.quoted_at(subject[0]) else source


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
