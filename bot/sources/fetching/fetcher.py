"""Send GET requests, each checked beforehand and bounded in time and size.

url -> destination allowed? -> turn for its domain -> connect (address checked) -> headers, body (bounded)
    -> redirect? -> the same again, at most ``FetchLimits.redirects`` times -> Fetched
"""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver

from bot.sources.fetching.bodies import ACCEPTED, too_large, unpacked
from bot.sources.fetching.certificates import what_is_wrong
from bot.sources.fetching.connector import guarded_connector, open_connector
from bot.sources.fetching.destinations import AllowedHosts, Destination, destination, redirected
from bot.sources.fetching.failures import FailureKind, FetchError
from bot.sources.fetching.pacing import Pacing

PRODUCT = "newsbot"  # by which robots.txt names it
MAX_HEADERS = 1000  # as in Media Cloud's fetcher; some publishers send hundreds
MAX_HEADER = 16_384  # bytes per header
ERROR_BODY = 256_000  # bytes read of an error page
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchLimits:
    """Limits of one ``get``."""

    connect: float = 10.0  #: seconds until connected
    total: float = 45.0  #: seconds in total, without waiting for a turn; ends slow-drip responses
    wire: int = 10_000_000  #: bytes as received
    body: int = 20_000_000  #: bytes decompressed
    redirects: int = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A server's response, whatever its status."""

    status: int
    headers: Mapping[str, str]  #: names in lower case; of several with one name, the first
    body: bytes
    final_url: str  #: after all redirects, without fragment
    permanent: bool = False  #: whether there were redirects, all of them permanent
    whole: bool = True  #: False if the connection broke off within the body
    own: bool = False  #: whether the host is allowed by the settings rather than public


@dataclass(slots=True)
class _Chain:
    """The redirects of one ``get`` so far."""

    url: str
    seen: set[str] = field(default_factory=set)
    permanent: bool = True
    spent: float = 0.0  #: seconds


@dataclass(slots=True)
class _Wire:
    """A body being received."""

    response: aiohttp.ClientResponse
    cut: bool = False

    async def chunks(self) -> AsyncIterator[bytes]:
        """The chunks until the end, or until the connection breaks off."""
        try:
            async for chunk in self.response.content.iter_any():
                yield chunk
        except aiohttp.ClientPayloadError:
            self.cut = True


