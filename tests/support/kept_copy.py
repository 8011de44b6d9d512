"""An archive in SQLite with its copy in a real cluster that fails on demand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from bot.archive import any_of
from bot.opensearch.archive import OpenSearchArchive
from bot.opensearch.cluster import WORK_SECONDS, Cluster
from bot.opensearch.mappings import IndexOptions
from bot.opensearch.syncing import Syncing
from bot.store.archive.archive import SqliteArchive
from bot.store.file.database import Database
from tests.support.faulty_cluster import Faults
from tests.support.opensearch import OpenSearchNode, remove_indices
from tests.support.storing import Said, annotation, day, person, stored

MARSH = person("Elena Marsh", "Marsh")
SAID = Said("the tide was low", "Elena Marsh", "Elena Marsh")
OPTIONS = IndexOptions()


@dataclass
class Kept:
    """An archive and its copy."""

    local: SqliteArchive
    archive: OpenSearchArchive
    cluster: Cluster
    syncing: Syncing
    faults: Faults
    database: Database

    def put(self, public_id: str, text: str, month: int = 6) -> int:
        said = [SAID] if SAID.content in text else []
        published = day(1).replace(month=month)
        row, _ = self.local.add(stored(public_id, text, published=published), annotation(text, [MARSH], said))
        return row

    def there(self) -> dict[str, list[str]]:
        """By public id: the texts of its sentences that the cluster finds."""
        self.cluster.refresh(f"{self.cluster.address.prefix}-*")
        with self.archive.reading() as reader:
            rows = reader.matching_sentences(any_of(["ferri", "tide", "sail", "rain"]), 100)
            told: dict[str, list[str]] = {}
            for one in reader.excerpts(sorted(rows)):
                told.setdefault(one.headline.id, []).append(one.text)
            return told

    def counts(self) -> tuple[int, int, int]:
        self.cluster.refresh(f"{self.cluster.address.prefix}-*")
        return self.cluster.count("articles"), self.cluster.count("sentences"), self.cluster.count("quotes")


@contextmanager
def other_copy(database: Database, opensearch: OpenSearchNode, prefix: str) -> Iterator[tuple[Cluster, Syncing]]:
    """A copy under another prefix, removed at the end."""
    address = opensearch.address(prefix)
    with closing(Cluster(address, patience=WORK_SECONDS)) as cluster:
        try:
            yield cluster, Syncing(database, cluster, OPTIONS)
        finally:
            remove_indices([address])
