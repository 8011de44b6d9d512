"""When and how news come to a chat: what people set, for the chat and for each subscription."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

CEILING = 20  #: messages an hour of one subscription, unless it was set otherwise
NO_CEILING = 0
MORNING = time(8)  #: when a digest comes unless other times were set


class Cadence(StrEnum):
    """How often a subscription's news come."""

    NOW = "now"  # one message an article (or story), at once
    DAILY = "daily"  # gathered, at the chat's digest times
    WEEKDAYS = "weekdays"  # the same, Monday to Friday
    WEEKLY = "weekly"  # the same, on the chat's day of the week


class HeldBy(StrEnum):
    """Why a delivery waits to come with others in one message."""

    NOTHING = ""
    DIGEST = "digest"
    QUIET = "quiet"  # the chat's quiet hours
    CEILING = "ceiling"  # its subscription has sent enough for an hour


@dataclass(frozen=True, kw_only=True, slots=True)
class QuietHours:
    """From ``start`` to ``end`` by the chat's clock, over midnight where the end is the earlier; both equal = never."""

    start: time
    end: time


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatSchedule:
    """What holds for a whole chat."""

    zone: str = ""  #: IANA name of its time zone; "" = the one that newsbot is set to
    quiet: QuietHours | None = None
    times: tuple[time, ...] = (MORNING,)  #: of digests, by the chat's clock, ascending; at least one
    weekday: int = 0  #: of weekly digests, 0 = Monday
    cadence: Cadence = Cadence.NOW  #: of subscriptions that have none of their own


@dataclass(frozen=True, kw_only=True, slots=True)
class SubscriptionSchedule:
    """What holds for one subscription."""

    cadence: Cadence | None = None  #: None = the chat's
    silent: bool = False  #: its messages make no sound
    through_quiet: bool = False  #: comes in quiet hours too
    ceiling: int = CEILING  #: messages an hour, the others come together at its end; NO_CEILING = none


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """When a delivery goes out, and why not at once."""

    due: datetime
    held: HeldBy = HeldBy.NOTHING
