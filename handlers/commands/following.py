"""/follow, /following and the buttons of subscriptions; in groups for administrators only."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import zip_longest

from telegram import InlineKeyboardMarkup

from bot.errors import FollowError
from bot.following.filters.choices import chosen, open_word
from bot.following.sending.schedule import cadence_of
from bot.models import ChatKey, Subscription
from bot.models.schedules import Cadence, SubscriptionSchedule
from bot.newsroom import Newsroom
from bot.translation import N_, gettext
from bot.understanding.query_syntax import split_borders
from handlers.commands.context import PrivateLink, Services
from handlers.commands.ended import DEFAULT, follow_as_before, kept
from handlers.commands.usage import ask_for
from handlers.transport.updates import Incoming, Pressed
from handlers.views import subscription_list
from handlers.views import subscriptions as subscriptions_view
from handlers.views.callback_data import Code, Press, data
from handlers.views.cards import deep_link
from handlers.views.html import clip, one_line
from handlers.views.messages import Button, Part, Row, button, link_button, note, rows
from handlers.views.subscription_words import ENDED, MAX_VALUE, short, what, words_of
from handlers.views.view_kinds import ViewKind

NOT_ANY_MORE = N_("That is not followed any more.")
MOST_OF_TITLE = 120  # UTF-16 units of an article's title that name its story
MUTE_FOR = timedelta(hours=24)
USAGE = N_(
    "What shall I watch for? I send a message for each new article that matches.\n"
    "/follow {name}: articles that name somebody or something\n"
    "/follow inflation: articles with a word\n"
    '/follow from:"{outlet}": an outlet\n'
    "/follow when {name} says something: what somebody says\n"
    "/follow Who won the race?: whatever answers a question\n"
    "/follow everything: every new article"
)
PLACEHOLDER = N_("A name, a word or an outlet")
_LINKABLE = re.compile(r"[A-Za-z0-9 -]{1,57}")  # what a link's payload of 64 characters takes after "follow_"
ADMINS_ONLY = N_("Only administrators can change what is followed here.")


async def follow(services: Services, incoming: Incoming) -> None:
    """/follow WORDS."""
    await follow_as(services, incoming, DEFAULT)


async def follow_as(services: Services, incoming: Incoming, how: SubscriptionSchedule) -> None:
    """Follow the words of a message; ``how``: how their news comes."""
    if not incoming.words:
        await ask_for(services, incoming, "follow", USAGE, PLACEHOLDER)
    elif not await services.may_manage(incoming):
        await services.reply(incoming, [_refused(services, incoming.words)])
    else:
        part = await asyncio.to_thread(_follow, services.newsroom, incoming.chat, incoming.words, services.clock(), how)
        await services.reply(incoming, [part])
        await services.settle_language(incoming)


async def following(services: Services, incoming: Incoming) -> None:
    """/following."""
    found = await asyncio.to_thread(services.newsroom.subscriptions.of, incoming.chat)
    part = subscription_list.following(found, 0, services.clock(), private=incoming.private)
    await services.reply(incoming, [part])


async def turn(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Another page of the list."""
    await _show_list(services, pressed, press.number(0))
    return ""


async def press_follow(services: Services, pressed: Pressed, press: Press) -> str | PrivateLink | None:
    """Follow the topic of the button, with a new message.

    Members of a group who may not change what it follows are led to their own chat with the bot.
    """
    saved = await asyncio.to_thread(services.newsroom.chats.view, press.number(0), chat_id=pressed.chat.chat_id)
    if saved and isinstance(topics := saved.payload.get("topics"), list):
        return await _follow_again(services, pressed, topics, saved.payload.get("how"))
    if saved is None or not saved.payload.get("topic"):
        return None
    kept = str(saved.payload.get("follow") or saved.payload["topic"])
    topic, _ = split_borders(kept)  # news to come is not limited to past days
    if not await services.may_manage(pressed):
        return _for_oneself(services, topic)
    part = await asyncio.to_thread(_follow, services.newsroom, pressed.chat, topic, services.clock())
    if part.rows:
        if how := saved.payload.get("how"):
            await asyncio.to_thread(follow_as_before, services.newsroom, pressed.chat, topic, how, services.clock())
        await services.sender.send(pressed.chat, part)
        await services.settle_language(pressed)
        return ""
    return part.plain


