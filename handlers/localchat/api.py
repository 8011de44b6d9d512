"""The Bot API over HTTP: /bot<TOKEN>/<method> and /file/bot<TOKEN>/<path>."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from handlers.localchat.backend import Backend, Call
from handlers.localchat.errors import ApiError, bad_request, not_found, unauthorized
from handlers.localchat.faults import Fault, FaultKind
from handlers.localchat.methods import call, method_name
from handlers.localchat.params import Params, Upload

#: not recorded and not counted as activity, because it runs all the time
_SILENT = frozenset({"getUpdates"})


@dataclass(frozen=True, slots=True)
class Api:
    """Handlers for the bot."""

    backend: Backend
    token: str

    def routes(self) -> list[web.RouteDef]:
        """The routes of the handlers."""
        return [
            web.route("*", "/bot{token}/{method}", self.method),
            web.get("/file/bot{token}/{path:.+}", self.file),
        ]

    async def method(self, request: web.Request) -> web.StreamResponse:
        """Handle one call of a Bot API method."""
        try:
            name = self._checked(request)
            params = await read_params(request)
        except ApiError as error:
            return refusal(error)
        if name in _SILENT:
            return await self._run(request, name, params)
        self.backend.running += 1
        try:
            return await self._run(request, name, params)
        finally:
            self.backend.running -= 1
            self.backend.last_call = self.backend.timer()

    def _checked(self, request: web.Request) -> str:
        if not secrets.compare_digest(request.match_info["token"].encode(), self.token.encode()):
            raise unauthorized()
        name = method_name(request.match_info["method"])
        if name is None or request.method not in ("GET", "POST"):
            raise not_found()
        if self.backend.logged_out:
            raise ApiError(400, "Logged out")
        return name

    async def _run(self, request: web.Request, name: str, params: Params) -> web.StreamResponse:
        fault = self.backend.faults.take(name)
        if fault is None or fault.after:
            answer = await self._answer(name, params, fault)
        else:
            answer = _failed(fault)
            self._record(name, params, fault=fault, error=fault.code)
        return answer if fault is None else await _troubled(request, fault, answer)

    async def _answer(self, name: str, params: Params, fault: Fault | None) -> web.Response:
        try:
            result = await call(self.backend, name, params)
        except ApiError as error:
            self._record(name, params, fault=fault, error=error.code, description=error.description)
            return refusal(error)
        self._record(name, params, fault=fault)
        if fault is not None and fault.kind in (FaultKind.STATUS, FaultKind.PAGE):
            return _failed(fault)
        return web.json_response({"ok": True, "result": result})

    def _record(self, name: str, params: Params, *, fault: Fault | None, **outcome: Any) -> None:
        if name not in _SILENT:
            kind = fault.kind.value if fault else ""
            said = {name: _without_content(value) for name, value in params.values.items()}
            self.backend.calls.append(Call(method=name, params=said, at=self.backend.clock(), fault=kind, **outcome))

    async def file(self, request: web.Request) -> web.Response:
        """Download a file."""
        if not secrets.compare_digest(request.match_info["token"].encode(), self.token.encode()):
            return refusal(unauthorized())
        content = self.backend.state.files.at(request.match_info["path"])
        if content is None:
            return refusal(not_found())
        return web.Response(body=content, content_type="application/octet-stream")


def _without_content(value: Any) -> Any:
    """A value as recorded: only the name of a file, to save memory."""
    return Upload(value.name, b"", value.mime_type) if isinstance(value, Upload) else value


def refusal(error: ApiError) -> web.Response:
    """An error as a Bot API response."""
    data: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        data["parameters"] = error.parameters
    return web.json_response(data, status=error.code)


def _failed(fault: Fault) -> web.Response:
    if fault.kind is FaultKind.PAGE:
        return web.Response(status=fault.code, text="<html><h1>nginx</h1></html>", content_type="text/html")
    parameters = {"retry_after": fault.retry_after} if fault.retry_after else {}
    return refusal(ApiError(fault.code or HTTPStatus.GATEWAY_TIMEOUT, fault.description, **parameters))


async def _troubled(request: web.Request, fault: Fault, answer: web.Response) -> web.StreamResponse:
    if fault.kind is FaultKind.LATE:
        await asyncio.sleep(fault.delay)
    elif fault.kind is FaultKind.DROPPED and request.transport is not None:
        request.transport.abort()
    return answer


async def read_params(request: web.Request) -> Params:
    """Read the arguments of a call from URL, form, multipart form or JSON. Raises ApiError."""
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        return Params(values | await _json(request))
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file as opened:
                values[name] = Upload(value.filename, opened.read(), value.content_type)
        else:
            values[name] = value.decode("utf-8", errors="replace") if isinstance(value, bytes | bytearray) else value
    return Params(values)


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        data = json.loads(await request.read())  # JSON is UTF-8, whatever the headers say
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise bad_request("can't parse JSON object")
    return data
