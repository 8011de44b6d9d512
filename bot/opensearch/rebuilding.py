"""Replace the indices by new ones while questions are asked and articles are added.

    begin    a new generation of indices; changes are logged for it from now on
    copy     whole articles from the old generation, whose documents are rebuilt: nothing needs to be in SQLite
    replay   the changes since then, repeatedly, until none is left
    swap     the aliases, in one step; then the old generation is deleted

Killed at any moment, it continues where it was when started again: copied documents keep the versions of the old ones,
so nothing is overwritten by something older.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from bot.opensearch.cluster import Cluster, Hit
from bot.opensearch.documents import documents, whole
from bot.opensearch.mappings import KINDS, Generation, alias
from bot.opensearch.syncing import BulkAction, Syncing, put
from bot.store.archive.index_changes import IndexTarget, TargetState

ARTICLES = 100  #: articles copied at a time


class Rebuilding:
    """Builds a new generation; one at a time."""

    def __init__(self, cluster: Cluster, syncing: Syncing) -> None:
        self._cluster = cluster
        self._syncing = syncing
        self._changes = syncing.changes

    def run(self, tell: Callable[[int], None] = lambda copied: None) -> IndexTarget:
        """Rebuild, and return the new live copy.

        ``tell`` gets the number of articles copied. Raises ArchiveUnavailable.
        """
        fresh = self._changes.live(self._cluster.address.prefix) is None
        old = self._syncing.begin()
        if fresh:  # there is nothing to copy
            while self._syncing.carry(old):
                pass
            return old
        new = self._started(old.prefix)
        if new.copied >= 0:
            self._copy(old, new, tell)
        while self._syncing.carry(new):
            pass
        self._swap(old, new)
        return new

    def _started(self, prefix: str) -> IndexTarget:
        """The copy left half filled by an earlier run, or a new one."""
        for target in self._changes.targets():
            if target.prefix == prefix and target.state is TargetState.FILLING:
                self._syncing.prepare(target)
                return target
        target = self._changes.begin(prefix)
        self._syncing.prepare(target)
        return target

    def _copy(self, old: IndexTarget, new: IndexTarget, tell: Callable[[int], None]) -> None:
        source, into = Generation(old.prefix, old.generation), Generation(new.prefix, new.generation)
        body = {"query": {"range": {"row": {"gt": new.copied}}}, "version": True, "sort": [{"row": "asc"}]}
        self._cluster.refresh(source.pattern("articles"))
        hits = self._cluster.scan(source.pattern("articles"), body, page=ARTICLES)
        copied, vectors = 0, self._cluster.has_plugin()
        while some := list(islice(hits, ARTICLES)):
            self._syncing.write([action for hit in some for action in _actions(into, hit, vectors=vectors)])
            copied += len(some)
            self._changes.copied(new, int(some[-1]["sort"][0]))
            tell(copied)
        self._changes.copied(new, -1)

    def _swap(self, old: IndexTarget, new: IndexTarget) -> None:
        before, after = Generation(old.prefix, old.generation), Generation(new.prefix, new.generation)
        self._cluster.refresh(after.pattern())
        self._cluster.swap([(before.pattern(kind), after.pattern(kind), alias(old.prefix, kind)) for kind in KINDS])
        self._syncing.put_templates(after, live=True)
        for kind in KINDS:  # an index for a new month may have been created between the two
            self._cluster.swap([("", after.pattern(kind), alias(old.prefix, kind))])
        self._changes.promote(new)
        self._syncing.remove_older(after)


def _actions(into: Generation, hit: Hit, *, vectors: bool) -> Iterator[BulkAction]:
    for one in documents(whole(hit["_source"]), vectors=vectors):
        yield put(into.index(one.kind, one.month), one.id, hit["_version"], one.body)
