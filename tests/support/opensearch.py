"""A real OpenSearch for tests: nodes out of Maven artifacts, each a process of its own, on loopback.

    pom.xml in tests/opensearch -> Maven -> .opensearch/lib (once) -> java -> a node
    OPENSEARCH_URL              -> that one instead

The node of a test session is started by the first test that wants one and shared by all its processes; the process that
leads the session ends it (tests/conftest.py).
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.archive import ArchiveReader
from bot.opensearch.address import ClusterAddress
from bot.opensearch.archive import OpenSearchArchive
from bot.opensearch.cluster import WORK_SECONDS, Cluster
from bot.opensearch.mappings import IndexOptions
from bot.opensearch.syncing import Syncing
from bot.store.file.database import Database

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "tests" / "opensearch"
JARS = ROOT / ".opensearch" / "lib"
KNN = "org.opensearch.plugin:opensearch-knn:2.19.1.0:zip"
STATE = "TESTS_OPENSEARCH"  # environment variable: the folder shared by the processes of a session
HEAP = "512m"
PATIENCE = 900.0  # seconds for a node to start on a busy machine
#: For a node that lives for minutes, the second compiler would cost more than it gains.
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_RUNNER = "org.codelibs.opensearch.runner.OpenSearchRunner"
_LOWEST_HTTP, _LOWEST_TRANSPORT, _PORTS = 9210, 9310, 80  # the test runner accepts no HTTP port above 9299


@dataclass(frozen=True)
class OpenSearchNode:
    """A running node."""

    host: str
    port: int

    def address(self, prefix: str) -> ClusterAddress:
        """Our indices on it."""
        return ClusterAddress(((self.host, self.port),), prefix)


@dataclass
class NodeProcess:
    """A node with its data folder, and its process while it runs."""

    folder: Path
    http: int
    transport: int
    seeds: tuple[int, ...]
    java: Sequence[str] = (f"-Xms{HEAP}", f"-Xmx{HEAP}", *SHORT_LIVED)  #: options of the virtual machine
    pid: int = 0  #: 0 = it does not run

    def start(self) -> None:
        """Start it, with the data of an earlier run if any."""
        config = self.folder / "config"
        config.mkdir(parents=True, exist_ok=True)
        others = json.dumps([f"127.0.0.1:{port}" for port in self.seeds])
        (config / "opensearch.yml").write_text(
            f"network.host: 127.0.0.1\ntransport.port: {self.transport}\ndiscovery.seed_hosts: {others}\n"
            f"cluster.initial_cluster_manager_nodes: {others}\n"
            "cluster.routing.allocation.disk.threshold_enabled: false\n",
            encoding="utf-8",
        )
        command = [
            "java", *self.java, "-cp", f"{JARS}/*", _RUNNER, "-basePath", str(self.folder),
            "-confPath", str(config), "-dataPath", str(self.folder / "data"), "-logsPath", str(self.folder / "logs"),
            "-clusterName", f"newsbot-{self.seeds[0]}", "-numOfNode", "1", "-baseHttpPort", str(self.http - 1),
            "-pluginTypes", "org.opensearch.knn.plugin.KNNPlugin",
        ]  # fmt: skip
        log = str(self.folder / "output.log")
        output = [
            (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ]
        # not a Popen, which would have to end before the process that started it
        self.pid = os.posix_spawnp("java", command, os.environ, file_actions=output, setsid=True)

    def kill(self) -> None:
        """``kill -9``."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0

    def _ended(self) -> bool:
        if self.pid and os.waitpid(self.pid, os.WNOHANG) != (0, 0):
            self.pid = 0
        return not self.pid

    def wait(self, nodes: int) -> None:
        """Wait until it responds, in a cluster of ``nodes`` nodes. Raises RuntimeError."""
        deadline = time.monotonic() + PATIENCE
        question = f"http://127.0.0.1:{self.http}/_cluster/health?wait_for_nodes={nodes}&timeout=30s"
        while time.monotonic() < deadline:
            with suppress(OSError), urllib.request.urlopen(question, timeout=40) as answer:
                if not json.load(answer)["timed_out"]:
                    return
            if self._ended():
                break
            time.sleep(0.3)
        raise RuntimeError(f"OpenSearch did not start; see {self.folder / 'output.log'}")


def missing() -> str:
    """Why OpenSearch cannot run here; "" if it can."""
    if os.environ.get("WITHOUT_OPENSEARCH"):
        return "WITHOUT_OPENSEARCH is set"
    if os.environ.get("OPENSEARCH_URL"):
        return ""
    return next((f"needs OpenSearch, which needs {tool}" for tool in ("java", "mvn") if not shutil.which(tool)), "")


