"""Distances between spans of one paragraph: a sentence end or another content between two keeps them apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.language.syntax.paragraph import ParagraphAnalysis
from bot.text.spans import Span, gap

#: In characters; they were chosen on the development part of PolNeAR.
_SENTENCE = 150  # penalty for a sentence end between two spans
_CROSSING = 40  # penalty for another content between them
_NEIGHBOURS = 6  # spans considered on each side


def nearest(
    analysis: ParagraphAnalysis, to: Span, among: Sequence[Span], contents: Sequence[Span], reach: int
) -> Span | None:
    """The nearest of ``among`` (in text order) within ``reach``."""
    here = bisect_left(among, to)
    around = among[max(0, here - _NEIGHBOURS) : here + _NEIGHBOURS]
    best = min(around, key=lambda span: _distance(analysis, to, span, contents), default=None)
    return best if best is not None and _distance(analysis, to, best, contents) <= reach else None


def _distance(analysis: ParagraphAnalysis, one: Span, other: Span, contents: Sequence[Span]) -> int:
    left, right = sorted((one, other))
    first = bisect_left(contents, (left[1], 0))
    last = bisect_left(contents, (right[0], 0))
    between = sum(1 for content in contents[first:last] if content[1] <= right[0])
    ends = abs(analysis.sentence(right[0]) - analysis.sentence(max(left[0], left[1] - 1)))
    return gap(one, other) + _SENTENCE * ends + _CROSSING * between + (other[0] > one[0])
