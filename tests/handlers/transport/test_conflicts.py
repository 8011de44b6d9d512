"""How long two programs with one token are borne. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from handlers.transport.conflicts import BEARS, LONGEST_PAUSE, Conflicts


def left_at(conflicts: Conflicts, times: Iterable[float]) -> float | None:
    return next((time for time in times if conflicts.met(time).leave), None)


def test_one_conflict_is_said_once_and_costs_a_second() -> None:
    conflicts = Conflicts(started=0)

    first, second = conflicts.met(100), conflicts.met(101)

    assert (first.pause, first.first, first.leave) == (1.0, True, False)
    assert (second.pause, second.first, second.leave) == (2.0, False, False)


def test_an_older_run_leaves_after_half_a_minute() -> None:
    assert left_at(Conflicts(started=0), range(1000, 1200, 8)) == 1032


def test_a_new_run_bears_it_for_longer_so_that_it_is_the_one_that_stays() -> None:
    assert left_at(Conflicts(started=995), range(1000, 1300, 8)) == 1056


def test_of_two_new_runs_the_one_that_knows_the_other_to_be_newer_leaves_first() -> None:
    conflicts = Conflicts(started=995)

    times = [time for time in range(1000, 1064, 8) if conflicts.met(time).leave_if_older]

    assert times[0] == 1032


@pytest.mark.parametrize("jitter", [0.0, 0.5, 0.99])
def test_whichever_way_two_begin_one_has_left_before_the_longest_patience_ends(jitter: float) -> None:
    left = left_at(Conflicts(started=995, jitter=jitter), range(1000, 1300))

    assert left is not None
    assert BEARS + LONGEST_PAUSE < left - 1000 <= 65


@pytest.mark.parametrize("jitter", [0.25, 0.9])
def test_of_two_new_runs_one_leaves_first(jitter: float) -> None:
    usual = left_at(Conflicts(started=995), range(1000, 1300))

    later = left_at(Conflicts(started=995, jitter=jitter), range(1000, 1300))

    assert usual is not None
    assert later is not None
    assert later > usual


def test_conflicts_far_apart_are_each_a_first_one() -> None:
    conflicts = Conflicts(started=0)

    bearings = [conflicts.met(time) for time in range(100, 1000, 31)]

    assert all(bearing.first and bearing.pause == 1.0 and not bearing.leave for bearing in bearings)


def test_pauses_grow_to_eight_seconds() -> None:
    conflicts = Conflicts(started=0)

    assert [conflicts.met(time).pause for time in range(100, 106)] == [1, 2, 4, 8, 8, 8]
