"""Merge sentences that state the same fact: agency copy appears in several outlets with small changes."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import Ranked
from bot.text.numbers import numbers

_SAME = 0.8  # Jaccard similarity of terms from which two sentences state the same
_INSIDE = 0.9  # share of the shorter sentence's terms that the longer one must have
_ENOUGH = 6  # terms; a shorter sentence may be contained in others by chance
_LONGER = 1.6  # length ratio from which the longer sentence says more than the same
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence, its probability to be an answer, and further sentences that state the same."""

    ranked: Ranked
    chance: float
    twins: tuple[Candidate, ...] = ()

    @property
    def candidate(self) -> Candidate:
        """The sentence."""
        return self.ranked.candidate


def facts(ranked: Sequence[Ranked], chances: Sequence[float], limit: int) -> list[Fact]:
    """At most ``limit`` facts by their best sentences, best first. ``chances`` belong to ``ranked``."""
    found: list[tuple[Ranked, float, frozenset[str], list[Candidate]]] = []
    for one, chance in zip(ranked, chances, strict=True):
        stems = frozenset(one.candidate.line.terms)
        same = (twins for first, _, known, twins in found if _same(first.candidate, known, one.candidate, stems))
        twins = next(same, None)
        if twins is not None:
            twins.append(one.candidate)
        elif len(found) < limit:
            found.append((one, chance, stems, []))
    return [Fact(first, chance, tuple(twins)) for first, chance, _, twins in found]


def _same(one: Candidate, here: frozenset[str], other: Candidate, there: frozenset[str]) -> bool:
    """Whether two sentences state the same: nearly equal terms, and no conflicting numbers or names."""
    common, (shorter, longer) = len(here & there), sorted((len(here), len(there)))
    alike = common > _SAME * (shorter + longer - common)
    inside = shorter >= _ENOUGH and common >= _INSIDE * shorter and longer <= _LONGER * shorter
    if not alike and not inside:
        return False
    return _nested(numbers(one.text), numbers(other.text)) and _nested(_names(one), _names(other))


def _names(candidate: Candidate) -> frozenset[int]:
    return frozenset(m.entity for m in candidate.mentions if m.label in _NAMED and m.entity is not None)


def _nested(one: Set[object], other: Set[object]) -> bool:
    """Whether one of the sets contains the other."""
    return one <= other or other <= one
