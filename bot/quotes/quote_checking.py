"""Checking a message's quotations against the archive."""

from __future__ import annotations

from bot.models import CheckedQuote
from bot.quotes.checking import check
from bot.quotes.claims import claims
from bot.store.database import Database
from bot.store.wordings import Wordings
from bot.text.analyzer import terms

MAX_TEXT = 4_000  # characters of a message that are read


class QuoteChecking:
    """Finds what the archive has of claimed quotations. May be called from any thread and raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._wordings = Wordings(database)

    def check(self, text: str) -> list[CheckedQuote]:
        """A verdict for each claim in ``text``, in order; empty for a text without a word."""
        return [check(claim, self._wordings.holding(terms(claim.words))) for claim in claims(text[:MAX_TEXT])]
