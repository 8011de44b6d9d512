"""/addfeed, /removefeed, /feeds and /stats, for those who run the bot."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timedelta

from bot.errors import SourceError
from bot.feeds.manager import FeedManager
from bot.newsroom import Newsroom
from bot.sources.feeds.state import FeedHealth, FeedStatus
from bot.translation import N_, gettext
from handlers.commands.context import OPERATORS_ONLY, Services
from handlers.commands.drawing import drawn
from handlers.commands.usage import ask_for
from handlers.transport.updates import Incoming, Pressed
from handlers.views import feeds as view
from handlers.views import stats_chart
from handlers.views.callback_data import Press
from handlers.views.messages import Part, Picture, note
from handlers.views.reasons import reason_words

USAGE = N_("Which feed? Send /addfeed with the address of a feed or of a news site, such as /addfeed bbc.co.uk")
WHICH = N_("Which one? Send /removefeed with its number or title. /feeds shows them all.")
PLACEHOLDER = N_("Its number or title")
NO_LINKS = N_("Articles by a link are added only by whoever runs me. Ask me about its topic in words.")
_WORDS_BESIDE = 2  # links: "Look: https://..."
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


async def add_feed(services: Services, incoming: Incoming) -> None:
    """/addfeed ADDRESS."""
    if not incoming.words:
        await services.reply(incoming, [view.how_to_add(gettext(USAGE), tuple(services.starters))])
    else:
        from bot.feeds.finding import addresses_in

        await services.reply(incoming, [await _added(services, address) for address in addresses_in(incoming.words)])


async def remove_feed(services: Services, incoming: Incoming) -> None:
    """/removefeed NUMBER or TITLE."""
    if not incoming.words:
        await ask_for(services, incoming, "removefeed", WHICH, PLACEHOLDER)
    else:
        await services.reply(incoming, [await asyncio.to_thread(_removed, services.newsroom.feeds, incoming.words)])


async def feeds(services: Services, incoming: Incoming) -> None:
    """/feeds."""
    await services.reply(incoming, [await _page_of_feeds(services, 0)])


async def stats(services: Services, incoming: Incoming) -> None:
    """/stats."""
    told = await drawn(_stats, services.newsroom, services.clock())
    if isinstance(told, Picture):
        await services.sender.send_picture(incoming.chat, told, reply_to=incoming.answers_to)
    else:
        await services.reply(incoming, [told])


def is_pasted_link(incoming: Incoming) -> bool:
    """Whether somebody sent addresses of pages and hardly anything else."""
    others = _LINK.sub(" ", incoming.words)
    linked = others != incoming.words and not incoming.forwarded and "?" not in others
    return linked and len(re.findall(r"\w+", others)) <= _WORDS_BESIDE


async def add_links(services: Services, incoming: Incoming) -> None:
    """Add the articles at the addresses in a message, as ``newsbot add URL`` does; only for those who run the bot."""
    from bot.feeds.finding import addresses_in
    from bot.feeds.page_adding import add_pages

    if incoming.user_id not in services.admins:
        await services.say(incoming, gettext(NO_LINKS))
        return
    outcomes = await add_pages(services.newsroom.feeds, services.newsroom.add_many, addresses_in(incoming.words))
    await services.reply(incoming, [view.linked(outcome) for outcome in outcomes])


async def take_list(services: Services, incoming: Incoming, name: str, data: bytes) -> None:
    """Store the feeds of a list (OPML) that somebody who runs the bot sent as a file."""
    await services.reply(incoming, [await _import(services, name, data)])


async def _import(services: Services, name: str, data: bytes) -> Part:
    try:
        return view.taken(name, await asyncio.to_thread(services.newsroom.feeds.import_opml, data))
    except SourceError as error:
        return note(gettext("I could not read that list: {why}.").format(why=reason_words(str(error))))


async def turn(services: Services, pressed: Pressed, press: Press) -> str | None:
    """A page of the list."""
    if pressed.user_id not in services.admins:
        return gettext(OPERATORS_ONLY)
    await services.change(pressed, await _page_of_feeds(services, press.number(0)))
    return ""


async def press_feed(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Show one feed, or do something with it."""
    if pressed.user_id not in services.admins:
        return gettext(OPERATORS_ONLY)
    row, step = press.number(0), press.number(1)
    told = await asyncio.to_thread(_do, services.newsroom.feeds, row, step)
    if told is None:
        return None
    one = await asyncio.to_thread(_health, services.newsroom.feeds, row)
    part = view.one_feed(one, services.clock(), sure=step == view.ASK) if one else await _page_of_feeds(services, 0)
    await services.change(pressed, part)
    return told


async def press_starter(services: Services, pressed: Pressed, press: Press) -> str | None:
    """Take one of the lists of well-known feeds."""
    if pressed.user_id not in services.admins:
        return gettext(OPERATORS_ONLY)
    names = tuple(services.starters)
    if press.number(0) >= len(names):
        return None
    name = names[press.number(0)]
    await services.sender.send(pressed.chat, await _import(services, name, services.starters[name]))
    return ""


async def _added(services: Services, address: str) -> Part:
    from bot.feeds.service import feed_service

    newsroom = services.newsroom
    try:
        async with feed_service(newsroom.feeds, newsroom.add_many) as service:
            feed, new = await service.finder.add(address)
    except SourceError as error:
        from bot.feeds.advice import advice_for_feed

        return view.not_added(str(error), advice_for_feed(error))
    one = await asyncio.to_thread(_health, newsroom.feeds, feed.row)
    return view.added(one, new=new) if one else note(gettext("It is gone again."))


async def _page_of_feeds(services: Services, at: int) -> Part:
    health = await asyncio.to_thread(services.newsroom.feeds.health)
    if not health:
        return view.how_to_add(gettext("I read no feeds yet.") + " " + gettext(USAGE), tuple(services.starters))
    return view.listed(health, at, services.clock())


def _stats(newsroom: Newsroom, now: datetime) -> Part | Picture:
    """The statistics, as a picture if there are several days to draw."""
    counts, health, size = newsroom.stats(), newsroom.feeds.health(), newsroom.statistics.database_bytes()
    days = newsroom.by_day(stats_chart.DAYS)
    words = view.stats(counts, health, now, size=size)
    if not stats_chart.worth_drawing(days):
        return words
    caption = view.stats(counts, health, now, size=size, most=view.MOST_FAILING)
    return Picture(png=stats_chart.draw(days, health), caption=caption, instead=words)


def _removed(feeds: FeedManager, named: str) -> Part:
    try:
        gone = feeds.remove(named)
    except SourceError as error:
        return note(reason_words(str(error).replace("newsbot feeds list", "/feeds")))
    return view.removed(gone)


def _health(feeds: FeedManager, row: int) -> FeedHealth | None:
    return next((one for one in feeds.health() if one.feed.row == row), None)


def _do(feeds: FeedManager, row: int, step: int) -> str | None:
    """Do what a button says; return the notice about it, None if the feed is gone."""
    feed = feeds.feeds.get(row)
    if feed is None:
        return None
    if step == view.PAUSE:
        feeds.feeds.set_status(row, FeedStatus.PAUSED)
        return gettext("Paused.")
    if step == view.RESUME:
        feeds.feeds.set_status(row, FeedStatus.ACTIVE, due=feeds.clock() + timedelta(seconds=1))
        return gettext("I ask for it again.")
    if step == view.REMOVE:
        feeds.feeds.remove(row)
        return gettext("Removed. Its articles stay.")
    return ""
