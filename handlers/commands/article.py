"""An article read in the chat: opened by a number below headlines, by a link, turned in place."""

from __future__ import annotations

import asyncio

from bot.translation import N_, gettext
from handlers.commands.context import PrivateLink, Services
from handlers.transport.updates import Incoming, Pressed
from handlers.views.article import article
from handlers.views.callback_data import Press, back_of
from handlers.views.cards import deep_link

GONE = N_("That article is gone. Please ask again.")


async def show(services: Services, incoming: Incoming, row: int) -> bool:
    """Send the first page of an article; whether it is there."""
    found = await asyncio.to_thread(services.newsroom.article_pages.of, row)
    if found is None:
        return False
    await services.reply(incoming, [article(found, 0)])
    return True


def opened_in_private(services: Services, row: int) -> PrivateLink:
    """For readers of a channel: the link that shows an article in their own chat with the bot."""
    return PrivateLink(deep_link(services.sender.username, f"a_{row}"))


async def press_article(services: Services, pressed: Pressed, press: Press) -> str | PrivateLink | None:
    """A page of an article: in place with a way back, or as a new message where there is none."""
    found = await asyncio.to_thread(services.newsroom.article_pages.of, press.number(0))
    if found is None:
        return gettext(GONE)
    back = back_of(pressed.data)
    part = article(found, press.number(1), back=back)
    if back or press.number(1):
        await services.change(pressed, part)
    elif pressed.channel:
        return opened_in_private(services, press.number(0))
    else:
        await services.sender.send(pressed.chat, part)
    return ""
