"""Contractions in full: "won't" is "will not". Pure."""

from __future__ import annotations

import re

_IN_FULL = tuple(
    (re.compile(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (r"\bwon['’]t\b", "will not"),
        (r"\b(?:can['’]t|cannot)\b", "can not"),
        (r"\bshan['’]t\b", "shall not"),
        (r"(?<=[a-z])n['’]t\b", " not"),
        (r"(?<=[a-z])['’]re\b", " are"),
        (r"(?<=[a-z])['’]ll\b", " will"),
        (r"(?<=[a-z])['’]ve\b", " have"),
        (r"\bI['’]m\b", "I am"),
    )
)


def in_full(text: str) -> str:
    """``text`` with its contractions in full, as far as they have only one meaning: "it's" has two."""
    if "'" not in text and "’" not in text and "annot" not in text:
        return text
    for pattern, full in _IN_FULL:
        text = pattern.sub(full, text)
    return text
