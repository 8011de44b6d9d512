"""Find the countries named in an article's profile, by their own names and those of their peoples."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from bot.lexicon.countries import COUNTRIES, DEMONYMS
from bot.stories.profile import term_hash
from bot.text.analyzer import terms


def countries(hashes: Iterable[int]) -> frozenset[str]:
    """The countries that terms with these hashes name: Peru for "peru" and "peruvian"."""
    known = _by_hash()
    return frozenset(known[one] for one in hashes if one in known)


@cache
def _by_hash() -> dict[int, str]:
    """Names of one term only: half of a longer one says nothing ("South" of "South Korea")."""
    named = [*((name, name) for name in COUNTRIES), *DEMONYMS.items()]
    return {term_hash(found[0]): country for name, country in named if len(found := terms(name)) == 1}
