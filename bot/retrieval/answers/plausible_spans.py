"""Find spans that may be a person or place when the sentence has no name of that type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.lexicon.loader import alternatives
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import AnswerSpan
from bot.text.analyzer import terms
from bot.text.names import INSTITUTIONS

_DEED = re.compile(
    r"\b(?P<deed>[a-z]+)\s+(?:(?:him|her|it)self\s+|themselves\s+)?"
    r"(?P<place>(?:in|at|near|outside|inside|aboard)\s+(?:the|an?)\s+(?:[\w'’-]+\s+){0,2}?[\w'’-]+"
    r"(?:\s+of\s+(?:the|an?)\s+(?:[\w'’-]+\s+)?[\w'’-]+)?)"
    r"(?=[,.;]|\s+(?:was|were|is|are|on|by|after|and|who|that|as|to)\b|$)"
)
_AROUND = 2  # words around a place above which they describe where it is: more than "at the"
_TOWARDS = re.compile(
    r"(?:\W+(?!from\b|of\b|and\b|who\b|which\b)[\w'’-]+){0,3}?\W+(?:to|in|into|at|for|near|on)\s+(?:the\s+)?$"
)
_OF_EVENT = re.compile(r"\b((?:[A-Z][\w'’-]+\s)+)([A-Z][\w'’-]+)")
_ORIGIN = re.compile(r"\bfrom\s+(?:the\s+)?$")
_FROM = re.compile(r"\bfrom\b|\bcome\b|\bborn\b", re.IGNORECASE)
_OF_PERSON = re.compile(r"(?:['’]s)?(?:[ -][\w'’-]+){0,3} ")  #: " midfielder " between "Nigerian" and the name
_JOINED = re.compile(r"\s*(?:,|,?\s+and|&)\s+")
_SEVERAL = re.compile(
    r"\b(?:which|what)(?! (?:is|was|has|does)\b)(?: \w+)? [a-z]+[^su\W]s\b|\bwho (?:are|were|have)\b", re.IGNORECASE
)
_BEFORE_PEOPLE = alternatives("function_words", "before_people")
_SOMEBODY = re.compile(rf"(?:(?:{_BEFORE_PEOPLE})\b|[A-Z])")
_BEFORE_PLACES = alternatives("function_words", "before_places")
_SOMEWHERE = re.compile(rf"(?:{_BEFORE_PLACES})\b", re.IGNORECASE)


def place_of_deed(question: Question, text: str) -> Span | None:
    """The place of an action in the question: "in a mountain hotel" after "arrested"."""
    for found in _DEED.finditer(text):
        if set(terms(found["deed"])) & set(question.terms):
            return found.span("place")
    return None


def with_surroundings(question: Question, read: Span, candidate: Candidate) -> Span:
    """The place with its surroundings: "In the parking lot of a hospital" instead of "hospital"."""
    whole = place_of_deed(question, candidate.text) if question.wanted is AnswerType.WHERE else None
    if whole is None or not whole[0] <= read[0] < read[1] <= whole[1]:
        return read
    more = len(candidate.text[slice(*whole)].split()) - len(candidate.text[slice(*read)].split())
    return whole if more > _AROUND else read


def is_towards(question: Question, text: str, start: int) -> bool:
    """Whether a verb of the question leads to the place at ``start``: "flew to Malle"."""
    named = {term for name in question.names for term in name.terms}
    for word in re.finditer(r"[a-z][\w'’-]+", text[:start]):
        if set(terms(word.group())) & (set(question.terms) - named) and _TOWARDS.fullmatch(text, word.end(), start):
            return True
    return False


def is_origin(question: Question, text: str, start: int) -> bool:
    """Whether the place at ``start`` is only an origin, and not asked for."""
    return bool(_ORIGIN.search(text, 0, start)) and not _FROM.search(question.text)


def nationality(question: Question, candidate: Candidate) -> Span | None:
    """The nationality, if the origin of a person is asked: "Nigerian" in "Nigerian midfielder Edith Agoye"."""
    if not _FROM.search(question.text):
        return None
    text, named = candidate.text, {term for name in question.names for term in name.terms}
    people = [m for m in candidate.mentions if m.label == "PERSON" and named & set(terms(text[m.start : m.end]))]
    for person in people:
        for told in candidate.mentions:
            if told.label in ("NORP", "GPE") and _OF_PERSON.fullmatch(text, told.end, person.start):
                return told.start, told.end
    return None


def place_of_event(question: Question, candidate: Candidate) -> Span | None:
    """The place in an event's name, "the Brennholm Marathon", if the question only mentions the marathon."""
    named = {term for name in question.names for term in name.terms}
    asked = set(question.terms)
    people = [(mention.start, mention.end) for mention in candidate.mentions if mention.label == "PERSON"]
    for found in _OF_EVENT.finditer(candidate.text):
        before = set(terms(found[1]))
        if any(start < found.end() and found.start() < end for start, end in people):
            continue
        if before and asked.isdisjoint(before) and set(terms(found[2])) & (asked - named):
            whole = found[2].casefold() in INSTITUTIONS  # "Raigmore Hospital" is itself a place
            return found.start(1), found.end() if whole else found.start(1) + len(found[1].rstrip())
    return None


def with_companions(best: AnswerSpan, spans: Sequence[AnswerSpan], text: str) -> Span:
    """Extend a name to others joined by a comma or "and": "Granollers and Lopez"."""
    start, end = best.start, best.end
    for span in sorted(spans, key=lambda span: span.start):
        if span.start > end and _JOINED.fullmatch(text, end, span.start):
            end = span.end
    for span in sorted(spans, key=lambda span: -span.end):
        if span.end < start and _JOINED.fullmatch(text, span.end, start):
            start = span.start
    return start, end


def all_of_them(question: Question, read: Span, candidate: Candidate) -> Span:
    """A name with those joined to it that have the same label, if several are asked for: "which cantons"."""
    told = next((one for one in candidate.mentions if (one.start, one.end) == read), None)
    if told is None or not _SEVERAL.search(question.text):
        return read
    alike = [AnswerSpan(one.start, one.end, 1.0) for one in candidate.mentions if one.label == told.label]
    return with_companions(AnswerSpan(*read, 1.0), alike, candidate.text)


def somewhere(span: Span | None, text: str) -> Span | None:
    """The remainder of a clause if it may be a place: "in a mountain hotel"."""
    return span if span and _SOMEWHERE.match(text, *span) else None


def somebody(span: Span | None, text: str) -> Span | None:
    """The remainder of a clause if it may be a person: "a thief", "Rovers", not "is the company"."""
    return span if span and _SOMEBODY.match(text, *span) else None
