"""Pages with the settings for when a chat gets news, with buttons, edited in place. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time
from enum import IntEnum, auto

from bot.following.sending.schedule import next_digest, zone_of
from bot.following.sending.time_zones import ZoneChoice, city_of
from bot.models.schedules import Cadence, ChatSchedule, QuietHours
from bot.translation import N_, gettext, weekday_words
from handlers.views.callback_data import Code, data
from handlers.views.html import NOTHING, Rich, bold, filled, join, ours, text
from handlers.views.messages import Button, Part, button, note, page, rows

CADENCES = (Cadence.NOW, Cadence.DAILY, Cadence.WEEKDAYS, Cadence.WEEKLY)  #: buttons contain their indices
CADENCE_LABELS = (N_("At once"), N_("Daily"), N_("Weekdays"), N_("Weekly"))
HOURS = (6, 7, 8, 9, 12, 15, 18, 20, 22)  #: offered for digests
NIGHTS = ((22, 7), (23, 7), (23, 8), (0, 8))  #: offered as quiet hours
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
ASK_ZONE = N_(
    "Which city are you in, or which country? Reply to this message with its name, such as Kolkata, or send me your "
    "location (the paper clip, then Location). I keep only the time zone."
)
ASK_QUIET = N_("When should I be quiet? Reply to this message with two times, such as 22:30-6:45.")
ASK_TIMES = N_("When should digests come? Reply to this message with times, such as 7:15 18:30.")
EACH = N_("/following has settings for each thing you follow.")
UNKNOWN_PLACE = N_(
    "I know no time zone for that. Try the largest city near you, or your country, or send me your location "
    "(the paper clip, then Location)."
)
#: When the next digest comes, if today or tomorrow.
_SOON = (N_("in a digest, the next one today at {time}"), N_("in a digest, the next one tomorrow at {time}"))


class Setting(IntEnum):
    """The settings of these pages; the comments describe the values that follow."""

    HOME = 0
    ZONE = auto()  # asks for it
    ZONE_IS = auto()  # view that holds an IANA name
    QUIET = auto()  # the page
    QUIET_IS = auto()  # start, end: minutes after midnight; equal = none
    QUIET_ASK = auto()
    TIMES = auto()  # the page
    TIME = auto()  # minutes after midnight, switched on or off
    TIMES_ASK = auto()
    WEEKDAY_IS = auto()  # 0 = Monday
    CADENCE_IS = auto()  # index in CADENCES, for everything the chat follows


def settings(chat: ChatSchedule, now: datetime) -> Part:
    """All settings of a chat, with a button for each."""
    mark, digests = CADENCES.index(chat.cadence), chat.cadence is not Cadence.NOW or chat.times != ChatSchedule().times
    cadences = _choices(
        list(map(gettext, CADENCE_LABELS)), {mark}, lambda at: data(Code.SETTING, Setting.CADENCE_IS, at)
    )
    others = (
        button(gettext("Time zone"), data(Code.SETTING, Setting.ZONE)),
        button(gettext("Quiet hours"), data(Code.SETTING, Setting.QUIET)),
        button(gettext("Digests"), data(Code.SETTING, Setting.TIMES)),
        button(gettext("Language"), data(Code.PREFERENCE)),
    )
    return page(
        [join([bold(gettext("When news comes to this chat")), summary(chat, now, times=digests)]), ours(gettext(EACH))],
        buttons=rows(cadences, others),
    )


def summary(chat: ChatSchedule, now: datetime, *, times: bool = True) -> Rich:
    """Time zone, cadence, digest times (if ``times``) and quiet hours, one per line."""
    return join(
        [
            _zone(chat, text(clock(now.astimezone(zone_of(chat, now)).time()))),
            filled(gettext("News: {how}"), how=bold(_cadence_words(chat, now))),
            filled(
                gettext("Digests: {times}, weekly ones on {day}"),
                times=bold(", ".join(map(clock, chat.times))),
                day=text(gettext(WEEKDAYS[chat.weekday])),
            )
            if times
            else NOTHING,
            filled(gettext("Quiet hours: {hours}"), hours=bold(quiet_words(chat.quiet))),
        ]
    )


def quiet_hours(chat: ChatSchedule) -> Part:
    """A choice of quiet hours."""
    told = text(gettext("In quiet hours nothing comes; when they end you get one message with all that was held."))
    now = (chat.quiet.start, chat.quiet.end) if chat.quiet else None
    nights = [(time(start), time(end)) for start, end in NIGHTS]
    offered = _choices(
        [f"{clock(start)}–{clock(end)}" for start, end in nights],
        {at for at, night in enumerate(nights) if night == now},
        lambda at: data(Code.SETTING, Setting.QUIET_IS, *map(minutes, nights[at])),
    )
    off = _choices(
        [gettext("None")], {0} if now is None else set(), lambda _: data(Code.SETTING, Setting.QUIET_IS, 0, 0)
    )
    others = (*off, button(gettext("Other hours"), data(Code.SETTING, Setting.QUIET_ASK)), _back())
    lines = [filled(gettext("Quiet hours: {hours}"), hours=bold(quiet_words(chat.quiet))), told]
    return page(lines, buttons=rows(offered[:2], offered[2:], others))


def digest_times(chat: ChatSchedule, now: datetime) -> Part:
    """The digest times, to be switched on and off, and the day of weekly digests."""
    shown = sorted({*(time(hour) for hour in HOURS), *chat.times})
    times = _choices(
        [clock(one) for one in shown],
        {at for at, one in enumerate(shown) if one in chat.times},
        lambda at: data(Code.SETTING, Setting.TIME, minutes(shown[at])),
    )
    names = [weekday_words(at) for at in range(len(WEEKDAYS))]
    days = _choices(names, {chat.weekday}, lambda at: data(Code.SETTING, Setting.WEEKDAY_IS, at))
    others = (button(gettext("Other times"), data(Code.SETTING, Setting.TIMES_ASK)), _back())
    lines = [bold(gettext("Digest times")), summary(chat, now)]
    split = [times[at : at + 5] for at in range(0, len(times), 5)]
    return page(lines, buttons=rows(*split, days[:4], days[4:], others))


def zones(offered: Sequence[tuple[ZoneChoice, int]]) -> Part:
    """The cities of a country with several time zones, with the views that hold their zones."""
    buttons = [button(one.city, data(Code.SETTING, Setting.ZONE_IS, view)) for one, view in offered]
    split = [buttons[at : at + 3] for at in range(0, len(buttons), 3)]
    return note(gettext("Which of these cities has your time?"), buttons=rows(*split))


def asked(words: str, placeholder: str) -> Part:
    """A question that is answered by replying to it."""
    said = gettext(words)
    return Part(html=ours(said).html, plain=said, asks=gettext(placeholder))


def _zone(chat: ChatSchedule, now: Rich) -> Rich:
    """The chat's time zone and what time it is there; without one, that of the settings is used."""
    if not chat.zone:
        return filled(
            gettext("Time zone: {none}, so I use mine, where it is {time} now"), none=bold(gettext("not set")), time=now
        )
    return filled(gettext("Time zone: {zone}, where it is {time} now"), zone=bold(city_of(chat.zone)), time=now)


