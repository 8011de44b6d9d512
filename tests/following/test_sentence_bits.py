"""Sets of sentences as bits say the same as sets of numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.following.sentence_bits import TITLE, bits_of, near_each_other, sentences_of

SETS = st.sets(st.integers(TITLE, 40), min_size=1)


@given(wanted=SETS)
def test_a_set_comes_back_in_order(wanted: set[int]) -> None:
    assert list(sentences_of(bits_of(wanted))) == sorted(wanted)


@given(places=st.lists(SETS, min_size=1, max_size=3))
def test_near_is_the_same_sentence_the_next_or_the_title(places: list[set[int]]) -> None:
    near = {at for at in set().union(*places) if all(place & {TITLE, at, at + 1} for place in places)}

    assert set(sentences_of(near_each_other(list(map(bits_of, places))))) == near
