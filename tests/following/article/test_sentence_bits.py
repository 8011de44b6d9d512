"""Sets of sentences as bits say the same as sets of numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.following.article.sentence_bits import ANYWHERE, TITLE, bits_of, near_each_other, regions_of, sentences_of

SETS = st.sets(st.integers(TITLE, 40), min_size=1)


@given(wanted=SETS)
def test_a_set_comes_back_in_order(wanted: set[int]) -> None:
    assert list(sentences_of(bits_of(wanted))) == sorted(wanted)


@given(places=st.lists(SETS, min_size=1, max_size=3))
def test_near_is_the_same_sentence_the_next_or_the_title(places: list[set[int]]) -> None:
    near = {at for at in set().union(*places) if all(place & {TITLE, at, at + 1} for place in places)}

    assert set(sentences_of(near_each_other(list(map(bits_of, places))))) == near


@given(count=st.integers(1, 400), data=st.data())
def test_what_is_near_each_other_stands_in_neighbouring_parts(count: int, data: st.DataObject) -> None:
    """In short articles exactly what is near; in long ones other things may be taken for near, too."""
    sets = st.sets(st.integers(TITLE, count - 1), min_size=1, max_size=5)
    first, second = bits_of(data.draw(sets)), bits_of(data.draw(sets))

    one, other = regions_of(first, count), regions_of(second, count)
    neighbours = bool(one & (other | other >> 1) | other & one >> 1)

    assert 0 < one <= ANYWHERE
    assert neighbours or not near_each_other([first, second])
    assert not neighbours or count > 64 or near_each_other([first, second])
