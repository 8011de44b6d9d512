"""Dates that articles state about themselves."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.errors import SourceError
from bot.sources.web.printed_dates import Order, month_number, printed_days

_ALMOST_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?!\d)")
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\s*(\d{1,2}:\d\d.*)")
_ZONED = re.compile(r"[\d:]+ [A-Z]{3,4}")  # RFC 822 knows some zones by name
#: A weekday before or after it, a time after it.
_AROUND = re.compile(
    r"[\w.]*,?\s*|,?\s*\(?[a-z]+day\)?|[\s,]*(?:at\s*)?\d{1,2}(?:[:.]\d\d|\s*[ap]\.?m\b).{0,20}", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"(?<=[a-z.,] )[’'](\d\d)$")
_TWELVE = re.compile(r"\b(0?[1-9]|1[0-2])([:.][0-5]\d(?:[:.][0-5]\d)?)?\s?([ap])\.?m\b\.?", re.IGNORECASE)
_YEAR = r"(?:19|20)\d\d"
#: A month, a quarter or a year: "2026-11", "November 2026", "Q4 2026".
_NO_DAY = re.compile(
    rf"(?:{_YEAR}(?:[-/.]\d{{1,2}}|[-\s]?Q[1-4])?|(?:\d{{1,2}}[-/.]|Q[1-4]\s)?{_YEAR}|([^\W\d_]{{3,14}})\.?,?\s{_YEAR})"
)
_SEASONS = frozenset(("spring", "summer", "autumn", "fall", "winter"))
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?(?:\.\d+)?")  # seconds or milliseconds since 1970, of 2001 and later
_LONGEST = 60  # characters of a date


def parse_date(text: str) -> datetime:
    """A date or time as aware UTC: midnight if only the day is given, UTC if no zone is given.

    Reads ISO 8601, RFC 822 ("Fri, 20 Nov 2026 08:00:00 GMT"), seconds since 1970, and days as people write them
    ("20 November 2026", "20.11.2026", "20/11/2026"), but not the ambiguous 3/9/2026. Of a time that cannot be read
    (24:00, an unknown zone) the day counts. Raises SourceError for anything else.
    """
    plain = text.strip()
    try:
        moment = datetime.fromisoformat(plain)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:  # a day at the edge of the calendar
        found = None
    except ValueError:
        found = None if len(plain) > _LONGEST else _in_other_formats(plain)
    if found is None:
        shown = " ".join(text.split())[:40]
        raise SourceError(f'its date "{shown}" is not a date such as 2024-07-09')
    return found


def names_no_day(text: str) -> bool:
    """Whether ``text`` is a date without a day: a year, a month or a season of one."""
    found = _NO_DAY.fullmatch(text.strip())
    word = (found[1] or "").lower() if found else ""
    return bool(found) and (not word or word in _SEASONS or month_number(word) > 0)


def stated_date(text: str) -> tuple[datetime | None, tuple[str, ...]]:
    """As ``parse_date``, but None with a note for a date without a day, and without one for no date at all."""
    if names_no_day(text):
        return None, (f'its date "{text.strip()}" names no day and was left out',)
    return (parse_date(text), ()) if text.strip() else (None, ())


def _in_other_formats(text: str) -> datetime | None:
    if seconds := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(seconds[1]), UTC)
    text = _SHORT_YEAR.sub(r"20\1", _TWELVE.sub(_in_24_hours, text))
    return _with_odd_time(text) if _ALMOST_ISO.match(text) else _rfc_822(text) or _printed(text)


def _in_24_hours(clock: re.Match[str]) -> str:
    """ "9:14 pm" as "21:14", which the other readers know."""
    hour = int(clock[1]) % 12 + 12 * (clock[3].lower() == "p")
    return f"{hour:02}{clock[2] or ':00'}".replace(".", ":")


def _with_odd_time(text: str) -> datetime | None:
    """An ISO day with a time in another form: "2026-11-20 10:00 EST"."""
    parts = _ISO_DAY.fullmatch(text)
    try:
        day = datetime.strptime(parts[1], "%Y-%m-%d").replace(tzinfo=UTC) if parts else None
    except ValueError:
        return None
    if parts is None or day is None:
        return None
    return (_ZONED.fullmatch(parts[2]) and _rfc_822(f"{day:%d %b %Y} {parts[2]}")) or day


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
