"""What an ambiguous word could name, to ask back once: "Florence: the place, Florence Pugh, or any?". Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.following.filters import Filter, ParsedFilter, Phrase, Sense
from bot.lexicon.places import is_place
from bot.lexicon.places_and_given_names import FEMALE, MALE
from bot.text.name_matching import is_acronym, name_words
from bot.translation import N_, gettext

MOST = 6
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_THINGS = frozenset({"ORG", "PRODUCT", "EVENT", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class NameChoice:
    """One thing that a word could name."""

    label: str  #: as shown to people
    phrase: Phrase  #: what is then followed


def choices(wanted: ParsedFilter, bearers: Iterable[tuple[str, str]]) -> list[NameChoice]:
    """What the single word of a filter could name, "any of them" last; none where it names one thing only.

    ``bearers``: name and entity label of those in the archive that bear the word, most mentioned first.
    """
    phrase = _open_word(wanted.filter)
    if phrase is None:
        return []
    (word,) = name_words(phrase.text)
    found = {_place(word): None} if is_place(word) else {}
    for name, label in bearers:
        if one := _bearer(word, name, label):
            found.setdefault(one)
    people = [one for one in found if one.phrase.sense is Sense.PERSON]
    if found and not people and word.casefold() in FEMALE | MALE:
        found[
            NameChoice(
                gettext("somebody called {name}").format(name=word.title()), Phrase(word.title(), True, Sense.PERSON)
            )
        ] = None
    if len(found) < 2:
        return []
    return [*list(found)[:MOST], NameChoice(gettext("any of them"), replace(phrase, sense=Sense.ANY))]


def chosen(wanted: ParsedFilter, choice: NameChoice) -> ParsedFilter:
    """The filter with its word meant as ``choice`` says."""
    meant = tuple(tuple(choice.phrase for _ in clause) for clause in wanted.filter.anyof)
    text = choice.phrase.text
    value = f'{choice.phrase.sense}:"{text}"' if " " in text else f"{choice.phrase.sense}:{text}"
    return replace(wanted, value=value, filter=replace(wanted.filter, anyof=meant))


def _open_word(wanted: Filter) -> Phrase | None:
    """The only word that is asked for, if it is a name that may mean several."""
    if len(wanted.anyof) != 1 or len(wanted.anyof[0]) != 1:
        return None
    (phrase,) = wanted.anyof[0]
    words = name_words(phrase.text)
    is_open = phrase.name and phrase.sense is Sense.UNSAID and len(words) == 1 and not is_acronym(words[0])
    return phrase if is_open else None


def _place(word: str) -> NameChoice:
    return NameChoice(gettext("{name}, the place").format(name=word.title()), Phrase(word.title(), True, Sense.PLACE))


def _bearer(word: str, name: str, label: str) -> NameChoice | None:
    form = [part.casefold() for part in name_words(name)]
    small = word.casefold()
    if label in _PLACES and form == [small]:
        return _place(word)
    if label == "PERSON" and len(form) > 1 and small in (form[0], form[-1]):
        return NameChoice(gettext("{name}, a person").format(name=name), Phrase(name, True, Sense.PERSON))
    if label in _THINGS and form and small in (form[0], form[-1]):
        known, some = N_("{name}, the organisation"), N_("{name}, an organisation")
        return NameChoice(gettext(known if form == [small] else some).format(name=name), Phrase(name, True, Sense.ORG))
    return None