def quiet_words(quiet: QuietHours | None) -> str:
    """The hours, such as "22:00 to 07:00", or "none"."""
    if quiet is None or quiet.start == quiet.end:
        return gettext("none")
    return gettext("{start} to {end}").format(start=clock(quiet.start), end=clock(quiet.end))


def clock(at: time) -> str:
    """Hours and minutes."""
    return f"{at:%H:%M}"


def minutes(at: time) -> int:
    """Minutes after midnight."""
    return at.hour * 60 + at.minute


def marked_label(label: str, chosen: bool) -> str:
    """The label of a choice, with a check mark if it is chosen."""
    return f"✓ {label}" if chosen else label


def _cadence_words(chat: ChatSchedule, now: datetime) -> str:
    if chat.cadence is Cadence.NOW:
        return gettext("at once")
    zone = zone_of(chat, now)
    local = next_digest(now, zone, chat, chat.cadence).astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    if days < len(_SOON):
        return gettext(_SOON[days]).format(time=clock(local.time()))
    told = gettext("in a digest, next {day} at {time}")
    return told.format(day=gettext(WEEKDAYS[local.weekday()]), time=clock(local.time()))


def _choices(labels: Sequence[str], chosen: set[int], press: Callable[[int], str]) -> tuple[Button, ...]:
    return tuple(button(marked_label(label, at in chosen), press(at)) for at, label in enumerate(labels))


def _back() -> Button:
    return button(gettext("◀ Back"), data(Code.SETTING, Setting.HOME))
