"""Names of which signs are a part: C++, C#, .NET, AT&T, R&D. Without their signs they are other words. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_SIGNED = re.compile(
    r"(?<![\w.&+#])(?:[A-Za-z]{1,2}(?:\+\+|#)|\.NET|\.net(?= |$)|[A-Za-z]{1,3}&[A-Za-z]{1,3})(?![\w+#&])", re.ASCII
)


def has_signs(text: str) -> bool:
    """Whether ``text`` is such a name: "C++", but not "Vitamin C"."""
    return _SIGNED.fullmatch(text) is not None


def signed_names(text: str) -> list[str]:
    """Such names in a text."""
    return _SIGNED.findall(text)


def find_signed(name: str, text: str) -> list[tuple[int, int]]:
    """The spans of ``name`` in ``text``, signs included, in any case."""
    return [match.span() for match in _pattern_of(name).finditer(text)]


@lru_cache(maxsize=1 << 10)
def _pattern_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.&]){re.escape(name)}(?![\w+#&])", re.IGNORECASE)
