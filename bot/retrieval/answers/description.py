"""Descriptions of people and things: "Who is Haqqani?", "What was Gottsegen's job?". Pure.

"Anas Haqqani, the younger brother of the deputy leader, ..."   after the name, between commas or after "is"
"energy analyst Orin Middleton"                                 before the name
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lexicon.loader import alternatives
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import terms

_ASKING = alternatives("questions", "asking_for_roles")
_ROLE = re.compile(
    rf"\bwhat\b[^?]*\b(?:{_ASKING})\b"
    r"|^\W*what (?:is|was) (?:(?-i:[A-Z])[\w'’-]+ ?){1,3}(?=\W*$|before\b|by\b)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 8  # words
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_APPOSITION = re.compile(r"\s*,\s+((?:an?|the|whose|who|\w+'s|\w+’s|[a-z]+)\s[^,;.()]{3,}?)(?=[,;.()]|\s[-–—]\s|$)")
_BEING = re.compile(
    r"(?:,\s+\d{1,3},)?\s+(?:is|was|are|were|has been|became)\s+((?:an?|the|one of)\s[^,;.()]{3,}?)"
    r"(?=[,;.()]|\sand (?:has|had|have|is|was|will|would)\b|$)"
)
_ROLES, _MORE_ROLES = alternatives("roles", "roles"), alternatives("roles", "further_people")
_SAYING = rf"(?:{alternatives('reporting', 'told_by_somebody')}) "
_MODIFIERS = alternatives("roles", "title_modifiers")
#: A title before a name: "Former Orlo Bank analyst ", "energy analyst ".
_TITLE = re.compile(
    rf"(?:(?:[A-Z][\w'’.-]*|(?:{_MODIFIERS})|[\w'’]+['’]s) )*"
    rf"(?:(?!{_SAYING}|met |saw )[a-z]+ )?(?i:{_ROLES}|{_MORE_ROLES}) $"
)


def asks_for_description(question: Question) -> bool:
    """Whether a description is asked for: in "Who is Haqqani?" the name is not the answer."""
    named = {term for name in question.names for term in name.terms}
    who = question.wanted is AnswerType.WHO and set(question.terms) <= named
    return who or _ROLE.search(question.text) is not None


def description(question: Question, candidate: Candidate) -> Span | None:
    """The description of the name in ``question``; if none occurs and a role is asked for, that of a person."""
    names = list(_names(question, candidate))
    for start, end in names:
        for pattern in (_APPOSITION, _BEING):
            if match := pattern.match(candidate.text, end):
                return match.span(1)
        if title := _title(candidate.text, start):
            return title
    return None


def _names(question: Question, candidate: Candidate) -> Iterator[Span]:
    asked = {term for name in question.names for term in name.terms} or set(question.terms)
    words = [word for word in _WORD.finditer(candidate.text) if not asked.isdisjoint(terms(word.group()))]
    yield from ((_start(candidate, word.start()), word.end()) for word in words)
    if not words and _ROLE.search(question.text):
        yield from ((m.start, m.end) for m in candidate.mentions if m.label == "PERSON")


def _start(candidate: Candidate, at: int) -> int:
    """The start of the full name that includes the word at ``at``."""
    return next((m.start for m in candidate.mentions if m.start <= at < m.end), at)


def _title(text: str, start: int) -> Span | None:
    """The words before a name, if they end in a role."""
    before = text[:start]
    found = next(filter(None, (_TITLE.match(before, at) for at in _word_starts(before))), None)
    return (found.start(), found.end() - 1) if found else None


def _word_starts(text: str) -> list[int]:
    """The start offsets of the last few words."""
    return [found.start() for found in re.finditer(r"\S+", text)][-_LONGEST_TITLE:]
