"""Requests to the cluster, and what their failures mean.

    search, nearest, counts   short, tried once; a failure is ArchiveUnavailable, and the archive answers without the
                              cluster for a while (bot/opensearch/archive.py)
    scan                      all matches, page by page, at one point in time; if that is lost (it dies with its
                              node), a new one is taken and the pages continue from there
    bulk                      each document by itself: written, refused for good, or to be retried

Questions and background work use a ``Cluster`` each, because their timeouts differ.

The client is synchronous: whatever asks the archive already runs in a thread (a question waits for SQLite and numpy in
the same way), so both archives are used through the same code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from bot.errors import ArchiveUnavailable, SettingError
from bot.opensearch.address import ClusterAddress
from bot.opensearch.mappings import KINDS, VECTOR, Generation, Kind, alias

try:
    from opensearchpy import ConnectionError as NoConnection
    from opensearchpy import OpenSearch, Urllib3HttpConnection
    from opensearchpy.exceptions import (
        ImproperlyConfigured,
        NotFoundError,
        OpenSearchException,
        SSLError,
        TransportError,
    )
    from urllib3 import Timeout
except ImportError as error:  # pragma: no cover - the extra is installed where tests run
    raise SettingError(
        "NEWSBOT_ARCHIVE names an OpenSearch cluster, and what speaks to one is not installed; "
        "run in newsbot's folder: pip install '.[opensearch]'"
    ) from error

QUESTION_SECONDS = 5.0  #: seconds for a request that a user waits for
WORK_SECONDS = 120.0  #: seconds for a background request
PAGE = 1_000  #: documents per page of a scan
DEEPEST = 10_000  #: ``index.max_result_window``: limit on offset plus size of a search
NAMES = 50  #: of index names in one URL, which is limited to 4 kB (``http.max_initial_line_length``)
CONNECTIONS = 16  #: connections kept open to each host
BAD_REQUEST, NOT_FOUND = 400, 404
_POINT_KEPT = "2m"  # lifetime of a point in time between two pages of a scan

Hit = dict[str, Any]


class Cluster:
    """A cluster and newsbot's names in it. Thread-safe; must be closed."""

    def __init__(self, address: ClusterAddress, *, patience: float = QUESTION_SECONDS) -> None:
        """``patience``: seconds that a request may take."""
        self.address = address
        self.client = OpenSearch(
            hosts=[{"host": host, "port": port} for host, port in address.hosts],
            http_auth=(address.user, address.password) if address.user else None,
            use_ssl=address.secure,
            verify_certs=address.secure,
            ca_certs=str(address.authorities) if address.authorities else None,
            ssl_show_warn=False,
            connection_class=Urllib3HttpConnection,
            http_compress=False,
            pool_maxsize=CONNECTIONS,
            max_retries=max(1, len(address.hosts) - 1),  # each dead host uses up one retry
            retry_on_timeout=False,
            timeout=Timeout(connect=min(patience, QUESTION_SECONDS), read=patience),
        )

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def alias(self, kind: Kind) -> str:
        """The alias under which ``kind`` is searched."""
        return alias(self.address.prefix, kind)

    def search(self, kind: Kind, body: Mapping[str, Any], *, everywhere: bool = False) -> dict[str, Any]:
        """Run one search. ``everywhere``: compute term rarity over all shards instead of per shard.

        Raises ArchiveUnavailable, also if a shard did not answer: part of the archive is not an answer.
        """
        parameters = {"allow_partial_search_results": "false", "ignore_unavailable": "true"}
        if everywhere:
            parameters["search_type"] = "dfs_query_then_fetch"
        with unavailable():
            found: dict[str, Any] = self.client.search(index=self.alias(kind), body=body, params=parameters)
        return _complete(found)

    def many(self, searches: Sequence[tuple[Kind, Mapping[str, Any]]]) -> list[dict[str, Any]]:
        """Run several searches in one request and return their results in order. Raises ArchiveUnavailable."""
        lines = "".join(
            json.dumps({"index": self.alias(kind), "allow_partial_search_results": False})
            + "\n"
            + json.dumps(body)
            + "\n"
            for kind, body in searches
        )
        with unavailable():
            found = self.client.msearch(body=lines)
        return [_complete(one) for one in found["responses"]]

    def count(self, kind: Kind) -> int:
        """Number of documents. Raises ArchiveUnavailable."""
        with unavailable():
            return int(self.client.count(index=self.alias(kind))["count"])

    def scan(self, index: str, body: Mapping[str, Any], *, page: int = PAGE) -> Iterator[Hit]:
        """All hits of ``body`` at one point in time of ``index``. Its ``sort`` must be unique per document.

        Raises ArchiveUnavailable.
        """
        after: list[Any] | None = body.get("search_after")
        point = self._point(index)
        try:
            while True:
                turn = {
                    **body,
                    "size": page,
                    "pit": {"id": point, "keep_alive": _POINT_KEPT},
                    "track_total_hits": False,
                }
                if after is not None:
                    turn["search_after"] = after
                hits = self._page(turn)
                if hits is None:
                    point = self._point(index)
                    continue
                yield from hits
                if len(hits) < page:
                    return
                after = hits[-1]["sort"]
        finally:
            with suppress(OpenSearchException):
                self.client.delete_pit(body={"pit_id": [point]})

    def _page(self, body: Mapping[str, Any]) -> list[Hit] | None:
        """One page of a scan; None if its point in time is gone: lost with its node, or expired."""
        with unavailable():
            try:
                found = self.client.search(body=body, params={"allow_partial_search_results": "false"})
            except NotFoundError:
                return None
        hits: list[Hit] = _complete(found)["hits"]["hits"]
        return hits

    def _point(self, index: str) -> str:
        with unavailable():
            found = self.client.create_pit(index=index, params={"keep_alive": _POINT_KEPT})
        return str(found["pit_id"])

    def bulk(self, lines: Iterable[str]) -> list[dict[str, Any]]:
        """Write documents; return the outcome of each, in order.

        Raises ArchiveUnavailable if the request itself fails.
        """
        with unavailable():
            found = self.client.bulk(body="".join(lines))
        return [next(iter(item.values())) for item in found["items"]]

    def put_template(self, name: str, body: Mapping[str, Any]) -> None:
        """Create or replace an index template. Raises ArchiveUnavailable."""
        with unavailable():
            self.client.indices.put_index_template(name=name, body=body)

    def make_index(self, name: str) -> None:
        """Create an index as its template says, unless it exists. Raises ArchiveUnavailable."""
        with unavailable():
            self.client.indices.create(index=name, ignore=(BAD_REQUEST,))

    def refresh(self, pattern: str) -> None:
        """Make everything written so far visible to searches. Raises ArchiveUnavailable."""
        with unavailable():
            self.client.indices.refresh(index=pattern)

    def swap(self, moves: Sequence[tuple[str, str, str]]) -> None:
        """Move aliases in one atomic step. Each move is (old indices or "", new indices, alias).

        Raises ArchiveUnavailable.
        """
        gone = [{"remove": {"index": old, "alias": name, "must_exist": False}} for old, _, name in moves if old]
        there = [{"add": {"index": new, "alias": name}} for _, new, name in moves]
        with unavailable():
            self.client.indices.update_aliases(body={"actions": gone + there})

    def remove_generation(self, generation: Generation) -> None:
        """Delete the indices and templates of a generation. Raises ArchiveUnavailable."""
        self.remove_indices(self.indices_of(generation))
        with unavailable():
            for kind in KINDS:
                self.client.indices.delete_index_template(name=generation.template(kind), ignore=(NOT_FOUND,))

    def remove_all(self) -> None:
        """Delete every index and template under the prefix. Raises ArchiveUnavailable."""
        for kind in KINDS:
            self.remove_indices(self.indices(f"{self.alias(kind)}-v*"))
            with unavailable():
                self.client.indices.delete_index_template(name=f"{self.alias(kind)}-g*", ignore=(NOT_FOUND,))

    def has_indices(self) -> bool:
        """Whether there are indices under the prefix, whoever made them. Raises ArchiveUnavailable."""
        return any(self.indices(f"{self.alias(kind)}-v*") for kind in KINDS)

    def indices_of(self, generation: Generation) -> list[str]:
        """The names of its indices, and not those of a prefix that begins with this one. Raises ArchiveUnavailable."""
        return [name for kind in KINDS for name in self.indices(generation.pattern(kind))]

    def indices(self, pattern: str) -> list[str]:
        """The names of indices that match a pattern. Raises ArchiveUnavailable."""
        with unavailable():
            return sorted(self.client.indices.get(index=pattern, params={"filter_path": "*.aliases"}))

    def remove_indices(self, names: Sequence[str]) -> None:
        """Delete indices by name, since clusters may refuse patterns. Raises ArchiveUnavailable."""
        for start in range(0, len(names), NAMES):
            index = ",".join(names[start : start + NAMES])
            with unavailable():
                self.client.indices.delete(index=index)

    def describe(self) -> dict[str, Any]:
        """Version, health, newsbot's indices with their sizes, disks. Raises ArchiveUnavailable."""
        with unavailable():
            return {
                "version": self.client.info()["version"]["number"],
                "health": self.client.cluster.health(),
                "indices": self.client.cat.indices(
                    index=f"{self.address.prefix}-*", format="json", bytes="b", h="index,docs.count,pri.store.size"
                ),
                "disks": self.client.cat.allocation(format="json", h="disk.percent"),
            }

    def finds_by_meaning(self) -> bool:
        """Whether sentences can be searched by vectors: all their indices were created with the k-NN plugin present.

        Raises ArchiveUnavailable.
        """
        with unavailable():
            found = self.client.indices.get_field_mapping(fields=VECTOR, index=self.alias("sentences"))
        return bool(found) and all(VECTOR in index["mappings"] for index in found.values())

    def has_plugin(self) -> bool:
        """Whether every node has the k-NN plugin. Raises ArchiveUnavailable."""
        with unavailable():
            found = self.client.nodes.info(metric="plugins")
        names = [{plugin["name"] for plugin in node.get("plugins", ())} for node in found["nodes"].values()]
        return bool(names) and all(any("knn" in name.lower() for name in node) for node in names)