async def _follow_again(services: Services, pressed: Pressed, topics: Iterable[object], how: object) -> str:
    """Follow again everything that was ended together, and show the list."""
    if not await services.may_manage(pressed):
        return gettext(ADMINS_ONLY)
    each = zip_longest(map(str, topics), how if isinstance(how, list) else ())
    await asyncio.to_thread(_follow_each, services.newsroom, pressed.chat, each, services.clock())
    await _show_list(services, pressed, 0)
    return ""


def _follow_each(newsroom: Newsroom, chat: ChatKey, each: Iterable[tuple[str, object]], now: datetime) -> None:
    for words, how in each:
        follow_as_before(newsroom, chat, words, how, now)


def _for_oneself(services: Services, topic: str) -> str | PrivateLink:
    """The link that follows ``topic`` in private; a notice if the words do not fit into a link."""
    if _LINKABLE.fullmatch(topic):
        return PrivateLink(deep_link(services.sender.username, f"follow_{topic.replace(' ', '_')}"))
    return gettext(ADMINS_ONLY)


def _refused(services: Services, topic: str) -> Part:
    """That only administrators may, with a button that follows ``topic`` in private if it fits into a link."""
    link = _for_oneself(services, topic)
    url = link.url if isinstance(link, PrivateLink) else ""
    return note(gettext(ADMINS_ONLY), buttons=rows(link_button(gettext("Follow it yourself"), url)))


