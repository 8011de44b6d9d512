"""What somebody or something is: "Who is Haqqani?", "What was Gottsegen's job?". Pure.

"Anas Haqqani, the younger brother of the deputy leader, ..."   behind the name, between commas or after "is"
"energy analyst Orin Middleton"                                 before it
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
_BEING = re.compile(r"\s+(?:is|was|are|were|has been|became)\s+((?:an?|the|one of)\s[^,;.()]{3,}?)(?=[,;.()]|$)")
_ROLES, _MORE_ROLES = alternatives("roles", "roles"), alternatives("roles", "further_people")
_SAYING = rf"(?:{alternatives('reporting', 'told_by_somebody')}) "
_MODIFIERS = alternatives("roles", "title_modifiers")
#: "Former Orlo Bank analyst ", "energy analyst " before a name.
_TITLE = re.compile(
    rf"(?:(?:[A-Z][\w'’.-]*|(?:{_MODIFIERS})|[\w'’]+['’]s) )*"
    rf"(?:(?!{_SAYING}|met |saw )[a-z]+ )?(?i:{_ROLES}|{_MORE_ROLES}) $"
)


def asks_for_description(question: Question) -> bool:
    """In "Who is Haqqani?" the name is not what is asked for, nor in "What was Haqqani's job?"."""
    named = {term for name in question.names for term in name.terms}
    who = question.wanted is AnswerType.WHO and set(question.terms) <= named
    return who or _ROLE.search(question.text) is not None


def description(question: Question, candidate: Candidate) -> Span | None:
    """Where the sentence says what the one is whom ``question`` names, or a person where it names nobody."""
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
    """Of the whole name of which a word starts at ``at``."""
    return next((m.start for m in candidate.mentions if m.start <= at < m.end), at)


def _title(text: str, start: int) -> Span | None:
    """The words before a name that end in a role."""
    before = text[:start]
    found = next(filter(None, (_TITLE.match(before, at) for at in _word_starts(before))), None)
    return (found.start(), found.end() - 1) if found else None


def _word_starts(text: str) -> list[int]:
    """Of the last few words, the first one first."""
    return [found.start() for found in re.finditer(r"\S+", text)][-_LONGEST_TITLE:]
