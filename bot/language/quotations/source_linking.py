"""Find the source of a cue: whom syntax points to, else the nearest one, else whoever acts in its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.quotations.distances import nearest
from bot.language.quotations.plausibility import says
from bot.language.quotations.source_repair import quoted_one
from bot.language.quotations.span_extension import Parts
from bot.language.syntax.paragraph import FINITE, ParagraphAnalysis
from bot.text.spans import Span, gap, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

_SOURCE_REACH = 120  # characters, chosen on the development part of PolNeAR
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


def source_of_cue(analysis: ParagraphAnalysis, cue: Span, parts: Parts, before: tuple[int, Span] | None) -> Span | None:
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


def subject_of_sentence(analysis: ParagraphAnalysis, cue: Span) -> Span | None:
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
