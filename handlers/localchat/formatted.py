"""Formatted text: entities, their offsets in UTF-16 code units, and Telegram's limits on them. Pure.

Source of the limits: Bot API, "MessageEntity" and "Formatting options"; the total size and the maximum number of
entities are enforced by Telegram's servers but undocumented.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

MAX_ENTITIES = 100  # further ones are ignored
MAX_ENTITY_BYTES = 9_500  # serialised, including link URLs

#: may contain each other and be part of anything except code
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
CODE = frozenset({"code", "pre"})
#: found by the server in plain text
FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
TYPES = STYLES | QUOTES | CODE | FOUND | {"text_link", "text_mention", "custom_emoji", "date_time"}

#: outer before inner if two cover the same text, as Telegram's clients nest them
_ORDER = (
    *("blockquote", "expandable_blockquote", "text_link", "text_mention"),
    *("bold", "italic", "underline", "strikethrough", "spoiler"),
    *("custom_emoji", "date_time", "code", "pre", *sorted(FOUND)),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class TextEntity:
    """A formatted span; ``offset`` and ``length`` are in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str = ""
    language: str = ""
    custom_emoji_id: str = ""
    user_id: int = 0  #: of a text_mention
    unix_time: int | None = None
    date_time_format: str = ""

    @property
    def end(self) -> int:
        """The offset after the last code unit."""
        return self.offset + self.length


@dataclass(frozen=True, kw_only=True, slots=True)
class Formatted:
    """A text without markup, and its entities, outer before inner."""

    text: str = ""
    entities: tuple[TextEntity, ...] = ()


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers; half a surrogate pair at an edge becomes U+FFFD."""
    data = text.encode("utf-16-le")
    return data[2 * offset : 2 * (offset + length)].decode("utf-16-le", errors="replace")


def in_order(entities: Iterable[TextEntity]) -> tuple[TextEntity, ...]:
    """Sort entities by start, outer before inner."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length, _ORDER.index(entity.type))))


def entity_bytes(entities: Iterable[TextEntity]) -> int:
    """Approximate size of serialised entities: three numbers each, and their argument padded to four bytes."""
    return sum(12 + _padded(entity) for entity in entities)


def _padded(entity: TextEntity) -> int:
    argument = entity.url or entity.language or entity.custom_emoji_id
    size = len(argument.encode("utf-8", errors="replace"))
    return (size + 4) // 4 * 4 if size else 0


def tidied(formatted: Formatted) -> Formatted:
    """The text as Telegram stores it: without carriage returns, control characters and surrounding whitespace."""
    swept = _swept(formatted)
    stripped = swept.text.strip()
    lead = units(swept.text[: len(swept.text) - len(swept.text.lstrip())])
    size = units(stripped)
    moved = (_clipped(entity, entity.offset - lead, entity.end - lead, size) for entity in swept.entities)
    return Formatted(text=stripped, entities=in_order(entity for entity in moved if entity is not None))


def _clipped(entity: TextEntity, start: int, end: int, size: int) -> TextEntity | None:
    start, end = max(start, 0), min(end, size)
    return replace(entity, offset=start, length=end - start) if end > start else None


def _swept(formatted: Formatted) -> Formatted:
    gone = _returns_before(formatted.text)
    text = "".join(_visible(character) for character in formatted.text if character != "\r")
    moved = (
        replace(entity, offset=entity.offset - gone[entity.offset], length=entity.length - removed)
        for entity in formatted.entities
        for removed in [gone[entity.end] - gone[entity.offset]]
    )
    return Formatted(text=text, entities=tuple(moved))


def _returns_before(text: str) -> list[int]:
    """For each UTF-16 offset, the number of carriage returns before it."""
    counts = [0]
    for character in text:
        counts.extend([counts[-1] + (character == "\r")] * units(character))
    return counts


def _visible(character: str) -> str:
    return " " if character < " " and character != "\n" else character


def entity_from_json(data: Mapping[str, Any]) -> TextEntity:
    """The entity of a Bot API ``MessageEntity`` object. Raises KeyError, TypeError or ValueError for an invalid one."""
    if data["type"] not in TYPES:
        raise ValueError(data["type"])
    return TextEntity(
        type=data["type"],
        offset=int(data["offset"]),
        length=int(data["length"]),
        url=str(data.get("url", "")),
        language=str(data.get("language", "")),
        custom_emoji_id=str(data.get("custom_emoji_id", "")),
        user_id=int(data.get("user", {}).get("id", 0)),
        unix_time=int(data["unix_time"]) if "unix_time" in data else None,
        date_time_format=str(data.get("date_time_format", "")),
    )
