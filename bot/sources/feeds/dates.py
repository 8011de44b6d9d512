"""Dates of entries, as publishers write them: in any language and time zone, and sometimes impossible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from time import struct_time

from bot.sources.web.printed_dates import Order, month_number, printed_days

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web: a default value of some software
AHEAD = timedelta(minutes=10)  # for clocks that are slightly fast
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_MIDNIGHT = re.compile(r"(?<![\d:])24:00(?::00)?(?![\d:])")
_NAMED_UTC = re.compile(r"\s+(?:UTC|GMT)$")
_LONGEST = 60  # characters of a date
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})[.\s-]+(?:de\s+)?(?P<month>[^\W\d_]+)[.,\s-]*(?:de\s+)?(?P<year>\d{4})?")
_MONTH_DAY = re.compile(r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})\b,?\s*(?P<year>\d{4})?")
_TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:\s*(?P<half>[ap])\.?m\b)?", re.I
)
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<h>\d\d):?(?P<m>\d\d)\b")
#: Zone names that feedparser does not know and that are unambiguous in feeds; others count as UTC.
_ZONES = {"CET": timedelta(hours=1), "CEST": timedelta(hours=2), "BST": timedelta(hours=1), "IST": timedelta(hours=5.5)}
#: Those that feedparser knows, for dates that it does not read.
_AMERICAN = {
    f"{where}{what}": timedelta(hours=hours + (what == "DT"))
    for where, hours in {"E": -5, "C": -6, "M": -7, "P": -8}.items()
    for what in ("ST", "DT")
}


def entry_date(written: str, read: struct_time | None, now: datetime) -> datetime | None:
    """When an entry was published, aware; None if it is missing, unreadable or implausible.

    ``read``: ``written`` as parsed by feedparser, in UTC. A date in the future is rejected, as its zone or a clock is
    wrong.
    """
    written, late = _without_midnight(written.strip())
    for read_as in _readings(written, None if late else read, now):
        read_as = read_as + late if read_as else None
        if read_as and EARLIEST <= read_as <= now + AHEAD:
            return read_as.astimezone(UTC)
    return None


def _without_midnight(written: str) -> tuple[str, timedelta]:
    """Replace "24:00" by 00:00 of the next day."""
    moved = _MIDNIGHT.sub("00:00", written)
    return moved, timedelta(days=int(moved != written))


def _readings(written: str, read: struct_time | None, now: datetime) -> Iterator[datetime | None]:
    """The possible readings, most certain first; feedparser's is rejected if its day differs from the one printed."""
    yield _epoch(written)
    yield _iso(_NAMED_UTC.sub("+00:00", written))
    printed = next(printed_days(written[:_LONGEST], Order()), None)
    told = _of_struct(read, written)
    if printed is None or (told and not _in_halves(written) and abs(told.date() - printed.day) <= timedelta(days=1)):
        yield told
    if printed:
        yield datetime.combine(printed.day, time(), UTC) + _clock(written[: printed.start] + written[printed.end :])
    yield _of_words(written, now)


def _in_halves(written: str) -> bool:
    """Whether the time says "a.m." or "p.m.", which feedparser does not read."""
    time = _TIME.search(written)
    return bool(time and time["half"])


def _epoch(written: str) -> datetime | None:
    if not _EPOCH.fullmatch(written):
        return None
    seconds = float(written)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)


def _of_struct(read: struct_time | None, written: str) -> datetime | None:
    """feedparser's result, which treats an unknown zone as UTC."""
    try:
        return datetime(*read[:6], tzinfo=UTC) - _ZONES.get(_zone_name(written), timedelta(0)) if read else None
    except (ValueError, OverflowError):  # a 60th second, a year of five digits
        return None


def _of_words(written: str, now: datetime) -> datetime | None:
    if not written or len(written) > _LONGEST or not any(char.isdigit() for char in written):
        return None
    return _in_any_language(_ORDINAL.sub("", written), now)


def _iso(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _in_any_language(written: str, now: datetime) -> datetime | None:
    """A date with the month's name in any language, with or without year ("mer, 16 nov") and time."""
    named = (one for form in (_DAY_MONTH, _MONTH_DAY) for one in form.finditer(written))
    found = next((one for one in named if month_number(one["month"])), None)
    if found is None:
        return None
    try:
        day = datetime(int(found["year"] or now.year), month_number(found["month"]), int(found["day"]), tzinfo=UTC)
        moment = day + _clock(written[found.end() :])
        past = moment if found["year"] or moment <= now + timedelta(days=1) else moment.replace(year=moment.year - 1)
    except (ValueError, OverflowError):  # 31 February
        return None
    return past


def _clock(rest: str) -> timedelta:
    """The time of day in what follows the date, in UTC."""
    time = _TIME.search(rest)
    if time is None:
        return timedelta(0)
    hour = int(time["hour"])
    if time["half"]:
        hour = hour % 12 + 12 * (time["half"].lower() == "p")
    zone = _OFFSET.search(rest, time.end())
    named = (_ZONES | _AMERICAN).get(_zone_name(rest), timedelta(0))
    ahead = timedelta(hours=int(zone["h"]), minutes=int(zone["m"])) if zone else named
    local = timedelta(hours=hour, minutes=int(time["minute"]), seconds=int(time["second"] or 0))
    return local + ahead if zone and zone["sign"] == "-" else local - ahead


def _zone_name(rest: str) -> str:
    words = rest.split()
    return words[-1].upper() if words else ""
