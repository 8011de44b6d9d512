"""Boolean queries on terms of units (sentences, articles, quotes), as values independent of the search engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermClause:
    """A unit matches if it contains ``all`` terms, one of ``any`` (if not empty), and ``phrase`` as adjacent terms."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()


Match = tuple[TermClause, ...]  #: one of the clauses must hold; () matches nothing


def all_of(wanted: Iterable[str]) -> Match:
    """Units that contain every term. Matches nothing if there are no terms."""
    terms = tuple(dict.fromkeys(wanted))
    return (TermClause(all=terms),) if terms else ()


def any_of(wanted: Iterable[str]) -> Match:
    """Units that contain at least one term. Matches nothing if there are no terms."""
    return tuple(TermClause(all=(term,)) for term in dict.fromkeys(wanted))


def phrase(wanted: Sequence[str]) -> Match:
    """Units that contain the terms next to each other. Matches nothing if there are no terms."""
    return (TermClause(phrase=tuple(wanted)),) if wanted else ()
