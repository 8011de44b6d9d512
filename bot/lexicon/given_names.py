"""Given names and their short forms: "Bill" may be William, "Sasha" Alexander or Alexandra."""

from __future__ import annotations

from functools import lru_cache

from bot.lexicon.loader import table


@lru_cache(maxsize=1)
def _full_names() -> dict[str, frozenset[str]]:
    """Short form -> the names that it may stand for."""
    found: dict[str, set[str]] = {}
    for names in table("nicknames").values():
        for full, forms in names.items():
            for form in forms:
                found.setdefault(form, set()).add(full)
    return {form: frozenset(names) for form, names in found.items()}


def is_short_for(short: str, full: str) -> bool:
    """Whether ``short`` is a usual short form of ``full``; both folded."""
    return full in _full_names().get(short, ())


def same_given_name(one: str, other: str) -> bool:
    """Whether two folded given names can be one person's: the same, a short form, two short forms of one name."""
    if one == other or is_short_for(one, other) or is_short_for(other, one):
        return True
    return bool(_full_names().get(one, frozenset()) & _full_names().get(other, frozenset()))
