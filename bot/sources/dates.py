"""Dates that articles state about themselves."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.errors import SourceError
from bot.sources.web.printed_dates import Order, printed_days

_ALMOST_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}\b")
_AROUND = re.compile(r"[\w.]*,?\s*|[\s,]*(?:at\s*)?\d{1,2}:\d\d.{0,20}")  # a weekday before it, a time after it
_LONGEST = 60  # characters of a date


def parse_date(text: str) -> datetime:
    """A date or time as aware UTC: midnight if only the day is given, UTC if no zone is given.

    Reads ISO 8601, RFC 822 ("Fri, 20 Nov 2026 08:00:00 GMT"), and days as people write them ("20 November 2026",
    "20.11.2026", "20/11/2026"), but not the ambiguous 3/9/2026. Raises SourceError for anything else.
    """
    plain = text.strip()
    try:
        moment = datetime.fromisoformat(plain)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        found = None if _ALMOST_ISO.match(plain) or len(plain) > _LONGEST else _rfc_822(plain) or _printed(plain)
    if found is None:
        shown = " ".join(text.split())[:40]
        raise SourceError(f'its date "{shown}" is not a date such as 2024-07-09')
    return found


def _rfc_822(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _printed(text: str) -> datetime | None:
    found = next(printed_days(text, Order(language="en-gb")), None)
    if found is None or not found.certain:
        return None
    if not (_AROUND.fullmatch(text[: found.start]) and _AROUND.fullmatch(text[found.end :])):
        return None
    return datetime(found.day.year, found.day.month, found.day.day, tzinfo=UTC)
