"""Following again what was unfollowed, with the schedule that it had."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime

from bot.errors import FollowError
from bot.models import ChatKey
from bot.models.schedules import Cadence, SubscriptionSchedule
from bot.newsroom import Newsroom

DEFAULT = SubscriptionSchedule()


def kept(how: SubscriptionSchedule | None) -> dict[str, object]:
    """The schedule of a subscription as JSON-compatible values; empty if nothing was set."""
    return asdict(how) if how and how != DEFAULT else {}


def follow_as_before(newsroom: Newsroom, chat: ChatKey, words: str, how: object, now: datetime) -> None:
    """Follow ``words``, if that is still possible, with their earlier schedule; ``how`` is the result of ``kept``."""
    with suppress(FollowError):  # the words may be refused by now
        subscription, _ = newsroom.subscriptions.follow(chat, words, now=now)
        if isinstance(how, Mapping) and how:
            newsroom.schedules.set_subscription(chat, subscription.row, _schedule_of(how))


def _schedule_of(how: Mapping[str, object]) -> SubscriptionSchedule:
    cadence = how.get("cadence")
    return SubscriptionSchedule(
        cadence=Cadence(str(cadence)) if cadence else None,
        silent=bool(how.get("silent")),
        through_quiet=bool(how.get("through_quiet")),
        ceiling=int(str(how.get("ceiling", DEFAULT.ceiling))),
    )
