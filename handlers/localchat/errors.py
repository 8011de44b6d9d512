"""Errors of the local server with Telegram's codes, texts and parameters."""

from __future__ import annotations

from bot.errors import NewsbotError


class PortsBusy(NewsbotError):
    """No free port for the local chat; stop the program that holds it or name another one."""


class ApiError(Exception):
    """A response with ``"ok": false``."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str, **parameters: int) -> ApiError:
    """400: the call itself is invalid."""
    return ApiError(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> ApiError:
    """403: the chat does not accept messages from the bot."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409: two ways of getting updates at the same time."""
    return ApiError(409, f"Conflict: {reason}")


def flood(retry_after: int) -> ApiError:
    """429: too many calls; retry after so many seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def unauthorized() -> ApiError:
    """401: unknown token."""
    return ApiError(401, "Unauthorized")


def not_found() -> ApiError:
    """404: unknown method or file."""
    return ApiError(404, "Not Found")
