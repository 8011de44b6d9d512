"""Uses of a word in which it does not mean what it is followed for: "a storm of protest"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.lexicon.loader import rows, word_list

#: Forms of verbs whose meaning is far from that of the noun: "stormed", "trained".
VERBS_APART = word_list("figurative", "verbs_apart")
_HERE = "_"
Options = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class FigurativeUse:
    """The words around such a use, each as lower-cased alternatives."""

    before: Options  #: in reading order
    after: Options


@cache
def figurative_uses() -> dict[str, tuple[FigurativeUse, ...]]:
    """The uses of each such word, by that word in lower case."""
    found = {}
    for row in rows("figurative", "uses"):
        word, _, uses = " ".join(row).partition(": ")
        found[word] = tuple(_use(use.split()) for use in uses.split(", "))
    return found


def _use(words: list[str]) -> FigurativeUse:
    at = words.index(_HERE)
    return FigurativeUse(tuple(map(_options, words[:at])), tuple(map(_options, words[at + 1 :])))


def _options(written: str) -> frozenset[str]:
    return frozenset(word for option in written.split("/") for word in _listed(option))


def _listed(option: str) -> Iterator[str]:
    if option.startswith("@"):
        yield from word_list("figurative", option[1:])
    else:
        yield option
