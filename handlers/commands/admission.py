"""/allow, /ban and /unban, for those who run the bot: who may use it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

from bot.translation import N_, gettext
from handlers.commands.context import Services
from handlers.transport.updates import Incoming
from handlers.views.html import bold, join, ours
from handlers.views.messages import Part, page

SHOWN = 50  # of a list
WHOM = N_("Whom? Send the number of a user or chat, such as /{command} 123456789")
YOURSELF = N_("You run me, so you cannot be banned.")


async def allow(services: Services, incoming: Incoming) -> None:
    """/allow NUMBER; without it, who is admitted and who is banned."""
    if not incoming.words:
        known = await asyncio.to_thread(services.newsroom.admissions.all)
        await services.reply(incoming, [_who_may_use(known, listed=services.listed)])
    else:
        await _set(services, incoming, True, gettext("Admitted: {id}."))


async def ban(services: Services, incoming: Incoming) -> None:
    """/ban NUMBER."""
    if _number(incoming.words) in services.admins:
        await services.say(incoming, gettext(YOURSELF))
    elif await _set(services, incoming, False, gettext("Banned: {id}. I no longer answer them or send them anything.")):
        await asyncio.to_thread(services.newsroom.subscriptions.ban_chat, _number(incoming.words))


async def unban(services: Services, incoming: Incoming) -> None:
    """/unban NUMBER."""
    if await _set(services, incoming, None, gettext("Neither admitted nor banned any more: {id}.")):
        await asyncio.to_thread(services.newsroom.subscriptions.resume_chat, _number(incoming.words))


async def _set(services: Services, incoming: Incoming, admitted: bool | None, told: str) -> bool:
    """Store it and say so; return whether the words were a number."""
    number = _number(incoming.words)
    if not number:
        await services.say(incoming, gettext(WHOM).format(command=incoming.command))
        return False
    await asyncio.to_thread(services.newsroom.admissions.set, number, admitted=admitted, now=services.clock())
    await services.say(incoming, told.format(id=number))
    return True


def _number(words: str) -> int:
    """A user's or chat's number; 0 for anything else."""
    return int(words) if re.fullmatch("-?[0-9]{1,18}", words.strip()) else 0


def _who_may_use(known: Mapping[int, bool], *, listed: bool) -> Part:
    only_admitted = gettext("Only people who are admitted may use me.")
    mode = only_admitted if listed else gettext("Everybody who is not banned may use me.")
    admitted = [str(number) for number, admits in known.items() if admits]
    banned = [str(number) for number, admits in known.items() if not admits]
    lists = [(gettext("Admitted"), admitted), (gettext("Banned"), banned)]
    shown = [join([bold(name), ours("\n".join(ids[-SHOWN:]))]) for name, ids in lists if ids]
    return page([ours(mode), *shown])
