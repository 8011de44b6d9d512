"""kill -9 of the commands that fill a cluster, at any of their requests: run to the end, each leaves the same copy."""

from __future__ import annotations

import itertools
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.opensearch.address import ClusterAddress
from tests.support.faulty_cluster import Faults, FaultyCluster
from tests.support.opensearch import OpenSearchNode, remove_indices

ROOT = Path(__file__).parents[2]
PATIENCE = 300  # seconds until a process that hangs is given up
ARTICLES = 24


def newsbot(folder: Path, address: ClusterAddress, *arguments: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSBOT_")}
    settings = {"NEWSBOT_SEEDS": "off", "NEWSBOT_DATABASE": "news.db", "NEWSBOT_ARCHIVE": str(address)}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(folder: Path, address: ClusterAddress, *arguments: str) -> str:
    process = newsbot(folder, address, *arguments)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    return said


def killed(folder: Path, address: ClusterAddress, faults: Faults, request: int, *arguments: str) -> bool:
    """Kill the command once it has sent ``request`` requests; returns whether it was still running, else it is done."""
    faults.requests = 0
    process = newsbot(folder, address, *arguments)
    deadline = time.monotonic() + PATIENCE
    while faults.requests < request and process.poll() is None:
        assert time.monotonic() < deadline, "the process hangs"
        time.sleep(0.001)
    process.kill()
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode in (0, -signal.SIGKILL), said
    return process.returncode != 0


def kills(folder: Path, address: ClusterAddress, faults: Faults, *arguments: str) -> int:
    """Kill the command at its 2nd request, its 6th, its 10th ..., until it is done before that; returns how often."""
    for number, request in enumerate(itertools.count(2, 4)):
        if not killed(folder, address, faults, request, *arguments):
            return number
    raise AssertionError("unreachable")


def wire(folder: Path) -> None:
    lines = (
        {
            "id": f"w{number}",
            "title": f"Bulletin {number}",
            "date": f"2026-{1 + number % 2:02}-11",
            "text": f"The river Selm rose by {number} cm, Mayor Ana Orlo said.\nIt fell again on day {number}.",
        }
        for number in range(ARTICLES)
    )
    (folder / "wire.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def documents(node: OpenSearchNode, prefix: str) -> tuple[set[str], list[str]]:
    """The generations of indices under a prefix, and every document in them."""
    base = f"http://{node.host}:{node.port}/{prefix}-*-g*"
    urllib.request.urlopen(urllib.request.Request(f"{base}/_refresh", method="POST")).close()
    with urllib.request.urlopen(f"{base}/_search?size=10000") as answer:
        hits = json.load(answer)["hits"]["hits"]
    generations = {match[1] for hit in hits if (match := re.search(r"-g(\d+)-", hit["_index"]))}
    return generations, sorted(json.dumps([hit["_id"], hit["_source"]], sort_keys=True) for hit in hits)


def pending(database: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT state, copied FROM index_targets").fetchall()


@pytest.fixture
def between(opensearch: OpenSearchNode, prefix: str) -> Iterator[tuple[FaultyCluster, ClusterAddress]]:
    with FaultyCluster(opensearch).running() as proxy:
        yield proxy, proxy.address(prefix)


def test_killed_while_the_cluster_is_filled_and_made_anew(
    tmp_path: Path, between: tuple[FaultyCluster, ClusterAddress], opensearch: OpenSearchNode, prefix: str
) -> None:
    proxy, address = between
    wire(tmp_path)
    assert kills(tmp_path, address, proxy.faults, "add", "wire.jsonl") >= 2
    generations, filled = documents(opensearch, prefix)
    assert len(generations) == 1

    assert kills(tmp_path, address, proxy.faults, "archive", "rebuild") >= 3
    assert killed(tmp_path, address, proxy.faults, 1, "archive", "status")

    again, rebuilt = documents(opensearch, prefix)
    assert len(again) == 1
    assert again != generations
    assert rebuilt == filled
    assert pending(tmp_path / "news.db") == [("live", -1)]
    undisturbed = opensearch.address(f"{prefix}-2")
    try:
        run(tmp_path, undisturbed, "archive", "rebuild")
        assert documents(opensearch, f"{prefix}-2")[1] == filled
    finally:
        remove_indices([undisturbed])
