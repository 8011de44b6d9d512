"""Transfer changes from the store to the cluster: none lost, none applied twice, in any order.

    changes -> the last one of each article -> its current documents -> _bulk, with change numbers as versions
            -> temporarily refused ones (429, 5xx) are retried, more and more slowly
            -> all written: the number is acknowledged

A document is only overwritten by one with a larger number (``version_type=external``), so repeating a batch, after a
kill or by two processes at once, changes nothing. Outdated documents of a revised or removed article are looked up in
the cluster, which may hold what SQLite has put away, and deleted.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot.archive.whole import WholeArticle
from bot.errors import ArchiveUnavailable, StoreError
from bot.opensearch.cluster import Cluster
from bot.opensearch.documents import documents
from bot.opensearch.mappings import KINDS, Generation, IndexOptions, Kind, template
from bot.opensearch.queries import rows as of_rows
from bot.store.archive.index_changes import ChangeBatch, IndexChange, IndexChanges, IndexTarget, TargetState
from bot.store.archive.whole_articles import whole_articles
from bot.store.file.database import Database

ARTICLES = 400  #: changes per batch
BULK_BYTES = 3 << 20  #: bytes per request; OpenSearch recommends 5 to 15 MB
BULKS = 4  #: concurrent requests: one node writes while another one parses
TRIES = 8  #: attempts for a document that is temporarily refused, before the batch is retried later
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0  # seconds between attempts
_BUSY, _SERVER_ERROR, _CONFLICT, _MISSING = 429, 500, 409, 404
_NOT_OURS = (
    "At {} there are indices that another database was carried over to. Name another prefix in NEWSBOT_ARCHIVE, "
    "or delete them and fill new ones from this database: newsbot archive rebuild --anew"
)
_NUMBER = re.compile(r"-v\d+-g(\d+)-")  # of a generation, in the name of an index
_MONTH = re.compile(r"-\d{4}-\d{2}$")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BulkAction:
    """One operation of a bulk request, of one or two lines."""

    header: str
    body: str = ""

    def lines(self) -> str:
        """The lines in the format of ``_bulk``."""
        return f"{self.header}\n{self.body}\n" if self.body else f"{self.header}\n"


def put(index: str, identity: str, version: int, body: object) -> BulkAction:
    """Write a document, unless it exists in that version or a later one."""
    return BulkAction(_header("index", index, identity, version), json.dumps(body, ensure_ascii=False))


def delete(index: str, identity: str, version: int) -> BulkAction:
    """Delete a document, unless it exists in that version or a later one."""
    return BulkAction(_header("delete", index, identity, version))


def _header(op: str, index: str, identity: str, version: int) -> str:
    told = {"_index": index, "_id": identity, "version": version, "version_type": "external"}
    return json.dumps({op: told})


class Syncing:
    """Keeps the copies under one prefix up to date. For one thread; several processes do no harm."""

    def __init__(
        self,
        database: Database,
        cluster: Cluster,
        options: IndexOptions,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """``pause`` waits for a number of seconds."""
        self._database = database
        self._cluster = cluster
        self._options = options
        self._pause = pause
        self._prepared: set[int] = set()  # generations
        self.changes = IndexChanges(database)

    def begin(self) -> IndexTarget:
        """The live copy. If there is none, it is created and gets every article.

        Raises ArchiveUnavailable, and StoreError if the copy of another database has the same prefix or if contents
        exist only in another copy.
        """
        prefix = self._cluster.address.prefix
        target = self.changes.live(prefix)
        if target is None:
            if self._cluster.has_indices():
                raise StoreError(_NOT_OURS.format(self._cluster.address))
            self.changes.refuse_thin()
            target = self.changes.begin(prefix)
        if target.generation not in self._prepared:  # also after a kill between the two, or with new settings
            self.prepare(target)
            self.remove_older(Generation(prefix, target.generation))
        return target

    def begin_anew(self) -> IndexTarget:
        """Fill new indices from SQLite and delete the old ones.

        Raises StoreError if something exists only in the cluster, and ArchiveUnavailable.
        """
        self.changes.refuse_thin()
        for target in self.changes.targets():  # also of prefixes no longer in use, for which changes are kept
            self.changes.forget(target)
        self._cluster.remove_all()
        return self.begin()

    def prepare(self, target: IndexTarget) -> None:
        """Create the templates of a copy's indices, and its aliases. Raises ArchiveUnavailable."""
        generation = Generation(target.prefix, target.generation)
        self.put_templates(generation, live=target.state is TargetState.LIVE)
        for kind in KINDS:
            self._cluster.make_index(generation.index(kind, "none"))
        self._prepared.add(target.generation)

    def remove_older(self, live: Generation) -> None:
        """Delete what generations before the live one left, if a process was killed before it had deleted them.

        Raises ArchiveUnavailable.
        """
        names = [name for kind in KINDS for name in self._cluster.indices(f"{self._cluster.alias(kind)}-v*")]
        for number in sorted({int(match[1]) for name in names if (match := _NUMBER.search(name))}):
            if number < live.number:
                self._cluster.remove_generation(Generation(live.prefix, number))

    def put_templates(self, generation: Generation, *, live: bool) -> None:
        """Set the templates by which indices are created from now on. Raises ArchiveUnavailable."""
        vectors = self._cluster.has_plugin()
        for kind in KINDS:
            body = template(generation, kind, self._options, live=live, vectors=vectors)
            self._cluster.put_template(generation.template(kind), body)

    def step(self) -> int:
        """Transfer one batch to each copy that can take it; return the number of changes. Raises ArchiveUnavailable."""
        return sum(self.carry(target) for target in self.changes.targets() if self._is_ours(target))

    def catch_up(self) -> int:
        """Transfer all changes; return how many. Raises ArchiveUnavailable."""
        done = 0
        while some := self.step():
            done += some
        return done

    def drop_months(self, before: str) -> list[str]:
        """Delete the indices of months before one such as ``2026-11``; return their names. Raises ArchiveUnavailable.

        Old articles are deleted by the month, since deleting them one by one would leave gaps to be merged.
        """
        live = self.changes.live(self._cluster.address.prefix)
        if live is None:
            return []
        names = self._cluster.indices_of(Generation(live.prefix, live.generation))
        old = [name for name in names if _MONTH.search(name) and name[-len(before) :] < before]
        if old:
            self._cluster.remove_indices(old)
        return old

    def _is_ours(self, target: IndexTarget) -> bool:
        return target.prefix == self._cluster.address.prefix and target.copied < 0

    def carry(self, target: IndexTarget) -> int:
        """Transfer one batch to one copy; return the number of changes. Raises ArchiveUnavailable."""
        batch = self.changes.pending(target, ARTICLES)
        if batch is None:
            return 0
        with self._database.reading() as reader:
            found = whole_articles(reader, [change.article for change in batch.changes])
        self.write(list(self._actions(target, batch, found)))
        self.changes.acknowledge(target, batch.last)
        return len(batch.changes)

    def _actions(self, target: IndexTarget, batch: ChangeBatch, found: dict[int, WholeArticle]) -> Iterator[BulkAction]:
        """Put what each changed article has now, and delete what the cluster has of it besides."""
        generation = Generation(target.prefix, target.generation)
        stale = self._documents_there(generation, batch.changes)
        vectors = self._cluster.has_plugin()
        for change in batch.changes:
            article, kept = found.get(change.article), set()
            if article is None and not change.removed:
                continue  # put away meanwhile: the copy that has it keeps it
            if article is not None:
                for one in documents(article, vectors=vectors):
                    index = generation.index(one.kind, one.month)
                    kept.add((index, one.id))
                    yield put(index, one.id, change.seq, one.body)
            for index, identity in stale.get(change.article, set()) - kept:
                yield delete(index, identity, change.seq)

    def _documents_there(
        self, generation: Generation, changes: Sequence[IndexChange]
    ) -> dict[int, set[tuple[str, str]]]:
        """Index and id of each document that the cluster has of the revised or removed articles, by article."""
        rows = [change.article for change in changes if change.removed or change.revision > 1]
        there: dict[int, set[tuple[str, str]]] = {}
        if not rows:
            return there
        self._cluster.refresh(generation.pattern())
        fields: tuple[tuple[Kind, str], ...] = (("articles", "row"), ("sentences", "article"), ("quotes", "article"))
        for kind, field in fields:
            body = {"query": of_rows(rows, field), "_source": False, "docvalue_fields": [field], "sort": _BY_ROW[kind]}
            for hit in self._cluster.scan(generation.pattern(kind), body):
                there.setdefault(int(hit["fields"][field][0]), set()).add((hit["_index"], hit["_id"]))
        return there

    def write(self, actions: Sequence[BulkAction]) -> None:
        """Write documents in any order; return when each exists in this version or a later one.

        Raises ArchiveUnavailable.
        """
        with ThreadPoolExecutor(BULKS) as side_by_side:
            list(side_by_side.map(self._write_piece, _pieces(actions)))

    def _write_piece(self, actions: Sequence[BulkAction]) -> None:
        left, pause = actions, FIRST_PAUSE
        for _ in range(TRIES):
            told = self._cluster.bulk(action.lines() for action in left)
            left = [action for action, result in zip(left, told, strict=True) if _is_refused_for_now(result)]
            if not left:
                return
            _LOG.info(
                "the cluster was too busy for %d of %d documents; tried again in %.1f s", len(left), len(told), pause
            )
            self._pause(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        raise ArchiveUnavailable("The search cluster takes no documents now; they are tried again later.")


#: A unique sort order for each kind.
_BY_ROW: dict[Kind, list[dict[str, str]]] = {
    "articles": [{"row": "asc"}, {"_index": "asc"}],
    "sentences": [{"row": "asc"}, {"_index": "asc"}],
    "quotes": [{"row": "asc"}, {"article": "asc"}, {"_index": "asc"}],
}


def _pieces(actions: Sequence[BulkAction]) -> Iterator[Sequence[BulkAction]]:
    """Split the actions into batches, one per request."""
    start = size = 0
    for place, action in enumerate(actions):
        if size > BULK_BYTES:
            yield actions[start:place]
            start, size = place, 0
        size += len(action.header) + len(action.body)
    if start < len(actions):
        yield actions[start:]


def _is_refused_for_now(result: dict[str, object]) -> bool:
    """Whether a document is to be retried. Permanent refusals are logged and skipped."""
    status = int(str(result["status"]))
    if status == _BUSY or status >= _SERVER_ERROR:
        return True
    if status >= 300 and status not in (_CONFLICT, _MISSING):
        error = result.get("error")
        kind = error.get("type") if isinstance(error, dict) else ""
        _LOG.error("the cluster refuses document %s of %s: %s (%s)", result["_id"], result["_index"], kind, status)
    return False
