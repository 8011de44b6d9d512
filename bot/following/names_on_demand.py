"""The names of a stored article by one of their words, without dividing those that do not have it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.models import Name
from bot.text.name_matching import name_words


def bearers_of(word: str, names: Iterable[Name]) -> Iterator[tuple[Name, tuple[str, ...]]]:
    """The names one of whose forms has a lower-cased word, each with the words of that form."""
    for name in names:
        forms = (form for form in dict.fromkeys((name.name, *name.aliases)) if _may_have(word, form))
        for form in dict.fromkeys(map(name_words, forms)):
            if any(word == one.casefold() for one in form):
                yield name, form


def _may_have(word: str, form: str) -> bool:
    """Whether the word stands among the letters of a form; initials are joined, and accents left out, by its words."""
    return not form.isascii() or word in form.lower().replace(".", "").replace(" ", "")
