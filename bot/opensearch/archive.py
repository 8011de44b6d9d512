"""The archive that a cluster answers for (bot/archive/port.py), and SQLite where the cluster does not.

reading()     cluster well                      -> OpenSearchReader
              it failed within the last seconds -> what SQLite has, and that is said
              it is still being filled          -> SQLite, which has everything then
add, remove   SQLite, in one transaction with the note of the change; syncing.py carries it over
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
from bot.store.archive import SqliteArchive
from bot.store.database import Database
from bot.store.index_changes import IndexChanges

LEFT_ALONE = 10.0  #: seconds for which a cluster that failed is not asked again: nobody waits for it twice
FAR_BEHIND = 1_000  #: changes that the cluster waits for, above which SQLite answers if it can
ASKED_EVERY = 60.0  #: seconds after which a cluster is asked again whether it finds by meaning: it may be rebuilt


class OpenSearchArchive:
    """See bot.archive.port.Archive. Close it at the end."""

    def __init__(self, database: Database, cluster: Cluster, *, timer: Callable[[], float] = time.monotonic) -> None:
        """``timer``: seconds."""
        self.cluster = cluster
        self._database = database
        self._local = SqliteArchive(database)
        self._timer = timer
        self._changes = IndexChanges(database)
        self._asked_again = 0.0  # by the timer
        self._vectors = (-ASKED_EVERY, False)  # when it was asked, by the timer, and what it said

    @contextmanager
    def reading(self) -> Iterator[ArchiveReader]:
        """The cluster for the block, or SQLite while the cluster is left alone.

        The block is left with ArchiveUnavailable where the cluster fails in it; begun again, it is answered by SQLite.
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
        """Whether the cluster is asked: it has not failed within the last seconds."""
        return self._timer() >= self._asked_again

    def note_failure(self) -> None:
        """Leave the cluster alone for a while: work beside found that it fails."""
        self._asked_again = self._timer() + LEFT_ALONE

    def note_success(self) -> None:
        """Ask it again: work beside found that it is well."""
        self._asked_again = 0.0

    def add(self, article: StoredArticle, annotation: Annotation) -> tuple[int, list[int]]:
        """Store an article, in one transaction; the cluster is told later."""
        return self._local.add(article, annotation)

    def remove(self, public_ids: Collection[str]) -> int:
        """Forget articles, in one transaction; the cluster is told later."""
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
