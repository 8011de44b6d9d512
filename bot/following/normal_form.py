"""Filters in disjunctive normal form: alternatives, each of which has all of some phrases and none of others. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.following.filters import Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """All of these and none of those."""

    all: tuple[Phrase, ...] = ()
    none: tuple[Phrase, ...] = ()

    def __and__(self, other: Clause) -> Clause:
        return Clause(each_once(self.all + other.all), each_once(self.none + other.none))


@dataclass(frozen=True, slots=True)
class Clauses:
    """What a filter asks for: one of ``either``, and nothing of ``without``."""

    either: tuple[Clause, ...] = ()
    without: tuple[Phrase, ...] = ()


Either = list[Clause]


def negated(clause: Clause) -> Either:
    """The alternatives of not having a clause: without one of its phrases, or with one that it leaves out."""
    return [*(Clause(none=(phrase,)) for phrase in clause.all), *(Clause((phrase,)) for phrase in clause.none)]


def joined(clauses: Sequence[Clause]) -> Clause:
    """What asks for all that each of ``clauses`` asks for."""
    found = Clause()
    for clause in clauses:
        found = found & clause
    return found


def each_once(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases in their order, without repetitions."""
    return tuple(dict.fromkeys(phrases))