def fetch_jars() -> None:
    """Download OpenSearch and its k-NN plugin to JARS, once. Raises RuntimeError if Maven fails."""
    done = JARS / "complete"
    JARS.mkdir(parents=True, exist_ok=True)
    with (JARS.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if done.exists():
            return
        _maven("dependency:copy-dependencies", f"-DoutputDirectory={JARS}")
        _maven("dependency:copy", f"-Dartifact={KNN}", f"-DoutputDirectory={JARS.parent}")
        with zipfile.ZipFile(next(JARS.parent.glob("opensearch-knn-*.zip"))) as plugin:
            for name in plugin.namelist():
                if name.endswith(".jar") and not (JARS / name).exists():
                    plugin.extract(name, JARS)
        done.touch()


def _maven(*goals: str) -> None:
    command = ["mvn", "-q", "-B", "-f", str(RECIPE / "pom.xml"), *goals]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        raise RuntimeError(f"Maven cannot get OpenSearch: {done.stdout[-500:]}")


@contextmanager
def running_nodes(folder: Path, count: int, java: Sequence[str] = NodeProcess.java) -> Iterator[list[NodeProcess]]:
    """A cluster of ``count`` nodes, each a process with the Java options ``java``; removed at the end."""
    fetch_jars()
    https, transports = free_ports(_LOWEST_HTTP, count), free_ports(_LOWEST_TRANSPORT, count)
    nodes = [
        NodeProcess(folder / f"node{number}", http, transport, tuple(transports), java)
        for number, (http, transport) in enumerate(zip(https, transports, strict=True), start=1)
    ]
    try:
        for node in nodes:
            node.start()
        nodes[0].wait(count)
        yield nodes
    finally:
        for node in nodes:
            node.kill()


def free_ports(lowest: int, count: int) -> list[int]:
    """Free ports."""
    found: list[int] = []
    for port in range(lowest, lowest + _PORTS):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                found.append(port)
        if len(found) == count:
            return found
    raise RuntimeError("no free ports")


def shared_node(state: Path) -> OpenSearchNode:
    """The node of the session, started by the first caller."""
    if url := os.environ.get("OPENSEARCH_URL"):
        parts = urlsplit(url)
        return OpenSearchNode(parts.hostname or "127.0.0.1", parts.port or 9200)
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = state / "node.json"
        if not told.exists():
            fetch_jars()
            [http], [transport] = free_ports(_LOWEST_HTTP, 1), free_ports(_LOWEST_TRANSPORT, 1)
            node = NodeProcess(state / "node", http, transport, (transport,))
            node.start()
            (state / "pid").write_text(str(node.pid))
            node.wait(1)
            told.write_text(json.dumps({"port": http}))
        return OpenSearchNode("127.0.0.1", json.loads(told.read_text())["port"])


def end_shared_node(state: Path) -> None:
    """Stop the session's node, if any, and delete its data."""
    with suppress(OSError, ValueError):
        os.kill(int((state / "pid").read_text()), signal.SIGKILL)
    shutil.rmtree(state, ignore_errors=True)


class FollowingArchive(OpenSearchArchive):
    """Transfers new articles before anything is read, so that tests see them at once."""

    syncing: Syncing

    @contextmanager
    def reading(self) -> Iterator[ArchiveReader]:
        """Read from an up-to-date cluster."""
        self.syncing.catch_up()
        self.cluster.refresh(f"{self.cluster.address.prefix}-*")
        with super().reading() as reader:
            yield reader


def following_archive(
    database: Database,
    address: ClusterAddress,
    options: IndexOptions = IndexOptions(),  # noqa: B008 - frozen
) -> FollowingArchive:
    """An archive in that cluster, with its indices created."""
    cluster = Cluster(address, patience=WORK_SECONDS)
    archive = FollowingArchive(database, cluster)
    archive.syncing = Syncing(database, cluster, options)
    archive.syncing.begin()
    return archive


def remove_indices(addresses: Sequence[ClusterAddress]) -> None:
    """Delete our indices and templates."""
    for address in addresses:
        cluster = Cluster(address, patience=WORK_SECONDS)
        with suppress(Exception):
            cluster.client.indices.delete(index=f"{address.prefix}-*")
            cluster.client.indices.delete_index_template(name=f"{address.prefix}-*")
        cluster.close()
