"""Parse times of day as people write them: "8:00 18:30", "8am, 6 pm", "22-7", "weekly on Monday at 9". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from textwrap import shorten

from bot.errors import FollowError
from bot.following.sending.schedule import sorted_times
from bot.lexicon.calendar import calendar_words
from bot.models.schedules import Cadence, QuietHours
from bot.text.spoken_clock import clock_in_figures
from bot.translation import N_, gettext

MOST_TIMES = 8  # digests per day
_MAX_QUOTED = 60  # characters
NO_TIMES = N_("I don't understand “{words}” as times. Write times such as 8:00 18:30, or 8am 6pm.")
NO_SUCH_TIME = N_("There is no time “{words}”. Write times such as 8:00 18:30, or 8am 6pm.")
NO_HOURS = N_("I don't understand “{words}” as quiet hours. Write them as two times, such as 22:00-7:00, or off.")
TOO_MANY = N_("At most {n} digests a day, please.")
_TIME = re.compile(
    r"(?<![\w:.])(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d))?h?\s*(?P<half>[ap]\.?m\.?)?(?![\w:])"
    r"|(?<!\w)(?P<word>noon|midday|midnight)(?!\w)",
    re.IGNORECASE,
)
_BETWEEN_TIMES = re.compile(r"(?:\s|[,;/&+]|\band\b|\bat\b|\bo'?clock\b|\buhr\b)+", re.IGNORECASE)
_OFF = frozenset({"off", "none", "no", "never", "stop", "now", "at once", "immediately"})
_CADENCES = {
    "daily": Cadence.DAILY,
    "every day": Cadence.DAILY,
    "day": Cadence.DAILY,
    "weekdays": Cadence.WEEKDAYS,
    "on weekdays": Cadence.WEEKDAYS,
    "workdays": Cadence.WEEKDAYS,
    "weekly": Cadence.WEEKLY,
    "every week": Cadence.WEEKLY,
}
_CADENCE = re.compile(rf"^(?:{'|'.join(sorted(_CADENCES, key=len, reverse=True))})\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:,|on|every|each|\s)*(?P<day>[a-z]+?)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DigestWish:
    """What /digest asks for. Fields that are None or empty leave the setting as it is."""

    cadence: Cadence | None = None
    weekday: int | None = None  #: 0 = Monday
    times: tuple[time, ...] = ()


def read_times(words: str) -> tuple[time, ...]:
    """Times of day, sorted and without repeats. Raises FollowError with a message for the user."""
    words = clock_in_figures(words)
    found = [_time(match) for match in _TIME.finditer(words)]
    rest = _BETWEEN_TIMES.sub("", _TIME.sub(" ", words))
    if rest or not found:
        raise FollowError(gettext(NO_TIMES).format(words=_cut(words)))
    times = sorted_times(found)
    if len(times) > MOST_TIMES:
        raise FollowError(gettext(TOO_MANY).format(n=MOST_TIMES))
    return times


_BARE = re.compile(r"\d{1,2}")  # "10", but neither "10:00" nor "10am"
_EVENING = range(7, 12)  # hours that begin a night if they are written without am or pm


def read_quiet_hours(words: str) -> QuietHours | None:
    """Quiet hours, or None for "off": "22:00-7:00", "from 10 to 7". Raises FollowError with a message for the user."""
    plain = words.strip().lower().rstrip(".!")
    if plain in _OFF:
        return None
    written = list(_TIME.finditer(plain))
    found = [_time(match) for match in written]
    rest = re.sub(r"[\s,;–—-]|\b(?:from|to|until|till|and|between|quiet|hours)\b", "", _TIME.sub(" ", plain))
    if rest or len(found) != 2:
        raise FollowError(gettext(NO_HOURS).format(words=_cut(words)))
    start, end = found
    if _BARE.fullmatch(written[0].group().strip()) and start.hour in _EVENING and end < start:
        start = start.replace(hour=start.hour + 12)  # "10-7" is the night: nobody is quiet for 21 hours
    return QuietHours(start=start, end=end)


def read_digest(words: str) -> DigestWish:
    """The cadence, weekday and times asked for. Raises FollowError with a message for the user."""
    rest = words.strip()
    if rest.lower() in _OFF:
        return DigestWish(cadence=Cadence.NOW)
    cadence, weekday = None, None
    if match := _CADENCE.match(rest):
        cadence, rest = _CADENCES[match.group().lower()], rest[match.end() :]
    day = _WEEKDAY.match(rest)
    if day and (weekday := _weekday(day["day"])) is not None:
        cadence, rest = Cadence.WEEKLY, rest[day.end() :]
    if not _BETWEEN_TIMES.sub("", rest).strip(","):
        return DigestWish(cadence=cadence, weekday=weekday)
    return DigestWish(cadence=cadence, weekday=weekday, times=read_times(rest))


def _cut(words: str) -> str:
    """Words that were not understood, short enough to be quoted back, cut at a blank if there is one."""
    shown = shorten(words, _MAX_QUOTED, placeholder="…")
    return shown if shown != "…" else words.strip()[:_MAX_QUOTED] + "…"


def _weekday(word: str) -> int | None:
    known = calendar_words()
    return known.weekdays.get(known.word(word.lower()))


def _time(match: re.Match[str]) -> time:
    """The time of a match. Raises FollowError for impossible ones such as 13pm."""
    if word := match["word"]:
        return time(0 if word.lower() == "midnight" else 12)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()[:1]
    if (half and not 1 <= hour <= 12) or (hour == 24 and minute):
        raise FollowError(gettext(NO_SUCH_TIME).format(words=match.group().strip()))
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour % 24, minute)
