"""The chat page over HTTP: static files, a stream of events, and the user's actions.

A browser may run scripts of other sites, so every endpoint checks Host and Origin (``guard``) and accepts JSON only,
which other sites cannot send without a preflight request.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from aiohttp import web

from handlers.localchat import people
from handlers.localchat.api_json import chat_json, message_json, user_json
from handlers.localchat.backend import Backend
from handlers.localchat.models import Chat, MediaKind, Message, User
from handlers.localchat.page_tools import MAX_INLINE, TROUBLES, offered, send_event, server_view
from handlers.localchat.state import BOT, Event

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

MAX_BODY = 262_144  # bytes of a request from the page
MAX_TYPED = 40_000  # characters sent at once; Telegram's apps split them into messages of 4096
SHOWN = 300  # newest messages per chat when the page opens
KEEP_ALIVE = 15.0  # seconds

PEOPLE = ("Asha", "Ben", "Chen")
GROUP = "Newsroom"
FORUM, TOPICS = "Newsroom forum", (2, 3)  # message ids of the topics' first messages, as in Telegram
EXAMPLES = ("What's in the news?", "Who is quoted most?", "/latest")


@dataclass(slots=True)
class Page:
    """Handlers of the page."""

    backend: Backend
    examples: tuple[str, ...] = ()  #: questions to begin with
    static: dict[str, bytes] = field(default_factory=dict)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def load(self) -> None:
        """Read the static files from the package."""
        folder = files("handlers.localchat") / "static"
        self.static = {item.name: item.read_bytes() for item in folder.iterdir() if item.is_file()}

    def furnish(self, people_: Iterable[str], group: str, examples: Iterable[str]) -> None:
        """Add users, a group of all of them, and example questions."""
        state = self.backend.state
        members = [state.add_user(name) for name in people_]
        state.add_group(group, members)
        state.add_group(FORUM, members, topics=TOPICS)
        self.examples = tuple(examples)

    def routes(self) -> list[web.RouteDef]:
        """The routes of the handlers."""
        return [
            web.get("/", self.index),
            web.get("/static/{name}", self.asset),
            web.get("/page/events", self.events),
            web.get("/page/file/{id}", self.file),
            web.post("/page/say", self.say),
            web.post("/page/press", self.press),
            web.post("/page/sample", self.sample),
            web.post("/page/block", self.block),
            web.post("/page/inline", self.inline),
            web.post("/page/choose", self.choose),
            web.get("/page/server", self.server),
            web.post("/page/fault", self.fault),
        ]

    async def index(self, request: web.Request) -> web.Response:
        """The page itself."""
        if all(user.is_bot for user in self.backend.state.users.values()):
            self.furnish(PEOPLE, GROUP, EXAMPLES)
        return self._asset("index.html")

    async def asset(self, request: web.Request) -> web.Response:
        """A style sheet, script or picture."""
        return self._asset(request.match_info["name"])

    def _asset(self, name: str) -> web.Response:
        kind = TYPES.get(name[name.rfind(".") :])
        if name not in self.static or kind is None:
            raise web.HTTPNotFound
        return web.Response(body=self.static[name], content_type=kind, charset="utf-8", headers=HEADERS)

    async def file(self, request: web.Request) -> web.Response:
        """A picture or document sent by the bot."""
        files_, name = self.backend.state.files, request.match_info["id"]
        file, content = files_.get(name), files_.content(name)
        if file is None or content is None:
            raise web.HTTPNotFound
        kind = file.mime_type if file.width and file.mime_type in ("image/png", "image/jpeg") else ""
        headers = HEADERS | ({} if kind else {"Content-Disposition": "attachment"})
        return web.Response(body=content, content_type=kind or "application/octet-stream", headers=headers)

    # ---- live ----------------------------------------------------------------

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: first the current state, then every change."""
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        with suppress(ConnectionError):  # the reader disconnected
            async with self._listening() as queue:
                await response.prepare(request)
                await send_event(response, "snapshot", 0, self.snapshot())
                while not self.closing.is_set():
                    await self._pass_on(response, await self._next(queue))
        return response

    async def _pass_on(self, response: web.StreamResponse, event: Event | None) -> None:
        if event is None:
            await response.write(b": still here\n\n")
        elif event.kind in ("commands", "chat"):
            await send_event(response, "chats", 0, self.chats())
        else:
            await send_event(response, event.kind, event.chat_id, event.data)

    @asynccontextmanager
    async def _listening(self) -> AsyncIterator[asyncio.Queue[Event]]:
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self.backend.state.listeners.add(queue)
        try:
            yield queue
        finally:
            self.backend.state.listeners.discard(queue)

    async def _next(self, queue: asyncio.Queue[Event]) -> Event | None:
        try:
            return await asyncio.wait_for(queue.get(), KEEP_ALIVE)
        except TimeoutError:
            return None

    def snapshot(self) -> dict[str, Any]:
        """Everything the page shows."""
        chats = self.backend.state.chats.values()
        messages = {str(chat.id): [_on_page(m, chat) for m in list(chat.messages.values())[-SHOWN:]] for chat in chats}
        return self.chats() | {"messages": messages}

    def chats(self) -> dict[str, Any]:
        """The users, chats, and each user's command menu in each chat."""
        state, profile = self.backend.state, self.backend.profile
        people_ = [user for user in state.users.values() if not user.is_bot]
        open_chats = [chat for chat in state.chats.values() if chat.migrated_to is None]
        menus = {
            f"{user.id}:{chat.id}": profile.menu(user, chat)
            for chat in open_chats
            for user in people_
            if user.id in chat.members
        }
        bot = user_json(BOT) | {
            "first_name": profile.text("name", "", BOT.first_name),
            "description": profile.text("description", ""),
        }
        return {
            "bot": bot,
            "users": [user_json(user) for user in people_],
            "chats": [
                chat_json(chat)
                | {"members": list(chat.members), "forbidden": chat.forbidden, "topics": list(chat.topics)}
                for chat in open_chats
            ],
            "menus": menus,
            "examples": self.examples,
        }

    # ---- what a person does ------------------------------------------------------

    async def say(self, request: web.Request) -> web.Response:
        """Send a message; a text of more than 4096 characters is split."""
        data, user, chat = await self._read_action(request)
        text, reply_to = data.get("text"), data.get("reply_to")
        if not isinstance(text, str) or not text.strip() or len(text) > MAX_TYPED:
            raise web.HTTPBadRequest(text="The text is empty or too long.")
        if reply_to is not None and reply_to not in chat.messages:
            reply_to = None
        thread = data.get("thread_id")
        topic = thread if thread in chat.topics else 0
        for part in people.split_typed(text):
            await people.say(self.backend, user, chat, part, reply_to=reply_to, thread_id=topic)
        return web.json_response({})

    async def press(self, request: web.Request) -> web.Response:
        """Press a callback button; the answer is an event with the same ``query_id``."""
        data, user, chat = await self._read_action(request)
        message = chat.messages.get(_number(data, "message_id"))
        row, column = _number(data, "row"), _number(data, "column")
        if message is None or not (0 <= row < len(message.keyboard) and 0 <= column < len(message.keyboard[row])):
            raise web.HTTPNotFound(text="That button is gone.")
        button = message.keyboard[row][column]
        if button.action != "callback_data":
            raise web.HTTPBadRequest(text="That button does not call the bot.")
        query, _ = await people.press(self.backend, user, message, button)
        return web.json_response({"query_id": query.id})

    async def sample(self, request: web.Request) -> web.Response:
        """Send a sticker or a voice message."""
        data, user, chat = await self._read_action(request)
        if data.get("kind") not in (MediaKind.STICKER, MediaKind.VOICE):
            raise web.HTTPBadRequest(text="No such thing to send.")
        await people.send_sample(self.backend, user, chat, MediaKind(data["kind"]))
        return web.json_response({})

    async def block(self, request: web.Request) -> web.Response:
        """Block or unblock the bot."""
        data, user, _ = await self._read_action(request)
        await (people.block if data.get("blocked") is True else people.unblock)(self.backend, user)
        return web.json_response({})

    # ---- inline mode, and tools for developers -------------------------------------

    async def inline(self, request: web.Request) -> web.Response:
        """Send an inline query and return the bot's results, or none after a timeout."""
        data, user, _ = await self._read_action(request)
        text = data.get("text")
        if not isinstance(text, str) or len(text) > MAX_INLINE:
            raise web.HTTPBadRequest(text="The query is too long.")
        return web.json_response(await offered(self.backend, user, text))

    async def choose(self, request: web.Request) -> web.Response:
        """Send one of the offered results."""
        data, user, chat = await self._read_action(request)
        query = self.backend.state.queries.get(str(data.get("query_id")))
        if query is None or query.user.id != user.id:
            raise web.HTTPNotFound(text="That query is gone.")
        try:
            await people.choose(self.backend, user, chat, query, str(data.get("result_id")))
        except LookupError:
            raise web.HTTPNotFound(text="That result is gone.") from None
        return web.json_response({})

    async def server(self, request: web.Request) -> web.Response:
        """The bot's last calls, its pending updates, and the faults that can be injected."""
        return web.json_response(server_view(self.backend))

    async def fault(self, request: web.Request) -> web.Response:
        """Inject a fault."""
        data, _, _ = await self._read_action(request)
        if data.get("trouble") not in TROUBLES:
            raise web.HTTPBadRequest(text="No such trouble.")
        TROUBLES[data["trouble"]](self.backend.faults)
        return web.json_response({})

    async def _read_action(self, request: web.Request) -> tuple[dict[str, Any], User, Chat]:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            data = json.loads(await _body(request))
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise web.HTTPBadRequest(text="Not a JSON object.")
        return data, *self._who_and_where(data)

    def _who_and_where(self, data: dict[str, Any]) -> tuple[User, Chat]:
        state = self.backend.state
        user, chat = state.users.get(_number(data, "user_id")), state.chats.get(_number(data, "chat_id"))
        if user is None or chat is None or user.is_bot or user.id not in chat.members or chat.migrated_to is not None:
            raise web.HTTPNotFound(text="No such person or chat.")
        return user, chat


async def _body(request: web.Request) -> bytes:
    """Read the whole body, whatever the headers say about its size or encoding; JSON is UTF-8 (RFC 8259)."""
    body = bytearray()
    async for piece in request.content.iter_chunked(MAX_BODY):
        body += piece
        if len(body) > MAX_BODY:
            raise web.HTTPRequestEntityTooLarge(MAX_BODY, len(body))
    return bytes(body)


def _number(data: dict[str, Any], name: str) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise web.HTTPBadRequest(text=f"{name} is not a number.")
    return value


def _on_page(message: Message, chat: Chat) -> dict[str, Any]:
    return message_json(message, chat) | {"reaction": message.reaction}
