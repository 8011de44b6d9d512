"""The page of /settings for language, length of answers and previews; in groups for administrators only."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.models.preferences import Preferences
from bot.translation import gettext, speaking
from handlers.commands.context import Services
from handlers.commands.following import ADMINS_ONLY
from handlers.transport.updates import Pressed
from handlers.views import preferences as view
from handlers.views.callback_data import Press


async def press_preference(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Show the page, or set what the button says; the page changes in place, in the language set by then."""
    if not await services.may_manage(pressed):
        return gettext(ADMINS_ONLY)
    chat_id = pressed.chat.chat_id
    found = await asyncio.to_thread(services.newsroom.preferences.of, chat_id)
    if press.number(0) == view.SHOW:
        await services.change(pressed, view.preferences(found, services.language_of(chat_id, pressed.language)))
        return ""
    wanted = changed(found, press.number(0), press.number(1))
    if wanted is None:
        return None
    await asyncio.to_thread(services.newsroom.preferences.set, chat_id, wanted)
    spoken = services.language_of(chat_id, pressed.language)
    with speaking(spoken):
        await services.change(pressed, view.preferences(wanted, spoken))
        return gettext("Done.")


def changed(found: Preferences, setting: int, value: int) -> Preferences | None:
    """The preferences with one of them set; None for an unknown setting or value. Pure."""
    if setting == view.LANGUAGE and 0 <= value < len(view.CODES):
        return replace(found, language=view.CODES[value])
    if setting == view.LENGTH and value in (0, 1):
        return replace(found, long_answers=bool(value))
    if setting == view.PREVIEWS and value in (0, 1):
        return replace(found, previews=bool(value))
    return None
