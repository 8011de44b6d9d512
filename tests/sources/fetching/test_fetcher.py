"""The fetcher against a server that does everything wrong. Special addresses are met through a resolver of the tests
and never contacted.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import zlib
from collections.abc import AsyncIterator
from importlib.metadata import version

import brotli
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.sources.fetching.failures import FailureKind, FetchError
from bot.sources.fetching.fetcher import Fetcher, FetchLimits
from bot.sources.fetching.pacing import MOST_PLACES, Pacing
from tests.support.fault_server import FaultServer, bomb

SMALL = FetchLimits(total=1.0, wire=100_000, body=1_000_000)


class FakeResolver(AbstractResolver):
    """Names to the addresses that a test gives them; what is left of the list at each look-up is a rebinding."""

    def __init__(self, **names: list[str]) -> None:
        self.names = names
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        addresses = self.names.get(host.replace(".", "_"))
        if addresses is None:
            raise OSError(None, "unknown name")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        pass


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with FaultServer() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(allow_hosts=["127.0.0.1"], contact="https://example.org/bot") as made:
        yield made


async def failure(fetcher: Fetcher, url: str, limits: FetchLimits = SMALL) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetcher.get(url, limits=limits)
    return caught.value


async def test_an_answer_with_its_headers(server: FaultServer, fetcher: Fetcher) -> None:
    server.serves("/feed", "news", headers={"ETag": 'W/"abc"', "X-Two": "1"})

    got = await fetcher.get(server.url("/feed#top"), {"Accept": "application/rss+xml"})

    assert (got.status, got.body, got.whole, got.permanent, got.own) == (200, b"news", True, False, True)
    assert got.headers["etag"] == 'W/"abc"'
    assert got.final_url == server.url("/feed")
    (request,) = server.seen
    assert request.headers["User-Agent"] == f"newsbot/{version('newsbot')} (+https://example.org/bot)"
    assert request.headers["Accept"] == "application/rss+xml"
    assert "Cookie" not in request.headers
    assert "Referer" not in request.headers


async def test_an_error_status_is_an_answer(server: FaultServer, fetcher: Fetcher) -> None:
    server.serves("/busy", "wait" * 100_000, status=503, headers={"Retry-After": "120"})

    got = await fetcher.get(server.url("/busy"))

    assert (got.status, got.headers["retry-after"]) == (503, "120")


async def test_cookies_are_forgotten(server: FaultServer, fetcher: Fetcher) -> None:
    server.serves("/", "a", headers={"Set-Cookie": "a=b; Path=/"})

    await fetcher.get(server.url("/"))
    await fetcher.get(server.url("/"))

    assert ["Cookie" in request.headers for request in server.seen] == [False, False]


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"news " * 50_000)),
        ("gzip", gzip.compress(b"news " * 25_000) + gzip.compress(b"news " * 25_000)),
        ("GZIP", gzip.compress(b"news " * 50_000) + b"\0\0"),
        ("gzip", b"news " * 50_000),  # said, not done
        ("deflate", zlib.compress(b"news " * 50_000)),
        ("deflate", zlib.compress(b"news " * 50_000)[2:-4]),
        ("br", brotli.compress(b"news " * 50_000)),
        ("identity", b"news " * 50_000),
        ("", gzip.compress(b"news " * 50_000, mtime=0)),  # done, not said
        ("", zlib.compress(b"news " * 50_000)),
        ("gzip, identity", gzip.compress(b"news " * 50_000, mtime=0)),
        ("ISO-8859-1", b"news " * 50_000),
        ("binary", b"news " * 50_000),
        ("gzip", gzip.compress(gzip.compress(b"news " * 50_000, mtime=0), mtime=0)),
        ("br", brotli.compress(gzip.compress(b"news " * 50_000, mtime=0))),
    ],
)
async def test_packed_bodies(server: FaultServer, fetcher: Fetcher, encoding: str, packed: bytes) -> None:
    server.serves("/feed", packed, headers={"Content-Encoding": encoding})

    got = await fetcher.get(server.url("/feed"))

    assert got.body == b"news " * 50_000
    assert got.whole


async def test_brotli_that_is_not_named_is_unpacked_if_a_document_is_in_it(
    server: FaultServer, fetcher: Fetcher
) -> None:
    feed = "<rss>" + "".join(f"<item>{n * 7919 % 1000}</item>" for n in range(500))
    picture = b"GIF89a\x00\x01" + bytes(range(256))
    server.serves("/feed", brotli.compress(feed.encode()))
    server.serves("/notes", brotli.compress(picture * 9))
    server.serves("/picture", picture)

    got = [(await fetcher.get(server.url(path))).body for path in ("/feed", "/notes", "/picture")]

    assert got == [feed.encode(), brotli.compress(picture * 9), picture]


async def test_a_bomb_that_does_not_name_its_packing_stays_packed(server: FaultServer, fetcher: Fetcher) -> None:
    packed = brotli.compress(b"<" + b" " * (64 << 20))
    server.serves("/bomb", packed)

    assert (await fetcher.get(server.url("/bomb"), limits=SMALL)).body == packed


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
async def test_a_bomb_is_not_unpacked(server: FaultServer, fetcher: Fetcher, encoding: str) -> None:
    server.serves("/bomb", bomb(encoding), headers={"Content-Encoding": encoding})

    error = await failure(fetcher, server.url("/bomb"))

    assert error.kind is FailureKind.TOO_LARGE
    assert "1 MB" in str(error)


async def test_too_much_on_the_wire(server: FaultServer, fetcher: Fetcher) -> None:
    server.serves("/announced", bytes(200_000))

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(bytes(10_000))

    server.on("/endless", endless)

    for path in ("/announced", "/endless"):
        assert (await failure(fetcher, server.url(path))).kind is FailureKind.TOO_LARGE


async def test_an_unknown_packing_and_a_broken_one(server: FaultServer, fetcher: Fetcher) -> None:
    server.serves("/zstd", b"(\xb5/\xfd" * 20, headers={"Content-Encoding": "zstd"})
    server.serves("/broken", gzip.compress(b"news")[:10] + b"\xff" * 70, headers={"Content-Encoding": "gzip"})

    assert (await failure(fetcher, server.url("/zstd"))).kind is FailureKind.PROTOCOL
    assert (await failure(fetcher, server.url("/broken"))).kind is FailureKind.PROTOCOL


async def test_a_body_that_breaks_off_is_kept_and_marked(server: FaultServer, fetcher: Fetcher) -> None:
    server.cuts("/cut", b"<rss>half", promised=1000)
    server.serves("/half", gzip.compress(b"news " * 1000)[:-9], headers={"Content-Encoding": "gzip"})

    cut, half = await fetcher.get(server.url("/cut")), await fetcher.get(server.url("/half"))

    assert (cut.body, cut.whole) == (b"<rss>half", False)
    assert not half.whole


async def test_a_slow_drip_ends(server: FaultServer, fetcher: Fetcher) -> None:
    server.drips("/drip")

    error = await failure(fetcher, server.url("/drip"), FetchLimits(total=0.3))

    assert error.kind is FailureKind.TIMEOUT


async def test_nobody_there(fetcher: Fetcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        error = await failure(fetcher, f"http://127.0.0.1:{taken.getsockname()[1]}/")

    assert error.kind is FailureKind.CONNECT


async def test_something_that_is_not_http(fetcher: Fetcher) -> None:
    async def speak(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example.org ESMTP\r\n")
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with listening:
        error = await failure(fetcher, f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/")

    assert error.kind is FailureKind.PROTOCOL


async def test_headers_are_bounded(server: FaultServer, fetcher: Fetcher) -> None:
    server.serves("/many", headers={f"X-{number}": "a" for number in range(1200)})
    server.serves("/long", headers={"X-Long": "a" * 20_000})

    assert (await failure(fetcher, server.url("/many"))).kind is FailureKind.PROTOCOL
    assert (await failure(fetcher, server.url("/long"))).kind is FailureKind.PROTOCOL


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [([301], True), ([308, 301], True), ([302], False), ([301, 302], False), ([307, 308], False)],
)
async def test_redirects_by_hand(server: FaultServer, fetcher: Fetcher, statuses: list[int], permanent: bool) -> None:
    for at, status in enumerate(statuses):
        server.redirects(f"/{at}", f"/{at + 1}", status=status)
    server.serves(f"/{len(statuses)}", "news")

    got = await fetcher.get(server.url("/0"))

    assert (got.body, got.permanent, got.final_url) == (b"news", permanent, server.url(f"/{len(statuses)}"))


async def test_redirects_without_an_end(server: FaultServer, fetcher: Fetcher) -> None:
    server.redirects("/circle", "/circle2")
    server.redirects("/circle2", "/circle#again")
    for at in range(9):
        server.redirects(f"/{at}", f"/{at + 1}")

    assert "circle" in str(await failure(fetcher, server.url("/circle")))
    assert "more than 5" in str(await failure(fetcher, server.url("/0")))
    assert server.requests["/circle"] == 1
    assert server.requests["/6"] == 0


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:169.254.169.254]/",
        "http://localhost/",
        "file:///etc/passwd",
        "http://10.0.0.1:8080/",
        "http://user:pass@example.org/",
    ],
)
async def test_a_redirect_to_a_private_place_is_refused(server: FaultServer, fetcher: Fetcher, target: str) -> None:
    server.redirects("/out", target)

    kind = (await failure(fetcher, server.url("/out"))).kind
    assert kind is (FailureKind.ADDRESS if target.startswith("file") else FailureKind.REFUSED)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "169.254.169.254", "192.0.0.192", "::1", "64:ff9b::7f00:1", "fd00::1"]
)
async def test_a_name_that_leads_to_a_private_address(address: str, connections: list[str]) -> None:
    resolver = FakeResolver(evil_example_org=[address])
    async with Fetcher(resolver=resolver) as fetcher:
        error = await failure(fetcher, "http://evil.example.org/")

    assert error.kind is FailureKind.REFUSED
    assert resolver.asked == ["evil.example.org"]
    assert connections == []


async def test_the_socket_is_the_guard_even_where_the_resolver_was_fooled(
    monkeypatch: pytest.MonkeyPatch, connections: list[str]
) -> None:
    """A resolver that answers differently the second time, or whatever comes between: the socket has the last word."""
    resolver = FakeResolver(evil_example_org=["127.0.0.1"])
    monkeypatch.setattr("bot.sources.fetching.connector.PublicResolver", lambda within: within)
    async with Fetcher(resolver=resolver) as fetcher:
        error = await failure(fetcher, "http://evil.example.org/")

    assert error.kind is FailureKind.REFUSED
    assert connections == []


async def test_a_name_that_nobody_knows(connections: list[str]) -> None:
    async with Fetcher(resolver=FakeResolver()) as fetcher:
        assert (await failure(fetcher, "http://unknown.example.org/")).kind is FailureKind.DNS
    assert connections == []


async def test_a_server_without_tls_has_no_bad_certificate(server: FaultServer, fetcher: Fetcher) -> None:
    error = await failure(fetcher, server.url("/feed").replace("http:", "https:"))

    assert error.kind is FailureKind.TLS
    assert "http://" in str(error)
    assert "certificate" not in str(error)


async def test_an_allowed_name_may_be_private(server: FaultServer) -> None:
    server.serves("/feed", "news")
    resolver = FakeResolver(feeds_example_org=["127.0.0.1"])
    async with Fetcher(allow_hosts=["feeds.example.org"], resolver=resolver) as fetcher:
        got = await fetcher.get(server.url("/feed", "feeds.example.org"))

    assert got.body == b"news"


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are connected to, which no test lets happen."""
    tried: list[str] = []

    async def connect(_loop: object, _sock: socket.socket, address: tuple[str, int]) -> None:
        tried.append(address[0])
        raise OSError("no test connects there")

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", connect)
    return tried


