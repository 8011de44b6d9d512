"""Compare a name in an article with a name that is followed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.lexicon.given_names import is_given_name
from bot.lexicon.loader import word_list
from bot.lexicon.namesakes import namesakes
from bot.lexicon.places import is_country, is_people, is_place
from bot.lexicon.regions import is_region
from bot.models import Name
from bot.text.name_matching import PARTICLES, is_small, name_words, same_word, same_words

#: Words that say what kind of thing a name refers to and add nothing to it.
_KINDS = word_list("organisations", "kinds_of_things")
_STREETS = word_list("organisations", "streets")
_PLACES = frozenset({"GPE", "LOC"})
_PARTS_OF_PLACES, _DIVIDED = word_list("regions", "parts_of_places"), word_list("regions", "divided")
#: Labels whose names may be shortened to their first words: "New York City", "Windows 11", "Wembley Stadium".
_FIRST_WORDS_NAME = frozenset({"GPE", "LOC", "FAC", "PRODUCT", "EVENT"})
CLUBS = frozenset(word_list("sport", "second_words_of_clubs"))
_BEFORE_CLUBS = frozenset({"FC", "AFC", "CF"})
_PUBLIC_PLACES = frozenset(word_list("organisations", "public_places"))
STATE_BODIES = frozenset(word_list("organisations", "state_bodies"))
_HELD_IN_PLACES = word_list("organisations", "held_in_places")
_AFTER_NAMES = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
_OTHER_BODIES = frozenset(word_list("organisations", "named_after_others"))
#: Things named after a country but not from it: "French fries", "Turkish delight".
_COMPOUNDS = word_list("place_adjectives", "things")


def is_called(words: Sequence[str], form: Sequence[str], label: str) -> bool:
    """Whether a name with this form and OntoNotes label refers to ``words``. Both are as returned by ``name_words``."""
    if not form:
        return False
    if label == "PERSON":
        return _is_person(words, form)
    if same_words(without_kind(words), without_kind(form)):
        return True
    if same_words(words, form[: len(words)]) and _only_adds(form[len(words) :], label):
        return True
    if label in _PLACES and form[0].casefold() in _PARTS_OF_PLACES and same_words(words, form[1:]):
        return _has_parts(" ".join(words)) and not is_place(" ".join(form))  # South Florida, but not South Korea
    if len(words) == 1 and same_word(words[0], form[-1]) and label == "ORG" and all(map(_is_of_a_place, form[:-1])):
        return True  # the US Congress is a Congress
    # The head of an English name comes last: the English Premier League is a Premier League, but the New York Times is
    # not New York, and the Bank of South Africa is not South Africa.
    rest = len(form) - len(words)
    return len(words) > 1 and rest > 0 and same_words(words, form[rest:]) and form[rest - 1] not in PARTICLES


def is_body_of(words: Sequence[str], form: Sequence[str], label: str) -> bool:
    """Whether a longer name is the full name of a club or firm.

    "Leeds United" is the club Leeds, "Jaguar Land Rover" the carmaker, "Petch Foods" the firm Petch, but the Ford
    Foundation is not the carmaker.
    """
    if label != "ORG" or len(form) <= len(words) or not same_words(words, form[: len(words)]):
        return False
    after = form[len(words)].casefold()
    if len(form) == len(words) + 1 and after in CLUBS:
        return True
    known = namesakes(" ".join(words))
    told = bool(known.body) or len(form) == len(words) + 1
    return told and not known.place and after not in PARTICLES and form[-1].casefold() not in _OTHER_BODIES


def is_within_place(words: Sequence[str], form: Sequence[str], label: str) -> bool:
    """Whether a form labelled ORG or EVENT is a place, institution or event within the place that ``words`` name.

    "Bristol Zoo" is in Bristol, "Tbilisi Film Festival" in Tbilisi; "US Supreme Court" and "Supreme Court of Brazil"
    belong to their countries.
    """
    if label not in ("ORG", "EVENT") or len(form) <= len(words) or not is_place(" ".join(words)):
        return False
    if same_words(words, form[: len(words)]):
        last, between = form[-1].casefold(), len(form) - len(words) - 1
        return last in STATE_BODIES or last in _HELD_IN_PLACES or (last in _PUBLIC_PLACES and not between)
    head = form[: len(form) - len(words) - 1]
    return (
        bool(head)
        and form[len(head)].casefold() == "of"
        and (
            any(word.casefold() in STATE_BODIES for word in head) or is_place(" ".join(head))
        )  # the Venice of Thailand
        and same_words(words, form[len(head) + 1 :])
    )


def is_called_as_place(words: Sequence[str], name: Name) -> bool:
    """Whether a longer name is that of a place that ``words`` name too: "Wembley Stadium"."""
    return name.label in _FIRST_WORDS_NAME and is_called(words, name_words(name.name), name.label)


def is_placed_adjective(people: str, after: str) -> bool:
    """Whether an adjective and the next word have nothing to do with the country: "French fries"."""
    return f"{people}_{after}".casefold() in _COMPOUNDS


def without_kind(words: Sequence[str]) -> Sequence[str]:
    """A name without the words for its kind: "Boeing Company", "Chelsea FC", "FC Barcelona"."""
    while len(words) > 1 and words[0] in _BEFORE_CLUBS:
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in _KINDS:
        words = words[:-1]
    return words


def _only_adds(rest: Sequence[str], label: str) -> bool:
    """Whether the words after a name only specify it: "New York City", "Windows 11", "Boeing 737 Max"."""
    if label == "GPE":  # "Paris Dupree" is a person whom the recogniser labelled as a place
        return all(word.casefold() in _KINDS or is_place(word) for word in rest)
    return (label in _FIRST_WORDS_NAME and rest[-1].casefold() not in _STREETS) or rest[0][:1].isdigit()


def _has_parts(place: str) -> bool:
    """Whether it is a country or state, whose parts are called by its name; of Ireland, the north is another."""
    return (is_country(place) or is_region(place)) and place.casefold() not in _DIVIDED


def _is_of_a_place(word: str) -> bool:
    return is_place(word) or is_people(word)


def _is_person(words: Sequence[str], form: Sequence[str]) -> bool:
    """Whether a form names the person: by first name or surname alone, by both without middle names, or by a part."""
    if len(words) == 1:
        return same_word(words[0], form[-1]) or same_word(words[0], form[0])
    if len(form) > 1 and same_word(words[0], form[0]) and same_word(words[-1], form[-1]):
        return _middle_fits(words[1:-1], form[1:-1])
    at = next((at for at in range(len(form) - len(words) + 1) if same_words(words, form[at : at + len(words)])), -1)
    behind = form[at + len(words) :]
    full = at == 0 and is_given_name(words[0].casefold())  # Anna Lee Karlsson is not Anna Lee
    return at >= 0 and not (full and any(word.casefold() not in _AFTER_NAMES for word in behind))


def _middle_fits(wanted: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the middle names agree: nobody writes Michael B. Jordan without his initial, which tells him apart."""
    mine, its = map(_initials, (wanted, printed))
    return mine == its if mine and (its or any(map(_is_initial, wanted))) else True


def _initials(names: Sequence[str]) -> str:
    return "".join(name if _is_initial(name) else name[0] for name in names if not is_small(name))


def _is_initial(name: str) -> bool:
    """Whether it is one or two initials, as in George H. W. Bush."""
    return len(name) <= 2 and name.isupper()
