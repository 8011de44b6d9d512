"""Sets of an article's sentences as bits of an integer: bit 0 is the title, bit 1 the first sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

TITLE = -1  #: represents the title among sentences numbered from 0
TITLE_BIT = 1
REGIONS = 64  #: parts of an article, so that a set of them fits a machine word
ANYWHERE = (1 << REGIONS) - 1  #: the set of all of them


def bits_of(sentences: Iterable[int]) -> int:
    """The set of these sentences (0-based, or TITLE)."""
    found = 0
    for at in sentences:
        found |= TITLE_BIT << (at - TITLE)
    return found


def sentences_of(bits: int) -> Iterator[int]:
    """The sentences of a set in order, TITLE first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1 + TITLE
        bits ^= lowest


def regions_of(bits: int, sentences: int) -> int:
    """The parts of an article of so many sentences in which those of a set stand; neighbours stay neighbours.

    What stands in the title is near everything, so it stands ANYWHERE.
    """
    if bits & TITLE_BIT:
        return ANYWHERE
    if sentences <= REGIONS:
        return bits >> 1
    found = 0
    for at in sentences_of(bits):
        found |= 1 << at * REGIONS // sentences
    return found


def near_each_other(places: Sequence[int]) -> int:
    """Of all sentences in the sets, those that together with the next one and the title contain one of each set."""
    near = 0
    for place in places:
        near |= place
    for place in places:
        if not place & TITLE_BIT:  # a phrase in the title is near everything
            near &= place | place >> 1
    return near
