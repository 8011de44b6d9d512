"""Whom or what the pronoun of a follow-up refers to, of those named in the previous question or its answer.

"Who won?" - "How old is she?"           whom the question asked for, if the answer names her
"Who replaced Halvorsen?" - "Is she ..." somebody whom the answer names, not whom the question did
"Whom did Kint meet?" - "Did she ..."    who acts in the question goes on acting
"What did his lawyer say?"               nobody whose given name is a woman's
"Where is the fire?" - "What started it?" not the place: fires start, places do not
"Which team won?" - "Whom did they beat?" the team
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lexicon.given_names import gender_of
from bot.lexicon.loader import alternatives
from bot.models import Turn
from bot.models.questions import AnswerType, KnownName, Understood
from bot.text.analyzer import terms
from bot.text.names import all_words
from bot.understanding.followup_types import gender_pointed_to, points_to_person, points_to_several, points_to_thing

_LONGEST_NAMES = 6  # maximum terms of the names that "they" refers to
_SEVERAL = 2  # names
_BETWEEN = re.compile(r",? and |, ")
_NO_THINGS = frozenset({"PERSON", "NORP", "GPE", "LOC", "FAC"})
_TEAMS = frozenset({"ORG", "GPE"})
_AUXILIARY = rf"(?:{alternatives('function_words', 'auxiliaries_of_questions')})"
_ACTING = re.compile(rf"^[^,?]*?\b(?:whom?|what|which|when|where|why|how)\b[^,?]*?\b{_AUXILIARY} ", re.IGNORECASE)
_ACTS_ON = re.compile(rf"\b{_AUXILIARY} (?:he|she)\b", re.IGNORECASE)
_WHO_DID = re.compile(rf"^\W*who (?!{_AUXILIARY}\b)", re.IGNORECASE)
_WITHIN = r"\b(?:in|near|across|around|outside|throughout) (?:the )?"  #: before a place
_WHICH = re.compile(r"^\W*(?:which|what) \w+", re.IGNORECASE)


def referent(text: str, before: Understood) -> KnownName | None:
    """Whom "he", "she" or "it" refers to: whom the last question asked for, else whom it or its answer named."""
    if points_to_person(text):
        return _person(text, before)
    if points_to_several(text):  # in "Why did they drop it?" they may be the only ones who are named
        return _team(before)
    if not points_to_thing(text):
        return None
    return next((name for name in _candidates(before, person=False) if _is_thing(name, before)), None)


def _person(text: str, before: Understood) -> KnownName | None:
    named = (name for name in _candidates(before, person=True) if not _is_place_there(name, before))
    fits = [name for name in named if _fits_gender(name, text, before)]
    if not fits:
        return None
    if _ACTS_ON.search(text):
        acting = (name for name in fits if _acts(name, before) and _gender(name, before))
        return next(acting, _unless_asked_about(fits[0], before))
    return _unless_asked_about(fits[0], before)


def _unless_asked_about(name: KnownName, before: Understood) -> KnownName | None:
    """``name``; None if the pronoun is as likely for "a man", who is the answer to "Who threatened Ilhan Omar?"."""
    asked_about = name in before.question.names and _WHO_DID.match(before.question.text)
    return None if asked_about and not _gender(name, before) else name


def _acts(name: KnownName, before: Understood) -> bool:
    """Whether it is the subject of the last question: "Whom did Kint meet?"."""
    found = _ACTING.match(before.question.text)
    return found is not None and before.question.text.startswith(name.text, found.end())


def _team(before: Understood) -> KnownName | None:
    """The answer to "Which team ...?", although its name may be a place's."""
    if before.question.wanted is not AnswerType.WHO or not _WHICH.match(before.question.text):
        return None
    found = (name for name in before.answered if _TEAMS.intersection(name.labels))
    return next((name for name in found if "NORP" not in name.labels), None)


def _candidates(before: Understood, *, person: bool) -> Iterator[KnownName]:
    """The names of the last turn, likeliest first."""
    if before.question.wanted in (AnswerType.WHO, AnswerType.OTHER):
        yield from before.answered
    asked = set(before.question.names) if person and before.question.wanted is AnswerType.WHO else set()
    yield from (name for name in before.named if name not in asked)
    yield from (name for name in before.named if name in asked)


def _fits_gender(name: KnownName, text: str, before: Understood) -> bool:
    """Whether it is a person whose given name, if it has one, is of the pronoun's gender."""
    return "PERSON" in name.labels and _gender(name, before) in ("", gender_pointed_to(text))


def _is_place_there(name: KnownName, before: Understood) -> bool:
    """Whether the last question uses it as a place, although somebody bears the name: "the primary in Delaware"."""
    return re.search(rf"{_WITHIN}{re.escape(name.text)}\b", before.question.text, re.IGNORECASE) is not None


def _gender(name: KnownName, before: Understood) -> str:
    """Of the given name, with which the answer may tell who "Culberson" is; "" if none is known."""
    alike = (one for one in before.named if set(one.entities) & set(name.entities))
    words = (all_words(one.text) for one in (name, *alike))
    return next((gender for full in words if len(full) > 1 and (gender := gender_of(full[0]))), "")


def _is_thing(name: KnownName, before: Understood) -> bool:
    """Whether it is no person, people or place, nor an organisation that the answer only names as its source."""
    asked = name in before.question.names or name in before.answered
    return not _NO_THINGS.intersection(name.labels) and (asked or "ORG" not in name.labels)


def several(text: str, last: Turn, before: Understood) -> KnownName | None:
    """The names that "they" refers to, if the last answer named several people: "Granollers and Lopez"."""
    told = terms(last.short)
    asked = before.question.wanted is AnswerType.WHO and points_to_several(text)
    each = _BETWEEN.split(last.short)
    if not asked or len(told) > _LONGEST_NAMES or len(each) < _SEVERAL or not all(one[:1].isupper() for one in each):
        return None
    return KnownName(last.short, tuple(dict.fromkeys(told)))
