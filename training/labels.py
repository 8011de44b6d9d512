"""A common set of entity labels (OntoNotes names) for corpora with different labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from training.records import UNKNOWN, Entity, Record
from training.wording import split_words
from training.world import Places, Words

_MONTHS = split_words(
    "January February March April May June July August September October November December Jan. Feb. Mar. Apr. Aug. "
    "Sept. Sep. Oct. Nov. Dec."
)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_CLOCK = frozenset(
    split_words(
        "hour hours minute minutes second seconds morning afternoon evening night midnight noon a.m. p.m. GMT UTC"
    )
)
_CALENDAR = frozenset(
    split_words(
        "day days week weeks month months year years decade decades century centuries quarter today yesterday "
        "tomorrow weekend ago earlier later last next past recent this these early late mid since until annual "
        "monthly weekly daily summer winter spring autumn season currently now recently former"
    )
)
_NUMBERS = frozenset(
    split_words(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
        "million millions billion billions trillion dozen dozens half third quarter first second fourth fifth several "
        "few percent % $ £ € dollars dollar euros euro pounds yuan rupees cents about around nearly almost least more "
        "less than over"
    )
)
_YEAR = re.compile(r"(1[5-9]|20)\d\d(s|-\d\d)?|'?\d0s")
_COMPASS = re.compile(r"(north|south|east|west|central)\w* ", re.IGNORECASE)
_OUTER_LEFT = frozenset(["the", "a", "an", "'s", "’s", ",", "``", '"', "“", "’", "'"])
_OUTER_RIGHT = frozenset(["'s", "’s", ",", "'", "’", "''", '"', "”", ".", "the", ";", ":", "(", ")"])
_BEFORE_DATES = frozenset(["since", "until", "by", "in", "of", "from", "the", "on", "after", "before", "during"])
#: Titles that GMB also tags in lower case.
_LOWER_TITLES = frozenset(["and", "chancellor", "foreign", "king", "leader", "minister", "president", "prime", "vice"])
#: Organisations that corpora tag as places.
_NO_PLACES = frozenset(["U.N.", "UN", "NATO", "EU", "White House", "Pentagon", "Kremlin"])


@dataclass(frozen=True)
class Labels:
    """Maps a corpus's labels to ours, with the help of gazetteers."""

    words: Words
    places: Places

    def place(self, name: str) -> str:
        """GPE for states and cities, LOC for other regions, FAC for buildings and roads."""
        first, last = name.split()[0], name.split()[-1]
        listed = self.words.listed
        if name in listed("geography", "regions"):
            return "LOC"
        if name in self.places.states or name in self.places.cities or first == last:
            return "GPE"
        if last in listed("geography", "facility_words"):
            return "FAC"
        area = last in listed("geography", "area_words") or first in listed("geography", "area_openers")
        return "LOC" if area or _COMPASS.match(name) else "GPE"

    def settled(self, name: str, label: str) -> str:
        """Return ``label``, or the gazetteers' one for peoples, states and bodies that other corpora call places."""
        if name in self.words.peoples:
            return "NORP"
        if name in _NO_PLACES:
            return "ORG"
        if name in self.places.states and label != "PERSON":
            return "GPE"
        return self.place(name) if label in ("GPE", "LOC") else label

    def without_title(self, words: Sequence[str], start: int, end: int) -> tuple[int, int]:
        """A person's span without "President", "Mr." etc. before the name; may become empty."""
        while start < end and (words[start] in self.words.titles or words[start].lower() in _LOWER_TITLES):
            start += 1
        return start, end


def bare(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The span without articles, possessive endings and punctuation at its edges; may become empty."""
    while start < end and words[start].lower() in _OUTER_LEFT:
        start += 1
    while end > start and words[end - 1].lower() in _OUTER_RIGHT:
        end -= 1
    return start, end


def bare_time(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The span of a date without the prepositions that GMB includes."""
    while start < end and words[start].lower() in _BEFORE_DATES:
        start += 1
    return start, end


def is_date(words: Sequence[str]) -> bool:
    """Whether the words include a month, a day of the week or a year."""
    return any(word in _MONTHS or word.removesuffix("s") in _DAYS or _YEAR.fullmatch(word) for word in words)


def time_label(words: Sequence[str]) -> str:
    """TIME for anything shorter than a day, otherwise DATE."""
    return "TIME" if not is_date(words) and any(word in _CLOCK for word in words) else "DATE"


def is_numeric(word: str) -> bool:
    """Whether the word is part of a number, date or time, for corpora without such labels."""
    low = word.lower()
    dated = word in _MONTHS or word in _DAYS or low in _CLOCK or low in _CALENDAR
    return dated or low in _NUMBERS or any(letter.isdigit() for letter in word)


def with_unknown(record: Record, doubtful: Callable[[str], bool]) -> Record:
    """The record with :data:`UNKNOWN` for words outside its entities that are ``doubtful``."""
    taken = {number for start, end, _ in record.entities for number in range(start, end)}
    unknown: Iterator[Entity] = (
        (number, number + 1, UNKNOWN)
        for number, word in enumerate(record.words)
        if number not in taken and doubtful(word)
    )
    return Record(record.words, record.spaces, (*record.entities, *unknown))
