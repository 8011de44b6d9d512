"""A local Bot API server with a chat page, to try the bot without a token and to test it over HTTP."""

from __future__ import annotations

import secrets
import socket
import string
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self

from aiohttp import web

from handlers.localchat.api import Api
from handlers.localchat.backend import Backend, Call
from handlers.localchat.errors import PortsBusy
from handlers.localchat.faults import Faults
from handlers.localchat.limits import TELEGRAM, ServerLimits
from handlers.localchat.models import Message
from handlers.localchat.page import EXAMPLES, GROUP, PEOPLE, Page
from handlers.localchat.page_guard import guard
from handlers.localchat.state import BOT, Clock

ADDRESS = "127.0.0.1"
MAX_UPLOAD = 52 * 2**20  # bytes: 50 MB for the file, and the form around it
STOP_TIME = 0.2  # seconds that open connections get at shutdown

_TOKEN_LETTERS = string.ascii_letters + string.digits + "_-"
_TOKEN_LENGTH = 35  # as in Telegram


class LocalServer:
    """The server; ``async with LocalServer(clock=...)`` starts it on a free port and stops it.

    ``clock`` gives aware UTC times for messages. ``pace`` limits the bot's calls (None for no limits), in seconds of
    ``timer``. ``faults`` are injected failures.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        faults: Faults | None = None,
        pace: ServerLimits | None = TELEGRAM,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self.backend = Backend(clock=clock, pace=pace, faults=faults or Faults(), timer=timer)
        self.token = f"{BOT.id}:{''.join(secrets.choice(_TOKEN_LETTERS) for _ in range(_TOKEN_LENGTH))}"
        self._page = Page(self.backend)
        self._runner: web.AppRunner | None = None
        self._port = 0

    # ---- starting and stopping ---------------------------------------------------

    async def start(self, first_port: int = 8080, tries: int = 50) -> None:
        """Listen on the first free port from ``first_port`` on (0 for any). Raises PortsBusy after ``tries``."""
        listener = _listener(first_port, tries)
        self._port = listener.getsockname()[1]
        self._page.load()
        self._page.closing.clear()
        self.backend.updates.open()
        app = web.Application(client_max_size=MAX_UPLOAD, middlewares=[guard(self._hosts)])
        app.add_routes([*self._page.routes(), *Api(self.backend, self.token).routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_TIME)  # the URL contains the token
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()

    async def stop(self) -> None:
        """Close all connections; waiting polls are answered first."""
        self._page.closing.set()
        self.backend.state.publish("closing", 0, {})
        await self.backend.webhook.stop()
        await self.backend.updates.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start(0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    # ---- addresses -----------------------------------------------------------------

    @property
    def url(self) -> str:
        """The URL of the chat page."""
        return f"http://{ADDRESS}:{self._port}/"

    @property
    def base_url(self) -> str:
        """python-telegram-bot's ``base_url``, which precedes the token."""
        return f"{self.url}bot"

    @property
    def base_file_url(self) -> str:
        """python-telegram-bot's ``base_file_url``."""
        return f"{self.url}file/bot"

    def _hosts(self) -> frozenset[str]:
        return frozenset({f"{ADDRESS}:{self._port}", f"localhost:{self._port}"})

    # ---- for the page and for tests --------------------------------------------------

    def furnish(
        self,
        people: Iterable[str] = PEOPLE,
        group: str = GROUP,
        examples: Iterable[str] = EXAMPLES,
    ) -> None:
        """Add the users of the page, one group of all of them, and the example questions of an empty chat.

        A page without users does this by itself.
        """
        self._page.furnish(people, group, examples)

    @property
    def faults(self) -> Faults:
        """The injected failures."""
        return self.backend.faults

    @property
    def calls(self) -> list[Call]:
        """The bot's calls, oldest first, except getUpdates."""
        return list(self.backend.calls)

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.backend.calls if call.method == method]

    def messages(self, chat_id: int) -> list[Message]:
        """All messages of a chat, oldest first."""
        return list(self.backend.state.chats[chat_id].messages.values())


def _listener(first_port: int, tries: int) -> socket.socket:
    last_port = min(first_port + tries - 1, 65_535)
    ports = range(first_port, last_port + 1) if first_port else [0]
    for port in ports:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            listener.bind((ADDRESS, port))
            listener.listen()
            return listener
        listener.close()
    raise PortsBusy(
        f"No free port for the local chat between {first_port} and {last_port}; "
        "stop the program that holds them or name another one."
    )
