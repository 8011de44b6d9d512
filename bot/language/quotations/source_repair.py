"""Mend who speaks and what beside the model's spans: datelines, who is quoted, names behind offices, cut clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.patterns import NamedPattern
from bot.language.syntax.paragraph import FINITE, ParagraphAnalysis
from bot.lexicon.loader import alternatives
from bot.lexicon.roles import ROLES
from bot.text.spans import Span

_QUOTED_ONE = NamedPattern("who is quoted", r"\bquot(?:ed|es|ing)\s(\S.+)$", "The paper quoted Falk")
_QUOTED_AS = NamedPattern(
    "who is quoted as saying",
    r"\bquot(?:ed|es|ing)\s(?!by\s)(\S[^“”\"]{1,60}?),?\sas\s(?:saying|telling)\b",
    "quotes Falk as saying",
)
#: The same in the passive: "Park was quoted by an aide as saying".
_WAS_QUOTED = NamedPattern(
    "who was quoted as saying",
    r"(?P<who>[^\s,;:“”\"][^,;:“”\"]{0,60}?)\s(?:was|were|is|are|has been|have been|had been)\s(?:also\s)?quoted\s"
    r"(?:(?:by|in)\s[^“”\".;]{2,60}?\s)?as\s(?:saying|telling)\b",
    "Park was quoted by an aide as saying",
)
#: Whose words somebody speaks of: "knocked a statement by the actor George Clay that the money was lost".
_SPOKEN_OF = NamedPattern(
    "whose statement somebody speaks of",
    rf"\s(?:an?|the|this|that|these|those|recent)\s(?:[\w-]+\s){{0,2}}(?:{alternatives('reporting', 'nouns')})\s"
    r"(?:by|from)\s(?P<who>[^,;:“”\"]{2,60}?)\s(?:that|who said|which said)\b",
    " a statement by the actor George Clay that",
    " the claim from Reyl that",
)
#: Whose claim it is that another speaks of: "On Reyl's assertion that it leaks, Holt said".
_OWNER = NamedPattern(
    "whose claim it is",
    r"(?:^|\s)(?P<who>(?:M(?:r|s|rs)\.\s)?(?:[A-Z][\w.-]*\s){0,2}[A-Z][\w-]*[\w])['’]s?\s(?:[a-z-]+\s){0,2}$",
    "On Reyl's ",
    "to Mr. Otto Lund's latest ",
)
_PREPOSED = NamedPattern(
    "an occasion at the start",
    rf"(?:{alternatives('function_words', 'openings_of_asides')})\s",
    "in ",
    "after ",
    flags=re.IGNORECASE,
)
_AS_REACH = 90  # characters from a cue to "as saying"
#: A dateline that runs into the words of its sentence.
_DATELINE = NamedPattern(
    "a dateline",
    r"[A-Z][A-Z’'.-]{2,}(?:,?\s[A-Z][\w.’'-]*){0,4}(?:\s\([^)]{1,40}\))?\s?(?:-{1,2}|–|—)\s",
    "LAGOS - ",
    "NEW DELHI (Norpress) -- ",
)
#: The same with the agency's name, at the start of what is said: "New York (AFP) – ".
_AGENCY_LINE = NamedPattern(
    "a dateline with its agency",
    r"[A-Z][\w.’'-]*(?:,?\s[A-Z\d][\w.’'-]*){0,4},?\s\([A-Z][\w\s.-]{1,24}\)\s?(?:-{1,2}|–|—)\s",
    "New York (AFP) – ",
    "Karsk, Nov. 3 (Norpress) -- ",
)
_LONGEST_START = 60  # characters of a clause that a speaker interrupts before its verb


def unmarked(analysis: ParagraphAnalysis, cue: Span) -> Span:
    """A cue up to the marks in it: "said on" of 'said on "Fox and Friends"'."""
    marks = min((one.outer[0] for one in analysis.stretches if cue[0] < one.outer[0] < cue[1]), default=cue[1])
    return cue[0], len(analysis.text[:marks].rstrip())


def quoted_one(analysis: ParagraphAnalysis, source: Span | None, cue: Span) -> Span | None:
    """The source of a cue: "Falk" in "The paper quoted Falk as saying"; without a dateline before it."""
    if source is None:
        return None
    start, end = analysis.sentence_span(cue[0])
    word = analysis.reports(cue)
    owner = _OWNER.search(analysis.text, start, cue[0]) if word is not None and word.tag_.startswith("NN") else None
    if owner is not None and word is not None and word.idx == cue[0] and source[0] > cue[1]:
        return owner.span("who")
    if passive := _WAS_QUOTED.search(analysis.text, start, min(end, cue[1] + _AS_REACH)):
        return passive.span("who")
    spoken_of = _SPOKEN_OF.search(analysis.text, cue[0], end)
    if spoken_of is not None and spoken_of.start() < cue[1] and source[1] <= cue[0]:
        return spoken_of.span("who")
    match = _QUOTED_AS.search(analysis.text, max(start, min(source[0], cue[0])), min(end, cue[1] + _AS_REACH))
    match = match or _QUOTED_ONE.search(analysis.text, *source)
    source = match.span(1) if match else source
    dateline = _DATELINE.match(analysis.text, *source) if source[0] == 0 else None
    return (dateline.end(), source[1]) if dateline else source


def mended_pair(
    analysis: ParagraphAnalysis, cue: Span, source: Span | None, contents: Sequence[Span]
) -> tuple[Span | None, list[Span]]:
    """Source and contents of a cue, with the name behind an office and the start of an interrupted clause."""
    if source is None:
        return None, list(contents)
    source, contents = _with_name(analysis, cue, source, contents)
    contents = [_without_ahead(analysis, cue, source, content) for content in contents]
    return source, _from_subject(analysis, contents, (min(source[0], cue[0]), max(source[1], cue[1])))


def _with_name(
    analysis: ParagraphAnalysis, cue: Span, source: Span, contents: Sequence[Span]
) -> tuple[Span, list[Span]]:
    """Source and contents, the source with the name behind it: "according to the officer, Lis Berg, four were held"."""
    if not analysis.text[slice(*cue)].lower().startswith("according"):
        return source, list(contents)
    starts = {entity.start_char: entity.end_char for entity in analysis.doc.ents if entity.label_ == "PERSON"}
    end = starts.get(source[1] + len(", "))
    if end is None or not analysis.text.startswith(", ", source[1]) or not analysis.text.startswith(", ", end):
        return source, list(contents)
    behind = end + len(", ")
    cut = [(behind, content[1]) if source[1] < content[0] < behind < content[1] else content for content in contents]
    return (source[0], end), cut


def _without_ahead(analysis: ParagraphAnalysis, cue: Span, source: Span, content: Span) -> Span:
    """A content without a dateline, or who the speaker is: "according to Lis Berg, the aide of X, four died"."""
    if content[0] == 0 and (line := _AGENCY_LINE.match(analysis.text, *content)) is not None:
        return line.end(), content[1]
    comma = analysis.text.find(", ", *content)
    beside = analysis.text[source[1] : content[0]] in (", ", " ") and analysis.text[slice(*cue)].lower().startswith(
        "acc"
    )
    if comma < 0 or not beside:
        return content
    told, rest = analysis.text[content[0] : comma], (comma + len(", "), content[1])
    if not ROLES & set(told.lower().split()) or _PREPOSED.match(told):
        return content
    finite = [any(token.tag_ in FINITE for token in analysis.tokens(span)) for span in ((content[0], comma), rest)]
    return content if finite != [False, True] else rest


def _from_subject(analysis: ParagraphAnalysis, contents: Sequence[Span], around: Span) -> list[Span]:
    """Contents with the start of a clause that the speaker interrupts: "This measure, he explained, will help".

    ``around``: from source to cue.
    """
    start, _ = analysis.sentence_span(around[0])
    first = (start, len(analysis.text[: around[0]].rstrip()))
    cut = [content for content in contents if content[0] >= around[1]]
    interrupts = (
        len(contents) == len(cut) == 1
        and 1 < first[1] - first[0] < _LONGEST_START
        and analysis.text[first[1] - 1] == ","
        and analysis.token_at(cut[0][0]).tag_ in FINITE | {"MD"}
        and not any(token.tag_ in FINITE or token.tag_ == "IN" for token in analysis.tokens(first))
    )
    return [(first[0], first[1] - 1), *contents] if interrupts else list(contents)