@contextmanager
def unavailable() -> Iterator[None]:
    """Turn the client's errors into ArchiveUnavailable. A malformed request is a bug and passes through.

    The client's message may contain the user name, so only the type of the error and the status are repeated.
    """
    try:
        yield
    except ImproperlyConfigured as error:
        raise SettingError(f"NEWSBOT_ARCHIVE: {error}") from None
    except TransportError as error:
        if error.status_code == BAD_REQUEST:
            raise
        raise ArchiveUnavailable(_sentence(error)) from error
    except (OpenSearchException, OSError) as error:
        raise ArchiveUnavailable from error


def _sentence(error: TransportError) -> str:
    if error.status_code in (401, 403) and "block" not in str(error.error):
        return "The search cluster refuses newsbot; check NEWSBOT_ARCHIVE_USER and NEWSBOT_ARCHIVE_PASSWORD."
    if isinstance(error, SSLError):
        return (
            "The search cluster's certificate is not trusted, or it speaks no TLS; "
            "NEWSBOT_ARCHIVE_CA names the PEM file of whoever vouches for it."
        )
    if isinstance(error, NoConnection):
        return str(ArchiveUnavailable())
    return f"The search cluster does not answer ({error.status_code}); what came in last is still found."


def _complete(found: dict[str, Any]) -> dict[str, Any]:
    """``found`` if every shard answered in time. Raises ArchiveUnavailable."""
    if "error" in found or found.get("timed_out") or found.get("_shards", {}).get("failed"):
        raise ArchiveUnavailable
    return found
