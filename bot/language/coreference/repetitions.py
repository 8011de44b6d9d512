"""Find further mentions of the names that an article is known to have."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.entities.name_cleaning import Found
from bot.language.entities.recognition import NAMES
from bot.lexicon.roles import TITLES
from bot.text.names import GENERATIONS
from bot.text.spans import inside

_WORD = re.compile(r"(?<![\w@])[^\W\d_a-z]\w*")  # may begin a name
_LOWER = re.compile(r"(?<!\w)[^\W\d_A-Z]\w*")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*)\s$")
_CAPITAL_AFTER = re.compile(r"[ -][^\W\d_a-z]\w")
#: Behind a surname that is an everyday word: "Day said".
SAYS = re.compile(
    r"\s(?:also\s|then\s|later\s)?(?:said|says|told|tells|added|adds|asked|wrote|argued|insisted|warned)\b"
)
#: Minimum length of names, and of surnames, whose repetitions are searched.
_SHORTEST, _SHORTEST_SURNAME = 3, 2


def surname(name: str) -> str:
    """The last word of a person's name that is not a suffix."""
    words = [word for word in name.split() if word.strip(".,").lower() not in GENERATIONS]
    return words[-1] if words else name


def surfaces_of(known: Sequence[Found]) -> dict[str, list[tuple[str, str]]]:
    """Names and labels by their first word, longest names first."""
    found: dict[str, str] = {}
    for one in known:
        if one.label not in NAMES or not one.text[:1].isupper() or len(one.text) < _SHORTEST:
            continue
        found.setdefault(one.text, one.label)
        if one.label == "PERSON" and " " in one.text and len(surname(one.text)) >= _SHORTEST_SURNAME:
            found.setdefault(surname(one.text), "PERSON")
            found.setdefault(one.text[one.text.rindex(surname(one.text)) :], "PERSON")  # "Locke II"
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, label in sorted(found.items(), key=lambda item: -len(item[0])):
        first = _WORD.match(name)
        if first:
            table[first.group()].append((name, label))
    return table


@dataclass(slots=True)
class Repetitions:
    """Finds known names where the recogniser found nothing."""

    text: str
    known: list[Found]
    sentence_starts: set[int]

    def added(self, surfaces: dict[str, list[tuple[str, str]]]) -> list[Found]:
        """``known`` with repetitions added. A longer known name replaces parts of it that were recognised."""
        common = set(_LOWER.findall(self.text))
        owner = self._owners()
        dropped: set[int] = set()
        fresh: list[Found] = []
        for candidate in self._candidates(surfaces):
            parts = set(owner[candidate.start : candidate.end]) - {0}
            if parts:
                if not self._swallows(candidate, parts):
                    continue
                dropped |= parts
            elif not self._stands_alone(candidate, common):
                continue
            fresh.append(candidate)
        kept = [found for number, found in enumerate(self.known, 1) if number not in dropped]
        return sorted([*kept, *fresh], key=lambda found: found.start)

    def _owners(self) -> array[int]:
        """For each character the 1-based index of the entity that contains it, or 0."""
        owner = array("l", [0]) * len(self.text)
        for number, found in enumerate(self.known, 1):
            owner[found.start : found.end] = array("l", [number]) * (found.end - found.start)
        return owner

    def _candidates(self, surfaces: dict[str, list[tuple[str, str]]]) -> Iterator[Found]:
        after = 0
        for word in _WORD.finditer(self.text):
            if word.start() < after or word.group() not in surfaces:
                continue
            for name, label in surfaces[word.group()]:
                end = word.start() + len(name)
                if self.text.startswith(name, word.start()) and not self.text[end : end + 1].isalnum():
                    after = end
                    yield Found(word.start(), end, label, name)
                    break

    def _swallows(self, candidate: Found, parts: set[int]) -> bool:
        rivals = [self.known[number - 1] for number in parts]
        smaller = all(inside(rival.span, candidate.span) and rival.span != candidate.span for rival in rivals)
        return smaller and " " in candidate.text and all(rival.label in NAMES for rival in rivals)

    def _stands_alone(self, candidate: Found, common: set[str]) -> bool:
        """Whether a candidate is not part of a longer name, nor a common word at the start of a sentence."""
        start, end = candidate.span
        if " " in candidate.text:
            return True
        if start in self.sentence_starts and candidate.text.lower() in common:
            return candidate.label == "PERSON" and SAYS.match(self.text, end) is not None
        before = _WORD_BEFORE.search(self.text, max(0, start - 30), start)
        if before and before.group(1)[0].isupper() and before.group(1).strip(".").lower() not in TITLES:
            return before.start() in self.sentence_starts and not before.group(1).endswith(".")
        return not _CAPITAL_AFTER.match(self.text, end)
