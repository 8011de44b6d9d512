"""/addfeed, /removefeed, /feeds and /stats, for those who run the bot."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timedelta

from bot.errors import SourceError
from bot.feeds.desk import FeedDesk
from bot.newsroom import Newsroom
from bot.sources.feeds.state import FeedHealth, FeedStatus
from bot.translation import N_, gettext
from handlers.commands.context import Desk
from handlers.transport.updates import Incoming, Pressed
from handlers.views import feeds as view
from handlers.views import stats_chart
from handlers.views.callback_data import Press
from handlers.views.messages import Part, Picture, note

ADMINS_ONLY = N_("Only whoever runs me can do that.")
USAGE = N_("Which feed? Send /addfeed with the address of a feed or of a news site, such as /addfeed bbc.co.uk")
WHICH = N_("Which one? Send /removefeed with its number or title. /feeds shows them all.")
NO_LINKS = N_("Articles by a link are added only by whoever runs me. Ask me about its topic in words.")
_WORDS_BESIDE = 2  # links: "Look: https://..."
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


async def add_feed(desk: Desk, incoming: Incoming) -> None:
    """/addfeed ADDRESS."""
    if incoming.user_id not in desk.admins:
        await desk.say(incoming, gettext(ADMINS_ONLY))
    elif not incoming.words:
        await desk.reply(incoming, [view.how_to_add(gettext(USAGE), tuple(desk.starters))])
    else:
        from bot.feeds.finding import addresses_in

        await desk.reply(incoming, [await _added(desk, address) for address in addresses_in(incoming.words)])


async def remove_feed(desk: Desk, incoming: Incoming) -> None:
    """/removefeed NUMBER or TITLE."""
    if incoming.user_id not in desk.admins:
        await desk.say(incoming, gettext(ADMINS_ONLY))
    elif not incoming.words:
        await desk.say(incoming, gettext(WHICH))
    else:
        await desk.reply(incoming, [await asyncio.to_thread(_removed, desk.newsroom.feeds, incoming.words)])


async def feeds(desk: Desk, incoming: Incoming) -> None:
    """/feeds."""
    if incoming.user_id not in desk.admins:
        await desk.say(incoming, gettext(ADMINS_ONLY))
    else:
        await desk.reply(incoming, [await _listed(desk, 0)])


async def stats(desk: Desk, incoming: Incoming) -> None:
    """/stats."""
    if incoming.user_id not in desk.admins:
        await desk.say(incoming, gettext(ADMINS_ONLY))
        return
    told = await asyncio.to_thread(_stats, desk.newsroom, desk.clock())
    if isinstance(told, Picture):
        await desk.sender.send_picture(incoming.chat, told, reply_to=incoming.answers_to)
    else:
        await desk.reply(incoming, [told])


def is_pasted_link(incoming: Incoming) -> bool:
    """Whether somebody sent addresses of pages and hardly anything else."""
    others = _LINK.sub(" ", incoming.words)
    linked = others != incoming.words and not incoming.forwarded and "?" not in others
    return linked and len(re.findall(r"\w+", others)) <= _WORDS_BESIDE


async def add_links(desk: Desk, incoming: Incoming) -> None:
    """The articles at the addresses in a message, as ``newsbot add URL`` adds them, for those who run the bot."""
    from bot.feeds.finding import addresses_in
    from bot.feeds.page_adding import add_pages

    if incoming.user_id not in desk.admins:
        await desk.say(incoming, gettext(NO_LINKS))
        return
    outcomes = await add_pages(desk.newsroom.feeds, desk.newsroom.add_many, addresses_in(incoming.words))
    await desk.reply(incoming, [view.linked(outcome) for outcome in outcomes])


async def take_list(desk: Desk, incoming: Incoming, name: str, data: bytes) -> None:
    """Store the feeds of a list (OPML) that somebody who runs the bot sent as a file."""
    try:
        new, known = await asyncio.to_thread(desk.newsroom.feeds.import_opml, data)
    except SourceError as error:
        await desk.say(incoming, gettext("I could not read that list: {why}.").format(why=error))
    else:
        await desk.reply(incoming, [view.taken(name, len(new), known)])


async def turn(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """A page of the list."""
    if pressed.user_id not in desk.admins:
        return gettext(ADMINS_ONLY)
    await desk.change(pressed, await _listed(desk, press.number(0)))
    return ""


async def press_feed(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """Show one feed, or do something with it."""
    if pressed.user_id not in desk.admins:
        return gettext(ADMINS_ONLY)
    row, step = press.number(0), press.number(1)
    told = await asyncio.to_thread(_do, desk.newsroom.feeds, row, step)
    if told is None:
        return None
    one = await asyncio.to_thread(_health, desk.newsroom.feeds, row)
    part = view.one_feed(one, desk.clock(), sure=step == view.ASK) if one else await _listed(desk, 0)
    await desk.change(pressed, part)
    return told


async def press_starter(desk: Desk, pressed: Pressed, press: Press) -> str | None:
    """Take one of the lists of well-known feeds."""
    if pressed.user_id not in desk.admins:
        return gettext(ADMINS_ONLY)
    names = tuple(desk.starters)
    if press.number(0) >= len(names):
        return None
    name = names[press.number(0)]
    new, known = await asyncio.to_thread(desk.newsroom.feeds.import_opml, desk.starters[name])
    await desk.sender.send(pressed.chat, view.taken(name, len(new), known))
    return ""


async def _added(desk: Desk, address: str) -> Part:
    from bot.feeds.service import feed_service

    newsroom = desk.newsroom
    try:
        async with feed_service(newsroom.feeds, newsroom.add_many) as service:
            feed, new = await service.finder.add(address)
    except SourceError as error:
        from bot.feeds.advice import advice_for_feed

        return view.not_added(str(error), advice_for_feed(error))
    one = await asyncio.to_thread(_health, newsroom.feeds, feed.row)
    return view.added(one, new=new) if one else note(gettext("It is gone again."))


async def _listed(desk: Desk, at: int) -> Part:
    health = await asyncio.to_thread(desk.newsroom.feeds.health)
    if not health:
        return view.how_to_add(gettext("I read no feeds yet.") + " " + gettext(USAGE), tuple(desk.starters))
    return view.listed(health, at, desk.clock())


def _stats(newsroom: Newsroom, now: datetime) -> Part | Picture:
    """Words, with a picture where there are some days to draw."""
    counts, health, size = newsroom.stats(), newsroom.feeds.health(), newsroom.statistics.database_bytes()
    days = newsroom.by_day(stats_chart.DAYS)
    words = view.stats(counts, health, now, size=size)
    if not stats_chart.worth_drawing(days):
        return words
    caption = view.stats(counts, health, now, size=size, most=view.FEW)
    return Picture(png=stats_chart.draw(days, health), caption=caption, instead=words)


def _removed(feeds: FeedDesk, named: str) -> Part:
    try:
        gone = feeds.remove(named)
    except SourceError as error:
        return note(str(error).replace("newsbot feeds list", "/feeds"))
    return view.removed(gone)


def _health(feeds: FeedDesk, row: int) -> FeedHealth | None:
    return next((one for one in feeds.health() if one.feed.row == row), None)


def _do(feeds: FeedDesk, row: int, step: int) -> str | None:
    """What was done, in words; None when the feed is gone."""
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
