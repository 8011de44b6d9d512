"""Recognition of outlets by the names people use: "the post" for The Meridian Post. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_THE = re.compile(r"^the\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")


def outlets_named(text: str, outlets: Iterable[str], *, bare: bool = False) -> list[tuple[str, tuple[int, int]]]:
    """Find the outlets in ``text``, in order: the matched part of each name, and its span.

    A full name counts anywhere. One word of it ("Courier") counts if no other outlet has it and "the" precedes it
    (with ``bare``, anywhere), or if it is in capitals ("BBC" of "BBC Sport" and "BBC Business").
    """
    found: list[tuple[str, tuple[int, int]]] = []
    for called in sorted(_names_of(outlets), key=len, reverse=True):
        written = re.escape(called).replace("\\&", "(?:&|and)")
        for match in re.finditer(rf"(?<!\w){written}(?!\w)", text, re.IGNORECASE):
            alone = bare or " " in called or text[: match.start()].lower().endswith("the ") or called.isupper()
            if alone and all(match.end() <= start or match.start() >= end for _, (start, end) in found):
                found.append((called, match.span()))
    return sorted(found, key=lambda one: one[1])


def _names_of(outlets: Iterable[str]) -> Iterator[str]:
    """The names of outlets, and the single words that identify one."""
    listed = [(outlet, _WORD.findall(_THE.sub("", outlet))) for outlet in outlets]
    words = Counter(word.lower() for _, parts in listed for word in {part.lower(): part for part in parts})
    for outlet, parts in listed:
        yield outlet
        yield _THE.sub("", outlet)
        yield from (part for part in parts[-1:] + parts[:1] if words[part.lower()] == 1 and len(part) > 2)
        yield from (part for part in parts[:1] if part.isupper() or "/" in outlet)
