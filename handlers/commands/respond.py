"""Pass words to the newsroom and show its reply; each kind of reply has one function that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from bot.models import BriefKind
from bot.models.schedules import Cadence, SubscriptionSchedule
from bot.newsroom import Newsroom, Reply, ReplyKind, ReplyLimits
from bot.understanding.follow_requests import FollowAction
from bot.understanding.headline_requests import split_days
from bot.understanding.query_syntax import in_words
from bot.understanding.requests import Request
from bot.understanding.small_talk import Talk
from handlers.commands import asked_settings, following, latest, menu, person, unfollow, who
from handlers.commands.context import Action, Services
from handlers.transport.updates import Incoming
from handlers.views import answer as answer_view
from handlers.views import briefs as briefs_view
from handlers.views import checked as checked_view
from handlers.views import declined as declined_view
from handlers.views import saved_answers
from handlers.views.headlines import HEADLINES, Place
from handlers.views.messages import Part, above
from handlers.views.quotes import FIRST
from handlers.views.view_kinds import ViewKind

LIMITS = ReplyLimits(excerpts=10, headlines=HEADLINES, quotes=FIRST)

Showing: TypeAlias = Callable[[Services, Incoming, Reply, datetime], Awaitable[None]]


async def respond(services: Services, incoming: Incoming) -> None:
    """Answer the words of a message, whatever they ask for."""
    await answer_request(services, incoming, None)


async def answer_request(services: Services, incoming: Incoming, request: Request | None) -> None:
    """Answer a request; None: the request is read from the words of the message."""
    now = services.clock()
    reply = await asyncio.to_thread(_reply_of, services.newsroom, incoming, request, now)
    services.metrics.replied(reply.kind.value, reply.elapsed_ms / 1000)
    await SHOWING[reply.kind](services, incoming, reply, now)
    if later := reply.request.later:
        await respond(services, replace(incoming, words=later))


def _reply_of(newsroom: Newsroom, incoming: Incoming, request: Request | None, now: datetime) -> Reply:
    if request is not None:
        return newsroom.reply(request, asked=now, limits=LIMITS)
    turns = newsroom.chats.recall_turns(
        incoming.chat, incoming.user_id, now=now, reply_to=incoming.reply_to, before=incoming.edits
    )
    return newsroom.reply(
        newsroom.route(incoming.words, asked=now, turns=turns), turns, asked=now, limits=LIMITS
    )  # fmt: skip


async def _show_answer(services: Services, incoming: Incoming, reply: Reply, now: datetime) -> None:
    part = await asyncio.to_thread(_answer, services.newsroom, incoming, reply, now)
    message_id = await services.reply(incoming, [above(reply.words, part)])
    if reply.turn:
        await services.remember(incoming, reply.turn, message_id, now)


def _answer(newsroom: Newsroom, incoming: Incoming, reply: Reply, now: datetime) -> Part:
    assert reply.answer is not None, "an ANSWER holds one"
    long = newsroom.preferences.of(incoming.chat.chat_id).long_answers
    found = answer_view.leading(reply.answer, answer_view.PER_PAGE if long else answer_view.FIRST)
    payload = saved_answers.payload(found)
    view = newsroom.chats.save_view(incoming.chat.chat_id, incoming.user_id, ViewKind.ANSWER, payload, now=now)
    if reply.kind is ReplyKind.DECLINED:
        return declined_view.declined(found, Place(view=view), newsroom.coverage())
    place = Place(view=view, total=len(found.excerpts), first=found.shown)
    shown = replace(found, excerpts=found.excerpts[: found.shown])
    return answer_view.answer(shown, place, about_now=saved_answers.is_about_now(found), now=now)


async def _show_declined(services: Services, incoming: Incoming, reply: Reply, now: datetime) -> None:
    """Say that there are no such quotes, headlines, or no answer."""
    if reply.quotes:
        await who.show(services, incoming, reply.quotes, reply.turn, now)
    elif reply.headlines:
        await latest.show(services, incoming, reply.headlines)
    elif reply.answer:
        await _show_answer(services, incoming, reply, now)
    else:
        await services.say(incoming, reply.words)


async def _show_headlines(services: Services, incoming: Incoming, reply: Reply, _now: datetime) -> None:
    assert reply.headlines is not None, "HEADLINES hold some"
    await latest.show(services, incoming, reply.headlines)


async def _show_quotes(services: Services, incoming: Incoming, reply: Reply, now: datetime) -> None:
    assert reply.quotes is not None, "QUOTES hold some"
    await who.show(services, incoming, reply.quotes, reply.turn, now)


async def _show_checked(services: Services, incoming: Incoming, reply: Reply, _now: datetime) -> None:
    await services.reply(incoming, checked_view.checked(reply.checked))


async def _show_person(services: Services, incoming: Incoming, reply: Reply, _now: datetime) -> None:
    assert reply.page is not None, "a PERSON has a page"
    await person.show(services, incoming, reply.page, reply.request.topic)


async def _talk(services: Services, incoming: Incoming, reply: Reply, _now: datetime) -> None:
    page = PAGES.get(reply.request.talk or Talk.UNCLEAR)
    await (page(services, incoming) if page else services.say(incoming, reply.words))


async def _follow(services: Services, incoming: Incoming, reply: Reply, _now: datetime) -> None:
    """Follow or unfollow as the command does."""
    wanted = reply.request.follow
    assert wanted is not None, "a FOLLOW says what to do"
    asked = replace(incoming, words=wanted.words)
    if wanted.cadence:
        await following.follow_as(services, asked, SubscriptionSchedule(cadence=Cadence(wanted.cadence)))
    else:
        await FOLLOWING[wanted.action](services, asked)


async def _set(services: Services, incoming: Incoming, reply: Reply, _now: datetime) -> None:
    """Set it as the pages of /settings do."""
    wanted = reply.request.setting
    assert wanted is not None, "SETTINGS say what to set"
    await asked_settings.set_as_asked(services, incoming, wanted)


async def _show_brief(services: Services, incoming: Incoming, reply: Reply, now: datetime) -> None:
    part = await asyncio.to_thread(_brief, services.newsroom, incoming, reply, now)
    message_id = await services.reply(incoming, [above(reply.words, part)])
    if reply.turn:
        await services.remember(incoming, reply.turn, message_id, now)


def _brief(newsroom: Newsroom, incoming: Incoming, reply: Reply, now: datetime) -> Part:
    assert reply.brief is not None, "a BRIEF holds one"
    compared = reply.brief.kind is BriefKind.COMPARISON
    topic = reply.request.subject if compared else reply.request.topic
    follow = split_days(reply.brief.topic if compared else topic, now)[0]  # news to come is not limited to past days
    kept: dict[str, object] = {"topic": follow if compared else topic, "follow": follow}
    view = newsroom.chats.save_view(incoming.chat.chat_id, incoming.user_id, ViewKind.BRIEF, kept, now=now)
    return briefs_view.brief(reply.brief, in_words(topic), view, follow=follow)


async def _show_trending(services: Services, incoming: Incoming, reply: Reply, _now: datetime) -> None:
    assert reply.trending is not None, "TRENDING holds trends"
    await services.reply(incoming, [briefs_view.trending(reply.trending)])


#: Small talk that the chat answers with a page instead of a sentence.
PAGES: dict[Talk, Action] = {Talk.HELP: menu.show_help, Talk.SOURCES: menu.sources, Talk.PRIVACY: menu.privacy}
FOLLOWING: dict[FollowAction, Action] = {
    FollowAction.FOLLOW: following.follow,
    FollowAction.UNFOLLOW: unfollow.unfollow,
    FollowAction.LIST: following.following,
}
#: How each kind of reply is shown.
SHOWING: dict[ReplyKind, Showing] = {
    ReplyKind.ANSWER: _show_answer,
    ReplyKind.DECLINED: _show_declined,
    ReplyKind.HEADLINES: _show_headlines,
    ReplyKind.QUOTES: _show_quotes,
    ReplyKind.CHECK: _show_checked,
    ReplyKind.PERSON: _show_person,
    ReplyKind.TALK: _talk,
    ReplyKind.FOLLOW: _follow,
    ReplyKind.SETTINGS: _set,
    ReplyKind.BRIEF: _show_brief,
    ReplyKind.TIMELINE: _show_brief,
    ReplyKind.COMPARISON: _show_brief,
    ReplyKind.TRENDING: _show_trending,
}
