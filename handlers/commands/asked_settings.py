"""Settings asked for in a sentence, done as by the pages of /settings and /following."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from bot.errors import FollowError
from bot.following.filters.near_subscriptions import nearest
from bot.models import Subscription
from bot.models.preferences import Preferences
from bot.newsroom import Newsroom
from bot.translation import LANGUAGES, N_, gettext, speaking
from bot.understanding.setting_requests import SettingAction, SettingRequest, setting_request
from handlers.commands import settings
from handlers.commands.context import Services
from handlers.commands.following import ADMINS_ONLY
from handlers.transport.updates import Incoming
from handlers.views import preferences as preferences_view
from handlers.views import settings as settings_view
from handlers.views import subscription_list
from handlers.views.messages import Part, above, note

NOTHING_TO_MUTE = N_("You don't follow “{words}”, so there is nothing to mute. /following shows what you follow.")
EVERYTHING = frozenset({"", "it", "all", "everything", "this", "that", "notifications", "all notifications", "them"})
#: Names of the languages that newsbot speaks, as people write them.
CALLED = {"english": "en", "englisch": "en", "german": "de", "deutsch": "de", "arabic": "ar"}

Setting: TypeAlias = Callable[[Newsroom, Incoming, SettingRequest, datetime], Part]


async def settings_page(services: Services, incoming: Incoming) -> None:
    """/settings [WISH]: "/settings time zone Berlin" is what "time zone Berlin" is; all settings for other words."""
    wanted = setting_request(incoming.words, services.clock()) if incoming.words else None
    if wanted:
        await set_as_asked(services, incoming, wanted)
    else:
        await settings.settings(services, incoming)


async def set_as_asked(services: Services, incoming: Incoming, wanted: SettingRequest) -> None:
    """Set it, or show the page where it is set; in groups for administrators only."""
    if not await services.may_manage(incoming):
        await services.say(incoming, gettext(ADMINS_ONLY))
        return
    if wanted.action is SettingAction.DIGEST:
        await settings.digest(services, replace(incoming, words=wanted.words), unread=wanted.unread)
    elif wanted.action in PREFERRED:
        await _prefer(services, incoming, wanted)
    else:
        part = await asyncio.to_thread(_set, services.newsroom, incoming, wanted, services.clock())
        await services.reply(incoming, [part])


def _set(newsroom: Newsroom, incoming: Incoming, wanted: SettingRequest, now: datetime) -> Part:
    try:
        return SETTING[wanted.action](newsroom, replace(incoming, words=wanted.words), wanted, now)
    except FollowError as error:
        return note(str(error))


async def _prefer(services: Services, incoming: Incoming, wanted: SettingRequest) -> None:
    """Set a preference, and show all of them in the language set by then."""
    chat_id, preferences = incoming.chat.chat_id, services.newsroom.preferences
    found = await asyncio.to_thread(preferences.of, chat_id)
    changed = PREFERRED[wanted.action](found, wanted.words)
    if changed is not None:
        await asyncio.to_thread(preferences.set, chat_id, changed)
    spoken = services.language_of(chat_id, incoming.language)
    with speaking(spoken):
        shown = preferences_view.preferences(changed or found, spoken)
        await services.reply(incoming, [above(gettext("Done."), shown) if changed else shown])


def _language(found: Preferences, words: str) -> Preferences | None:
    code = CALLED.get(words, "")
    return replace(found, language=code) if code in LANGUAGES else None


def _length(found: Preferences, words: str) -> Preferences | None:
    return replace(found, long_answers=words == "long")


def _previews(found: Preferences, words: str) -> Preferences | None:
    return replace(found, previews=words == "on")


def _page(newsroom: Newsroom, incoming: Incoming, _wanted: SettingRequest, now: datetime) -> Part:
    return settings_view.settings(newsroom.schedules.of_chat(incoming.chat.chat_id), now)


def _quiet(newsroom: Newsroom, incoming: Incoming, _wanted: SettingRequest, now: datetime) -> Part:
    if incoming.words:
        return settings.answered_quiet(newsroom, incoming, now)
    return settings_view.quiet_hours(newsroom.schedules.of_chat(incoming.chat.chat_id))


def _zone(newsroom: Newsroom, incoming: Incoming, wanted: SettingRequest, now: datetime) -> Part:
    if incoming.words:
        return settings.answered_zone(newsroom, incoming, now)
    return _page(newsroom, incoming, wanted, now)


def _mute(newsroom: Newsroom, incoming: Incoming, wanted: SettingRequest, now: datetime) -> Part:
    """Mute, or unmute, what is followed by just these words, or all of it."""
    meant = _subscriptions_meant(newsroom, incoming)
    if not meant:
        return note(gettext(NOTHING_TO_MUTE).format(words=incoming.words))
    for one in meant:
        newsroom.subscriptions.mute(incoming.chat, one.row, until=wanted.until)
    return subscription_list.following(newsroom.subscriptions.of(incoming.chat), 0, now, private=incoming.private)


def _subscriptions_meant(newsroom: Newsroom, incoming: Incoming) -> list[Subscription]:
    followed = newsroom.subscriptions.of(incoming.chat)
    return followed if incoming.words.lower() in EVERYTHING else nearest(followed, incoming.words)


PREFERRED: dict[SettingAction, Callable[[Preferences, str], Preferences | None]] = {
    SettingAction.LANGUAGE: _language,
    SettingAction.LENGTH: _length,
    SettingAction.PREVIEWS: _previews,
}
SETTING: dict[SettingAction, Setting] = {
    SettingAction.MUTE: _mute,
    SettingAction.UNMUTE: _mute,
    SettingAction.QUIET: _quiet,
    SettingAction.ZONE: _zone,
    SettingAction.PAGE: _page,
}
