"""Which occurrences of persons' names in one article are the same person.

Full names first ("Narendra Modi", "Narendra Damodardas Modi"), then bare surnames, given names and handles. Two full
names with one surname stay two people; their bare surname goes to the one named in full most recently.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from bot.language.found import Found
from bot.language.gazetteer import FEMALE, MALE

_SUFFIX = frozenset(("jr", "sr", "ii", "iii", "iv"))
_HE = re.compile(
    r"\b(?:mr|sir|lord|king|prince|emperor|sheikh|emir|sultan|pope|father|shri|baron|\w+man|\w+men|brother|son|"
    r"husband|uncle|grandfather|actor|widower)\b"
)
_SHE = re.compile(
    r"\b(?:mrs|ms|miss|dame|lady|queen|princess|sheikha|sister|smt|baroness|\w+woman|\w+women|mother|daughter|wife|"
    r"aunt|grandmother|actress|widow|midwife)\b"
)
#: A surname alone: "de Vabres", "van Gaal", "Van der Berg".
_PARTICLE = re.compile(r"(?:d[aeiu]|del|della|van|von|bin|al)\s|(?:Van|Von|De|Del)\s(?:der?|den|la|los)\s")
#: Shortest joined name that may be part of a longer handle: "@realnarendramodi".
_SHORTEST_HANDLE = 6
#: Shortest surname that may be misspelt by a letter, and how often at most: "Mr Barot" beside "Jacques Barrot".
_SHORTEST_MISSPELT = 5
_OFTEN = 2


def folded(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()


def words_of(name: str) -> list[str]:
    """The folded words of a name; "J.D." and "JD" are the same."""
    return [word.replace(".", "").replace("’", "'").strip(",") for word in folded(name).split()]


def gender(name: str, described: str = "") -> str:
    """ "he", "she" or "" by title or role, else by given name; a bare surname tells nothing."""
    described = folded(described)
    if _SHE.search(described):
        return "she"
    if _HE.search(described):
        return "he"
    words = words_of(name)
    given = words[0] if len(words) > 1 else ""
    return "he" if given in MALE else "she" if given in FEMALE else ""


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names (folded words) can be one person's."""
    if _suffix(one) != _suffix(other):
        return False
    one, other = _without_suffix(one), _without_suffix(other)
    if not one or not other or min(len(one), len(other)) < 2:
        return False
    if one[-1] == other[-1]:
        return _same_given(one[0], other[0]) and (len(one) == 2 or len(other) == 2 or _fits(one, other))
    short, long = sorted((one, other), key=len)
    return long[: len(short)] == short


def _suffix(words: Sequence[str]) -> str:
    return words[-1] if words and words[-1] in _SUFFIX else ""


def _without_suffix(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _SUFFIX]


def _same_given(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) if len(short) <= 2 else short == long


def _fits(one: Sequence[str], other: Sequence[str]) -> bool:
    """The shorter name's words occur in order in the longer one (initials count)."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(any(_same_given(word, candidate) for candidate in rest) for word in short)


class People:
    """Numbers the persons of one article; feed occurrences in order of the text."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._times = Counter(one.text for one in found)
        self._persons: list[list[str]] = []  # the longest full name's words
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_last: dict[str, set[int]] = defaultdict(set)
        self._by_first: dict[str, set[int]] = defaultdict(set)
        self._joined: dict[str, int] = {}
        self._known: dict[str, int] = {}  # full or otherwise unambiguous form -> person
        self._order: dict[int, int] = {}  # person -> when last named in full
        self._clock = 0
        full = {one.text for one in found if len(_without_suffix(words_of(one.text))) > 1}
        full = {text for text in full if not _PARTICLE.match(text)}
        for text in sorted(full, key=lambda text: (-len(text), text)):
            self._add_full(text)

    def number(self, found: Found) -> int:
        """The person that this occurrence names."""
        self._clock += 1
        person = self._known.get(found.text)
        if person is None:
            person = self._of_handle(found.text) if found.text.startswith("@") else self._of_bare(found)
        else:
            self._order[person] = self._clock
        return person

    def _add_full(self, text: str) -> None:
        words = words_of(text)
        core = _without_suffix(words)
        near = self._by_last[core[-1]] | self._by_first[core[0]]
        same = [person for person in sorted(near) if same_person(self._persons[person], words)]
        self._known[text] = same[0] if len(same) == 1 else self._new(words)

    def _new(self, words: list[str]) -> int:
        person = len(self._persons)
        self._persons.append(words)
        core = _without_suffix(words) or words
        self._by_last[core[-1]].add(person)
        self._by_first[core[0]].add(person)
        for word in core:
            self._by_word[word].add(person)
        self._joined.setdefault("".join(core).replace("'", "").replace("-", ""), person)
        if len(core) > 2:
            self._joined.setdefault(core[0] + core[-1], person)
        return person

    def _of_bare(self, found: Found) -> int:
        words = words_of(found.text)
        word = words[-1] if words else found.text
        for table in (self._by_last, self._by_first, self._by_word):
            persons = table.get(word)
            if persons:
                return self._nearest(self._fitting(persons, found))
        misspelt = self._misspelt(word) if self._times[found.text] <= _OFTEN else None
        return self._new(words or [found.text]) if misspelt is None else misspelt

    def _misspelt(self, word: str) -> int | None:
        """The only person whose surname differs from ``word`` by a letter that is not the first."""
        if len(word) < _SHORTEST_MISSPELT:
            return None
        near = {
            person
            for last, persons in self._by_last.items()
            for person in persons
            if len(last) >= _SHORTEST_MISSPELT
            and last[0] == word[0]
            and OSA.distance(last, word, score_cutoff=1) == 1
            and len(_without_suffix(self._persons[person])) > 1
        }
        return next(iter(near)) if len(near) == 1 else None

    def _fitting(self, persons: set[int], found: Found) -> set[int]:
        """Without those whose given name contradicts a title such as "Mrs"."""
        wanted = gender("", found.title)
        fitting = {p for p in persons if not wanted or gender(" ".join(self._persons[p])) in ("", wanted)}
        return fitting or persons

    def _nearest(self, persons: set[int]) -> int:
        """The one named in full last; before any was, the first in order of names."""
        return max(sorted(persons), key=lambda person: self._order.get(person, 0))

    def _of_handle(self, handle: str) -> int:
        plain = re.sub(r"[\d_]", "", handle[1:]).lower()
        person = self._joined.get(plain)
        if person is None:
            person = self._within(plain)
        if person is None:
            person = self._new([handle.lower()])
        self._known[handle] = person
        return person

    def _within(self, plain: str) -> int | None:
        for length in range(len(plain), _SHORTEST_HANDLE - 1, -1):
            for start in range(len(plain) - length + 1):
                if plain[start : start + length] in self._joined:
                    return self._joined[plain[start : start + length]]
        return None
