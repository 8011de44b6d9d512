"""Correct occasional errors of the quotation model before its spans are linked:

'called that ["a funeral" and demanded money]'    two verbs, two quotes
"adding [that he also said that he was glad]"     reported twice: the content is what he was glad of
"said, [however, that it was late]"               the content begins later
", argues [the report, trade will grow]"          the source comes first
"[expressed thanks for] [the welcome]"            the thanks are part of the content
'["We won"] [was] [the headline]'                 no speaker
"""

from __future__ import annotations

import re

from bot.language.patterns import NamedPattern
from bot.language.quotations.span_extension import Parts, grown
from bot.language.syntax.paragraph import FINITE, ParagraphAnalysis
from bot.lexicon.reporting import BEING, REPORTING, STRONG_VERBS
from bot.text.spans import Span, gap, inside

_AGAIN = NamedPattern(
    "said once more",
    r"(?:that\s+)?(?:he|she|it|they)\s+(?:(?:also|further|then|later)\s+)?(?:said|stated|added|noted|declared)\s+(?=that\b)",
    "he also said that",
    "that it added that",
)
_HOWEVER = NamedPattern(
    "however", r"(?:however|though|meanwhile|nevertheless|nonetheless),\s+(?=\w)", "however, he", "meanwhile, we"
)
#: A source before what it says: "the report, ".
_BY_THE = NamedPattern(
    "a speaker at the start",
    r"((?:the|a|an|its|their|his|her)\s(?:[\w’'-]+\s){0,3}[\w’'-]+),\s(?=(?:\S+\s){3})",
    "the board's chairman, it was a long",
    flags=re.IGNORECASE,
)
_EXPRESSED = frozenset(("expressed", "expressing", "expresses", "voiced", "voicing"))
_AND = NamedPattern(
    "and then", r"[,\s]*\b(?:and|but|then)\s+(?:then\s+|also\s+|later\s+)?(?=\w)", ", and later it", " but he"
)
_THAT = NamedPattern("that", r"\s+(?:that\s+)?", " that ", " ")


def mended(analysis: ParagraphAnalysis, parts: Parts) -> Parts:
    """``parts`` with these errors corrected."""
    parts = _source_from_content(analysis, _with_thanks(analysis, _without_being(analysis, parts)))
    contents = [_said_once(analysis, span) for span in parts.contents]
    return _two_verbs(analysis, grown(analysis, Parts(parts.sources, parts.cues, contents)))


def _without_being(analysis: ParagraphAnalysis, parts: Parts) -> Parts:
    """``parts`` without cues that are only "was" or "is", and without the sources next to them."""
    being = [cue for cue in parts.cues if all(token.lower_ in BEING for token in analysis.tokens(cue))]
    sources = [source for source in parts.sources if not any(gap(source, cue) <= 1 for cue in being)]
    return Parts(sources, [cue for cue in parts.cues if cue not in being], parts.contents)


def _with_thanks(analysis: ParagraphAnalysis, parts: Parts) -> Parts:
    """Turn "expressed thanks to" [the president] into "expressed" [thanks to the president]."""
    cues, contents = list(parts.cues), list(parts.contents)
    for number, cue in enumerate(parts.cues):
        verb = analysis.token_at(cue[0])
        end = verb.idx + len(verb)
        place = next((n for n, content in enumerate(contents) if 0 < content[0] - cue[1] <= 1), None)
        if verb.lower_ in _EXPRESSED and end < cue[1] and place is not None:
            cues[number] = cue[0], end
            contents[place] = end + 1, contents[place][1]
    return Parts(parts.sources, cues, contents)


def _source_from_content(analysis: ParagraphAnalysis, parts: Parts) -> Parts:
    """Turn ", argues" [the report, trade will grow] into "argues" [the report], [trade will grow]."""
    sources, contents = list(parts.sources), list(parts.contents)
    for cue in parts.cues:
        place = next((n for n, content in enumerate(contents) if 0 < content[0] - cue[1] <= 1), None)
        beside = any(abs(cue[0] - source[1]) <= 1 or abs(source[0] - cue[1]) <= 1 for source in sources)
        match = _BY_THE.match(analysis.text, *contents[place]) if place is not None and not beside else None
        if place is None or match is None or analysis.token_at(cue[0]).lower_ not in STRONG_VERBS:
            continue
        if any(token.tag_ in FINITE for token in analysis.tokens(match.span(1))):
            continue
        sources.append(match.span(1))
        contents[place] = match.end(), contents[place][1]
    return Parts(sorted(sources), parts.cues, contents)


def _said_once(analysis: ParagraphAnalysis, content: Span) -> Span:
    match = _AGAIN.match(analysis.text, *content) or _HOWEVER.match(analysis.text, *content)
    return (match.end(), content[1]) if match and not analysis.quoted_at(content[0]) else content


# ---- 'called that "a funeral" and demanded money' ----------------------------


def _two_verbs(analysis: ParagraphAnalysis, parts: Parts) -> Parts:
    cues, contents = list(parts.cues), []
    for content in parts.contents:
        split = _second_verb(analysis, content)
        if split is None:
            contents.append(content)
            continue
        first, verb, rest = split
        contents += [first, rest]
        cues.append(verb)
    return Parts(parts.sources, sorted(cues), contents)


def _second_verb(analysis: ParagraphAnalysis, content: Span) -> tuple[Span, Span, Span] | None:
    """Content, verb and content, if another verb of the same speaker follows a quotation."""
    stretch = next((s for s in analysis.stretches if inside(s.outer, content)), None)
    match = _AND.match(analysis.text, stretch.end, content[1]) if stretch is not None else None
    if stretch is None or match is None:
        return None
    verb = analysis.token_at(match.end())
    before = analysis.tokens((content[0], stretch.start)) if content[0] < stretch.start else iter(())
    if verb.lower_ not in REPORTING or verb.tag_ not in ("VBD", "VBZ") or any(t.tag_ in FINITE for t in before):
        return None
    end = verb.idx + len(verb)
    rest = analysis.neat((end + len(_matched(_THAT, analysis.text, end)), content[1]))
    return ((content[0], stretch.end), (verb.idx, end), rest) if rest[0] < rest[1] else None


def _matched(pattern: NamedPattern, text: str, start: int) -> str:
    match = pattern.match(text, start)
    return match.group() if match else ""
