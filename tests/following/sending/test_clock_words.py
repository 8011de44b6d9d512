"""Times of day as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FollowError
from bot.following.sending.clock_words import DigestWish, read_digest, read_quiet_hours, read_times
from bot.models.schedules import Cadence, QuietHours


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("8", [time(8)]),
        ("8:00", [time(8)]),
        ("08.30", [time(8, 30)]),
        ("8h30", [time(8, 30)]),
        ("18 Uhr", [time(18)]),
        ("8am, 6 pm", [time(8), time(18)]),
        ("6 p.m. and 8 a.m.", [time(8), time(18)]),
        ("12am 12pm", [time(0), time(12)]),
        ("noon, midnight", [time(0), time(12)]),
        ("24:00", [time(0)]),
        ("9 o'clock", [time(9)]),
        ("half past seven, quarter to 9 pm", [time(7, 30), time(20, 45)]),
        ("8:00 8:00", [time(8)]),
    ],
)
def test_times(words: str, times: list[time]) -> None:
    assert read_times(words) == tuple(times)


@pytest.mark.parametrize("words", ["", "soon", "25:00", "8:60", "13pm", "0am", "24:30", "8:00 maybe", "-8", "8" * 50])
def test_what_is_no_time_is_said(words: str) -> None:
    with pytest.raises(FollowError, match=r"8:00 18:30"):
        read_times(words)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (
            "when the children are in bed and the kitchen has been cleared up",
            "“when the children are in bed and the kitchen has been…”",
        ),
        ("x" * 80, f"“{'x' * 60}…”"),
    ],
)
def test_what_is_quoted_back_is_cut_at_a_blank(words: str, quoted: str) -> None:
    with pytest.raises(FollowError, match=quoted):
        read_times(words)
    with pytest.raises(FollowError, match=quoted):
        read_quiet_hours(words)


def test_not_every_hour_of_the_day() -> None:
    with pytest.raises(FollowError, match="At most 8"):
        read_times(" ".join(f"{hour}:00" for hour in range(9)))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("22-7", time(22), time(7)),
        ("22:30–6:45", time(22, 30), time(6, 45)),
        ("from 10pm to 7am", time(22), time(7)),
        ("between 13:00 and 15:00", time(13), time(15)),
        ("midnight until noon", time(0), time(12)),
        ("from 10 to 7", time(22), time(7)),
        ("11-6", time(23), time(6)),
        ("10:00-7:00", time(10), time(7)),
        ("10am to 7am", time(10), time(7)),
        ("9-17", time(9), time(17)),
    ],
)
def test_quiet_hours(words: str, start: time, end: time) -> None:
    assert read_quiet_hours(words) == QuietHours(start=start, end=end)


def test_no_quiet_hours() -> None:
    assert read_quiet_hours(" Off. ") is None


@pytest.mark.parametrize("words", ["", "22", "22-7-9", "at night", "22 7 please"])
def test_what_are_no_quiet_hours_is_said(words: str) -> None:
    with pytest.raises(FollowError, match=r"22:00-7:00"):
        read_quiet_hours(words)


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("off", DigestWish(cadence=Cadence.NOW)),
        ("daily", DigestWish(cadence=Cadence.DAILY)),
        ("daily at 8", DigestWish(cadence=Cadence.DAILY, times=(time(8),))),
        ("every day 8:00", DigestWish(cadence=Cadence.DAILY, times=(time(8),))),
        ("weekdays 7:30, 18:00", DigestWish(cadence=Cadence.WEEKDAYS, times=(time(7, 30), time(18)))),
        ("weekly on Monday at 9", DigestWish(cadence=Cadence.WEEKLY, weekday=0, times=(time(9),))),
        ("on Fridays", DigestWish(cadence=Cadence.WEEKLY, weekday=4)),
        ("every sunday 10am", DigestWish(cadence=Cadence.WEEKLY, weekday=6, times=(time(10),))),
        ("7:15", DigestWish(times=(time(7, 15),))),
    ],
)
def test_digests(words: str, wish: DigestWish) -> None:
    assert read_digest(words) == wish


@given(st.text(max_size=200))
def test_whatever_is_written_is_understood_or_refused_in_words(words: str) -> None:
    for read in (read_times, read_quiet_hours, read_digest):
        with suppress(FollowError):
            read(words)


@given(st.lists(st.times(), min_size=1, max_size=8))
def test_what_is_written_as_it_is_shown_is_understood(times: list[time]) -> None:
    whole = [one.replace(second=0, microsecond=0) for one in times]

    assert read_times(", ".join(f"{one:%H:%M}" for one in whole)) == tuple(sorted(set(whole)))
