"""Decide which mentions of persons' names in an article are the same person.

Full names are resolved first ("Narendra Modi", "Narendra Damodardas Modi"), then bare surnames, given names and
handles. Two full names with one surname remain two people; the bare surname refers to the one last named in full, but
"for his wife Ana Reyl" does not take it from the subject of its sentence. A surname that nobody has is a misspelling of
the one that differs by a letter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence, Set

from bot.language.coreference.name_parts import (
    family,
    gender,
    generation,
    is_tail,
    particle_end,
    same_person,
    without_generation,
    words_of,
)
from bot.language.coreference.near_names import NearNames
from bot.language.entities.name_cleaning import Found
from bot.lexicon.given_names import same_given_name
from bot.lexicon.loader import word_set

#: Suffixes that "the elder Carden" and the like may have.
_GENERATIONS = {"elder": ("", "sr"), "younger": ("jr", "ii", "iii", "iv")}
ADDRESS = word_set("mr mrs ms miss mx dr sir dame")  # forms of address, which are not offices
#: Minimum length of surnames for which misspellings are corrected, and maximum number of their occurrences: somebody
#: often called Johnson is not Johnston.
SHORTEST_MISSPELT, _MISSPELT_TIMES = 5, 2
#: Within this many characters after a subject, an object of the same surname does not take over the surname.
_AGAIN = 3  # times that a relative's full name occurs
_BESIDE = 300
#: Minimum length of a joined name that may be part of a longer handle: "@realnarendramodi".
_SHORTEST_HANDLE = 6


class People:
    """Numbers the persons of one article. Mentions must be passed in text order."""

    def __init__(
        self, found: Sequence[Found], relatives: Set[str] = frozenset(), genders: Callable[[Found], str] | None = None
    ) -> None:
        """Set up. ``relatives``: full names introduced as a relative's; ``genders``: of bare surnames, by context."""
        self._told_by_context = genders
        self._relatives = relatives
        self._kin: set[int] = set()  # persons with such a name
        self._times = Counter(one.text for one in found)
        self._persons: list[list[str]] = []  # the words of each person's longest full name
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_last: dict[str, set[int]] = defaultdict(set)
        self._by_first: dict[str, set[int]] = defaultdict(set)
        self._joined: dict[str, int] = {}
        self._known: dict[str, int] = {}  # the person of each full or otherwise unambiguous form
        self._order: dict[int, int] = {}  # when each person was last named in full
        self._acted: dict[int, int] = {}  # where each person was last a subject
        self._clock = 0
        self._bare: set[int] = set()  # persons who have been called by their surname alone
        self._titled: dict[str, set[str]] = defaultdict(set)  # genders implied by the titles of each bare name
        for one in found:
            if " " not in one.text and (told := gender("", one.title)):
                self._titled[one.text].add(told)
        self._genders: dict[int, str] = {}  # of persons known by title and surname only
        self._offices: dict[int, set[str]] = defaultdict(set)  # titles before each person's full name
        for text in sorted({one.text for one in found}, key=lambda text: (-len(text), text)):
            if _is_full(text):
                self._add_full(text)
        self._learn_offices(found)
        self._near = NearNames(self._by_last)  # only people named in full can be misspelt

    def _learn_offices(self, found: Sequence[Found]) -> None:
        for one in found:
            if one.title and one.text in self._known:
                self._offices[self._known[one.text]].update(words_of(one.title))

    def number(self, found: Found) -> int:
        """The number of the person that this mention refers to."""
        self._clock += 1
        person = self._known.get(found.text)
        if person is None:
            person = self._of_handle(found.text) if found.text.startswith("@") else self._of_bare(found)
            self._bare.add(person)
        elif not self._is_by_the_way(person, found.text) and (
            (found.subject and person not in self._kin) or not self._beside_subject(person, found.start)
        ):
            self._order[person] = self._clock
        if found.subject:
            self._acted[person] = found.start
        return person

    def _is_by_the_way(self, person: int, text: str) -> bool:
        """Whether a relative is first named after a namesake's lone surname, or in full again and again beside one."""
        rivals = self._by_last[(without_generation(self._persons[person]) or [""])[-1]] - {person}
        again = self._times[text] >= _AGAIN and bool(rivals - self._kin)
        return person in self._kin and (again or (person not in self._order and bool(rivals & self._bare)))

    def _beside_subject(self, person: int, start: int) -> bool:
        """Whether somebody else of that surname was the subject just before."""
        rivals = self._by_last[(without_generation(self._persons[person]) or [""])[-1]] - {person}
        return any(0 <= start - self._acted[rival] <= _BESIDE for rival in rivals if rival in self._acted)

    def _add_full(self, text: str) -> None:
        words = words_of(text)
        core = without_generation(words)
        tails = [person for person in sorted(self._by_last[core[-1]]) if is_tail(words, self._persons[person])]
        near = self._by_last[core[-1]] | self._by_first[core[0]]
        same = tails or [person for person in sorted(near) if same_person(self._persons[person], words)]
        # "his son Bill" is not William; William is not "his son Bill" if nobody else of the surname has a son
        kin = set(same) if text in self._relatives else self._kin if len(self._by_last[core[-1]]) == 1 else set()
        same = [person for person in same if person not in kin or self._persons[person][0] == core[0]]
        self._known[text] = same[0] if len(same) == 1 else self._add_person(words)
        if text in self._relatives:
            self._kin.add(self._known[text])

    def _add_person(self, words: list[str]) -> int:
        person = len(self._persons)
        self._persons.append(words)
        core = without_generation(words) or words
        self._by_last[core[-1]].add(person)
        self._by_first[core[0]].add(person)
        for word in core:
            self._by_word[word].add(person)
        self._joined.setdefault("".join(core).replace("'", "").replace("-", ""), person)
        if len(core) > 2:
            self._joined.setdefault(core[0] + core[-1], person)
        return person

    def _of_bare(self, found: Found) -> int:
        """The person of a name that is not in full: by surname, given name, any word, short name, or near spelling."""
        words = words_of(found.text)
        core = without_generation(words) or words
        word = core[-1] if core else found.text
        for table in (self._by_last, self._by_first, self._by_word):
            told = generation(words)
            persons = {one for one in table.get(word, ()) if not told or generation(self._persons[one]) == told}
            if persons:
                fitting = self._fitting(self._of_family(core, persons), found)
                return self._nearest(fitting) if fitting else self._addressed(words, found)
        if len(words) == 1 and (called := self._by_short_name(word)):
            return self._nearest(self._fitting(called, found))
        rare = self._times[found.text] <= _MISSPELT_TIMES
        meant = self._misspelt(word) if rare and (len(words) == 1 or particle_end(found.text)) else None
        return meant if meant is not None else self._addressed(words or [found.text], found)

    def is_apart(self, person: int) -> bool:
        """Whether only a title tells somebody from another of the surname: "Lord Penn", "Lady Penn"."""
        return person in self._genders

    def _addressed(self, words: list[str], found: Found) -> int:
        """A new person, known by title if others of the surname have another: "Mrs Dunn" beside Frank Dunn."""
        told = gender("", found.title) if self._by_last.get(words[-1]) or len(self._titled[found.text]) > 1 else ""
        person = self._add_person(words)
        if told:
            self._genders[person] = told
        return person

    def _gender(self, person: int) -> str:
        return self._genders.get(person) or gender(" ".join(self._persons[person]), " ".join(self._offices[person]))

    def _of_family(self, core: Sequence[str], persons: set[int]) -> set[int]:
        """Persons whose surname has exactly these particles, if any: with a Lorenzo, "Lorenzo" is not Di Lorenzo."""
        same = {one for one in persons if family(without_generation(self._persons[one])) == list(core)}
        return same or persons

    def _by_short_name(self, word: str) -> set[int]:
        """Persons that "Liz" may refer to if only Elizabeth is named in full."""
        return {
            person for first, persons in self._by_first.items() if same_given_name(word, first) for person in persons
        }

    def _misspelt(self, word: str) -> int | None:
        """The only person whose surname differs by one letter: "Barot" for Barrot."""
        near = [one for last in self._near.of(word) for one in sorted(self._by_last[last])]
        full = [person for person in near if len(without_generation(self._persons[person])) > 1]
        return full[0] if len(full) == 1 and len(word) >= SHORTEST_MISSPELT else None

    def _fitting(self, persons: set[int], found: Found) -> set[int]:
        """The persons without those whose given name contradicts a title such as "Mrs"; none if it tells two apart."""
        titled = self._titled.get(found.text, set())  # if only "Mr Obama" occurs, "President Obama" is he
        genders = {self._gender(person) for person in persons} - {""}
        full = {self._gender(person) for person in persons - self._genders.keys()}  # named in full
        told = len(titled) == 1 and (genders <= titled or titled <= full)
        wanted = gender("", found.title) or (next(iter(titled)) if told else "")
        if not wanted and self._told_by_context and len(genders) > 1:
            wanted = self._told_by_context(found)
        title = set(words_of(found.title)) - ADDRESS
        if generations := title & _GENERATIONS.keys():
            suffixes = _GENERATIONS[generations.pop()]
            return {person for person in persons if generation(self._persons[person]) in suffixes} or persons
        if title and (titled_so := {p for p in persons if title & self._offices.get(p, set())}):
            return titled_so
        fitting = {p for p in persons if not wanted or self._gender(p) in ("", wanted)}
        return fitting if gender("", found.title) else fitting or persons

    def _nearest(self, persons: set[int]) -> int:
        """The person last named in full; before any was, the first by name."""
        return max(sorted(persons), key=lambda person: self._order.get(person, 0))

    def _of_handle(self, handle: str) -> int:
        plain = re.sub(r"[\d_]", "", handle[1:]).lower()
        person = self._joined.get(plain, self._in_handle(plain))
        if person is None:
            person = self._add_person([handle.lower()])
        self._known[handle] = person
        return person

    def _in_handle(self, plain: str) -> int | None:
        for length in range(len(plain), _SHORTEST_HANDLE - 1, -1):
            for start in range(len(plain) - length + 1):
                if plain[start : start + length] in self._joined:
                    return self._joined[plain[start : start + length]]
        return None


def _is_full(name: str) -> bool:
    return len(without_generation(words_of(name))) > 1 and not particle_end(name)
