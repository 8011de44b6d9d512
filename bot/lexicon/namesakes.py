"""Words that name several well-known entities, or are both names and ordinary words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.lexicon.loader import rows, word_list

#: Names of people that are also ordinary words.
PEOPLE_AND_WORDS = word_list("namesakes", "people")


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What one word may name, each described in a few words; "" = nothing of that kind."""

    body: str = ""
    place: str = ""
    person: str = ""
    word: str = ""

    @property
    def is_name(self) -> bool:
        """Whether it names any entity."""
        return bool(self.body or self.place or self.person)


def namesakes(word: str) -> Namesakes:
    """What a word, in any case, may name; empty if it is not known to be ambiguous."""
    small = word.casefold()
    found = _named().get(small)
    if found is None and small in PEOPLE_AND_WORDS:
        return Namesakes(person=f"somebody called {word.title()}", word="the word")
    return found or Namesakes()


def is_word_too(word: str) -> bool:
    """Whether a name, in any case, is also an ordinary word."""
    return bool(namesakes(word).word)


@cache
def _named() -> dict[str, Namesakes]:
    found = {}
    for row in rows("namesakes", "named"):
        name, *senses = (part.strip() for part in " ".join(row).split("|"))
        found[name.casefold()] = Namesakes(*("" if sense == "-" else sense for sense in senses))
    return found
