"""The names of a stored article by one of their words, without dividing those that do not have it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.following.names.further_forms import ENOUGH, all_forms
from bot.models import Name

_BETWEEN_LETTERS = str.maketrans(dict.fromkeys(". -‐‑–"))


def bearers_of(word: str, names: Iterable[Name]) -> Iterator[tuple[Name, tuple[str, ...]]]:
    """The names one of whose forms has a lower-cased word, each with the words of that form."""
    for name in names:
        if not any(_may_have(word, form) for form in (name.name, *name.aliases)):
            continue
        for form in all_forms(name):
            if any(word == one.casefold() for one in form):
                yield name, form


def _may_have(word: str, form: str) -> bool:
    """Whether the word stands among the letters of a form, or may be its initials.

    Initials are joined, accents left out and hyphens too, by the words of a form.
    """
    if not form.isascii() or word in (small := form.lower()).translate(_BETWEEN_LETTERS):
        return True
    return len(word) >= ENOUGH and small[:1] == word[0] and small.count(" ") >= ENOUGH - 1
