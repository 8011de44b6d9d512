"""When a message goes out: digests at local times, quiet hours, ceilings. Pure: time, zone, settings -> time.

    release      arrival of an article -> at once | next digest | end of the hour | end of the quiet hours
    next_digest  time                  -> the chat's next digest time after it
    quiet_until  time                  -> the end of the quiet hours that contain it

Local times are interpreted as in RFC 5545 (section 3.3.5): a time that a clock change skips is read with the offset
from before the change; a time that occurs twice means the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.models.schedules import Cadence, ChatSchedule, HeldBy, QuietHours, Release, SubscriptionSchedule

HOUR = timedelta(hours=1)  # the unit of a ceiling
_DAY = timedelta(days=1)
_SEARCHED = 9  # days: a weekly digest is at most eight local dates away
_FRIDAY = 4


def release(
    now: datetime,
    zone: tzinfo,
    chat: ChatSchedule,
    subscription: SubscriptionSchedule,
    *,
    hour_ends: datetime | None = None,
) -> Release:
    """When an article that arrives ``now`` (aware) is delivered to a chat.

    ``hour_ends``: end of the hour in which the subscription has reached its ceiling; None if it has not.
    """
    cadence = cadence_of(chat, subscription)
    found = Release(due=now)
    if cadence is not Cadence.NOW:
        found = Release(due=next_digest(now, zone, chat, cadence), held=HeldBy.DIGEST)
    elif hour_ends is not None and hour_ends > now:
        found = Release(due=hour_ends, held=HeldBy.CEILING)
    until = None if subscription.through_quiet else quiet_until(found.due, zone, chat.quiet)
    if until is None:
        return found
    return Release(due=until, held=found.held or HeldBy.QUIET)


def cadence_of(chat: ChatSchedule, subscription: SubscriptionSchedule) -> Cadence:
    """The cadence of a subscription: its own or, if unset, its chat's."""
    return subscription.cadence or chat.cadence


def next_digest(now: datetime, zone: tzinfo, chat: ChatSchedule, cadence: Cadence) -> datetime:
    """The first digest time after ``now``, in UTC."""
    today = now.astimezone(zone).date()
    days = (today + at * _DAY for at in range(-1, _SEARCHED))
    moments = (moment(day, at, zone) for day in days if _has_digest(day, chat, cadence) for at in chat.times)
    return min(one for one in moments if one > now)


def quiet_until(now: datetime, zone: tzinfo, quiet: QuietHours | None) -> datetime | None:
    """The end of the quiet hours that contain ``now``, in UTC; None outside of them."""
    if quiet is None or quiet.start == quiet.end:
        return None
    today = now.astimezone(zone).date()
    for day in (today - _DAY, today):
        end_day = day if quiet.start < quiet.end else day + _DAY
        end = moment(end_day, quiet.end, zone)
        if moment(day, quiet.start, zone) <= now < end:
            return end
    return None


def moment(day: date, at: time, zone: tzinfo) -> datetime:
    """A local time in UTC. See the module's docstring for times affected by a clock change."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def zone_of(chat: ChatSchedule, now: datetime) -> tzinfo:
    """The chat's time zone; that of ``now`` if the chat has none or this machine no longer knows it."""
    assert now.tzinfo is not None, "times are aware"
    try:
        return ZoneInfo(chat.zone) if chat.zone else now.tzinfo
    except (ZoneInfoNotFoundError, ValueError):
        return now.tzinfo


def sorted_times(times: Sequence[time]) -> tuple[time, ...]:
    """Digest times, sorted and without repeats."""
    return tuple(sorted(set(times)))


def _has_digest(day: date, chat: ChatSchedule, cadence: Cadence) -> bool:
    if cadence is Cadence.WEEKDAYS:
        return day.weekday() <= _FRIDAY
    return cadence is not Cadence.WEEKLY or day.weekday() == chat.weekday
