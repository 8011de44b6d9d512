"""The search cluster behind a newsroom: asked, kept up to date, rebuilt, described.

Only a newsroom that is set to one has it (NEWSBOT_ARCHIVE).
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
from bot.store.database import Database
from bot.store.index_changes import IndexTarget
from bot.store.whole_articles import ThinningOut
from bot.translation import N_

CAVEAT = N_("The archive does not answer at the moment: this is from the latest articles only.")
CAVEAT_WHOLE = N_("The search cluster does not answer at the moment: this is from the bot's own copy.")
THINNED = 50  #: articles put away at a time
_MONTHS_EVERY = timedelta(hours=1)
_LOG = logging.getLogger(__name__)


class ClusterDesk:
    """See the module's docstring. Every method may be called from any thread and raises StoreError."""

    def __init__(self, database: Database, tuning: Tuning, clock: Callable[[], datetime]) -> None:
        """Connects to nothing yet. Raises SettingError."""
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
        """What stands above answers now: "" while the cluster is well."""
        if self.archive.is_well():
            return ""
        return CAVEAT if self.recent_days else CAVEAT_WHOLE

    def sync(self) -> int:
        """Tell the cluster of some changes, and put away what is old; how much was done, 0 = nothing is left to do."""
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
        """New indices in the place of the old; ``tell``: is told how many articles are copied."""
        return Rebuilding(self.background, self._syncing).run(tell)

    def begin_anew(self) -> None:
        """Forget what the cluster is said to know, and begin with what is in SQLite.

        Raises StoreError where something is in the cluster only.
        """
        self._syncing.begin_anew()

    def status(self) -> ClusterStatus:
        """How the cluster stands."""
        return cluster_status(self.background, self._syncing.changes)

    def pending(self) -> int:
        """Changes that the cluster does not know yet."""
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
