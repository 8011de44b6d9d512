"""Entities that Telegram's servers find in plain text: commands, mentions, URLs, hashtags. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from handlers.localchat.formatted import MAX_ENTITIES, STYLES, Formatted, TextEntity, in_order, units

# A slash or @ inside a word or URL starts no entity.
_PATTERNS = {
    "url": re.compile(
        r"(?:\b(?:https?|tg|ton|tonsite)://|(?<![\w@.-])(?:\w+\.)?(?:t|telegram)\.(?:me|dog)/)[^\s<>\"]*[^\s<>\".,:;!?()\[\]{}'“”‘’]",
        re.IGNORECASE,
    ),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b"),
    "bot_command": re.compile(r"(?<![\w/<>@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])"),
    "mention": re.compile(r"(?<![\w@.+/-])@[A-Za-z][A-Za-z0-9_]{2,31}\b"),
    "hashtag": re.compile(r"(?<![\w#/&])#(?=\w*[^\W\d_])\w{1,256}"),
    "cashtag": re.compile(r"(?<![\w$])\$[A-Z]{1,8}\b"),
}


def with_found(formatted: Formatted) -> Formatted:
    """Add the found entities outside links and code; at most the first 100 entities are kept."""
    taken = [entity for entity in formatted.entities if entity.type not in STYLES and "blockquote" not in entity.type]
    new: list[TextEntity] = []
    for entity in _entities_in(formatted.text):
        if not any(entity.offset < other.end and other.offset < entity.end for other in chain(taken, new)):
            new.append(entity)
    return Formatted(text=formatted.text, entities=in_order([*formatted.entities, *new])[:MAX_ENTITIES])


def _entities_in(text: str) -> Iterator[TextEntity]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            yield TextEntity(type=kind, offset=units(text[: match.start()]), length=units(match.group()))
