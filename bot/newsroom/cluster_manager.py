"""The search cluster behind a newsroom: searching it, keeping it up to date, rebuilding it, its status.

Only used if a cluster is configured (NEWSBOT_ARCHIVE).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import ArchiveUnavailable, SettingError
from bot.models.tuning import Tuning
from bot.opensearch.address import ClusterAddress, parse_address
from bot.opensearch.archive import OpenSearchArchive
from bot.opensearch.cluster import WORK_SECONDS, Cluster
from bot.opensearch.mappings import IndexOptions
from bot.opensearch.rebuilding import Rebuilding
from bot.opensearch.status import ClusterStatus, cluster_status
from bot.opensearch.syncing import Syncing
from bot.store.archive.index_changes import IndexTarget
from bot.store.archive.whole_articles import ThinningOut
from bot.store.file.database import Database
from bot.translation import N_

CAVEAT = N_("The archive does not answer at the moment: this is from the latest articles only.")
CAVEAT_WHOLE = N_("The search cluster does not answer at the moment: this is from the bot's own copy.")
THINNED = 50  #: articles thinned at a time
_MONTHS_EVERY = timedelta(hours=1)
_LOG = logging.getLogger(__name__)


class ClusterManager:
    """Access to the search cluster. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database, tuning: Tuning, clock: Callable[[], datetime]) -> None:
        """Read the settings; connections are made later. Raises SettingError."""
        self.address = _address(tuning)
        self.recent_days = tuning.archive_recent_days
        self._keep_days = tuning.keep_days
        self._clock = clock
        self.background = Cluster(self.address, patience=WORK_SECONDS)
        self.archive = OpenSearchArchive(database, Cluster(self.address))
        self.options = IndexOptions(tuning.archive_shards, tuning.archive_replicas)
        self._syncing = Syncing(database, self.background, self.options)
        self._thinning = ThinningOut(database)
        self._months_due: datetime | None = None

    @property
    def caveat(self) -> str:
        """A notice to show above answers while the cluster is unavailable; "" while it works."""
        if self.archive.is_well():
            return ""
        return CAVEAT if self.recent_days else CAVEAT_WHOLE

    def sync(self) -> int:
        """Send some changes to the cluster or, once it is up to date, put old articles away; return how many."""
        try:
            self._syncing.begin()
            done = self._syncing.step()
            self._drop_months()
        except ArchiveUnavailable:
            self.archive.note_failure()
            raise
        self.archive.note_success()
        if done or not self.recent_days:
            return done
        return self._thinning.thin_out(self._clock() - timedelta(days=self.recent_days), limit=THINNED)

    def rebuild(self, tell: Callable[[int], None]) -> IndexTarget:
        """Build new indices and let them replace the old ones.

        ``tell`` is called with the number of articles copied so far.
        """
        return Rebuilding(self.background, self._syncing).run(tell)

    def begin_anew(self) -> None:
        """Discard the recorded state of the cluster and start again from SQLite.

        Raises StoreError if some contents exist only in the cluster.
        """
        self._syncing.begin_anew()

    def status(self) -> ClusterStatus:
        """The status of the cluster."""
        return cluster_status(self.background, self._syncing.changes)

    def pending(self) -> int:
        """Number of changes that the cluster has not applied yet."""
        return self._syncing.changes.waiting()

    def close(self) -> None:
        """Close the connections."""
        self.background.close()
        self.archive.close()

    def _drop_months(self) -> None:
        now = self._clock()
        if not self._keep_days or (self._months_due and now < self._months_due):
            return
        self._months_due = now + _MONTHS_EVERY
        for name in self._syncing.drop_months(f"{now - timedelta(days=self._keep_days):%Y-%m}"):
            _LOG.info("the index %s is too old and was deleted", name)


def _address(tuning: Tuning) -> ClusterAddress:
    try:
        return parse_address(
            tuning.archive,
            user=tuning.archive_user,
            password=tuning.archive_password,
            authorities=Path(tuning.archive_ca) if tuning.archive_ca else None,
        )
    except ValueError as error:
        raise SettingError(f"NEWSBOT_ARCHIVE {error}.") from None
