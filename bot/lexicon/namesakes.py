"""Words that name several well-known things, or are names and ordinary words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.lexicon.loader import rows, word_list

#: Names of people that are ordinary words as well.
PEOPLE_AND_WORDS = word_list("namesakes", "people")


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What one word may name, each said in a few words; "" = nothing of that kind."""

    body: str = ""
    place: str = ""
    person: str = ""
    word: str = ""

    @property
    def is_name(self) -> bool:
        """Whether it names something at all."""
        return bool(self.body or self.place or self.person)


def namesakes(word: str) -> Namesakes:
    """What a word, in any case, may name; nothing where it is not known as ambiguous."""
    small = word.casefold()
    found = _named().get(small)
    if found is None and small in PEOPLE_AND_WORDS:
        return Namesakes(person=f"somebody called {word.title()}", word="the word")
    return found or Namesakes()


def is_word_too(word: str) -> bool:
    """Whether a name, in any case, is an ordinary word as well."""
    return bool(namesakes(word).word)


@cache
def _named() -> dict[str, Namesakes]:
    found = {}
    for row in rows("namesakes", "named"):
        name, *senses = (part.strip() for part in " ".join(row).split("|"))
        found[name.casefold()] = Namesakes(*("" if sense == "-" else sense for sense in senses))
    return found
