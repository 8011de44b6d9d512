"""Opening the newsroom of a database file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.language import Language
from bot.models.tuning import DEFAULT_TUNING, Tuning
from bot.newsroom.newsroom import Newsroom
from bot.store.database import Database


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_newsroom(
    database: Path, tuning: Tuning = DEFAULT_TUNING, *, clock: Callable[[], datetime] = _utc_now
) -> Newsroom:
    """Open the database, creating or migrating it; the language pipeline loads on first use.

    ``clock``: aware times, in the zone that "today" is meant in. Raises StoreError.
    """
    return Newsroom(Database.open(database), Language(tuning.pipeline), clock, tuning)
