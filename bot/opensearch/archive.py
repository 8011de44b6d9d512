"""The archive in a cluster (bot/archive/port.py), with SQLite as its fallback.

reading()     the cluster works                 -> OpenSearchReader
              it failed within the last seconds -> what SQLite has, with a notice
              it is still being filled          -> SQLite, which has everything at that stage
add, remove   SQLite, in one transaction with the log of the change; syncing.py transfers it
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from bot.archive import ArchiveReader
from bot.errors import ArchiveUnavailable
from bot.models import Annotation
from bot.models.articles import StoredArticle
from bot.opensearch.cluster import Cluster
from bot.opensearch.reader import OpenSearchReader
from bot.store.archive.archive import SqliteArchive
from bot.store.archive.index_changes import IndexChanges
from bot.store.file.database import Database

LEFT_ALONE = 10.0  #: seconds during which a failed cluster is not queried again, so that nobody waits for it twice
FAR_BEHIND = 1_000  #: number of pending changes above which SQLite answers if it can
ASKED_EVERY = 60.0  #: seconds after which dense search is checked for again, since the cluster may have been rebuilt


class OpenSearchArchive:
    """The OpenSearch implementation of bot.archive.port.Archive. Must be closed."""

    def __init__(self, database: Database, cluster: Cluster, *, timer: Callable[[], float] = time.monotonic) -> None:
        """``timer`` returns seconds."""
        self.cluster = cluster
        self._database = database
        self._local = SqliteArchive(database)
        self._timer = timer
        self._changes = IndexChanges(database)
        self._asked_again = 0.0  # by the timer
        self._vectors = (-ASKED_EVERY, False)  # time of the last check, by the timer, and its result

    @contextmanager
    def reading(self) -> Iterator[ArchiveReader]:
        """The cluster for the block, or SQLite while the cluster is not used.

        If the cluster fails within the block, ArchiveUnavailable is raised; a second attempt is answered by SQLite.
        """
        with self._local.reading() as local:
            if not self.is_well() or self._changes.is_behind(self.cluster.address.prefix, FAR_BEHIND):
                yield local
                return
            try:
                yield OpenSearchReader(self.cluster, local, vectors=self._finds_by_meaning())
            except ArchiveUnavailable:
                self.note_failure()
                raise

    def is_well(self) -> bool:
        """Whether the cluster is used, because it has not failed within the last seconds."""
        return self._timer() >= self._asked_again

    def note_failure(self) -> None:
        """Stop using the cluster for a while, after a failure noticed by background work."""
        self._asked_again = self._timer() + LEFT_ALONE

    def note_success(self) -> None:
        """Use the cluster again, after background work has succeeded."""
        self._asked_again = 0.0

    def add(self, article: StoredArticle, annotation: Annotation) -> tuple[int, list[int]]:
        """Store an article in one transaction. The cluster is updated later."""
        return self._local.add(article, annotation)

    def remove(self, public_ids: Collection[str]) -> int:
        """Delete articles in one transaction. The cluster is updated later."""
        return self._local.remove(public_ids)

    def close(self) -> None:
        """Close the connections to the cluster."""
        self.cluster.close()

    def _finds_by_meaning(self) -> bool:
        asked, found = self._vectors
        if self._timer() >= asked + ASKED_EVERY:
            found = self.cluster.finds_by_meaning()
            self._vectors = (self._timer(), found)
        return found
