"""Given names and their short forms: "Bill" may be William, "Sasha" Alexander or Alexandra."""

from __future__ import annotations

from functools import lru_cache

from bot.lexicon.loader import table, word_list, word_set

_MALE, _FEMALE = word_list("given_names", "male"), word_list("given_names", "female")
_MORE_MEN, _MORE_WOMEN = word_list("given_names_usa", "male"), word_list("given_names_usa", "female")


@lru_cache(maxsize=1)
def _full_names() -> dict[str, frozenset[str]]:
    """By short form: the names it may stand for."""
    found: dict[str, set[str]] = {}
    for names in table("nicknames").values():
        for full, forms in names.items():
            for form in forms:
                found.setdefault(form, set()).add(full)
    return {form: frozenset(names) for form, names in found.items()}


def is_short_for(short: str, full: str) -> bool:
    """Whether ``short`` is a common short form of ``full``; both folded."""
    return full in _full_names().get(short, ())


def same_given_name(one: str, other: str) -> bool:
    """Whether two folded given names may belong to one person: equal, a short form, or short forms of the same name."""
    if one == other or is_short_for(one, other) or is_short_for(other, one):
        return True
    return bool(_full_names().get(one, frozenset()) & _full_names().get(other, frozenset()))


@lru_cache(maxsize=1 << 10)
def other_given_names(name: str) -> tuple[str, ...]:
    """What else a bearer of this folded given name may be called: Stephen and Steven for Steve, Bill for William.

    Nothing for a short form of both men's and women's names ("chris"), who would be too many people.
    """
    short = [form for form, names in _full_names().items() if name in names and not _of_both(form)]
    return tuple(sorted({*short, *(() if _of_both(name) else _full_names().get(name, ()))} - {name}))


def _of_both(short: str) -> bool:
    return len({gender_of(name) for name in _full_names().get(short, ())} - {""}) > 1


@lru_cache(maxsize=1)
def _bearers() -> tuple[frozenset[str], frozenset[str]]:
    """The names of men and of women; names of both are in neither."""
    lists = table("given_names")
    men = frozenset(_MALE) | word_set(lists["men"])
    women = frozenset(_FEMALE) | word_set(lists["women"])
    both = word_set(lists["both"])
    return men - women - both, women - men - both


def gender_of(given: str) -> str:
    """The pronoun "he" or "she" for a folded given name, "" if it does not determine one."""
    men, women = _bearers()
    if given in men or given in women:
        return "he" if given in men else "she"
    if is_given_name(given):  # of both, in one of our own lists
        return ""
    return "he" if given in _MORE_MEN else "she" if given in _MORE_WOMEN else ""


def is_common_given_name(word: str) -> bool:
    """Whether a folded word is one of the commonest given names, which are hardly ever other words or surnames."""
    return word in _MALE or word in _FEMALE


def is_given_name(word: str) -> bool:
    """Whether a folded word is a known given name."""
    lists = _bearers()
    both = word_set(table("given_names")["both"])
    return any(word in one for one in (*lists, _MALE, _FEMALE, both))
