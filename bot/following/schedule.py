"""When something goes out: digests at local times, quiet hours, ceilings. Pure: moment, zone, settings -> moment.

    release      article came     -> at once | next digest | end of the hour | end of the quiet hours
    next_digest  moment           -> the chat's next digest time after it
    quiet_until  moment           -> the end of the quiet hours that it lies in

Local times become moments by the rule of RFC 5545 (section 3.3.5): one that a change of the clock skips is read with
the offset from before the change, one that comes twice means the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.models.schedules import Cadence, ChatSchedule, HeldBy, QuietHours, Release, SubscriptionSchedule

HOUR = timedelta(hours=1)  # what a ceiling counts in
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
    """When an article that comes ``now`` (aware) goes to a chat.

    ``hour_ends``: when the hour ends for which the subscription has sent what its ceiling allows; None = it may send.
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
    """How often a subscription's news come: as it says itself, else as its chat says."""
    return subscription.cadence or chat.cadence


def next_digest(now: datetime, zone: tzinfo, chat: ChatSchedule, cadence: Cadence) -> datetime:
    """The first digest time after ``now``, as a moment in UTC."""
    today = now.astimezone(zone).date()
    days = (today + at * _DAY for at in range(-1, _SEARCHED))
    moments = (moment(day, at, zone) for day in days if _has_digest(day, chat, cadence) for at in chat.times)
    return min(one for one in moments if one > now)


def quiet_until(now: datetime, zone: tzinfo, quiet: QuietHours | None) -> datetime | None:
    """When the quiet hours end that ``now`` lies in, as a moment in UTC; None outside of them."""
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
    """A local time as a moment in UTC. See the module's docstring for those that a change of the clock concerns."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def zone_of(chat: ChatSchedule, now: datetime) -> tzinfo:
    """A chat's clock; that of ``now`` where it has none of its own or this machine does not know it any more."""
    assert now.tzinfo is not None, "times are aware"
    try:
        return ZoneInfo(chat.zone) if chat.zone else now.tzinfo
    except (ZoneInfoNotFoundError, ValueError):
        return now.tzinfo


def sorted_times(times: Sequence[time]) -> tuple[time, ...]:
    """Digest times ascending, each once."""
    return tuple(sorted(set(times)))


def _has_digest(day: date, chat: ChatSchedule, cadence: Cadence) -> bool:
    if cadence is Cadence.WEEKDAYS:
        return day.weekday() <= _FRIDAY
    return cadence is not Cadence.WEEKLY or day.weekday() == chat.weekday
