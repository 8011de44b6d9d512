"""Which entities "he", "it" or "they" can refer to at all, whatever their salience."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.mentions import QuoteSource, speaks_for
from bot.language.coreference.offices import role_in
from bot.lexicon.loader import word_set
from bot.lexicon.reporting import DOCUMENTS
from bot.lexicon.roles import ROLES

_PLURAL = re.compile(r"\b[a-z]+s\b")
_NOT_SEVERAL = word_set("Act Law Bill Office House Congress Parliament Senate Amendment Treaty")
_THINGS = DOCUMENTS | word_set("figures statistics data research results findings records documents numbers analysis")


def are_people(text: str) -> bool:
    """Whether unnamed people are mentioned: "by the World Bank and international bankers, though "."""
    return any(word.removesuffix("s") in ROLES for word in _PLURAL.findall(text))


def is_thing(speaker: QuoteSource) -> bool:
    """Whether a speaker is a thing, which cannot be "he": "Statistics", "an annual survey"."""
    words = speaker.words.lower().split()
    return bool(words) and (words[-1] in _THINGS or words[-1].removesuffix("s") in DOCUMENTS)


def is_unnamed_person(speaker: QuoteSource) -> bool:
    """Whether a speaker is an unnamed person: "a resident"; "the spokesman", who speaks for his ministry."""
    role = role_in(speaker.words) if speaker.words else None
    if speaker.entity is None:
        return True
    return speaker.entity.label != "PERSON" and role is not None and speaks_for(role)


def asks(words: str) -> bool:
    """Whether somebody without a name asks for a living: whoever speaks next answers "a reporter"."""
    return words.lower().split()[-1:] in ([noun] for noun in ("reporter", "interviewer", "journalist", "moderator"))


def is_unintroduced(entity: EntityCluster) -> bool:
    """Whether an entity is one word without title, office or given name: perhaps a firm or team."""
    return " " not in entity.name and not entity.titled and not entity.roles and not entity.gender


def may_be(entity: EntityCluster, wanted: str) -> bool:
    """Whether an entity may be a person of the ``wanted`` gender, "" for any."""
    return entity.label == "PERSON" and (not wanted or entity.gender in ("", wanted))


def is_place(entity: EntityCluster | None) -> bool:
    """Whether there is nothing better than a place: one, or no entity at all."""
    return entity is None or entity.label in ("GPE", "LOC")


def fit_for_they(entity: EntityCluster) -> float:
    """The fit of an entity as "they": peoples and parties only in the plural, "Democrats"; no places, no laws."""
    if entity.label in ("GPE", "LOC", "FAC", "EVENT") or entity.name.split()[-1] in _NOT_SEVERAL:
        return 0.0
    return 1.0 if entity.label == "ORG" or entity.name.endswith("s") else 0.0


def best(scores: Mapping[int, float], entities: Mapping[int, EntityCluster]) -> EntityCluster | None:
    """The entity with the highest score, by the same keys; None if none has more than 0."""
    best = max(scores, key=lambda key: scores[key], default=None)
    return entities[best] if best is not None and scores[best] > 0 else None
