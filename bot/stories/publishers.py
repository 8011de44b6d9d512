"""Map outlets to publishers, so that editions, programmes and addresses of one count once."""

from __future__ import annotations

from collections.abc import Iterable

from bot.lexicon.loader import word_list
from bot.text.names import fold

#: Words that distinguish an edition from its publisher: "BBC News Africa", "Reuters UK", "nytimes.com".
_EDITIONS = word_list("outlets", "editions")
#: Other names of publishers.
_SAME = {
    "nytimes": "new york times",
    "nyt": "new york times",
    "washingtonpost": "washington post",
    "wsj": "wall street journal",
    "associated press": "ap",
    "agence france presse": "afp",
    "huffpost": "huffington post",
    "foxnews": "fox",
    "observer": "guardian",
    "theguardian": "guardian",
}


def publisher(outlet: str) -> str:
    """The publisher of ``outlet`` as a key: "BBC News Africa" and "BBC Sport" are both "bbc"; "" for ""."""
    words = fold(outlet.replace(".", " ")).split()
    while len(words) > 1 and words[-1] in _EDITIONS:
        words = words[:-1]
    while len(words) > 1 and words[0] == "www":
        words = words[1:]
    key = " ".join(words)
    return _SAME.get(key, key)


def one_each(outlets: Iterable[str]) -> list[str]:
    """The first outlet of each publisher, in order. Outlets without a name are left out."""
    first: dict[str, str] = {}
    for outlet in outlets:
        if key := publisher(outlet):
            first.setdefault(key, outlet)
    return list(first.values())
