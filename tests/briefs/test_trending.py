"""The strength of a trend, by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.briefs.trending import BEFORE, LATEST, LEAST, MOST_NAMES, DailyCounts, strength, trending

counts = st.lists(st.integers(0, 20), min_size=BEFORE + LATEST, max_size=BEFORE + LATEST)


def named(entity: int, before: int, now: int) -> DailyCounts:
    return DailyCounts(entity, (*[before] * BEFORE, *[0] * (LATEST - 1), now))


def test_what_is_always_named_is_no_trend() -> None:
    always = DailyCounts(1, (5,) * (BEFORE + LATEST))

    assert trending([always]) == []


def test_a_sudden_name_beats_a_slightly_busier_one() -> None:
    sudden, busier = named(1, 0, 9), named(2, 10, 33)

    assert trending([busier, sudden]) == [sudden, busier]


def test_one_article_is_no_trend() -> None:
    assert trending([named(1, 0, LEAST - 1)]) == []


@given(st.lists(counts, max_size=40))
def test_trends_are_bounded_rising_and_ordered(daily: list[list[int]]) -> None:
    found = trending(DailyCounts(entity, tuple(days)) for entity, days in enumerate(daily))

    assert len(found) <= MOST_NAMES
    assert all(one.now > one.before and one.now >= LEAST for one in found)
    assert [strength(one) for one in found] == sorted((strength(one) for one in found), reverse=True)
