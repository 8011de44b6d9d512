"""Requests to Telegram over aiohttp: one shared session, a bounded number, never interrupted midway.

    no place among ``pool`` requests in time   NotSent
    no connection in time                      NotSent, and the watchdog counts it (see watchdog.py)
    connected, but no answer in time           TimedOut: it may have arrived
    refused, dropped, no such host             NetworkError
    an unusable response                       NetworkError (see api_response.py)
    any other status                           the library's own exceptions, from BaseRequest

If a caller is cancelled, its request is left to finish: a message that is interrupted may have arrived or not, and an
interrupted connection may be lost for the pool.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.sources.fetching.certificates import trusting
from handlers.transport.api_response import readable, says_enough
from handlers.transport.watchdog import Remedy, Watchdog

READ_TIMEOUT = 20.0  # seconds without a byte of the response
WRITE_TIMEOUT = 20.0  # seconds that sending a request may take
CONNECT_TIMEOUT = 10.0
POOL_TIMEOUT = 10.0  # seconds to wait for a place among the requests under way
LINGER = 5.0  # seconds that requests under way get at shutdown
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_LOG = logging.getLogger(__name__)


class NotSent(TimedOut):
    """No connection in time: the request never left this machine, so a retry cannot duplicate anything."""


class AiohttpRequest(BaseRequest):
    """At most ``pool`` requests at a time. Error messages contain no URL, because URLs contain the token.

    ``proxy``: URL of an HTTP proxy, or None. ``stuck`` is called when requests get no connection although Telegram can
    be reached and a new session did not help. ``linger``: seconds that requests under way get to finish at
    ``shutdown``. Timeouts are in seconds.
    """

    def __init__(
        self,
        *,
        pool: int,
        proxy: str | None = None,
        stuck: Callable[[], None] = lambda: None,
        linger: float = LINGER,
        read_timeout: float = READ_TIMEOUT,
        connect_timeout: float = CONNECT_TIMEOUT,
        pool_timeout: float = POOL_TIMEOUT,
    ) -> None:
        self._pool = pool
        self._proxy = proxy
        self._stuck = stuck
        self._linger = linger
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._watchdog = Watchdog()
        self._places = asyncio.Semaphore(pool)
        self._session: aiohttp.ClientSession | None = None
        self._under_way: set[asyncio.Future[tuple[int, bytes]]] = set()
        self._retiring: set[asyncio.Task[None]] = set()

    @property
    def read_timeout(self) -> float:
        """Seconds that a response may be silent."""
        return self._read_timeout

    @property
    def under_way(self) -> int:
        """The number of requests that have not ended."""
        return len(self._under_way)

    async def initialize(self) -> None:
        """Open the session; idempotent."""
        if self._session is None:
            self._session = self._opened()

    async def shutdown(self) -> None:
        """Let requests under way finish for at most ``linger`` seconds, then close all connections; idempotent."""
        if self._under_way and self._linger:
            await asyncio.wait(self._under_way, timeout=self._linger)
        session, self._session = self._session, None
        if session is not None:
            await session.close()
        left: list[asyncio.Future[Any]] = [*self._retiring, *self._under_way]
        for one in left:
            one.cancel()  # their connections are closed, so nothing is in flight
        if left:
            await asyncio.wait(left)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and body of the response.

        Raises NotSent, TimedOut, NetworkError; RuntimeError after ``shutdown``.
        """
        connect = _seconds(connect_timeout, self._connect_timeout)
        read, write = _seconds(read_timeout, self._read_timeout), _seconds(write_timeout, WRITE_TIMEOUT)
        limits = (connect, read, write)
        # a download may take as long as bytes arrive
        total = None if method == "GET" or None in limits else sum(one for one in limits if one)
        timeout = aiohttp.ClientTimeout(total=total, connect=connect, sock_connect=connect, sock_read=read)
        exchange = self._exchange(method, url, request_data, timeout, _seconds(pool_timeout, self._pool_timeout))
        sending = asyncio.ensure_future(exchange)
        self._under_way.add(sending)
        sending.add_done_callback(self._forget)
        status, body = await asyncio.shield(sending)
        return readable(url.rpartition("/")[2], status, body) if method == "POST" else (status, body)

    def _forget(self, sending: asyncio.Future[tuple[int, bytes]]) -> None:
        self._under_way.discard(sending)
        if not sending.cancelled():
            sending.exception()  # retrieved, so that asyncio does not warn if the caller is gone

    async def _exchange(
        self, method: str, url: str, given: RequestData | None, limits: aiohttp.ClientTimeout, patience: float | None
    ) -> tuple[int, bytes]:
        """Send one request when there is a place.

        Errors are raised without their causes, whose messages contain the URL.
        """
        await self._take_place(patience)
        try:
            answer = await self._send(method, url, given, limits)
        except aiohttp.ConnectionTimeoutError:
            await self._consider(self._watchdog.timed_out(), url)
            raise NotSent("no connection in time") from None
        except TimeoutError:
            self._watchdog.connected()
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None
        finally:
            self._places.release()
        self._watchdog.connected()
        return answer

    async def _take_place(self, patience: float | None) -> None:
        if not self._places.locked():
            await self._places.acquire()  # at once, without a timer
            return
        try:
            async with asyncio.timeout(patience):
                await self._places.acquire()
        except TimeoutError:
            raise NotSent(f"all {self._pool} places are taken") from None

    async def _send(
        self, method: str, url: str, given: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the request object is not initialized, or shut down")
        data, headers = _body(given) if given else (None, None)
        async with self._session.request(
            method, url, data=data, headers=headers, timeout=limits, proxy=self._proxy
        ) as answer:
            return answer.status, await (answer.read() if method == "GET" else _body_as_far_as_it_came(answer))

    async def _consider(self, remedy: Remedy, url: str) -> None:
        """Act on the watchdog's advice."""
        if remedy is Remedy.RENEW:
            _LOG.warning("no connection to Telegram in time, several times in a row: starting with new ones")
            self._retire(self._session)
            self._session = self._opened()
        elif remedy is Remedy.END and await self._reachable(url):
            self._stuck()

    def _retire(self, session: aiohttp.ClientSession | None) -> None:
        """Close a session when its requests under way have ended."""
        me = asyncio.current_task()
        task = asyncio.create_task(_close_after(session, [one for one in self._under_way if one is not me]))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _reachable(self, url: str) -> bool:
        """Whether Telegram answers over a separate connection, with any status."""
        timeout = aiohttp.ClientTimeout(total=self._connect_timeout + self._read_timeout)
        try:
            async with (
                self._opened() as session,
                session.get(f"{url.rpartition('/')[0]}/getMe", timeout=timeout, proxy=self._proxy),
            ):
                return True
        except (aiohttp.ClientError, TimeoutError):
            return False

    def _opened(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._pool, ssl=trusting()),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
        )


def _seconds(timeout: Any, default: float) -> float | None:
    """The caller's timeout, None for none; the library marks "not given" with an object of its own."""
    return default if timeout is BaseRequest.DEFAULT_NONE else timeout


def _body(given: RequestData) -> tuple[bytes | aiohttp.FormData, dict[str, str] | None]:
    """The parameters as a form, with its headers; as multipart, which sets its own, if there are files."""
    if not given.contains_files:
        return urlencode(given.json_parameters).encode(), FORM  # aiohttp's own encoding takes three times as long
    form = aiohttp.FormData(quote_fields=False)
    for name, value in given.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in given.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form, None


async def _body_as_far_as_it_came(answer: aiohttp.ClientResponse) -> bytes:
    """The body, or of one that breaks off its beginning, if that says enough."""
    kept = bytearray()
    try:
        async for piece in answer.content.iter_any():
            kept += piece
    except (aiohttp.ClientPayloadError, TimeoutError):
        if not says_enough(bytes(kept)):
            raise
    return bytes(kept)


async def _close_after(session: aiohttp.ClientSession | None, ends: list[asyncio.Future[tuple[int, bytes]]]) -> None:
    if ends:
        await asyncio.wait(ends)
    if session is not None:
        await session.close()
