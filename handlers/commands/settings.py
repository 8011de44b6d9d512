"""/settings and /digest: when news come to a chat; in groups administrators decide."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from bot.errors import FollowError
from bot.following.sending.clock_words import read_digest, read_quiet_hours, read_times
from bot.following.sending.time_zones import ZoneChoice, is_zone, zone_at, zones_named
from bot.models import ChatKey
from bot.models.schedules import Cadence, ChatSchedule, QuietHours
from bot.newsroom import Newsroom
from bot.translation import N_, gettext
from handlers.commands.context import Services
from handlers.commands.following import ADMINS_ONLY
from handlers.commands.prompts import Prompt, ask
from handlers.transport.updates import Incoming, Pressed
from handlers.views import settings as settings_view
from handlers.views.callback_data import Press
from handlers.views.html import MAX_UNREAD, clip, one_line
from handlers.views.messages import Part, above, note
from handlers.views.settings import CADENCES, Setting
from handlers.views.view_kinds import ViewKind

UNREAD = N_("I left out “{words}”. What can be set is below.")
_MOST = 24 * 60  # minutes of a day


async def settings(services: Services, incoming: Incoming) -> None:
    """/settings."""
    chat = await asyncio.to_thread(services.newsroom.schedules.of_chat, incoming.chat.chat_id)
    await services.reply(incoming, [settings_view.settings(chat, services.clock())])


async def digest(services: Services, incoming: Incoming, *, unread: str = "") -> None:
    """/digest [daily|weekdays|weekly on DAY] [TIMES], /digest off; without words the times with their buttons.

    ``unread``: the part of a request in free words that cannot be set, which the user is told.
    """
    if not await services.may_manage(incoming):
        await services.say(incoming, gettext(ADMINS_ONLY))
    else:
        part = await asyncio.to_thread(_digest, services.newsroom, incoming, services.clock())
        told = gettext(UNREAD).format(words=clip(one_line(unread), MAX_UNREAD)) if unread else ""
        await services.reply(incoming, [above(told, part)])


def _digest(newsroom: Newsroom, incoming: Incoming, now: datetime) -> Part:
    chat_id = incoming.chat.chat_id
    chat = newsroom.schedules.of_chat(chat_id)
    if not incoming.words:
        return settings_view.settings(chat, now)
    try:
        wish = read_digest(incoming.words)
    except FollowError as error:
        return note(str(error))
    cadence = wish.cadence or (chat.cadence if chat.cadence is not Cadence.NOW else Cadence.DAILY)
    weekday = chat.weekday if wish.weekday is None else wish.weekday
    changed = replace(chat, cadence=cadence, weekday=weekday, times=wish.times or chat.times)
    newsroom.schedules.set_chat(chat_id, changed, throughout=True)
    return settings_view.settings(changed, now)


async def press_setting(services: Services, pressed: Pressed, press: Press) -> str | None:
    """A button of the pages of settings."""
    if not await services.may_manage(pressed):
        return gettext(ADMINS_ONLY)
    which = press.number(0)
    if which in ASKING:
        await ask(services, pressed, ASKING[Setting(which)])
        return ""
    if which == Setting.ZONE_IS:
        return await _choose_zone(services, pressed, press.number(1))
    shown = await asyncio.to_thread(_pressed, services.newsroom, pressed.chat.chat_id, press, services.clock())
    if isinstance(shown, Part):
        await services.change(pressed, shown)
        return ""
    return shown


def _pressed(newsroom: Newsroom, chat_id: int, press: Press, now: datetime) -> Part | str | None:
    """The page after a press, or a notice instead of it; None for a press that means nothing."""
    chat, value = newsroom.schedules.of_chat(chat_id), press.number(1)
    match press.number(0):
        case Setting.HOME:
            return settings_view.settings(chat, now)
        case Setting.QUIET:
            return settings_view.quiet_hours(chat)
        case Setting.TIMES:
            return settings_view.digest_times(chat, now)
        case _:
            changed = _changed(chat, press)
    if changed is None:
        return None
    if not changed.times:
        return gettext("A digest needs at least one time.")
    newsroom.schedules.set_chat(chat_id, changed, throughout=press.number(0) == Setting.CADENCE_IS)
    if press.number(0) == Setting.QUIET_IS:
        return settings_view.quiet_hours(changed)
    in_times = press.number(0) in (Setting.TIME, Setting.WEEKDAY_IS)
    assert in_times or value < len(CADENCES), "_changed has looked"
    return settings_view.digest_times(changed, now) if in_times else settings_view.settings(changed, now)


def _changed(chat: ChatSchedule, press: Press) -> ChatSchedule | None:
    """The settings after a press; None if its numbers are invalid, because anybody can send any."""
    which, value, other = press.number(0), press.number(1), press.number(2)
    if max(value, other) >= _MOST:
        return None
    if which == Setting.QUIET_IS:
        hours = QuietHours(start=_time(value), end=_time(other))
        return replace(chat, quiet=None if value == other else hours)
    if which == Setting.TIME:
        return replace(chat, times=tuple(sorted({*chat.times} ^ {_time(value)})))
    if which == Setting.WEEKDAY_IS and value < len(settings_view.WEEKDAYS):
        return replace(chat, weekday=value)
    if which == Setting.CADENCE_IS and value < len(CADENCES):
        return replace(chat, cadence=CADENCES[value])
    return None


async def _choose_zone(services: Services, pressed: Pressed, view: int) -> str | None:
    chat_id = pressed.chat.chat_id
    saved = await asyncio.to_thread(services.newsroom.chats.view, view, chat_id=chat_id)
    zone = str(saved.payload.get("zone", "")) if saved and saved.kind == ViewKind.ZONE else ""
    if not is_zone(zone):
        return None
    part = await asyncio.to_thread(_set_zone, services.newsroom, chat_id, zone, services.clock())
    await services.change(pressed, part)
    return ""


async def location(services: Services, incoming: Incoming, latitude: float, longitude: float) -> None:
    """Set the time zone of a chat from a shared location; nothing else of it is stored."""
    zone = await asyncio.to_thread(zone_at, latitude, longitude)
    if not zone:
        await services.say(incoming, gettext(settings_view.UNKNOWN_PLACE))
        return
    part = await asyncio.to_thread(_set_zone, services.newsroom, incoming.chat.chat_id, zone, services.clock())
    await services.reply(incoming, [part])


def answered_zone(newsroom: Newsroom, incoming: Incoming, now: datetime) -> Part:
    """Set the time zone of the place that the words name, or ask which place is meant."""
    found = zones_named(incoming.words, incoming.language)
    if not found:
        return note(gettext(settings_view.UNKNOWN_PLACE))
    if len(found) == 1:
        return _set_zone(newsroom, incoming.chat.chat_id, found[0].zone, now)
    return settings_view.zones([(one, _save_zone(newsroom, incoming.chat, one, now)) for one in found])


def _save_zone(newsroom: Newsroom, chat: ChatKey, one: ZoneChoice, now: datetime) -> int:
    return newsroom.chats.save_view(chat.chat_id, 0, ViewKind.ZONE, {"zone": one.zone}, now=now, needed=True)


def _set_zone(newsroom: Newsroom, chat_id: int, zone: str, now: datetime) -> Part:
    return _set(newsroom, chat_id, lambda chat: replace(chat, zone=zone), now)


def answered_quiet(newsroom: Newsroom, incoming: Incoming, now: datetime) -> Part:
    """Set the quiet hours that the words name. Raises FollowError if they name none."""
    quiet = read_quiet_hours(incoming.words)
    return _set(newsroom, incoming.chat.chat_id, lambda chat: replace(chat, quiet=quiet), now)


def _answered_times(newsroom: Newsroom, incoming: Incoming, now: datetime) -> Part:
    times = read_times(incoming.words)
    return _set(newsroom, incoming.chat.chat_id, lambda chat: replace(chat, times=times), now)


def _set(newsroom: Newsroom, chat_id: int, change: Callable[[ChatSchedule], ChatSchedule], now: datetime) -> Part:
    changed = change(newsroom.schedules.of_chat(chat_id))
    newsroom.schedules.set_chat(chat_id, changed)
    return above(gettext("Done."), settings_view.settings(changed, now))


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))


#: Buttons that ask for a reply.
ASKING = {
    Setting.ZONE: Prompt("zone", settings_view.ASK_ZONE, N_("City or country"), answered_zone),
    Setting.QUIET_ASK: Prompt("quiet", settings_view.ASK_QUIET, "22:30-6:45", answered_quiet),
    Setting.TIMES_ASK: Prompt("times", settings_view.ASK_TIMES, "7:15 18:30", _answered_times),
}
