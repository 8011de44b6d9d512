"""The status of the cluster and its contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.opensearch.cluster import Cluster
from bot.opensearch.mappings import KINDS, Generation, Kind, alias
from bot.store.archive.index_changes import IndexChanges, IndexTarget


@dataclass(frozen=True, slots=True)
class KindStatus:
    """The live indices of one kind."""

    kind: Kind
    indices: int
    documents: int
    bytes: int  #: of primary shards


@dataclass(frozen=True, slots=True)
class ClusterStatus:
    """What ``newsbot archive status`` shows."""

    address: str
    version: str  #: of OpenSearch
    health: str  #: green, yellow or red
    nodes: int
    plugin: bool  #: whether every node has the k-NN plugin
    vectors: bool  #: whether sentences are searched by vectors: their indices were created with the plugin
    fullest_disk: float  #: percentage used of the fullest node's disk; 0 if unknown
    kinds: tuple[KindStatus, ...]
    outdated: bool  #: mappings are of an older newsbot: a rebuild is needed
    targets: tuple[tuple[IndexTarget, int], ...]  #: copies, each with its number of pending changes


def cluster_status(cluster: Cluster, changes: IndexChanges) -> ClusterStatus:
    """Query the cluster for its status. Raises ArchiveUnavailable."""
    told = cluster.describe()
    targets = tuple((target, changes.count_pending(target)) for target in changes.targets())
    live = changes.live(cluster.address.prefix)
    names = [Generation(live.prefix, live.generation).stem(kind) for kind in KINDS] if live else []
    rows: list[dict[str, Any]] = told["indices"]
    return ClusterStatus(
        address=str(cluster.address),
        version=told["version"],
        health=told["health"]["status"],
        nodes=told["health"]["number_of_nodes"],
        plugin=cluster.has_plugin(),
        vectors=bool(live) and cluster.finds_by_meaning(),
        fullest_disk=max((float(one["disk.percent"] or 0) for one in told["disks"]), default=0.0),
        kinds=tuple(_kind(kind, f"{alias(cluster.address.prefix, kind)}-v", live, rows) for kind in KINDS),
        outdated=bool(live) and any(not any(row["index"].startswith(name) for row in rows) for name in names),
        targets=targets,
    )


def _kind(kind: Kind, begins: str, live: IndexTarget | None, rows: list[dict[str, Any]]) -> KindStatus:
    generation = f"-g{live.generation}-" if live else ""
    ours = [
        row
        for row in rows
        if row["index"].startswith(begins) and generation in row["index"] and row["index"][-1].isdigit()
    ]
    documents = sum(int(row["docs.count"] or 0) for row in ours)
    return KindStatus(kind, len(ours), documents, sum(int(row["pri.store.size"] or 0) for row in ours))
