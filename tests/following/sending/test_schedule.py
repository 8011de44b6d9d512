"""When news go out: digests at local times, quiet hours, ceilings; over both changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.following.sending.schedule import next_digest, quiet_until, release
from bot.models.schedules import Cadence, ChatSchedule, HeldBy, QuietHours, SubscriptionSchedule

BERLIN = ZoneInfo("Europe/Berlin")  # summer time from 29 March 2026, 02:00, to 25 October 2026, 03:00
NIGHT = QuietHours(start=time(22), end=time(7))
ONE_DAY = timedelta(days=1)


def local(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    """A local time, as a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "cadence", "due"),
    [
        ("2026-11-26T07:59", Cadence.DAILY, "2026-11-26T08:00"),  # a Thursday
        ("2026-11-26T08:00", Cadence.DAILY, "2026-11-26T18:30"),
        ("2026-11-26T23:59", Cadence.DAILY, "2026-11-27T08:00"),
        ("2026-11-26T18:30", Cadence.WEEKDAYS, "2026-11-27T08:00"),  # Friday is one of them
        ("2026-11-27T18:30", Cadence.WEEKDAYS, "2026-11-30T08:00"),
        ("2026-11-28T12:00", Cadence.WEEKDAYS, "2026-11-30T08:00"),
        ("2026-11-26T12:00", Cadence.WEEKLY, "2026-12-02T08:00"),  # Wednesdays
        ("2026-12-02T18:30", Cadence.WEEKLY, "2026-12-09T08:00"),
    ],
)
def test_the_next_digest(now: str, cadence: Cadence, due: str) -> None:
    chat = ChatSchedule(times=(time(8), time(18, 30)), weekday=2)

    assert next_digest(local(now), BERLIN, chat, cadence) == local(due)


@pytest.mark.parametrize(
    ("now", "at", "due"),
    [
        ("2026-03-28T12:00", time(8), "2026-03-29T06:00+00:00"),  # summer time has begun: 8 o'clock comes earlier
        ("2026-03-28T12:00", time(2, 30), "2026-03-29T01:30+00:00"),  # is skipped that night: 03:30 instead
        ("2026-10-24T12:00", time(8), "2026-10-25T07:00+00:00"),
        ("2026-10-24T12:00", time(2, 30), "2026-10-25T00:30+00:00"),  # comes twice: the first
        ("2026-10-25T02:45", time(2, 30), "2026-10-26T01:30+00:00"),  # and not the second as well
    ],
)
def test_digests_over_the_changes_of_the_clock(now: str, at: time, due: str) -> None:
    found = next_digest(local(now), BERLIN, ChatSchedule(times=(at,)), Cadence.DAILY)

    assert found == datetime.fromisoformat(due)


@pytest.mark.parametrize("begins", ["2026-03-27", "2026-10-23"])
def test_one_digest_a_day_over_the_changes_of_the_clock(begins: str) -> None:
    now = local(f"{begins}T12:00")
    days = []
    for _ in range(5):
        now = next_digest(now, BERLIN, ChatSchedule(times=(time(2, 30),)), Cadence.DAILY)
        days.append(now.astimezone(BERLIN).date())

    assert [after - before for before, after in pairwise(days)] == [ONE_DAY] * 4


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-26T21:59", None),
        ("2026-11-26T22:00", "2026-11-27T07:00"),
        ("2026-11-27T00:00", "2026-11-27T07:00"),
        ("2026-11-27T06:59", "2026-11-27T07:00"),
        ("2026-11-27T07:00", None),
        ("2026-03-28T23:00", "2026-03-29T07:00"),  # eight hours long
        ("2026-10-24T23:00", "2026-10-25T07:00"),  # ten
    ],
)
def test_quiet_hours_over_midnight(now: str, until: str | None) -> None:
    assert quiet_until(local(now), BERLIN, NIGHT) == (local(until) if until else None)


def test_quiet_hours_within_a_day() -> None:
    siesta = QuietHours(start=time(13), end=time(15))

    assert quiet_until(local("2026-11-26T14:00"), BERLIN, siesta) == local("2026-11-26T15:00")
    assert quiet_until(local("2026-11-26T15:00"), BERLIN, siesta) is None


def test_quiet_hours_that_a_change_of_the_clock_skips_are_none() -> None:
    skipped = QuietHours(start=time(2), end=time(3))

    assert quiet_until(datetime(2026, 3, 29, 1, tzinfo=UTC), BERLIN, skipped) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.times())
def test_start_equal_to_end_is_never_quiet(now: datetime, at: time) -> None:
    assert quiet_until(now.replace(tzinfo=UTC), BERLIN, QuietHours(start=at, end=at)) is None


ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Australia/Lord_Howe"])
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
    zone=ZONES,
    times=st.lists(TIMES, min_size=1, max_size=4),
    cadence=st.sampled_from(list(Cadence)),
    start=TIMES,
    end=TIMES,
    weekday=st.integers(0, 6),
)
def test_what_is_released_waits_at_most_nine_days_and_never_for_quiet_hours(
    now: datetime, zone: str, times: list[time], cadence: Cadence, start: time, end: time, weekday: int
) -> None:
    here, moment = ZoneInfo(zone), now.replace(tzinfo=UTC)
    quiet = QuietHours(start=start, end=end)
    chat = ChatSchedule(zone=zone, quiet=quiet, times=tuple(times), weekday=weekday)

    found = release(moment, here, chat, SubscriptionSchedule(cadence=cadence))

    assert moment <= found.due <= moment + 9 * ONE_DAY
    assert quiet_until(found.due, here, quiet) is None
    assert (found.due == moment) == (found.held is HeldBy.NOTHING)


def test_what_comes_above_the_ceiling_waits_for_the_end_of_the_hour() -> None:
    now = local("2026-11-26T12:00")

    found = release(now, BERLIN, ChatSchedule(), SubscriptionSchedule(), hour_ends=now + timedelta(minutes=40))

    assert (found.due - now, found.held) == (timedelta(minutes=40), HeldBy.CEILING)


def test_at_the_end_of_the_hour_nothing_waits_any_more() -> None:
    now = local("2026-11-26T12:00")

    found = release(now, BERLIN, ChatSchedule(), SubscriptionSchedule(), hour_ends=now)

    assert (found.due, found.held) == (now, HeldBy.NOTHING)


def test_what_comes_through_quiet_hours() -> None:
    now, chat = local("2026-11-26T23:00"), ChatSchedule(quiet=NIGHT)

    assert release(now, BERLIN, chat, SubscriptionSchedule(through_quiet=True)).due == now
    assert release(now, BERLIN, chat, SubscriptionSchedule()).held is HeldBy.QUIET


def test_a_digest_in_quiet_hours_waits_for_their_end() -> None:
    chat = ChatSchedule(quiet=NIGHT, times=(time(6),), cadence=Cadence.DAILY)

    found = release(local("2026-11-26T12:00"), BERLIN, chat, SubscriptionSchedule())

    assert (found.due, found.held) == (local("2026-11-27T07:00"), HeldBy.DIGEST)


def test_a_subscriptions_own_cadence_goes_before_its_chats() -> None:
    now, chat = local("2026-11-26T12:00"), ChatSchedule(cadence=Cadence.WEEKLY)

    assert release(now, BERLIN, chat, SubscriptionSchedule(cadence=Cadence.NOW)).held is HeldBy.NOTHING
    assert release(now, BERLIN, chat, SubscriptionSchedule()).held is HeldBy.DIGEST
