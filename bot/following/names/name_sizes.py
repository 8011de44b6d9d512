"""How many of the words that somebody types without quotation marks form one name. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.following.names.acronyms import is_body, is_typed_small
from bot.following.names.full_names import WordsKnown, capitalised_run, full_name_size
from bot.following.names.further_forms import in_parts
from bot.following.names.names_compared import is_placed_adjective
from bot.following.names.short_words import shortened
from bot.lexicon.given_names import is_given_name
from bot.lexicon.namesakes import is_word_too, namesakes
from bot.lexicon.places import country_abroad, home_of, is_country, is_people, is_place
from bot.lexicon.regions import members_of
from bot.lexicon.roles import ROLES, TITLES
from bot.text.analyzer import term_of, terms
from bot.text.compounds import closed, stems_written_apart
from bot.text.name_matching import is_acronym, is_capitalised, is_literal, other_number
from bot.text.spelling_variants import is_romanised

_LONGEST_NAME = 6  # words tried as one known name
_WORDS_TOO = frozenset({"polish"})  # words in lower case


class NameSizes:
    """Finds where names end, by what the articles know of words."""

    def __init__(self, known: WordsKnown) -> None:
        self._known_name, self._ordinary, self._printed_small = known

    def of_unit(self, words: Sequence[str], *, first: bool) -> tuple[int, bool]:
        """How many of ``words`` form a unit, and whether it is a name.

        ``first``: the first word may be capitalised only because it begins a line.
        """
        if is_literal(words[0]):
            return 1, True
        known, run = self.of_known_name(words), capitalised_run(words)
        if unit := self._exception(words, known, run, first=first):
            return unit
        if known and (known >= run or self._covered(words[known:run])):
            return known, True
        return self._unknown(words, run, first=first)

    def _exception(self, words: Sequence[str], known: int, run: int, *, first: bool) -> tuple[int, bool] | None:
        """The unit where known names and capitals (their numbers of words) mislead; None where they do not."""
        of_place = self._is_of_a_country(words) or _is_the_us(words, first=first) or bool(members_of(words[0]))
        if run < 2 and known < 2 and of_place:
            return 1, True
        if known <= 2 and (run <= 2 or words[2].casefold() == "and") and _is_an_office(words):
            return 2, False  # "the Pope" is whoever holds the office
        if run == 2 and known in (0, 2) and closed(" ".join(words[:2]).lower()):
            return run, False  # "Health Care" is the words
        if run == 2 and known == 1 and _is_somebody(words):
            return run, True  # "Kerry Washington" is neither John Kerry nor the city
        if run == 0 and known < 2 and (full := full_name_size(words, self._printed_small)):
            return full, True
        if len(words) == 1 and (is_word_too(words[0]) or (run == 1 and namesakes(words[0]).is_name)):
            return 1, run == 1 or is_country(words[0])  # "rice" in lower case does not mean Condoleezza Rice
        if known == 1 and run == 0 and not (first and len(words) == 1) and self._ordinary(words[0]):
            return 1, False  # the last word of "hong kong election": some name contains "Election"
        return None

    def _unknown(self, words: Sequence[str], run: int, *, first: bool) -> tuple[int, bool]:
        """The unit where no known name begins: by the number of capitalised words, ``run``, and the spelling."""
        if run == 1 and len(in_parts(words[0])) > 1 and term_of(words[0].casefold()) in stems_written_apart():
            return 1, False  # "SuperPAC" is no name
        if run > 1 or (run == 1 and other_number(words[0])) or (run == 1 and is_acronym(words[0])):
            return run, True
        if run == 0 and is_typed_small(words[0]):
            return 1, True
        if run == 0:  # "gaddafi", of which the articles may have another spelling
            return 1, is_romanised(words[0]) and not self._ordinary(words[0])
        return 1, (len(words) == 1 or not first) and bool(terms(words[0])) and not self._ordinary(words[0])

    def of_known_name(self, words: Sequence[str]) -> int:
        """The number of leading words that form a known name, or 0. A function word among others is not a name."""
        for size in range(min(len(words), _LONGEST_NAME), 0, -1):
            name = " ".join(words[:size])
            small = size < len(words) and not terms(name) and not is_acronym(name)
            of_two = size > 1 and is_people(name)
            if not small and (self._is_known(name) or self._is_place(name) or of_two or is_body(name)):
                return size
        return 0

    def _is_known(self, name: str) -> bool:
        """Whether the articles know the name, also written otherwise: "defense dept" for the Defense Department."""
        return self._known_name(name) or (
            " " in name and any(self._known_name(" ".join(form)) for form in shortened(name.split()))
        )

    def _is_place(self, name: str) -> bool:
        """Whether it is a well-known place; in lower case only if it is not also a common word ("split", "reading")."""
        return (is_place(name) or bool(country_abroad(name) or members_of(name))) and (
            is_capitalised(name) or " " in name or (bool(terms(name)) and not self._ordinary(name))
        )

    def _is_of_a_country(self, words: Sequence[str]) -> bool:
        """Whether the first word names a people and stands for its country: "German trains", "polish"."""
        word = words[0]
        if not home_of(word) or is_placed_adjective(word, (*words, "")[1]):
            return False
        return is_capitalised(word) or not (is_word_too(word) or word in _WORDS_TOO)

    def _covered(self, words: Sequence[str]) -> bool:
        """Whether ``words`` consist of known names, with function words between them."""
        at = 0
        while at < len(words):
            size = self.of_known_name(words[at:]) or int(not terms(words[at]))
            if not size:
                return False
            at += size
        return True


def _is_the_us(words: Sequence[str], *, first: bool) -> bool:
    """Whether "us" in small letters means the country: "us senate", but not "about us", "us and them"."""
    return first and words[0] == "us" and len(words) > 1 and bool(terms(words[1]))


def _is_an_office(words: Sequence[str]) -> bool:
    """Whether the first words are an article and an office that nothing else is called by: "the Pope"."""
    if len(words) < 2 or words[0].casefold() != "the":
        return False
    return words[1].casefold() in TITLES & ROLES and not namesakes(words[1]).is_name


def _is_somebody(words: Sequence[str]) -> bool:
    """Whether the first two words are a given name and a place that people are called after."""
    first, last = words[0].casefold(), namesakes(words[1])
    return is_given_name(first) and not is_place(first) and bool(last.place and last.person)
