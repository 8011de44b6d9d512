"""Which outlets a text names, as people call them: "the post" for The Meridian Post. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_THE = re.compile(r"^the\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")


def outlets_named(text: str, outlets: Iterable[str], *, bare: bool = False) -> list[tuple[str, tuple[int, int]]]:
    """The outlets in ``text``, in order: the part of the name that is meant, and where it stands.

    A whole name counts wherever it stands, one word of it ("Courier") where it belongs to no other outlet and "the"
    stands before it (with ``bare`` anywhere), or where it is in capitals ("BBC" of "BBC Sport" and "BBC Business").
    """
    found: list[tuple[str, tuple[int, int]]] = []
    for called in sorted(_called(outlets), key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(called)}(?!\w)", text, re.IGNORECASE):
            alone = bare or " " in called or text[: match.start()].lower().endswith("the ") or called.isupper()
            if alone and all(match.end() <= start or match.start() >= end for _, (start, end) in found):
                found.append((called, match.span()))
    return sorted(found, key=lambda one: one[1])


def _called(outlets: Iterable[str]) -> Iterator[str]:
    """Names of outlets, and the words by which one can be told."""
    listed = [(outlet, _WORD.findall(_THE.sub("", outlet))) for outlet in outlets]
    words = Counter(word.lower() for _, parts in listed for word in {part.lower(): part for part in parts})
    for outlet, parts in listed:
        yield outlet
        yield _THE.sub("", outlet)
        yield from (part for part in parts[-1:] + parts[:1] if words[part.lower()] == 1 and len(part) > 2)
        yield from (part for part in parts[:1] if part.isupper() or "/" in outlet)
