"""Headers of text files in other forms, rewritten as the plain one. Pure.

Title Quay closes          ->  title Quay closes       several lines that begin so; one alone may be a sentence
Date 20 November 2026          date 20 November 2026
<title>Quay closes</title> ->  title: Quay closes
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAMES = "title|source|url|date"
#: A day has figures and an address a full stop; what ends like a sentence is one.
_CAPITALISED = re.compile(r"(Title|Source|URL|Url(?=.*\.)|Date(?=.*\d))[ \t]+(?![:=|–—-])(\S.*[^\s.!?:])")
_TAGGED = re.compile(rf"<({_NAMES})>\s*(\S.*?)\s*</\1>", re.IGNORECASE)
_SEVERAL = 2  # different fields without a colon that are certainly a header
_HEAD = 12  # lines in which it stands


def with_plain_fields(lines: Sequence[str]) -> list[str]:
    """The lines, the fields at their beginning in the plain form."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    head = [_TAGGED.sub(_with_colon, line) for line in lines[first : first + _HEAD]]
    named = list[str]()
    for line in head:
        match = _CAPITALISED.fullmatch(line.strip())
        if not match or match[1].lower() in named:
            break
        named.append(match[1].lower())
    if len(named) >= _SEVERAL:
        head[: len(named)] = [_CAPITALISED.sub(_with_colon, line.strip()) for line in head[: len(named)]]
    return [*lines[:first], *head, *lines[first + _HEAD :]]


def _with_colon(field: re.Match[str]) -> str:
    return f"{field[1].lower()}: {field[2]}"
