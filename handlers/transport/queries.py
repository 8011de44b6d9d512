"""Answers to inline queries and to calls of the bot in chats of which it is not a member."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from telegram import (
    Bot,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError

from handlers.transport.keyboards import keyboard, preview_of
from handlers.transport.rate_limit import RateLimit
from handlers.transport.retrying import seconds
from handlers.views.cards import Card

CACHED = 60  # seconds that Telegram may cache the answer to a user's query
_LOG = logging.getLogger(__name__)


class QueryAnswers:
    """Answers queries with a single attempt: users go on typing, and old queries can no longer be answered."""

    def __init__(self, bot: Bot, limit: RateLimit) -> None:
        self._bot = bot
        self._limit = limit

    async def inline(
        self, query_id: str, cards: Sequence[Card], *, offset: str = "", button: str = "", payload: str = ""
    ) -> None:
        """Offer cards, the next ones beginning at ``offset``; a ``button`` above opens the chat with ``payload``."""
        above = InlineQueryResultsButton(button, start_parameter=payload) if button and payload else None
        results = [_result(card) for card in cards]
        try:
            async with self._limit.unheld_turn():
                await self._bot.answer_inline_query(
                    query_id, results, cache_time=CACHED, is_personal=True, next_offset=offset, button=above
                )
        except TelegramError as error:
            self._failed(error, "inline query")

    async def guest(self, query_id: str, card: Card) -> None:
        """Answer in a chat of which the bot is not a member."""
        try:
            async with self._limit.unheld_turn():
                await self._bot.answer_guest_query(query_id, _result(card))
        except TelegramError as error:
            self._failed(error, "guest query")

    def _failed(self, error: TelegramError, what: str) -> None:
        wait = seconds(error) if isinstance(error, RetryAfter) else 0
        _LOG.info("%s not answered: %s (%.0f s)", what, type(error).__name__, wait)


def _result(card: Card) -> InlineQueryResultArticle:
    part = card.part
    content = InputTextMessageContent(
        part.html, parse_mode=ParseMode.HTML, link_preview_options=preview_of(part, without=False)
    )
    return InlineQueryResultArticle(
        card.id, card.title, content, description=card.description, reply_markup=keyboard(part.rows)
    )
