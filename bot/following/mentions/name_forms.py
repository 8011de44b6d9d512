"""Other forms of a followed name in the news: initials, other names of a place, its inhabitants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from bot.following.article.towns_and_regions import town_and_region
from bot.following.filters.filters import Phrase, Sense
from bot.following.mentions.titled_names import BEFORE_GIVEN_NAMES, title_of, without_number
from bot.following.names.acronyms import acts_for_another, same_names
from bot.following.names.further_forms import in_parts, initials
from bot.following.names.names_compared import CLUBS, without_kind
from bot.following.names.short_words import shortened
from bot.lexicon.loader import word_list
from bot.lexicon.namesakes import Namesakes, namesakes
from bot.lexicon.places import country_abroad, home_of, is_place, place_named
from bot.lexicon.regions import is_town
from bot.text.name_matching import name_words
from bot.text.name_numbers import other_writings
from bot.text.spelling_variants import name_spellings

Words = tuple[str, ...]
_OF_PLACES = frozenset({Sense.AREA, Sense.POLITICS})
_MOST_SPELLINGS = 8
_LETTER_AND_NUMBER = re.compile(r"([A-Z]{1,3})(\d{1,3})")
_APOSTROPHE = re.compile(r"(?P<first>[OD])(?P<mark>')?(?P<rest>[A-Z][a-z]{2,})")
_TYPED_SMALL = re.compile(r"o([bcdfghkmnrst][a-z]{3,})")  # "omalley"
CLUBS_AND_FIRMS = word_list("organisations", "clubs_and_firms")


@dataclass(frozen=True, slots=True)
class NameForms:
    """A followed name, prepared for comparison."""

    names: tuple[Words, ...]  #: the name itself first
    peoples: tuple[Words, ...]  #: "Turkish", "Turks" for a place, and the seat of its government
    sense: Sense  #: never UNSAID where a well-known place bears the name
    known: bool  #: whether one does
    short: Words = ()  #: of a club: what reports on sport call it, Newcastle for Newcastle United
    title: str = ""  #: before a given name: "prince"


@lru_cache(maxsize=1 << 14)
def forms_of(phrase: Phrase) -> NameForms:
    """The forms of a name. A well-known place is assumed unless the phrase says otherwise."""
    if phrase.sense in _OF_PLACES:
        return forms_of(phrase._replace(sense=Sense.PLACE))
    words = name_words(town_and_region(phrase)[0])
    if title := title_of(phrase.text):
        both = tuple(dict.fromkeys((words, without_number(words))))
        return NameForms(both, (), Sense.PERSON, known=False, title=title)
    same = dict.fromkeys(form for spelt in _spellings(words) for form in same_names(spelt))
    spelt = (one for form in same for one in _spellings(form))
    acronyms = tuple(dict.fromkeys((*spelt, *shortened(words), *_further(words, same))))
    known = _place_of(acronyms)
    if not known or phrase.sense not in (Sense.UNSAID, Sense.PLACE, Sense.ANY) or _is_pronoun(words):
        return NameForms(acronyms, (), _sense(phrase, words), known=bool(known), short=_short_of_club(words))
    place = place_named(known)
    seats = [form for form in acronyms if form != words and acts_for_another(form)]
    own = [form for form in acronyms if form not in seats and not home_of(" ".join(form))]
    names = dict.fromkeys([*own, *map(name_words, place.names)])
    sense = Sense.PLACE if phrase.sense is Sense.UNSAID and not namesakes(known).body else _sense(phrase, words)
    return NameForms(tuple(filter(None, names)), (*map(name_words, place.peoples), *seats), sense, known=True)


def _place_of(forms: tuple[Words, ...]) -> str:
    """The well-known place that one of the forms names, also in another language or by its people; "" if none."""
    written = [" ".join(form) for form in forms]
    known = next(filter(is_place, written), "")
    return known or next((home for name in written if (home := country_abroad(name) or home_of(name))), "")


def _sense(phrase: Phrase, words: Words) -> Sense:
    """The sense of a name: a company, club or paper rather than people of that name; "Paris FC" is not the city."""
    if phrase.sense is not Sense.UNSAID:
        return phrase.sense
    bare = without_kind(words)
    if (
        len(bare) < len(words)
        and is_place(" ".join(bare))
        and {words[0].casefold(), words[-1].casefold()} & CLUBS_AND_FIRMS
    ):
        return Sense.ORG
    known = namesakes(words[0]) if len(words) == 1 else Namesakes()
    if len(words) == 1 and phrase.text.startswith("The ") and words[0].casefold() not in BEFORE_GIVEN_NAMES:
        return Sense.THING  # "The Tempest" is nobody called Tempest
    return Sense.THING if known.body or known.place else Sense.UNSAID


def _short_of_club(words: Words) -> Words:
    """The town in the name of a club such as "Leeds United"; () for any other name."""
    town, *kind = words or ("",)
    return (town,) if len(kind) == 1 and kind[0].casefold() in CLUBS and is_town(town) else ()


def _spellings(words: Words) -> tuple[Words, ...]:
    """The name as written, then in other spellings: Labor Party, World Health Organisation, Formula 1, G-7."""
    options = [(word, *_others(word), *(other_writings(word) if at else ())) for at, word in enumerate(words)]
    return (*islice(product(*options), _MOST_SPELLINGS), *_with_letter(words))


def _with_letter(words: Words) -> tuple[Words, ...]:
    """A letter and a number written apart, or together: "G7" for "G 7" and "G-7"."""
    if len(words) == 1 and (both := _LETTER_AND_NUMBER.fullmatch(words[0])):
        return ((both[1], both[2]),)
    if len(words) == len("G7") and _LETTER_AND_NUMBER.fullmatch("".join(words)):
        return (("".join(words),),)
    return ()


def _further(words: Words, same: Iterable[Words]) -> Iterator[Words]:
    """Of a long name its initials, of "omalley" O'Malley, and the words that capitals within words show: "LePen"."""
    if letters := initials(words):
        yield (letters,)
    if len(words) == 1 and (irish := _TYPED_SMALL.fullmatch(words[0])):
        yield (f"o'{irish[1]}",)
    for form in same:
        if len(apart := tuple(part for word in form for part in in_parts(word))) > len(form):
            yield apart


def _others(word: str) -> list[str]:
    if irish := _APOSTROPHE.fullmatch(word):  # "ONeill" as people type it
        return [f"{irish['first']}{'' if irish['mark'] else chr(39)}{irish['rest']}"]
    found = sorted(name_spellings(word.casefold()) - {word.casefold()}) if word.isascii() and not word.isupper() else []
    return [other.capitalize() if word[:1].isupper() else other for other in found]


def _is_pronoun(words: Words) -> bool:
    """Whether it is "us" or "it" in lower case rather than a capitalised name."""
    return len(words) == 1 and len(words[0]) <= len("us") and words[0].islower() and words[0] != "us"
