"""Speakers on a line of their own, before or after their words:

    "Gideon Stroud, the chairman, said in a statement:"  ⏎  “The quay will be ready.”
    "And from Chairwoman Mirela Castan:"                 ⏎  “She brings a wealth of practice.”
    “We have paid for it twice.”                         ⏎  "– Otmar Quill, treasurer"
    "Orla Finn, 43, baker"                               ⏎  “I have not slept since the flood.”
    "Five things that Rhea Moss said"                    ⏎  1. “I like it here.”  ⏎  2. “Nobody asked me.”

Pure: takes paragraphs and returns the speaker's span for each paragraph that consists of a quotation only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.attribution.transcripts import interviewed
from bot.language.paragraph import Reading
from bot.language.patterns import NamedPattern
from bot.language.syntax.paragraph import ITEM
from bot.lexicon.loader import alternatives
from bot.lexicon.reporting import STRONG_VERBS
from bot.text.spans import Span

#: Maximum length in characters of a line that is only a name.
_LONGEST, _LONGEST_HEAD, _LONGEST_QUESTION = 90, 120, 300
_SAYING = "|".join(sorted(STRONG_VERBS, key=len, reverse=True))
_PARTICLES = alternatives("names", "particles_on_lines")
_NAME = rf"(?:(?:[A-Z]\.|[A-Z][\w.’'-]+|{_PARTICLES})\s?){{1,5}}"
_NOT_WHO = r"(?!(?:Asked|Here|There|This|That|What)\b)"
#: "X, the chairman, said in a statement:", "In a post, X wrote:".
_SAID = NamedPattern(
    "X said in a statement:",
    r"(?:(?:And|But|Then)\s)?(?:(?:In|On|At|After|Asked|Speaking|During|When)\s[^,]{2,80},\s)?"
    rf"(?P<who>{_NOT_WHO}[^,:]{{2,60}}?)"
    rf"(?:,\s[^:]{{2,80}},)?\s(?:has\s|also\s|then\s|later\s)*(?:{_SAYING})\b[^.!?“”\"]{{0,80}}:$",
    "Gideon Stroud, the chairman, said in a statement:",
    "In a post, Reyl wrote:",
)
_FROM = NamedPattern(
    "from X:",
    r"(?:And\s|Also\s)?[Ff]rom (?:the desk of )?(?P<who>[^,:]{2,60})(?:,[^:]{2,80})?:$",
    "And from Chairwoman Mirela Castan:",
    "From the desk of Orla Finn, analyst:",
)
_WRITINGS = alternatives("reporting", "papers")
#: The author of a text: "Here is the reply by Minister X:", "X's letter in full:", "a note attributed to X:".
_WRITTEN = NamedPattern(
    "a text by X:",
    rf"(?:[Hh]ere\s(?:is|are)\s)?(?:(?:[Aa]|[Tt]he|[Ii]n a)\s)?(?:[a-z]+\s)?(?:(?i:{_WRITINGS}))\s(?:by|from|of)\s"
    r"(?P<who>[^,:]{2,60}?)(?:,[^:]{2,80})?(?:\s(?:reads?|says?|said|in full|follows|reading))?:$",
    "A statement by Minister Reyl read:",
    "Here is the reply of Bishop Aron Feld:",
)
_ATTRIBUTED = NamedPattern(
    "attributed to X:",
    r".*\battributed to (?P<who>[^,:]{2,60})(?:,[^:]{2,80})?:$",
    "It sent this, attributed to Jan Feld:",
    "attributed to spokesman Jan Feld, 40:",
)
_WHOSE = NamedPattern(
    "X's text:",
    rf"(?P<who>{_NAME}?)['’]s?\s(?:[a-z]+\s)?(?:{_WRITINGS})(?:\s(?:reads?|says?|said|in full))?:$",
    "Tove Lind’s statement in full:",
    "Ana Belk's letter says:",
)
#: A relative clause: "including from chef X, who, calling her a friend, wrote:".
_WHO_WROTE = NamedPattern(
    "X, who wrote:",
    rf".*?(?P<who>{_NAME}),\swho(?:,[^,:]{{2,60}},)?\s(?:has\s|also\s|later\s)*(?:{_SAYING})\b[^.!?“”\"]{{0,80}}:$",
    "including from Lis Reyl, who, calling her a friend, wrote:",
)
_LABEL = NamedPattern(
    "X:",
    rf"(?P<who>(?:[A-Z][\w’'-]+\s(?:[a-z][\w’'-]+\s){{1,3}})?{_NAME})(?:,[^:.!?]{{2,70}}|\s\([^)]{{1,40}}\))?:$",
    "Mayor Orla Finn:",
    "Dora Pell, the prosecutor:",
)
_MOODS, _REACTING = alternatives("reporting", "moods"), alternatives("reporting", "reacting")
#: A mood or reaction: "Coach X was pleased.", "X, 43, disagreed.".
_REACTS = NamedPattern(
    "X was pleased.",
    rf"(?P<who>(?:[A-Z][\w’'-]+\s)?{_NAME}?)(?:,\s[^,.]{{2,60}},)?\s"
    rf"(?:(?:was|is|felt|looked|sounded|seemed)\s(?:\w+ly\s|\w+\s)?(?:{_MOODS})|(?:{_REACTING}))\b[^“”\"]{{0,60}}[.:]$",
    "Coach Reyl was pleased.",
    "Otto Holt, 43, disagreed.",
)
_LISTED = alternatives("reporting", "parts_of_lists")
#: The head of a list: "Five things that Rhea Moss said", "Key quotes from Ida Trane:", "Petra Vos in her own words:".
_HEADS_LIST = NamedPattern(
    "the head of a list",
    rf"(?:.*\b(?:things?|what|all|everything)\b.*\b(?:{_SAYING}|had to say|has to say)\b|.*\b(?:{_LISTED})\b"
    rf"|.*\b(?:{_SAYING})\s(?:\w+\s)?things?\b|.*\bin (?:his|her|their) own words\b)[^.!?“”\"]*:?$",
    "Five things that Rhea Moss said",
    "Key quotes from Ida Trane:",
    "Petra Vos in her own words:",
    flags=re.IGNORECASE,
)
_SIGNED = NamedPattern(
    "a signature", rf"[—–-]+\s*(?P<who>{_NAME})(?:[,(].{{0,70}})?$", "– Otmar Quill, treasurer", "-- Reyl"
)
#: The end of a letter or statement.
_CLOSED_BY = NamedPattern(
    "the end of a letter",
    r"(?:(?:[Yy]ours|(?:[Kk]ind|[Bb]est|[Ww]arm) (?:regards|wishes)|[Ss]incerely|[Rr]egards|[Ss]igned)"
    rf"(?:\s(?:sincerely|faithfully|truly))?)[,:]?\s(?P<who>{_NAME})(?:[,(].{{0,70}})?$",
    "Yours sincerely, Dr Lena Fisk, health officer",
    "Kind regards, Reyl",
)
_ALONE = NamedPattern(
    "a name with age or office",
    rf"(?P<who>{_NAME})(?:,\s[^.!?:“”\"]{{2,60}}|\s\(\d{{1,3}}\)(?:,\s[^.!?:“”\"]{{2,60}})?)$",
    "Orla Finn, 43, baker",
    "Tomas Weir (71)",
)


def speaker_lines(text: str, body: Sequence[Reading]) -> dict[int, Span]:
    """The span of the speaker named next to each paragraph of ``body`` that is only a quotation, by its index."""
    lines = [_line(reading) for reading in body]
    found: dict[int, Span] = {}
    head: Span | None = None  # who says what a list holds
    below: bool | None = None  # whether this article names speakers after their words
    for number, reading in enumerate(body):
        if not _is_speech(text, reading, lines[number]):
            head = _head_of_list(text, reading, lines[number]) if not reading.drafts or head is None else head
            continue
        ahead = _ahead(text, lines[number - 1]) if number else None
        signed = _signed(text, lines[number + 1]) if number + 1 < len(body) else None
        before = _alone(text, body, lines, number - 1)
        after = _alone(text, body, lines, number + 1)
        if below is None and (before or after):
            below = before is None
        beside = after if below else before
        answers = _interviewed(text, body, number) if number else None
        who = ahead or signed or answers or beside or head or (_reacting(text, body[number - 1]) if number else None)
        if who is not None:
            found[number] = who
    return found


def _interviewed(text: str, body: Sequence[Reading], number: int) -> Span | None:
    """Whom an article interviews, if a paragraph answers a question: "Why do you paint?"  ⏎  “I have to.”."""
    asked = [n for n in range(1, len(body)) if _is_question(text, body[n - 1]) and body[n].in_marks]
    if number not in asked:
        return None
    return interviewed(text, body[: asked[0] - 1])


def _is_question(text: str, reading: Reading) -> bool:
    """Whether a paragraph is a question and not in quotation marks."""
    start, end = _line(reading)
    short = end - start <= _LONGEST_QUESTION and text.startswith("?", end - 1)
    return bool(reading.sentences) and short and not reading.in_marks


def _reacting(text: str, before: Reading) -> Span | None:
    """The person whose mood or reaction ends a paragraph without quotations: "X was delighted."."""
    return _name_in(_REACTS, text, before.sentences[-1]) if before.sentences and not before.drafts else None


def _line(reading: Reading) -> Span:
    return (reading.sentences[0][0], reading.sentences[-1][1]) if reading.sentences else (0, 0)


def _head_of_list(text: str, reading: Reading, line: Span) -> Span | None:
    """The only person in the head of a list of quotations."""
    people = [one for one in reading.found if one.label == "PERSON"]
    heads = line[1] - line[0] <= _LONGEST_HEAD and _HEADS_LIST.match(text, *line) is not None
    return people[0].span if heads and len({one.text for one in people}) == 1 else None


def _is_speech(text: str, reading: Reading, line: Span) -> bool:
    """Whether a paragraph is a quotation and nothing else, but for the mark of a list."""
    if not reading.in_marks or not reading.drafts or reading.drafts[0].source is not None:
        return False
    bullet = ITEM.match(text, *line)
    return reading.in_marks[0][0] <= (bullet.end() if bullet else line[0]) and reading.in_marks[-1][1] >= line[1] - 1


def _ahead(text: str, line: Span) -> Span | None:
    """The speaker named on a line that ends in a colon."""
    if not text.startswith(":", line[1] - 1):
        return None
    patterns = (_FROM, _WRITTEN, _ATTRIBUTED, _WHOSE, _WHO_WROTE, _SAID, _LABEL)
    return next(filter(None, (_name_in(pattern, text, line) for pattern in patterns)), None)


def _name_in(pattern: NamedPattern, text: str, line: Span) -> Span | None:
    match = pattern.match(text, *line)
    if match is None:
        return None
    start, end = match.span("who")
    return start, start + len(text[start:end].rstrip())


def _signed(text: str, line: Span) -> Span | None:
    return _name_in(_SIGNED, text, line) or _name_in(_CLOSED_BY, text, line)


def _alone(text: str, body: Sequence[Reading], lines: Sequence[Span], number: int) -> Span | None:
    """The name on a line with nothing else, or only age and office: "Orla Finn, 43, baker"."""
    if not 0 <= number < len(body) or body[number].drafts or lines[number][1] - lines[number][0] > _LONGEST:
        return None
    people = [one for one in body[number].found if one.label == "PERSON"]
    if any(one.span == lines[number] and " " in one.text for one in people):
        return lines[number]
    person = any(one.start - lines[number][0] < len("Councillor ") for one in people)
    return _name_in(_ALONE, text, lines[number]) if person else None
