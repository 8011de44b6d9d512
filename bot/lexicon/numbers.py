"""Number words."""

from __future__ import annotations

from bot.lexicon.loader import table

_FOUND = table("numbers")
SMALL: tuple[str, ...] = tuple(_FOUND["small"].split())  #: zero to nineteen
TENS: tuple[str, ...] = tuple(_FOUND["tens"].split())  #: twenty to ninety
SCALES: dict[str, float] = _FOUND["scales"]
ORDINALS: dict[str, int] = {word: at for at, word in enumerate(_FOUND["ordinals"].split(), start=1)}  #: first to tenth
NUMBERS: dict[str, int] = {word: at for at, word in enumerate(SMALL) if at}  #: one to nineteen
