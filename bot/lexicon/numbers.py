"""Numbers as words."""

from __future__ import annotations

from bot.lexicon.loader import table

_FOUND = table("numbers")
SMALL: tuple[str, ...] = tuple(_FOUND["small"].split())  #: zero to nineteen
TENS: tuple[str, ...] = tuple(_FOUND["tens"].split())  #: twenty to ninety
SCALES: dict[str, float] = _FOUND["scales"]
