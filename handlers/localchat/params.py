"""Arguments of a call, from the URL, a form, a multipart form or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from handlers.localchat.errors import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart call."""

    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class Params:
    """Named values: text from forms, or values from JSON."""

    values: dict[str, Any] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers and booleans of JSON bodies are converted as Telegram's server does."""
        value = self.values.get(name, default)
        if isinstance(value, Upload):
            return value.content.decode("utf-8", errors="replace")
        return value if isinstance(value, str) else default if value is None else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number. Raises ApiError."""
        value = self.text(name)
        try:
            return int(value) if value else default
        except ValueError:
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        """True for "true", "yes" or 1."""
        return self.text(name).lower() in ("true", "yes", "1")

    def data(self, name: str) -> Any:
        """A JSON-serialised value, or None if it is missing. Raises ApiError."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def chat_id(self) -> int | str:
        """``chat_id`` as a number or an @username. Raises ApiError."""
        value = self.text("chat_id").strip()
        if not value:
            raise bad_request("chat_id is empty")
        if value.startswith("@"):
            return value
        try:
            return int(value)
        except ValueError:
            raise bad_request("chat not found") from None

    def upload(self, name: str) -> Upload | str:
        """A file: uploaded under its own name, as ``attach://other``, or as an identifier. Raises ApiError."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self.values.get(value.removeprefix("attach://"))
        if isinstance(value, Upload | str) and value:
            return value
        raise bad_request(f"there is no {name} in the request")
