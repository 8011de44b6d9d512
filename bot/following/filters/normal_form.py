"""Filters in disjunctive normal form: alternatives, each with required and excluded phrases. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.following.filters.filters import Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """A conjunction: all of some phrases and none of others."""

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
    """The negation of a clause as alternatives: one of its phrases missing, or one of its exclusions present."""
    return [*(Clause(none=(phrase,)) for phrase in clause.all), *(Clause((phrase,)) for phrase in clause.none)]


def joined(clauses: Sequence[Clause]) -> Clause:
    """The conjunction of all ``clauses``."""
    found = Clause()
    for clause in clauses:
        found = found & clause
    return found


def each_once(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases in order, without repeats."""
    return tuple(dict.fromkeys(phrases))
