"""What of a filter the archive has never had, and what is like it: a doubt to raise before it is followed in vain."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from itertools import islice

from bot.following.filters.filters import READ_INTO, Filter, Phrase
from bot.models import Speaker
from bot.text.names import all_words, fold

TRIED = 20  # candidates read per phrase; a phrase with more is not doubted
MOST_ALIKE = 2
_CLOSE = 0.75  # ratio of letters in common
_ANY_OUTLET = frozenset({"the", "news"})

Candidates = Callable[[Filter], Collection[int]]
Matches = Callable[[Filter, int], object]


def unseen(wanted: Filter, outlets: Collection[str], candidates: Candidates, matches: Matches) -> tuple[str, ...]:
    """The outlets, names and words of a filter that no stored article has, as written.

    ``candidates`` are the articles that a filter may match, ``matches`` says whether it matches one.
    """
    known = {fold(outlet) for outlet in outlets}
    found = [outlet for outlet in wanted.sources if fold(outlet) not in known]
    found += [phrase.text for phrase in _phrases(wanted) if not _may_occur(phrase, candidates, matches)]
    return tuple(dict.fromkeys(found))


def _phrases(wanted: Filter) -> Iterator[Phrase]:
    """All that may have to occur; of a speaker, the name."""
    yield from (phrase for clause in wanted.anyof for phrase in clause if phrase.sense not in READ_INTO)
    if wanted.says:
        yield wanted.says


def _may_occur(phrase: Phrase, candidates: Candidates, matches: Matches) -> bool:
    only = Filter(anyof=((phrase,),))
    rows = list(islice(candidates(only), TRIED))
    return len(rows) == TRIED or any(matches(only, row) for row in rows)


def alike(name: str, outlets: Collection[str], near: Callable[[str], Collection[Speaker]]) -> list[str]:
    """What could be followed instead: outlets that share a word with ``name`` or are spelt like it, then such names."""
    written = {fold(outlet): outlet for outlet in outlets}
    wanted = set(all_words(name)) - _ANY_OUTLET
    shared = sorted((-len(wanted & set(all_words(outlet))), outlet) for outlet in outlets)
    found = [f'from:"{outlet}"' for count, outlet in shared if count]
    found += [f'from:"{written[key]}"' for key in get_close_matches(fold(name), written, cutoff=_CLOSE)]
    found += [one.name for one in near(name)]
    return list(dict.fromkeys(found))[:MOST_ALIKE]
