"""``newsbot archive``: the search cluster for a large archive (docs/scaling.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress, TextColumn

from bot.cli.common import DatabaseOption, JsonOption, UsageError, print_json, reading, say, screen

if TYPE_CHECKING:
    from bot.newsroom.cluster_manager import ClusterManager
    from bot.opensearch.status import ClusterStatus

archive = typer.Typer(no_args_is_help=True, help="The search cluster that keeps a large archive (NEWSBOT_ARCHIVE).")

AnewOption = Annotated[
    bool, typer.Option("--anew", help="Fill it with what the database has, not with what the cluster has.")
]


@archive.command()
def rebuild(anew: AnewOption = False, database: DatabaseOption = None) -> None:
    """Make all indices anew while questions are answered, then put them in the place of the old; can be run again."""
    with _cluster(database) as cluster, _counting() as tell:
        if anew:
            cluster.begin_anew()
        else:
            cluster.rebuild(tell)
        while cluster.sync():
            pass
        say(f"The archive at {cluster.address} is made anew.")


@archive.command()
def status(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """How the cluster stands, and how many changes it does not know yet."""
    with _cluster(database) as cluster:
        found = cluster.status()
        if as_json:
            print_json(asdict(found))
        else:
            for line in _lines(found):
                say(line)


@contextmanager
def _cluster(database: Path | None) -> Iterator[ClusterManager]:
    with reading(database) as newsroom:
        if newsroom.cluster is None:
            raise UsageError("The archive is in the SQLite file; NEWSBOT_ARCHIVE names a cluster (docs/scaling.md).")
        yield newsroom.cluster


@contextmanager
def _counting() -> Iterator[Callable[[int], None]]:
    errors = screen(error=True)
    columns = (TextColumn("Copying {task.completed:,} articles"),)
    with Progress(*columns, console=errors, disable=not errors.is_terminal, transient=True) as progress:
        task = progress.add_task("copy", total=None)
        yield lambda copied: progress.update(task, completed=copied)


def _lines(found: ClusterStatus) -> Iterator[str]:
    nodes = f"{found.nodes} node{'s' * (found.nodes != 1)}"
    yield f"{found.address}: OpenSearch {found.version}, {found.health}, {nodes}, disk {found.fullest_disk:.0f} % full"
    for one in found.kinds:
        yield f"  {one.kind}: {one.documents:,} in {one.indices:,} indices, {one.bytes / 1_000_000:,.1f} MB"
    if not found.plugin:
        yield "  Sentences are found by their words alone: the k-NN plugin is not on every node."
    elif found.targets and not found.vectors:
        yield "  The k-NN plugin is there now; to find sentences by meaning too, run: newsbot archive rebuild"
    if found.outdated:
        yield "  The indices are of an older newsbot; run: newsbot archive rebuild"
    for target, pending in found.targets:
        yield f"  generation {target.generation} ({target.state}): {pending:,} changes wait"