class Fetcher:
    """The fetcher. Use it as ``async with Fetcher(...) as fetcher`` in its event loop.

    >>> async with Fetcher(contact="https://example.org/bot") as fetcher:          # doctest: +SKIP
    ...     page = await fetcher.get("https://example.org/news")
    """

    def __init__(
        self,
        *,
        allow_hosts: Iterable[str] = (),
        contact: str = "",
        pacing: Pacing | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """``allow_hosts``: ``host`` or ``host:port`` that may be private or use an unusual port.

        ``contact``: an address for the User-Agent; ``pacing``: None for its own; ``resolver``: None for that of the
        system.
        """
        self.agent = user_agent(contact)  #: its User-Agent
        self._allowed = AllowedHosts.of(allow_hosts)
        self._pacing = pacing or Pacing()
        self._resolver = resolver
        self._guarded: aiohttp.ClientSession | None = None
        self._open: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._guarded = self._session(guarded_connector(self._resolver))
        self._open = self._session(open_connector(self._resolver))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for session in (self._guarded, self._open):
            if session:
                await session.close()

    async def get(
        self, url: str, headers: Mapping[str, str] | None = None, limits: FetchLimits = FetchLimits()
    ) -> Fetched:
        """Fetch ``url``, following redirects. ``headers`` are sent with every hop.

        Raises FetchError with a clause in plain words. A response with an error status does not raise.
        """
        chain = _Chain(url)
        for _ in range(limits.redirects + 1):
            target = destination(chain.url, self._allowed)
            chain.seen.add(target.url)
            got = await self._hop(target, headers or {}, limits, chain)
            if isinstance(got, Fetched):
                return got
            chain.url = got
            if destination(got, self._allowed).url in chain.seen:
                raise FetchError(FailureKind.REDIRECT, "it redirects in a circle")
        raise FetchError(FailureKind.REDIRECT, f"it redirects more than {limits.redirects} times")

    def check(self, url: str) -> None:
        """Raise FetchError if ``url`` would be refused without a request."""
        destination(url, self._allowed)

    async def _hop(
        self, target: Destination, headers: Mapping[str, str], limits: FetchLimits, chain: _Chain
    ) -> Fetched | str:
        """The response, or the address of the next hop."""
        async with self._pacing.turn(target.url, own=target.allowed):
            began = asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(max(0.0, limits.total - chain.spent)):
                    async with self._response(target, headers, limits) as response:
                        return await _answer(response, target, limits, chain)
            except TimeoutError:
                raise FetchError(
                    FailureKind.TIMEOUT, f"its server did not answer in full within {limits.total:.0f} seconds"
                ) from None
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise _failure(error) from error
            finally:
                chain.spent += asyncio.get_running_loop().time() - began

    @asynccontextmanager
    async def _response(
        self, target: Destination, headers: Mapping[str, str], limits: FetchLimits
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        session = self._open if target.allowed else self._guarded
        if session is None:
            raise RuntimeError("a Fetcher is used inside its async with block")
        given = {"User-Agent": self.agent, "Accept-Encoding": ACCEPTED, **headers}
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=limits.connect)
        async with session.get(target.url, headers=given, allow_redirects=False, timeout=timeout) as response:
            yield response

    @staticmethod
    def _session(connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,  # bodies.py does it within limits
            max_headers=MAX_HEADERS,
            max_field_size=MAX_HEADER,
            max_line_size=MAX_HEADER,
        )


def user_agent(contact: str) -> str:
    """``newsbot/1.0 (+https://example.org)``, without brackets if there is no contact."""
    known = " ".join(contact.split()).encode("ascii", "ignore").decode()
    product = f"{PRODUCT}/{version('newsbot')}"
    return f"{product} (+{known})" if known else product


async def _answer(
    response: aiohttp.ClientResponse, target: Destination, limits: FetchLimits, chain: _Chain
) -> Fetched | str:
    location = response.headers.get("Location", "")
    if response.status in _REDIRECTS and location:
        chain.permanent = chain.permanent and response.status in _PERMANENT
        return redirected(target.url, location)
    body, whole = await _body(response, limits)
    return Fetched(
        status=response.status,
        headers={name.lower(): response.headers[name] for name in response.headers},
        body=body,
        final_url=target.url,
        permanent=chain.permanent and len(chain.seen) > 1,
        whole=whole,
        own=target.allowed,
    )


async def _body(response: aiohttp.ClientResponse, limits: FetchLimits) -> tuple[bytes, bool]:
    wire, body, failed = limits.wire, limits.body, response.status >= 400
    if failed:
        wire, body = min(wire, ERROR_BODY), min(body, ERROR_BODY)
    elif (response.content_length or 0) > wire:
        raise too_large(wire)
    on_wire = _Wire(response)
    try:
        got, whole = await unpacked(
            on_wire.chunks(), response.headers.get("Content-Encoding", ""), wire=wire, body=body
        )
    except FetchError:
        if failed:  # its status says enough
            return b"", False
        raise
    return got, whole and not on_wire.cut


def _failure(error: Exception) -> FetchError:
    """aiohttp's errors in plain words."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if getattr(cause, "errno", None) == errno.EACCES:
        return FetchError(
            FailureKind.REFUSED, "its server is not on the public internet; NEWSBOT_ALLOW_HOSTS can allow it"
        )
    if isinstance(error, aiohttp.ClientConnectorDNSError) or isinstance(cause, socket.gaierror):
        return FetchError(FailureKind.DNS, "its host cannot be found")
    if isinstance(error, aiohttp.ClientConnectorSSLError):  # the handshake failed, before any certificate
        return FetchError(FailureKind.TLS, "it makes no secure connection; with http:// in front it may answer")
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        return FetchError(FailureKind.TLS, what_is_wrong(getattr(error, "certificate_error", error)))
    if isinstance(error, aiohttp.ServerTimeoutError):
        return FetchError(FailureKind.TIMEOUT, "nobody answered in time")
    if isinstance(error, aiohttp.ClientConnectorError):
        return FetchError(FailureKind.CONNECT, "nobody answers there")
    _LOG.debug("a request failed: %s", type(error).__name__)
    return FetchError(FailureKind.PROTOCOL, "the server broke off or did not speak HTTP")
