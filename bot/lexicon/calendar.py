"""The words of dates in a form for lookups, loaded from en/calendar.toml on first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.lexicon.loader import table, word_set

_SURE = 7  #: letters from which a word at edit distance one from a date word is read as that word
_SWAPPED = 6  #: letters from which two swapped letters are corrected


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """By word: its meaning. Weekdays are numbered from Monday = 0, months from January = 1."""

    weekdays: dict[str, int]
    months: dict[str, int]
    seasons: dict[str, int]
    holidays: dict[str, tuple[int, int]]
    easter: dict[str, int]
    floating: dict[str, tuple[int, int, int, int]]  #: month, which of which weekday, days from there
    counts: dict[str, int]
    ordinals: dict[str, int]
    days_of_months: dict[str, int]  #: "seventeenth", "twenty first"
    units: dict[str, float]
    days: dict[str, int]
    canonical: dict[str, str]  #: by short form or misspelling: the word
    function: frozenset[str]  #: words that may follow a date
    names: frozenset[str]  #: words that turn the following word of a day into a name
    leads: frozenset[str]  #: prepositions that introduce a date
    short: frozenset[str]  #: short forms that are also words, or nearly: "sun", "sat"

    def word(self, written: str) -> str:
        """The canonical form of ``written``, in lower case: "tues" -> "tuesday", "novmber" -> "november"."""
        known = self.canonical.get(written)
        return known or (self._mended(written) if len(written) >= _SWAPPED else written)

    def _mended(self, written: str) -> str:
        for word in (*self.weekdays, *self.months, *self.days):
            near = OSA.distance(written, word, score_cutoff=1) <= 1 and written != f"{word}s"
            if near and len(word) >= _SWAPPED and (len(word) >= _SURE or sorted(word) == sorted(written)):
                return word
        return written


@lru_cache(maxsize=1)
def calendar_words() -> CalendarWords:
    """The words of dates."""
    found = table("calendar")
    variants = {**found["weekdays"], **found["months"]}
    canonical = {other: word for word, others in variants.items() for other in others} | found["slips"]
    canonical |= {f"{unit}s": unit for unit in found["units"]}
    return CalendarWords(
        weekdays={word: number for number, word in enumerate(found["weekdays"])},
        months={word: number for number, word in enumerate(found["months"], start=1)},
        seasons=found["seasons"],
        holidays={word: (month, day) for word, (month, day) in found["holidays"].items()},
        easter=found["easter"],
        floating={word: tuple(places) for word, places in found["floating"].items()},
        counts=found["counts"],
        ordinals=found["ordinals"],
        days_of_months={
            word.replace("_", " "): day for day, word in enumerate(found["days_of_months"]["words"].split(), start=1)
        },
        units=found["units"],
        days=found["days"],
        canonical=canonical,
        function=word_set(found["function"]["words"]),
        names=word_set(found["names"]["words"]),
        leads=word_set(found["leads"]["words"]),
        short=frozenset(other for others in found["weekdays"].values() for other in others if len(other) <= 5),
    )


@lru_cache(maxsize=1)
def month_names() -> str:
    """The months as alternatives of a regular expression, as printed: ``January|Jan\\.?``; without a group."""
    names = [month.title() for month in table("calendar")["months"]]
    return "|".join([*names, "Sept\\.?", *(f"{name[:3]}\\.?" for name in names if len(name) > 3)])
