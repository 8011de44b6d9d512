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
#: No end is the point of an abbreviation: "in a U.S. raid", "by Dr. Orme".
_TO_END = r"(?:[^,;.()]|\.(?=\w|\s[a-z])|(?<=\b[A-Z][a-z])\.(?=\s)){3,}?(?=[,;()]|\.(?!\w|\s[a-z])|\s[-–—]\s|$)"
_APPOSITION = re.compile(rf"[\"”’]?\s*,[\"”’]?\s+((?:an?|the|whose|who|\w+'s|\w+’s|[a-z]+)\s{_TO_END})")
_BEING = re.compile(
    r"(?:,\s+\d{1,3},)?\s+(?:is|was|are|were|has been|became)\s+((?:an?|the|one of)\s[^,;.()]{3,}?)"
    r"(?=[,;.()]|\sand (?:has|had|have|is|was|will|would)\b|$)"
)
_CLAUSE = re.compile(r"whose?\b")  #: what somebody did tells less of them than what they are
_ROLES, _MORE_ROLES = alternatives("roles", "roles"), alternatives("roles", "further_people")
_SAYING = rf"(?:{alternatives('reporting', 'told_by_somebody')}) "
_MODIFIERS = alternatives("roles", "title_modifiers")
#: A title before a name: "Former Orlo Bank analyst ", "energy analyst ".
_TITLE = re.compile(
    rf"(?:(?:[A-Z][\w'’.-]*|(?:{_MODIFIERS})|[\w'’]+['’]s) )*"
    rf"(?:(?!{_SAYING}|met |saw )[a-z]+ )?(?i:{_ROLES}|{_MORE_ROLES}) $"
)


#: "What is the Green League?", "what's a polder": no "what is the price of it", "what is Saul's plan".
_WHAT_IS = re.compile(
    r"^\W*what(?:['’]?s| is| was| are| were) (?P<article>an? |the )?(?P<named>(?:(?!of\b|about\b)[\w&.-]+ ){0,3}"
    r"(?!about\b|for\b|called\b|like\b|on\b|\w+ing\b|\w+ed\b)[\w&.-]+)\W*$",
    re.IGNORECASE,
)


def asks_for_description(question: Question) -> bool:
    """Whether a description is asked for: in "Who is Haqqani?" the name is not the answer."""
    named = {term for name in question.names for term in name.terms}
    who = question.wanted is AnswerType.WHO and set(question.terms) <= named
    return who or asks_for_role(question)


def asks_for_role(question: Question) -> bool:
    """Whether it asks what somebody does for a living."""
    return _ROLE.search(question.text) is not None


def asks_what_it_is(question: Question) -> bool:
    """Whether it asks what a thing is: a name, a word or a kind, "the Green League", "endaka", "a polder"."""
    asked = _WHAT_IS.match(question.text) if question.wanted is AnswerType.OTHER else None
    if asked is None:
        return False
    named = {term for name in question.names for term in name.terms}
    kind = (asked["article"] or "").strip().lower() in {"a", "an"} or (
        not asked["article"] and " " not in asked["named"]
    )
    return kind or (bool(named) and set(question.terms) <= named)


def description(question: Question, candidate: Candidate) -> Span | None:
    """The description of the name in ``question``; if none occurs and a role is asked for, that of a person."""
    names = list(_names(question, candidate))
    for start, end in names:
        told = next(filter(None, (form.match(candidate.text, end) for form in (_APPOSITION, _BEING))), None)
        if told and not _CLAUSE.match(told[1]):
            return told.span(1)
        if title := _title(candidate.text, start):
            return title
        if told:
            return told.span(1)
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
