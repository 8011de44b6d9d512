"""Opening the newsroom of a database file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.language import Language
from bot.newsroom.newsroom import Newsroom
from bot.retrieval.reranking.cross_encoder import Budget
from bot.store.database import Database
from bot.store.feedback import KEEP_WORDS


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_newsroom(
    database: Path,
    *,
    pipeline: str = "",
    rerank_ms: int = 0,
    feedback_days: int = KEEP_WORDS.days,
    clock: Callable[[], datetime] = _utc_now,
) -> Newsroom:
    """Open the database, creating or migrating it; the language pipeline loads on first use.

    ``pipeline``: name or path of an installed spaCy pipeline; "" = the shipped one. ``rerank_ms``: milliseconds that
    the reranker may take for a question, 0 = ranking without it. ``feedback_days``: how long the words of a judged
    answer are kept, 0 = not at all. ``clock``: aware times, in the zone that "today" is meant in. Raises StoreError.
    """
    budget = Budget(milliseconds=rerank_ms) if rerank_ms else None
    return Newsroom(Database.open(database), Language(pipeline), clock, budget, timedelta(days=feedback_days))
