"""Inline mode and guest mode: the bot is called in chats of which it is not a member.

@bot                        the newest headlines
@bot who won the marathon   the answer, its excerpts, quotes or headlines, depending on the words
@bot a_12                   an article, as requested by share buttons
"""

from __future__ import annotations

import asyncio
import re

from telegram import InlineQuery, Update
from telegram.ext import ContextTypes, InlineQueryHandler, MessageHandler, filters

from bot.errors import QuestionError
from bot.newsroom import Newsroom, Reply, ReplyLimits
from bot.newsroom.wording import DECLINED
from bot.text.typed import as_typed
from bot.translation import N_, gettext, speaking
from handlers.commands.context import Services
from handlers.transport.limits import QuestionVerdict
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Incoming, read_guest
from handlers.views.cards import Card, article_card, cards, headline_cards, payload
from handlers.views.messages import note

PAGE = 10  # headlines offered at once
LIMITS = ReplyLimits(excerpts=8, headlines=PAGE, quotes=10)
OPEN = N_("Ask in the chat with me")
_ARTICLE = re.compile(r"a_([0-9]{1,18})")


def register(app: TelegramApplication, services: Services) -> None:
    """Register the handlers of inline queries and guest messages."""

    async def inline(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.inline_query:
            await answer(services, update.inline_query)

    async def guest(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        asked = read_guest(update)
        if asked:
            await answer_guest(services, asked[0], asked[1])

    app.add_handler(InlineQueryHandler(inline))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, guest))


async def answer(services: Services, query: InlineQuery) -> None:
    """Offer results for an inline query; users who type too fast get none for a while."""
    user = query.from_user
    if services.typed.ask(user.id, services.clock()) is not QuestionVerdict.FINE or not services.admits(user.id):
        await services.queries.inline(query.id, [])
        return
    with speaking(services.language_of(user.id, user.language_code)):
        words = " ".join(as_typed(query.query).split())
        offset = int(query.offset) if re.fullmatch("[0-9]{1,6}", query.offset or "") else 0
        found, more = await asyncio.to_thread(_cards_for, services, words, offset)
        await services.queries.inline(
            query.id,
            found,
            offset=str(offset + PAGE) if more else "",
            button=gettext(OPEN),
            payload=payload("q", words) or "help",
        )


def _cards_for(services: Services, words: str, offset: int) -> tuple[list[Card], bool]:
    """The cards, and whether there may be more."""
    newsroom, bot = services.newsroom, services.sender.username
    shared = _ARTICLE.fullmatch(words)
    if shared:
        page = newsroom.article_pages.of(int(shared[1]))
        return ([article_card(page, bot)] if page else []), False
    if not words:
        headlines, total = newsroom.latest(limit=PAGE, offset=offset)
        return headline_cards(headlines, bot), offset + PAGE < total
    if offset:
        return [], False
    reply = _replied(newsroom, services, words)
    return (cards(reply, bot) if reply else []), False


def _replied(newsroom: Newsroom, services: Services, words: str) -> Reply | None:
    """The reply to the words; None if they are not a valid request, such as half-typed operators."""
    now = services.clock()
    try:
        return newsroom.reply(newsroom.route(words, asked=now), asked=now, limits=LIMITS)
    except QuestionError:
        return None


async def answer_guest(services: Services, query_id: str, incoming: Incoming) -> None:
    """Answer as a guest in a chat: the best card, or the message that there is none."""
    asker = incoming.user_id or incoming.chat.chat_id
    if services.limit.ask(asker, services.clock()) is not QuestionVerdict.FINE or not services.admits(asker):
        return
    with speaking(services.language_of(incoming.user_id, incoming.language)):
        await services.queries.guest(query_id, await asyncio.to_thread(_guest_card, services, incoming.words))


def _guest_card(services: Services, words: str) -> Card:
    reply = _replied(services.newsroom, services, words) if words else None
    found = cards(reply, services.sender.username) if reply else []
    if found:
        return found[0]
    said = (reply.words if reply else "") or gettext(DECLINED)
    return Card(id="none", title=gettext(DECLINED), description="", part=note(said))
