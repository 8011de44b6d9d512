"""When and how a chat's news arrives: settings of the chat and of each subscription."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

CEILING = 20  #: default limit on messages per hour of one subscription
NO_CEILING = 0
MORNING = time(8)  #: default time of digests


class Cadence(StrEnum):
    """How often a subscription's news is sent."""

    NOW = "now"  # one message per article (or story), at once
    DAILY = "daily"  # gathered, at the chat's digest times
    WEEKDAYS = "weekdays"  # as DAILY, Monday to Friday
    WEEKLY = "weekly"  # as DAILY, on the chat's day of the week


class HeldBy(StrEnum):
    """Why a delivery is held, to be sent with others in one message."""

    NOTHING = ""
    DIGEST = "digest"
    QUIET = "quiet"  # the chat's quiet hours
    CEILING = "ceiling"  # its subscription has reached its ceiling for the hour


@dataclass(frozen=True, kw_only=True, slots=True)
class QuietHours:
    """Quiet hours from ``start`` to ``end`` in the chat's time zone.

    They cross midnight if ``end`` is the earlier one. Equal times mean none.
    """

    start: time
    end: time


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatSchedule:
    """The schedule of a chat."""

    zone: str = ""  #: IANA name of its time zone; "" for newsbot's own
    quiet: QuietHours | None = None
    times: tuple[time, ...] = (MORNING,)  #: of digests, in the chat's time zone, sorted; at least one
    weekday: int = 0  #: of weekly digests, 0 = Monday
    cadence: Cadence = Cadence.NOW  #: for subscriptions without one of their own


@dataclass(frozen=True, kw_only=True, slots=True)
class SubscriptionSchedule:
    """The schedule of a subscription."""

    cadence: Cadence | None = None  #: None for the chat's
    silent: bool = False  #: sent without sound
    through_quiet: bool = False  #: sent in quiet hours too
    ceiling: int = CEILING  #: messages per hour; the others are gathered at its end; NO_CEILING for any number


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """When a delivery goes out, and why it is held until then."""

    due: datetime
    held: HeldBy = HeldBy.NOTHING