async def press_follow_story(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Follow the story of an article, with a new message."""
    if not await services.may_manage(pressed):
        return gettext(ADMINS_ONLY)
    part = await asyncio.to_thread(_follow_story, services.newsroom, pressed.chat, press.number(0), services.clock())
    if part is None:
        return None
    await services.sender.send(pressed.chat, part)
    await services.settle_language(pressed)
    return ""


async def press_unfollow(services: Services, pressed: Pressed, press: Press) -> str | None:
    """End a subscription; its button becomes "Follow again"."""
    if not await services.may_manage(pressed):
        return gettext(ADMINS_ONLY)
    row, origin = press.number(0), press.number(1)
    how = await asyncio.to_thread(services.newsroom.schedules.of_subscription, row)
    ended = await asyncio.to_thread(services.newsroom.subscriptions.unfollow, pressed.chat, row)
    if origin >= subscriptions_view.IN_LIST:
        await _show_list(services, pressed, origin - subscriptions_view.IN_LIST)
    elif ended:
        view = await asyncio.to_thread(save_ended, services.newsroom, ended, how, services.clock())
        if origin == subscriptions_view.IN_CONFIRMATION:
            await services.change(pressed, subscriptions_view.unfollowed(ended, view))
        else:
            await _swap(services, pressed, button(gettext("Follow again"), data(Code.FOLLOW, view)), ended=row)
    return short(ENDED, ended) if ended else gettext(NOT_ANY_MORE)


async def press_mute(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Mute a subscription for a day."""
    return await _mute(services, pressed, press, until=services.clock() + MUTE_FOR)


async def press_unmute(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Unmute a subscription."""
    return await _mute(services, pressed, press, until=None)


async def _mute(services: Services, pressed: Pressed, press: Press, *, until: datetime | None) -> str:
    if not await services.may_manage(pressed):
        return gettext(ADMINS_ONLY)
    row, origin = press.number(0), press.number(1)
    changed = await asyncio.to_thread(services.newsroom.subscriptions.mute, pressed.chat, row, until=until)
    if changed is None:
        return gettext(NOT_ANY_MORE)
    if origin >= subscriptions_view.IN_LIST:
        await _show_list(services, pressed, origin - subscriptions_view.IN_LIST)
    else:
        code, label = (Code.UNMUTE, gettext("Unmute")) if until else (Code.MUTE, gettext("Mute 24 h"))
        await _swap(services, pressed, button(label, data(code, row, 0)))
    return muted_in_words(changed, until)


def muted_in_words(one: Subscription, until: datetime | None) -> str:
    """The notice that a subscription is muted, or no longer."""
    told = gettext("Muted for 24 hours: {what}.") if until else gettext("No longer muted: {what}.")
    return told.format(what=clip(what(one).plain, MAX_VALUE))


async def _show_list(services: Services, pressed: Pressed, at: int) -> None:
    found = await asyncio.to_thread(services.newsroom.subscriptions.of, pressed.chat)
    part = subscription_list.following(found, at, services.clock(), private=pressed.private)
    await services.change(pressed, part)


async def _swap(services: Services, pressed: Pressed, new: Button, *, ended: int = 0) -> None:
    """Replace the pressed button, unless Telegram no longer tells what is below the message.

    ``ended``: the row of a subscription that cannot be muted any more.
    """
    if pressed.message and pressed.message.reply_markup:
        buttons = subscriptions_view.swapped(_rows(pressed.message.reply_markup), pressed.data, new, ended=ended)
        await services.sender.edit_buttons(pressed.chat.chat_id, pressed.message_id, buttons)


def _rows(markup: InlineKeyboardMarkup) -> list[Row]:
    return [
        tuple(Button(one.text, data=str(one.callback_data or ""), url=one.url or "") for one in row)
        for row in markup.inline_keyboard
    ]


def _follow(newsroom: Newsroom, chat: ChatKey, words: str, now: datetime, how: SubscriptionSchedule = DEFAULT) -> Part:
    """The confirmation, or why it cannot be followed (then without buttons)."""
    try:
        wanted = newsroom.matching.read(words)
        if offered := newsroom.matching.choices(wanted):
            meant = [(one.label, save_words(newsroom, chat, chosen(wanted, one).value, now, how)) for one in offered]
            return subscriptions_view.which(open_word(wanted) or words, meant)
        subscription, new = newsroom.subscriptions.follow(chat, words, now=now)
    except FollowError as error:
        return note(str(error))
    if how != DEFAULT:
        newsroom.schedules.set_subscription(chat, subscription.row, how)
    preview = newsroom.matching.preview(wanted, now) if new else None
    instead = [(one, save_words(newsroom, chat, one, now, how)) for one in (preview.alike if preview else ())]
    cadence = digest_of(newsroom, subscription)
    return subscriptions_view.followed(subscription, new=new, preview=preview, cadence=cadence, instead=instead)


def digest_of(newsroom: Newsroom, one: Subscription) -> Cadence | None:
    """How often the digest with its news comes; None if it comes at once."""
    chat, schedule = newsroom.schedules.of_chat(one.chat.chat_id), newsroom.schedules.of_subscription(one.row)
    cadence = cadence_of(chat, schedule)
    return None if cadence is Cadence.NOW else cadence


def _follow_story(newsroom: Newsroom, chat: ChatKey, article_row: int, now: datetime) -> Part | None:
    """Follow the story of an article; None if the article is gone."""
    newsroom.grouping.group(article_row)
    story = newsroom.stories.of([article_row]).get(article_row)
    if story is None:
        return None
    return _follow(
        newsroom, chat, f"story:{story.number} {clip(one_line(story.articles[0].title), MOST_OF_TITLE)}", now
    )


def save_ended(newsroom: Newsroom, ended: Subscription, how: SubscriptionSchedule | None, now: datetime) -> int:
    """Keep the words of an ended subscription and how it came for "Follow again"."""
    payload: dict[str, object] = {"topic": words_of(ended), "how": kept(how)}
    return newsroom.chats.save_view(ended.chat.chat_id, 0, ViewKind.FOLLOW, payload, now=now)


def save_words(
    newsroom: Newsroom, chat: ChatKey, words: str, now: datetime, how: SubscriptionSchedule = DEFAULT
) -> int:
    """Store what a button follows, and its schedule; it belongs to the chat, not to a user."""
    payload: dict[str, object] = {"topic": words, "how": kept(how)}
    return newsroom.chats.save_view(chat.chat_id, 0, ViewKind.FOLLOW, payload, now=now, needed=True)
