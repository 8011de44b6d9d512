"""Follow-up questions: what they leave out is filled in from the turn before.

    "When did they meet?"    a pronoun without a name before it    names and topic of the turn before
    "What about Ankara?"     a name or date in place of another    the question before, with the new name
    "And in April?"                                                the question before, with the new date
    "Why?"                   nothing but a question word           the question before, of another kind

A question that can stand alone takes nothing from earlier turns.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.models import Turn
from bot.retrieval.known_names import KnownName, find_names
from bot.retrieval.question import Question, understand
from bot.retrieval.ranking import NOTHING_EARLIER, Earlier

_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|her|hers|them|his|their|theirs|it|its|the two|both of them)\b"
    r"|\b(?:this|that|these|those)(?=\W*$|\s+(?:is|was|are|were|mean|means|happen|happened|cost|work)\b)"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere(?=\W*$)",
    re.IGNORECASE,
)
#: An "it" that points to nothing earlier.
_EMPTY = re.compile(r"\b(?:is|was) it (?:true|possible|likely|clear|certain)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"^\W*(?:(?:and|or|but|so)\b\W*)?(?:(?:what|how) about|(?:and|or|but)\b)\W*", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:in|at|on|for|from|with|by|to|of)\s+", re.IGNORECASE)
_ASKING = re.compile(r"\b(?:who|whom|whose|what|when|where|which|why|how)\b", re.IGNORECASE)
_FEW = 3  # terms of an "and ...?" that can stand in the place of others
_MOST_BACKGROUND = 12  # terms taken from the turn before


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it takes from earlier turns."""

    question: Question
    earlier: Earlier = NOTHING_EARLIER

    @property
    def follows_up(self) -> bool:
        """Does it take anything from an earlier turn?"""
        return self.earlier is not NOTHING_EARLIER


def in_context(connection: sqlite3.Connection, text: str, asked: datetime, history: Sequence[Turn]) -> Asked:
    """``text`` understood, with the last turn of ``history`` (oldest first) where it cannot stand alone."""
    question = understand(connection, text, asked)
    if not history:
        return Asked(question)
    last = history[-1]
    if _swaps(question) and (question.names or question.window is not None):
        return _swapped(connection, question, last, asked)
    if not question.terms or _swaps(question) or _points_back(question):
        return following(connection, question, last, asked)
    return Asked(question)


def following(connection: sqlite3.Connection, question: Question, last: Turn, asked: datetime) -> Asked:
    """``question`` as a follow-up of ``last``: its names and topic tell the article."""
    if not question.terms:
        before = understand(connection, last.question, asked)
        question = replace(question, terms=before.terms or last.terms, names=before.names)
    background = _without(last.terms, question.terms)
    named = question.names or _names_of(connection, last)
    return Asked(replace(question, background=background, names=named), _earlier(last))


def _swaps(question: Question) -> bool:
    """Is it an "and in April?", "what about Ankara?": an opening, then a few words that ask nothing by themselves?"""
    opening = _INSTEAD.match(question.text)
    if opening is None:
        return False
    rest = question.text[opening.end() :]
    return not _ASKING.search(rest) and not _PRONOUN.search(rest) and len(question.terms) <= _FEW


def _points_back(question: Question) -> bool:
    """Has it a pronoun before which it names nobody?"""
    plain = _EMPTY.sub(" ", question.text)
    pronoun = _PRONOUN.search(plain)
    return pronoun is not None and not any(name.text in plain[: pronoun.start()] for name in question.names)


def _swapped(connection: sqlite3.Connection, question: Question, last: Turn, asked: datetime) -> Asked:
    """The question before, with this one's name or date in the place of its own."""
    before = understand(connection, last.question, asked)
    rest = _INSTEAD.sub("", question.text).strip(" ?!.")
    if not question.window:
        rest = _PREPOSITION.sub("", rest)
    old = _replaced(connection, before, question)
    start, end = old if old is not None else (len(before.text), len(before.text))
    whole = f"{before.text[:start].rstrip(' ?!.')} {rest}{before.text[end:]}".strip()
    merged = understand(connection, whole, asked)
    gone = {term for name in before.names for term in name.terms}
    background = _without(last.terms, (*merged.terms, *(gone if question.names else ())))
    # Another place or day is often told in another article: no bonus for the last one.
    return Asked(replace(merged, background=background), replace(_earlier(last), article_row=None))


def _replaced(connection: sqlite3.Connection, before: Question, question: Question) -> tuple[int, int] | None:
    """Offsets in the question before of what ``question`` puts another in the place of; None = nothing alike."""
    if question.window is not None:
        return before.window.span if before.window is not None else None
    if not question.names or not before.names:
        return None
    wanted = _labels(connection, question.names[0])
    old = next((name for name in before.names if wanted & _labels(connection, name)), before.names[-1])
    start = before.text.find(old.text)
    return (start, start + len(old.text)) if start >= 0 else None


def _labels(connection: sqlite3.Connection, name: KnownName) -> set[str]:
    marks = ", ".join("?" * len(name.entities))
    rows = connection.execute(f"SELECT label FROM entities WHERE id IN ({marks})", name.entities)  # noqa: S608 - marks
    return {row[0] for row in rows}


def _names_of(connection: sqlite3.Connection, last: Turn) -> tuple[KnownName, ...]:
    """The question's names if it had any, else the answer's."""
    asked_for = find_names(connection, last.question)
    return asked_for or tuple(name for text in last.names for name in find_names(connection, text)[:1])


def _without(terms: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(term for term in terms if term not in others)[:_MOST_BACKGROUND]


def _earlier(last: Turn) -> Earlier:
    return Earlier(last.article_row, frozenset(last.sentence_rows[:1]))
