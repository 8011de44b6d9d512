"""Transcripts and interviews, whose paragraphs begin with their speaker and have no quotation marks:

    "MARTHA KELN, HOST: Welcome."  ⏎  "PIET AUMANN, FINANCE MINISTER: Good morning."  ⏎  "AUMANN: We will."
    "Q: Why do you paint boats?"   ⏎  "A: I grew up on one."                              the person introduced before
    "Ana Belk: I had two children."

Pure: takes paragraphs, returns them with the words of each speaker as a draft, and the speakers' names as mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.language.coreference.name_parts import folded
from bot.language.coreference.repetitions import surname
from bot.language.entities.name_cleaning import Found, name_found
from bot.language.paragraph import Reading
from bot.language.patterns import NamedPattern
from bot.language.syntax.paragraph import Draft
from bot.lexicon.given_names import is_given_name
from bot.lexicon.loader import alternatives, word_list
from bot.lexicon.roles import TITLES
from bot.models import QuoteKind
from bot.text.spans import Span, overlap

_FEWEST = 2  # labelled paragraphs of a transcript
_LONGEST_LABEL = 60
_LONGEST_HEADING = 5  # words
_PARTICLES = alternatives("names", "particles_on_lines")
_NAME = rf"(?:(?:[A-Z]\.|[A-Z][\w.’'-]+|{_PARTICLES})\s)*[A-Z][\w.’'-]+"
#: A speaker before a colon, with an office or a note: "PIET AUMANN, FINANCE MINISTER:", "Vos (laughing):".
_LABEL = NamedPattern(
    "a speaker of a transcript",
    rf"(?P<who>{_NAME})(?P<role>,\s[^:.!?“”\"]{{2,50}}|\s\([^)]{{1,30}}\))?:\s+(?=[^\s“\"‘«„])",
    "PIET AUMANN, FINANCE MINISTER: We will",
    "Vos (laughing): I never",
)
_ASKED = NamedPattern(
    "a question of an interview",
    r"(?:Q\d{0,2}|QUESTION|Question)(?:[.:]\s+|\s(?=[A-Z][a-z]))",
    "Q: Why",
    "QUESTION. When",
    "Q Will",
)
_ANSWERED = NamedPattern(
    "an answer of an interview", r"(?:A\d{0,2}|ANSWER|Answer)[.:]\s+(?=\S)", "A: I grew", "Answer. We"
)
#: Before the person who is interviewed.
_INTERVIEWED = NamedPattern(
    "whom a paper interviews",
    r"\b(?:interview(?:ed|s)?|spoke|talked|sat down|chat(?:ted)?|conversation|q\s?&\s?a|asked|met|questioned|questions)"
    r"\s(?:(?:with|to|for|of)\s)?(?:[\w’'-]+\s){0,4}$",
    "An interview with the painter ",
    "The Lamp spoke to ",
    flags=re.IGNORECASE,
)
_PARTS = word_list("roles", "parts_in_a_transcript")


@dataclass(frozen=True, slots=True)
class _LabelledLine:
    """A paragraph with its speaker and words."""

    number: int
    who: Span
    words: Span
    role: str
    part: str = ""  #: "question" or "answer"; "" for a name


def with_transcript(text: str, body: Sequence[Reading]) -> list[Reading]:
    """``body`` with the words of each labelled paragraph as a quote, if it is a transcript; else unchanged."""
    lines = list(filter(None, (_line(text, number, reading) for number, reading in enumerate(body))))
    named = [line for line in lines if not line.part]
    known = set(_speaker_keys(text, body, named))
    spoken = [line for line in lines if line.part or _key(text, line) in known]
    if len(spoken) < _FEWEST or _are_headings(text, spoken):
        return list(body)
    guest = interviewed(text, body[: spoken[0].number])
    found = list(body)
    for line in spoken:
        found[line.number] = _as_quote(text, body[line.number], line, guest)
    return found


def _are_headings(text: str, lines: Sequence[_LabelledLine]) -> bool:
    """Whether short labels stand over paragraphs of prose, each name once: "Reyl: A late surge"."""
    short = all(len(text[slice(*line.words)].split()) <= _LONGEST_HEADING and not line.part for line in lines)
    once = len({_key(text, line) for line in lines}) == len(lines)
    return short and once and all(later.number - line.number > 1 for line, later in pairwise(lines))


def _line(text: str, number: int, reading: Reading) -> _LabelledLine | None:
    if not reading.sentences:
        return None
    start, end = reading.sentences[0][0], reading.sentences[-1][1]
    for part, pattern in (("question", _ASKED), ("answer", _ANSWERED)):
        match = pattern.match(text, start, end)
        if match is not None:
            return _LabelledLine(number, (start, start + 1), (match.end(), end), "", part)
    match = _LABEL.match(text, start, end)
    if match is None or match.end() >= end or match.end("who") - start > _LONGEST_LABEL:
        return None
    return _LabelledLine(number, match.span("who"), (match.end(), end), match.group("role") or "")


def _key(text: str, line: _LabelledLine) -> str:
    """What recurs of a label: its surname, or all of "THE WITNESS"."""
    who = folded(text[slice(*line.who)])
    return who if _is_part(who) else surname(who)


def _is_part(who: str) -> bool:
    return who.removeprefix("the ") in _PARTS


def _speaker_keys(text: str, body: Sequence[Reading], lines: Sequence[_LabelledLine]) -> Iterator[str]:
    """The keys of labels that are speakers: of names in the text, with an office, or parts such as "Reporter"."""
    found = [one for reading in body for one in reading.found]
    people = {folded(surname(one.text)) for one in found if one.label == "PERSON" and " " in one.text}
    outlets = {folded(one.text) for one in found if one.label == "ORG"}
    for line in lines:
        who = text[slice(*line.who)]
        words = who.split()
        addressed = folded(words[0]).rstrip(".") in TITLES  # "MR. HOLLIS"
        full = len(words) > 1 and (line.role.isupper() or addressed or is_given_name(folded(words[-2])))
        shouted = who.isupper() and full
        asks = folded(who) in outlets and text[slice(*line.words)].endswith("?")
        if _is_part(folded(who)) or shouted or asks or _key(text, line) in people:
            yield _key(text, line)


def interviewed(text: str, before: Iterable[Reading]) -> Span | None:
    """The person whom the paragraphs before the first question introduce: the only one, or who "spoke with" us."""
    people = [one for reading in before for one in reading.found if one.label == "PERSON"]
    full = [one for one in people if " " in one.text] or people
    if len({surname(one.text) for one in full}) == 1:
        return full[0].span
    asked = (one for one in full if _INTERVIEWED.search(text, max(0, one.start - 60), one.start))
    return next((one.span for one in asked), None)


def _as_quote(text: str, reading: Reading, line: _LabelledLine, interviewed: Span | None) -> Reading:
    """The reading with these words as its only quote; without any if they are a question or nobody's."""
    source = interviewed if line.part == "answer" else line.who
    words = (line.words[0], line.words[1] - 1) if text[line.words[1] - 1] == "." else line.words
    told = Draft((words,), QuoteKind.INDIRECT, source, None)
    if line.part:
        return replace(reading, drafts=(told,) if source is not None and line.part == "answer" else ())
    found = reading.found if _is_part(folded(text[slice(*line.who)])) else _with_name(text, reading.found, line.who)
    return replace(reading, drafts=(told,), found=found)


def _with_name(text: str, found: tuple[Found, ...], who: Span) -> tuple[Found, ...]:
    """``found`` with the speaker of a line: the name found there, else a person; "MARTHA KELN" as "Martha Keln"."""
    there = next((one for one in found if one.start < who[1] <= one.end and one.label in ("PERSON", "ORG")), None)
    if there is not None and not there.text.isupper():
        return found
    name = name_found(text, who, "PERSON")
    if name is None:
        return found
    kept = [one for one in found if not overlap(one.span, name.span)]
    written = name.text.title() if name.text.isupper() else name.text
    speaker = replace(name, label="PERSON", text=written, title=name.title.title(), subject=True)
    return tuple(sorted([*kept, speaker], key=lambda one: one.start))
