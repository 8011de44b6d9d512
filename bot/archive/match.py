"""Which units (sentences, articles, quotes) hold which terms, as a value that any search engine can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermClause:
    """A unit must hold ``all`` of these terms, one of ``any`` if there are some, and ``phrase`` side by side."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()


Match = tuple[TermClause, ...]  #: one of the clauses must hold; () matches nothing


def all_of(wanted: Iterable[str]) -> Match:
    """Units that hold every term; nothing without terms."""
    terms = tuple(dict.fromkeys(wanted))
    return (TermClause(all=terms),) if terms else ()


def any_of(wanted: Iterable[str]) -> Match:
    """Units that hold a term; nothing without terms."""
    return tuple(TermClause(all=(term,)) for term in dict.fromkeys(wanted))


def phrase(wanted: Sequence[str]) -> Match:
    """Units that hold the terms side by side; nothing without terms."""
    return (TermClause(phrase=tuple(wanted)),) if wanted else ()