async def test_starts_at_one_place_are_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    pacing = Pacing(apart=5.0)
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(round(seconds))

    monkeypatch.setattr("bot.sources.fetching.pacing.asyncio.sleep", sleep)
    for url in ("http://a.example.org/", "http://b.example.org/", "http://a.example.org/2", "http://other.net/"):
        async with pacing.turn(url):
            pass

    assert slept == [5, 10]


async def test_no_more_than_two_at_once() -> None:
    pacing, running, most = Pacing(apart=0.0), 0, 0

    async def one() -> None:
        nonlocal running, most
        async with pacing.turn("http://a.example.org/"):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    await asyncio.gather(*(one() for _ in range(10)))

    assert most == 2


async def test_places_long_past_are_dropped_but_none_that_must_wait() -> None:
    pacing = Pacing(apart=0.0)
    slow = Pacing(apart=60.0)
    async with pacing.turn("http://first.example.org/"):
        for number in range(2 * MOST_PLACES):
            async with pacing.turn(f"http://127.0.0.1:{1024 + number}/"):
                pass
        held = set(pacing._turns)
    for number in range(MOST_PLACES + 10):
        async with slow.turn(f"http://127.0.0.1:{1024 + number}/"):
            pass

    assert len(held) <= MOST_PLACES
    assert "example.org" in held
    assert len(slow._turns) == MOST_PLACES + 10
