"""The possible meanings of an ambiguous word, to ask once: "Florence: the city, Florence Pugh, or any of them?".

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.following.filters.filters import READ_INTO, Filter, ParsedFilter, Phrase, Sense
from bot.lexicon.given_names import is_common_given_name
from bot.lexicon.namesakes import PEOPLE_AND_WORDS, Namesakes, namesakes
from bot.lexicon.places import is_place
from bot.lexicon.regions import shared_places
from bot.text.name_matching import is_acronym, name_words
from bot.translation import gettext

MOST_CHOICES = 6
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_THINGS = frozenset({"ORG", "PRODUCT", "EVENT", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class NameChoice:
    """One thing that a word could name."""

    label: str  #: as shown to people
    phrases: tuple[Phrase, ...]  #: what is followed if it is chosen: any of these


def choices(wanted: ParsedFilter, bearers: Iterable[tuple[str, str]]) -> list[NameChoice]:
    """The things that the single word of a filter could name, "any of them" last; none if it is unambiguous.

    ``bearers``: name and entity label of the archive's entities whose names contain the word, most mentioned first.
    """
    phrase = _open_word(wanted.filter)
    if phrase is None:
        return []
    (word,) = name_words(phrase.text)
    known = namesakes(word)
    if not phrase.name and not known.is_name:
        return []
    found: dict[NameChoice, None] = {}
    for one in (*_known_place(word, known), *_borne(word, known, bearers)):
        found.setdefault(one)
    for one in _known(word, known, {choice.phrases[0].sense for choice in found}):
        found.setdefault(one)
    if len(found) < 2:
        return []
    return [*list(found)[:MOST_CHOICES], NameChoice(gettext("any of them"), _any(word, known))]


def chosen(wanted: ParsedFilter, choice: NameChoice) -> ParsedFilter:
    """The filter with its word restricted to one of its meanings."""
    meant = tuple((phrase,) for phrase in choice.phrases)
    left = wanted.filter.unless[0] if wanted.filter.unless else ()
    unless = (left,) * len(meant) if left else ()
    either = " OR ".join(map(_written, choice.phrases))
    says = [f'says:"{wanted.filter.says.text}"'] if wanted.filter.says else []
    limits = [f"-{_written(phrase)}" for phrase in (*left, *wanted.filter.exclude)]
    limits += [f'from:"{outlet}"' for outlet in wanted.filter.sources]
    limits += [f'-from:"{outlet}"' for outlet in wanted.filter.other_than]
    value = " ".join([*says, f"({either})" if limits and len(meant) > 1 else either, *limits])
    return replace(wanted, value=value, filter=replace(wanted.filter, anyof=meant, unless=unless))


def _written(phrase: Phrase) -> str:
    """The phrase in the filter language."""
    words = f'"{phrase.text}"' if " " in phrase.text else phrase.text
    return f"{phrase.sense}:{words}" if phrase.sense is not Sense.UNSAID else words


def open_word(wanted: ParsedFilter) -> str:
    """The word of a filter that may have several meanings; "" if it has none such."""
    phrase = _open_word(wanted.filter)
    return phrase.text if phrase else ""


def _open_word(wanted: Filter) -> Phrase | None:
    """The single word of a filter, if it may be an ambiguous name."""
    clauses = [clause for clause in wanted.anyof if clause[0].sense not in READ_INTO]
    if len(clauses) != 1 or len(clauses[0]) != 1 or clauses[0][0].sense is not Sense.UNSAID:
        return None
    (phrase,) = clauses[0]
    words = name_words(phrase.text)
    return phrase if len(words) == 1 and not is_acronym(words[0]) else None


def _any(word: str, known: Namesakes) -> tuple[Phrase, ...]:
    name = Phrase(word.title(), True, Sense.ANY)
    return (name, Phrase(word.lower(), False, Sense.WORD)) if known.word else (name,)


def _known_place(word: str, known: Namesakes) -> Iterator[NameChoice]:
    shared = shared_places(word)
    for place in shared:
        meant = Phrase(f"{place.place}, {place.region}", True, Sense.PLACE)
        yield NameChoice(_told(place.place, place.label), (meant,))
    if not shared and (known.place or is_place(word)):
        yield _place(word, known)


def _borne(word: str, known: Namesakes, bearers: Iterable[tuple[str, str]]) -> Iterator[NameChoice]:
    listed = list(bearers)
    both = {name for name, label in listed if label == "PERSON"} & {name for name, label in listed if label in _THINGS}
    for name, label in listed:
        if name in both:  # the recogniser is not sure what it is
            yield NameChoice(name, (Phrase(name, True, Sense.ANY),))
        elif one := _bearer(word, known, name, label):
            yield one


def _known(word: str, known: Namesakes, named: set[Sense]) -> Iterator[NameChoice]:
    """Meanings that the lexicon knows in addition to those found in the archive, whose kinds are ``named``."""
    if known.body and Sense.ORG not in named:
        yield NameChoice(_told(word.title(), known.body), (Phrase(word.title(), True, Sense.ORG),))
    given = bool(named) and is_common_given_name(word.casefold())
    if (known.person or given) and Sense.PERSON not in named:
        label = _somebody(word, known)
        yield NameChoice(label, (Phrase(word.title(), True, Sense.PERSON),))
    if known.word:
        of_word = gettext("the word “{word}”").format(word=word.lower())
        label = of_word if word.casefold() in PEOPLE_AND_WORDS else _told(word.lower(), known.word)
        yield NameChoice(label, (Phrase(word.lower(), False, Sense.WORD),))


def _told(name: str, kind: str) -> str:
    return gettext("{name}, {kind}").format(name=name, kind=kind)


def _somebody(word: str, known: Namesakes) -> str:
    named = known.person and not known.person.startswith("somebody")
    return _told(word.title(), known.person) if named else gettext("somebody called {name}").format(name=word.title())


def _place(word: str, known: Namesakes) -> NameChoice:
    return NameChoice(
        _told(word.title(), known.place or gettext("the place")), (Phrase(word.title(), True, Sense.PLACE),)
    )


def _bearer(word: str, known: Namesakes, name: str, label: str) -> NameChoice | None:
    form = [part.casefold() for part in name_words(name)]
    small = word.casefold()
    if label in _PLACES and form == [small]:
        return None if shared_places(word) else _place(word, known)
    if label == "PERSON" and len(form) > 1 and small in (form[0], form[-1]):
        return NameChoice(_told(name, gettext("a person")), (Phrase(name, True, Sense.PERSON),))
    if label in _THINGS and form and small in (form[0], form[-1]):
        its = known.body or gettext("the organisation")
        kind = its if form == [small] else gettext("an organisation")
        return NameChoice(_told(name, kind), (Phrase(name, True, Sense.ORG),))
    return None
