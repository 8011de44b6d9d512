"""Letters without their accents."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """``text`` decomposed (NFKD) and without combining marks of any script: "Zoë" is "Zoe", "ﬁ" is "fi"; case stays."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
