"""/unfollow: by words, by the number in /following, or all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.following.filters.near_subscriptions import nearest
from bot.models import ChatKey, Subscription
from bot.newsroom import Newsroom
from bot.translation import gettext
from handlers.commands.context import Services
from handlers.commands.ended import kept
from handlers.commands.following import ADMINS_ONLY, following, save_ended
from handlers.transport.updates import Incoming
from handlers.views import subscriptions as subscriptions_view
from handlers.views.messages import Part
from handlers.views.subscription_words import words_of
from handlers.views.view_kinds import ViewKind

ALL = frozenset({"all", "everything"})  #: "everything" may also be one thing that is followed
MANY_DIGITS = 5  # too many for a number in the list


async def unfollow(services: Services, incoming: Incoming) -> None:
    """/unfollow WORDS, /unfollow all; without words the list with its buttons."""
    if not incoming.words:
        await following(services, incoming)
    elif not await services.may_manage(incoming):
        await services.say(incoming, gettext(ADMINS_ONLY))
    else:
        part = await asyncio.to_thread(_unfollow, services.newsroom, incoming, services.clock())
        await services.reply(incoming, [part])


def _unfollow(newsroom: Newsroom, incoming: Incoming, now: datetime) -> Part:
    how = newsroom.schedules.of_subscriptions(incoming.chat)
    ended = newsroom.subscriptions.unfollow(incoming.chat, incoming.words)
    if ended is None and incoming.words.lower() in ALL:
        return _unfollow_all(newsroom, incoming.chat, now)
    followed = newsroom.subscriptions.of(incoming.chat) if ended is None else []
    if ended is None and (listed := _numbered(followed, incoming.words)):
        ended = newsroom.subscriptions.unfollow(incoming.chat, listed.row)
    if ended is None:
        near = nearest(followed, incoming.words)
        return subscriptions_view.not_followed(incoming.words, near)
    return subscriptions_view.unfollowed(ended, save_ended(newsroom, ended, how.get(ended.row), now))


def _numbered(followed: Sequence[Subscription], words: str) -> Subscription | None:
    """The subscription with this number in /following."""
    number = int(words) if words.isdecimal() and len(words) < MANY_DIGITS else 0
    return followed[number - 1] if 0 < number <= len(followed) else None


def _unfollow_all(newsroom: Newsroom, chat: ChatKey, now: datetime) -> Part:
    """End everything; a button brings it back."""
    followed, schedules = newsroom.subscriptions.of(chat), newsroom.schedules.of_subscriptions(chat)
    words = [words_of(one) for one in followed]
    how = [kept(schedules.get(one.row)) for one in followed]
    ended = newsroom.subscriptions.unfollow_all(chat)
    view = (
        newsroom.chats.save_view(chat.chat_id, 0, ViewKind.FOLLOW, {"topics": words, "how": how}, now=now)
        if ended
        else 0
    )
    return subscriptions_view.all_unfollowed(ended, view)
