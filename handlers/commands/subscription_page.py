"""The page of one subscription: when and how its news comes, a test message, other words for it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

from telegram.error import TelegramError

from bot.errors import FollowError
from bot.following.filters.choices import chosen, open_word
from bot.models import ChatKey, Delivery, DeliveryStatus, Subscription
from bot.models.schedules import SubscriptionSchedule
from bot.newsroom import Newsroom
from bot.translation import gettext
from handlers.commands.context import Services
from handlers.commands.following import (
    ADMINS_ONLY,
    MUTE_FOR,
    NOT_ANY_MORE,
    digest_of,
    muted_in_words,
    save_words,
)
from handlers.commands.prompts import Prompt, about, ask
from handlers.transport.updates import Incoming, Pressed
from handlers.views import subscription_page as page_view
from handlers.views.callback_data import Press, SubscriptionSetting
from handlers.views.html import clip
from handlers.views.messages import Part, note
from handlers.views.settings import CADENCES
from handlers.views.subscription_page import CEILINGS
from handlers.views.subscription_words import FOLLOWS, short, what

MOST_OF_TOPIC = 128  # UTF-16 units (createForumTopic)


async def press_setting(services: Services, pressed: Pressed, press: Press) -> str | None:
    """A button of the page, or the button that opens it."""
    if not await services.may_manage(pressed):
        return gettext(ADMINS_ONLY)
    found = await asyncio.to_thread(services.newsroom.subscriptions.one, pressed.chat, press.number(0))
    if found is None:
        return gettext(NOT_ANY_MORE)
    match press.number(2):
        case SubscriptionSetting.TEST:
            part = await asyncio.to_thread(_sample, services.newsroom, found, services.clock())
            await services.sender.send(pressed.chat, part)
        case SubscriptionSetting.EDIT:
            told = f"{short(FOLLOWS, found)} {gettext(page_view.ASK_WORDS)}"
            await ask(services, pressed, NEW_WORDS, about=found.row, words=told)
        case SubscriptionSetting.MUTE_IS:
            return await _muted(services, pressed, found, press)
        case SubscriptionSetting.EDIT_TO:
            return await _edit_to(services, pressed, found, press.number(3))
        case SubscriptionSetting.TOPIC_IS:
            return await _moved(services, pressed, found, own=bool(press.number(3)), at=press.number(1))
        case _:
            return await _changed(services, pressed, found, press)
    return ""


async def _changed(services: Services, pressed: Pressed, one: Subscription, press: Press) -> str | None:
    shown = await asyncio.to_thread(_set, services, one, press)
    if shown is None:
        return None
    await services.change(pressed, shown)
    return ""


async def _muted(services: Services, pressed: Pressed, one: Subscription, press: Press) -> str:
    """Mute a subscription for a day or no longer, and show its page."""
    until = services.clock() + MUTE_FOR if press.number(3) else None
    changed = await asyncio.to_thread(services.newsroom.subscriptions.mute, one.chat, one.row, until=until)
    if changed is None:
        return gettext(NOT_ANY_MORE)
    await services.change(pressed, await asyncio.to_thread(_page, services, changed, press.number(1)))
    return muted_in_words(changed, until)


async def _moved(services: Services, pressed: Pressed, one: Subscription, *, own: bool, at: int) -> str:
    """Give a subscription a topic of its own, or send its news to the general topic again."""
    if own and not _may_have_topic(services, one):
        return gettext(page_view.TOPIC_REFUSED)
    told = what(one)
    try:
        topic = ChatKey(chat_id=one.chat.chat_id)
        if own:
            topic = await services.sender.open_topic(one.chat.chat_id, clip(told.plain, MOST_OF_TOPIC))
        moved = await asyncio.to_thread(services.newsroom.subscriptions.give_topic, one.chat, one.row, topic.thread_id)
    except TelegramError:
        return gettext(page_view.TOPIC_REFUSED)
    except FollowError as error:
        return str(error)
    if moved is None:
        return gettext(NOT_ANY_MORE)
    if own:
        await services.sender.send(topic, note(gettext(page_view.TOPIC_OPENED).format(what=told.plain)))
    shown = await asyncio.to_thread(_page, services, moved, at)
    await services.change(pressed, shown)
    return ""


def _may_have_topic(services: Services, one: Subscription) -> bool:
    """Whether it may have a topic of its own: only in private chats; a forum uses the topic where it was followed."""
    return one.chat.chat_id > 0 and services.sender.opens_topics


def _page(services: Services, one: Subscription, at: int) -> Part:
    schedules, topics = services.newsroom.schedules, _may_have_topic(services, one)
    chat = schedules.of_chat(one.chat.chat_id)
    schedule, now = schedules.of_subscription(one.row), services.clock()
    return page_view.subscription_page(one, schedule, chat, at, now, topics=topics)


def _set(services: Services, one: Subscription, press: Press) -> Part | None:
    """Set what a button says and return the changed page; None if its numbers are invalid."""
    schedules = services.newsroom.schedules
    before = schedules.of_subscription(one.row)
    after = _with(before, press.number(2), press.number(3))
    if after is None:
        return None
    if after != before:
        schedules.set_subscription(one.chat, one.row, after)
    return _page(services, one, press.number(1))


def _with(before: SubscriptionSchedule, which: int, value: int) -> SubscriptionSchedule | None:
    if which == SubscriptionSetting.PAGE:
        return before
    if which == SubscriptionSetting.CADENCE_IS and value < len(CADENCES):
        return replace(before, cadence=CADENCES[value])
    if which == SubscriptionSetting.SILENT_IS:
        return replace(before, silent=bool(value))
    if which == SubscriptionSetting.THROUGH_QUIET_IS:
        return replace(before, through_quiet=bool(value))
    if which == SubscriptionSetting.CEILING_IS and value in CEILINGS:
        return replace(before, ceiling=value)
    return None


def _sample(newsroom: Newsroom, one: Subscription, now: datetime) -> Part:
    """An example of its messages, with the newest article that it matches."""
    wanted = newsroom.subscriptions.filter_of(one.chat, one.row)
    found = next(newsroom.matching.matched(wanted), None) if wanted else None
    if found is None:
        return page_view.sample(None)
    example = Delivery(
        row=0,
        chat=one.chat,
        status=DeliveryStatus.PENDING,
        headline=found.headline,
        sentence=found.sentence,
        sentence_row=None,
        subscription=one,
        attempts=0,
        due=now,
    )
    return page_view.sample(example)


def _answered_words(newsroom: Newsroom, incoming: Incoming, now: datetime) -> Part:
    """Replace the words of the subscription, read as after /follow. Raises FollowError."""
    one = newsroom.subscriptions.one(incoming.chat, about(newsroom, incoming))
    if one is None:
        return note(gettext(NOT_ANY_MORE))
    wanted = newsroom.matching.read(incoming.words)
    if offered := newsroom.matching.choices(wanted):
        meant = [(each.label, save_words(newsroom, one.chat, chosen(wanted, each).value, now)) for each in offered]
        return page_view.which(one, 0, open_word(wanted) or incoming.words, meant)
    return _rewritten(newsroom, one, incoming.words, now)


async def _edit_to(services: Services, pressed: Pressed, one: Subscription, view: int) -> str | None:
    saved = await asyncio.to_thread(services.newsroom.chats.view, view, chat_id=pressed.chat.chat_id)
    if saved is None or not saved.payload.get("topic"):
        return None
    part = await asyncio.to_thread(_rewritten, services.newsroom, one, str(saved.payload["topic"]), services.clock())
    await services.change(pressed, part)
    return ""


def _rewritten(newsroom: Newsroom, one: Subscription, words: str, now: datetime) -> Part:
    changed = newsroom.subscriptions.rewrite(one.chat, one.row, words)
    if changed is None:
        return note(gettext(NOT_ANY_MORE))
    preview = newsroom.matching.preview(newsroom.matching.read(words), now)
    return page_view.changed(changed, preview, digest_of(newsroom, changed))


NEW_WORDS = Prompt("words", page_view.ASK_WORDS, "New words", _answered_words)
