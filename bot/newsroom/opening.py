"""Open the newsroom of a database file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.language import Language
from bot.models.tuning import DEFAULT_TUNING, Tuning
from bot.newsroom.newsroom import Newsroom
from bot.store.file.database import Database

if TYPE_CHECKING:
    from bot.newsroom.cluster_manager import ClusterManager


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_newsroom(
    database: Path,
    tuning: Tuning = DEFAULT_TUNING,
    *,
    clock: Callable[[], datetime] = _utc_now,
    to_read: bool = False,
) -> Newsroom:
    """Open the database, creating or migrating it. The language pipeline is loaded on first use.

    ``clock`` returns aware times in the time zone that "today" refers to. With ``to_read`` a database that cannot be
    written, as on a read-only file system, is opened to be read. Raises StoreError, SettingError.
    """
    opened = Database.open(database, to_read=to_read)
    try:
        cluster = _cluster(opened, tuning, clock) if tuning.archive else None
    except BaseException:
        opened.close()
        raise
    return Newsroom(opened, Language(tuning.pipeline), clock, tuning, cluster)


def _cluster(database: Database, tuning: Tuning, clock: Callable[[], datetime]) -> ClusterManager:
    from bot.newsroom.cluster_manager import ClusterManager  # needs an optional dependency

    return ClusterManager(database, tuning, clock)
