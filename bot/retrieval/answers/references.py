"""Whom or what the pronoun of a follow-up refers to, of those named in the previous question or its answer.

"Who won?" - "How old is she?"           whom the question asked for, if the answer names her
"Who replaced Halvorsen?" - "Is she ..." somebody whom the answer names, not whom the question did
"What did his lawyer say?"               nobody whose given name is a woman's
"Where is the fire?" - "What started it?" not the place: fires start, places do not
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lexicon.given_names import gender_of
from bot.models import Turn
from bot.models.questions import AnswerType, KnownName, Understood
from bot.text.analyzer import terms
from bot.text.names import all_words
from bot.understanding.followup_types import gender_pointed_to, points_to_person, points_to_several, points_to_thing

_LONGEST_NAMES = 6  # maximum terms of the names that "they" refers to
_TWO = 2
_BETWEEN = re.compile(r",? and |, ")
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def referent(text: str, before: Understood) -> KnownName | None:
    """Whom "he", "she" or "it" refers to: whom the last question asked for, else whom it or its answer named."""
    person = points_to_person(text)
    if not person and (not points_to_thing(text) or points_to_several(text)):
        return None  # in "Why did they drop it?" they may be the only ones who are named
    fits = _fits_gender if person else _is_thing
    return next((name for name in _known(before, person=person) if fits(name, text)), None)


def _known(before: Understood, *, person: bool) -> Iterator[KnownName]:
    """The names of the last turn, likeliest first."""
    if before.question.wanted in (AnswerType.WHO, AnswerType.OTHER):
        yield from before.answered
    asked = set(before.question.names) if person and before.question.wanted is AnswerType.WHO else set()
    yield from (name for name in before.named if name not in asked)
    yield from (name for name in before.named if name in asked)


def _fits_gender(name: KnownName, text: str) -> bool:
    """Whether it is a person whose given name, if it has one, is of the pronoun's gender."""
    words = all_words(name.text)
    known = gender_of(words[0]) if len(words) > 1 else ""
    return "PERSON" in name.labels and known in ("", gender_pointed_to(text))


def _is_thing(name: KnownName, _text: str) -> bool:
    return not {"PERSON", *_PLACES}.intersection(name.labels)


def several(text: str, last: Turn, before: Understood) -> KnownName | None:
    """The names that "they" refers to, if the last answer named several people: "Granollers and Lopez"."""
    told = terms(last.short)
    asked = before.question.wanted is AnswerType.WHO and points_to_several(text)
    each = _BETWEEN.split(last.short)
    if not asked or len(told) > _LONGEST_NAMES or len(each) < _TWO or not all(one[:1].isupper() for one in each):
        return None
    return KnownName(last.short, tuple(dict.fromkeys(told)))
