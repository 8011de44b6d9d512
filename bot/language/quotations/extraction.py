"""Extract the quotes of one paragraph, before speakers are resolved.

the model's spans, linked -> reported clauses it missed -> unassigned quotations -> without relays
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.quotations.clause_ends import trimmed
from bot.language.quotations.cue_linking import left_over, linked, parted
from bot.language.quotations.direct import spoken
from bot.language.quotations.indirect import reported
from bot.language.quotations.inner_speech import within
from bot.language.quotations.modality import is_said, without_occasion
from bot.language.quotations.wordless import reports_words
from bot.language.syntax.paragraph import Draft, ParagraphAnalysis, Tagged
from bot.language.syntax.quotation_marks import Quoted
from bot.lexicon.loader import alternatives, word_set
from bot.models import QuoteKind
from bot.text.spans import Span, inside, overlap

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORKS = alternatives("reporting", "works")
#: Works, whose contents are nobody's words.
_WORK = NamedPattern(
    "a work",
    rf"(?:the|a|an|this|that|his|her|their)\s(?:[\w’'-]+\s){{0,2}}(?:{_WORKS})\b",
    "the film",
    "her new novel",
    flags=re.IGNORECASE,
)
#: What somebody wrote, by its name.
_NAMED_WORK = NamedPattern(
    "a work and its name",
    rf"(?:the|a|an|his|her|their)\s(?:[\w’'-]+\s){{0,3}}(?:{_WORKS})\s(?:(?:called|titled|entitled)\s)?"
    r"[“\"‘'][^“”\"]+[”\"’'][,.]?(?:\s(?:for|in|about|on|at|with)\b[^“”\"]*)?",
    "the song “I Never Said That”",
    'a short poem called "Nobody Asked Us"',
    flags=re.IGNORECASE,
)
_CARRIERS = alternatives("reporting", "carriers")
#: Before words that stand on something and are nobody's: a man "whose sign read".
_CARRIED = NamedPattern(
    "what stands on something",
    rf"\b(?:{_CARRIERS})s?(?:\s(?:that|which))?\s(?:reads?|reading|sa(?:ys?|id|ying)|declar(?:es?|ed|ing)|proclaim(?:s|ed|ing)|emblazoned"
    r"\swith)[\s,:“”\"‘’']*$|\b(?:slogans?(?:\s(?:of|was|is))?|with\sthe\swords?)[\s,:“”\"‘’']*$",
    "a man whose sign read “",
    "placards saying “",
    "the slogan “",
    flags=re.IGNORECASE,
)
_SIGN = 60  # characters before the words in which that is told
_RELAYING = word_set("report reports reported reporting wrote writes cited citing quoted quoting")
#: Maximum length in characters of an aside between two parts of a quote.
_ASIDE = 160


def drafts(
    doc: Doc,
    text: str,
    stretches: Sequence[Quoted],
    tagged: Sequence[Tagged],
    sentences: Sequence[Span],
    inner: Sequence[Tagged] = (),
) -> list[Draft]:
    """The quotes of one paragraph, sorted by their first span. No words are assigned to two sources.

    ``tagged``: the model's spans; ``inner``: those found within their contents.
    """
    analysis = ParagraphAnalysis(doc, text, stretches, sentences)
    parts = parted(analysis, tagged)
    found = list(linked(analysis, parts))
    found += linked(analysis, parted(analysis, inner))
    found += [trimmed(analysis, draft) for draft in reported(analysis, found)]
    found += spoken(analysis, found)
    found += left_over(analysis, parts, found)
    found = list({draft.spans: draft for draft in (within(analysis, draft) or draft for draft in found)}.values())
    said = [draft for draft in found if not _of_a_work(analysis, draft) and is_said(analysis, draft)]
    said = [_within_brackets(analysis, without_occasion(analysis, draft)) for draft in said]
    return [replace(draft, is_shown=reports_words(analysis, draft)) for draft in _joined(_own_words(analysis, said))]


def _of_a_work(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    told = draft.source is not None and _WORK.match(analysis.text, *draft.source) is not None
    named = len(draft.spans) == 1 and _NAMED_WORK.fullmatch(analysis.text, *draft.spans[0]) is not None
    start = draft.spans[0][0]
    carried = _CARRIED.search(analysis.text, max(0, start - _SIGN), start) is not None
    return carried or ((told or named) and draft.kind is not QuoteKind.DIRECT)


def _within_brackets(analysis: ParagraphAnalysis, draft: Draft) -> Draft:
    """A draft whose cue stands in brackets, without the words before these: 'It is shut (“a shame,” as Reyl said)'."""
    start, end = draft.spans[0]
    opened = analysis.text.rfind("(", start, end)
    if draft.cue is None or draft.cue[0] < end or opened < 0 or ")" in analysis.text[opened : draft.cue[1]]:
        return draft
    inner = analysis.draft([(opened + 1, end), *draft.spans[1:]], draft.source, draft.cue, goes_on=draft.goes_on)
    return inner if inner is not None else draft


def _own_words(analysis: ParagraphAnalysis, found: Sequence[Draft]) -> Iterator[Draft]:
    """Assign words to one source: "According to A, B said ..." is B's quote, "A said that B had said ..." is A's."""
    told = [draft for draft in found if draft.source is not None]
    for draft in found:
        if draft.source is None and any(other.covers(span) for other in told for span in draft.spans):
            continue
        around = [other for other in told if other is not draft and _reports(other, draft)]
        inner = [other for other in told if other is not draft and _reports(draft, other)]
        if any(not _relays(analysis, other) for other in around):
            continue
        if inner and _relays(analysis, draft) and draft.kind is not QuoteKind.DIRECT:
            continue
        yield draft


def _reports(outer: Draft, inner: Draft) -> bool:
    """Whether the words of ``outer`` report that somebody else said something."""
    return bool(inner.cue and outer.cue) and any(_holds(span, inner) for span in outer.spans)


def _relays(analysis: ParagraphAnalysis, draft: Draft) -> bool:
    """Whether a draft only passes on what others said: "according to A", "A reported"."""
    cue = analysis.text[slice(*draft.cue)].lower() if draft.cue else ""
    return cue.startswith("according") or any(word in _RELAYING for word in cue.split())


def _holds(span: Span, other: Draft) -> bool:
    """Whether ``span`` reports that somebody else said something."""
    return bool(other.cue and overlap(span, other.cue)) or all(inside(own, span) for own in other.spans)


def _joined(found: Iterator[Draft]) -> Iterator[Draft]:
    """Join the parts of an interrupted quote into one draft: ``"We won," he said. "They lost."``."""
    last: Draft | None = None
    for draft in sorted(found, key=_place):
        if last is not None and _continues(last, draft):
            last = replace(last, spans=last.spans + draft.spans)
            continue
        if last is not None:
            yield last
        last = draft
    if last is not None:
        yield last


def _place(draft: Draft) -> tuple[Span, ...]:
    return draft.spans


def _continues(last: Draft, draft: Draft) -> bool:
    """Whether both are entirely in quotation marks, and the later one has no other speaker."""
    alike = last.kind == draft.kind == QuoteKind.DIRECT and last.goes_on == draft.goes_on
    same = draft.cue in (None, last.cue) and draft.source == last.source
    end, start = last.spans[-1][1], draft.spans[0][0]
    return alike and same and end <= start < end + _ASIDE
