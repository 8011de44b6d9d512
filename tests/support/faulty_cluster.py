"""A proxy between newsbot and a real OpenSearch that fails on demand."""

from __future__ import annotations

import json
import ssl
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bot.opensearch.address import ClusterAddress
from tests.support.opensearch import OpenSearchNode


@dataclass
class Faults:
    """The faults to inject from now on."""

    gone: bool = False  #: connections are closed without an answer
    status: int = 0  #: every request is answered with it, unasked
    seconds: float = 0.0  #: every answer waits so long
    busy_items: int = 0  #: documents of bulk requests, the next ones, that are refused with 429
    broken_items: int = 0  #: the same with 503
    lost_points: int = 0  #: searches of a point in time, the next ones, that are told that it is gone
    password: str = ""  #: whoever does not come as "newsbot" with it is answered 401
    no_plugins: bool = False  #: the cluster says that it has none, and knows no vectors
    cut_after: int = -1  #: bulk requests that pass before one is done but not answered; -1 = all are answered
    bulks: list[int] = field(default_factory=list)  #: documents of each bulk request
    requests: int = 0  #: requests so far, of any kind
    _lock: threading.Lock = field(default_factory=threading.Lock)  # bulk requests are concurrent

    def refusals(self, documents: int) -> list[int]:
        """The status codes with which the first documents of a bulk request are refused."""
        with self._lock:
            self.bulks.append(documents)
            refused = [429] * min(self.busy_items, documents)
            refused += [503] * min(self.broken_items, documents - len(refused))
            self.busy_items -= refused.count(429)
            self.broken_items -= refused.count(503)
            return refused

    def count(self) -> None:
        """One more request has come."""
        with self._lock:
            self.requests += 1

    def cuts(self) -> bool:
        """Whether the completed bulk request gets no response."""
        with self._lock:
            cut = self.cut_after == 0
            self.cut_after -= self.cut_after > 0
            return cut


class FaultyCluster:
    """A proxy on loopback; with ``tls`` it serves TLS, as the cluster would."""

    def __init__(self, node: OpenSearchNode, *, tls: ssl.SSLContext | None = None) -> None:
        self.faults = Faults()
        faults = self.faults

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                faults.count()
                time.sleep(faults.seconds)
                if faults.gone:
                    self.close_connection = True
                    self.connection.close()
                elif faults.password and self.headers.get("Authorization") != _basic(faults.password):
                    self._answer(401, b"Unauthorized")
                elif faults.status:
                    self._answer(faults.status, b'{"error": {"type": "test", "reason": "told to"}}')
                elif faults.lost_points and b'"pit"' in body and self.path.startswith("/_search"):
                    faults.lost_points -= 1
                    self._answer(404, b'{"error": {"type": "search_context_missing_exception"}, "status": 404}')
                elif faults.no_plugins and self.path.startswith("/_nodes/plugins"):
                    self._answer(200, b'{"nodes": {"n1": {"plugins": []}}}')
                elif faults.no_plugins and b"knn_vector" in body:
                    self._answer(400, b'{"error": {"type": "mapper_parsing_exception"}, "status": 400}')
                elif self.path.startswith("/_bulk"):
                    self._bulk(body)
                else:
                    self._answer(*self._asked(body))

            def _bulk(self, body: bytes) -> None:
                items = _items(body)
                refused = faults.refusals(len(items))
                passed = items[len(refused) :]
                told: dict[str, list[object]] = {"items": []}
                if passed:
                    status, answer = self._asked(b"".join(passed))
                    if status != 200:
                        self._answer(status, answer)
                        return
                    told = json.loads(answer)
                if faults.cuts():
                    self.close_connection = True
                    self.connection.close()
                    return
                first = [{"index": {"_index": "i", "_id": "d", "status": status}} for status in refused]
                self._answer(200, json.dumps({"items": first + told["items"], "errors": bool(refused)}).encode())

            def _asked(self, body: bytes) -> tuple[int, bytes]:
                connection = HTTPConnection(node.host, node.port, timeout=60)
                try:
                    kind = self.headers.get("Content-Type", "application/json")
                    connection.request(self.command, self.path, body, {"Content-Type": kind})
                    answer = connection.getresponse()
                    return answer.status, answer.read()
                finally:
                    connection.close()

            def _answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass_on

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._secure = tls is not None
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)

    @contextmanager
    def running(self) -> Iterator[FaultyCluster]:
        """Serve during the block."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    def address(self, prefix: str) -> ClusterAddress:
        """Our indices behind the proxy."""
        return ClusterAddress((("127.0.0.1", self._server.server_port),), prefix, self._secure)


def _basic(password: str) -> str:
    return f"Basic {b64encode(f'newsbot:{password}'.encode()).decode()}"


def _items(body: bytes) -> list[bytes]:
    """The documents of a bulk request, each with its header."""
    lines = body.splitlines(keepends=True)
    items: list[bytes] = []
    while lines:
        size = 1 if b'{"delete"' in lines[0][:12] else 2
        items.append(b"".join(lines[:size]))
        lines = lines[size:]
    return items
