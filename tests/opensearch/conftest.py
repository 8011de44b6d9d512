"""What the tests of a cluster share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.opensearch.archive import OpenSearchArchive
from bot.opensearch.cluster import WORK_SECONDS, Cluster
from bot.opensearch.syncing import Syncing
from bot.store.archive.archive import SqliteArchive
from bot.store.file.database import Database
from tests.support.faulty_cluster import FaultyCluster
from tests.support.kept_copy import OPTIONS, Kept
from tests.support.opensearch import OpenSearchNode


@pytest.fixture
def kept(database: Database, opensearch: OpenSearchNode, prefix: str) -> Iterator[Kept]:
    with FaultyCluster(opensearch).running() as between:
        cluster = Cluster(between.address(prefix), patience=WORK_SECONDS)
        syncing = Syncing(database, cluster, OPTIONS, pause=lambda seconds: None)
        archive = OpenSearchArchive(database, cluster, timer=lambda: 0.0)
        with closing(cluster):
            syncing.begin()
            yield Kept(SqliteArchive(database), archive, cluster, syncing, between.faults, database)
