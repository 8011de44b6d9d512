"""Decide which names of institutions and places in an article are the same: abbreviations, short and long forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from bot.language.coreference.name_parts import folded
from bot.language.entities.name_cleaning import Found
from bot.lexicon.countries import COUNTRIES, DEMONYMS, SAME_PLACE
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.organisations import COMPANY_TAIL, INSTITUTION_STARTS
from bot.lexicon.roles import TITLE_MODIFIERS

#: Words that abbreviations leave out.
_SMALL = word_set("of the and for in on de la & a an to")
_SHORTEST_HEAD = 4
#: Last words that stand for the whole name if an article mentions only one such body: "the League".
_BODIES = word_list("organisations", "bodies")
#: Names that firms give to devices: "Nintendo DS", "Ford F-150".
_MODEL = re.compile(r".+\s(?:[A-Z]{1,3}|[\w-]*\d[\w-]*)")
_DETERMINED = re.compile(r"\b(?:the|a|an|new|its)\s$", re.IGNORECASE)


def key_of(name: str) -> str:
    """The key that spellings of one institution share."""
    plain = folded(name)
    if plain in DEMONYMS:
        return f"people of {DEMONYMS[plain]}"
    plain = folded(SAME_PLACE.get(plain, plain))
    shortened = COMPANY_TAIL.sub("", plain)
    return shortened or plain


class Institutions:
    """Groups the keys of an article's institutions and places."""

    def __init__(self, found: Sequence[Found], text: str) -> None:
        self._parent: dict[str, str] = {}
        labels = {key_of(one.text): one.label for one in found}
        organisations = [key for key, label in labels.items() if label == "ORG"]
        for one, other in _defined(found, text):
            self._join(key_of(one), key_of(other))
        self._join_initials(organisations)
        firms = {key_of(one.text) for one in found if COMPANY_TAIL.search(folded(one.text))}
        devices = {key_of(one.text) for one in found if _is_device(one, text)}
        self._join_shorter([key for key in organisations if key not in devices], firms)

    def group(self, name: str) -> str:
        """The key of the group to which ``name`` belongs."""
        return self._root(key_of(name))

    def _root(self, key: str) -> str:
        while key in self._parent:
            key = self._parent[key]
        return key

    def _join(self, short: str, long: str) -> None:
        short, long = self._root(short), self._root(long)
        if short != long:
            self._parent[short] = long

    def _join_initials(self, keys: Iterable[str]) -> None:
        """Join BJP and Bharatiya Janata Party, if only one long name has these initials."""
        by_initials: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            for initials in _initials(key):
                by_initials[initials].append(key)
        for key in keys:
            plain = key.replace(".", "")
            if " " not in key and len(by_initials.get(plain, ())) == 1:
                self._join(key, by_initials[plain][0])

    def _join_shorter(self, keys: Sequence[str], firms: Set[str]) -> None:
        """Join Foreign Ministry and Russian Foreign Ministry, Goldman and Goldman Sachs, if only one long name fits."""
        longer: dict[str, set[str]] = defaultdict(set)
        for key in keys:
            words = key.split()
            for short in _shorter(words) | (_beginnings(words) if key in firms else set()):
                longer[short].add(key)
        for key in sorted(keys, key=len, reverse=True):  # long forms first, so that they are joined when "Hutton" comes
            roots = {self._root(one) for one in longer.get(key, ())}
            if len(roots) == 1:
                self._join(key, roots.pop())


def _defined(found: Sequence[Found], text: str) -> Iterable[tuple[str, str]]:
    """Pairs such as "Ministry of External Affairs (MEA)", short form first."""
    for one, other in pairwise(found):
        if text[one.end : other.start] in (" (", " (the ") and text[other.end : other.end + 1] == ")":
            short, long = sorted((one.text, other.text), key=len)
            if short.isupper() or _initials(key_of(long)) & {key_of(short).replace(".", "")}:
                yield short, long


def _is_device(one: Found, text: str) -> bool:
    """Whether it is a device such as "the Nintendo DS", which is not Nintendo."""
    return bool(_MODEL.fullmatch(one.text)) and bool(_DETERMINED.search(text, max(0, one.start - 5), one.start))


def _initials(key: str) -> set[str]:
    words = key.replace("-", " ").split()
    if len(words) < 2:
        return set()
    large = [word for word in words if word not in _SMALL]
    return {"".join(word[0] for word in words), "".join(word[0] for word in large)} - {words[0][0]}


def _shorter(words: Sequence[str]) -> set[str]:
    """Short forms of a long name: without the country before it, or its first or last word alone."""
    found = set()
    if len(words) > 1 and (words[0] in DEMONYMS or words[0].removesuffix("'s") in COUNTRIES):
        found.add(" ".join(words[1:]))
    head = next((word for word in words if "." not in word), "")  # Hutton in E.F. Hutton
    generic = head in DEMONYMS or head in COUNTRIES or head in INSTITUTION_STARTS or head in TITLE_MODIFIERS
    if len(words) > 1 and len(head) >= _SHORTEST_HEAD and not generic:
        found.add(head)
    if len(words) > 1 and words[-1] in _BODIES:
        found.add(words[-1])
    return found


def _beginnings(words: Sequence[str]) -> set[str]:
    """Beginnings of a firm's name, such as E.F.

    Hutton in E.F. Hutton LBO. For other bodies they may be another body.
    """
    return {" ".join(words[:end]) for end in range(2, len(words)) if words[end - 1] not in _SMALL}
