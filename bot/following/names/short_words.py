"""Other writings of single words of a followed name: MPs for MP, Dept. for Department, Steve for Stephen. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product

from bot.lexicon.given_names import other_given_names
from bot.lexicon.loader import rows, word_list
from bot.lexicon.places import is_place
from bot.text.name_matching import is_capitalised, other_number

#: Surnames of so many people that only the very given name tells who is meant.
_OF_MANY = word_list("names", "surnames_of_many")
_MOST = 12  # writings


def shortened(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """How else the news may write a name (as ``name_words`` gives it), by single words of it."""
    options = [dict.fromkeys((word, *_writings(words, at))) for at, word in enumerate(words)]
    return islice(product(*options), 1, _MOST)


def _writings(words: Sequence[str], at: int) -> Iterator[str]:
    word = words[at]
    if at == len(words) - 1 and (other := other_number(word)) and not is_place(word):
        yield other
    if len(words) == 1:
        return
    others = _short(first=at == 0, last=at == len(words) - 1).get(word.casefold(), ())
    if at == 0 and words[-1].casefold() not in _OF_MANY:
        others += other_given_names(word.casefold())
    yield from map(str.capitalize, others) if is_capitalised(word) else others


@cache
def _short(*, first: bool, last: bool) -> dict[str, tuple[str, ...]]:
    """By word in small letters: its short forms, or what it is short for, at this place of a name."""
    parts = ["shortened", *(["shortened_first"] if first else []), *(["shortened_last"] if last else [])]
    found: dict[str, tuple[str, ...]] = {}
    for long, short in (tuple(line) for part in parts for line in rows("name_spellings", part)):
        found[long] = (*found.get(long, ()), short)
        found[short] = (*found.get(short, ()), long)
    return found
