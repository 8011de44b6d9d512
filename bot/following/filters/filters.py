"""Filters as values: which articles a subscription wants.

filter_language.py parses what people write, matching.py decides whether an article matches.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from bot.models import FollowKind
from bot.text.names import fold

FROM = "from:"


class Sense(StrEnum):
    """What kind of thing a name refers to."""

    __hash__ = str.__hash__  # three times as fast as that of Enum, and matching hashes constantly

    PERSON = "person"
    PLACE = "place"
    ORG = "org"
    ANY = "any"  # anything with that name
    THING = "thing"  # anything with that name except people: a company or club named like a place
    WORD = "word"  # not a name but the ordinary word
    AREA = "area"  # any place in a part of the world: areas.py
    FAMILY = "family"  # whoever bears that surname: families.py
    POLITICS = "politics"  # of a country or place: politics.py
    TOPIC = "topic"  # whatever an article calls it: topics.py
    UNSAID = ""  # the well-known place if there is one of that name, else anything with that name


#: Senses that are read into words beside what they say themselves.
READ_INTO = frozenset({Sense.TOPIC, Sense.AREA, Sense.FAMILY, Sense.POLITICS})


class Phrase(NamedTuple):
    """Words that must stand next to each other. A tuple, because matching hashes and compares phrases constantly."""

    text: str  #: as written
    name: bool = False  #: compared as a name, including case; otherwise by stems
    sense: Sense = Sense.UNSAID  #: of a name


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """A filter: the outlet, alternatives with their exclusions, and exclusions of the whole filter.

    An article must be from ``source``, contain all phrases of some alternative and none that it excludes, and nothing
    that the whole filter excludes.
    """

    sources: tuple[str, ...] = ()  #: any of these outlets; () = any outlet
    other_than: tuple[str, ...] = ()  #: none of these outlets
    anyof: tuple[tuple[Phrase, ...], ...] = ()  #: alternatives; () if no words are asked for
    unless: tuple[tuple[Phrase, ...], ...] = ()  #: what each alternative excludes; () = nothing
    exclude: tuple[Phrase, ...] = ()
    says: Phrase | None = None  #: whose quotes must stand near the phrases; None: no condition
    story: int = 0  #: the article must belong to this story; 0 = any
    question: str = ""  #: that a sentence must answer, judged elsewhere (question_judging.py); "" if none

    def alternatives(self) -> list[tuple[tuple[Phrase, ...], tuple[Phrase, ...]]]:
        """Each alternative with its exclusions."""
        return list(zip(self.anyof, self.unless or ((),) * len(self.anyof), strict=True))

    def canonical(self) -> Filter:
        """The canonical form, equal for all filters of the same meaning: independent of the order and case of words."""
        pairs = [(_ordered(found), _ordered(left)) for found, left in self.alternatives()]
        ordered = sorted(dict.fromkeys(pairs), key=repr)
        unless = tuple(left for _, left in ordered)
        return Filter(
            sources=_folded(self.sources),
            other_than=_folded(self.other_than),
            anyof=tuple(found for found, _ in ordered),
            unless=unless if any(unless) else (),
            exclude=_ordered(self.exclude),
            says=self.says,
            story=self.story,
            question=" ".join(self.question.casefold().split()),
        )

    def dump(self) -> str:
        """The filter as JSON, for the store."""
        data: dict[str, object] = {
            "from": list(self.sources) if len(self.sources) > 1 else "".join(self.sources),
            "any": [[_written(phrase) for phrase in clause] for clause in self.anyof],
            "not": [_written(phrase) for phrase in self.exclude],
        }
        if self.other_than:
            data["not from"] = list(self.other_than)
        if self.unless:
            data["unless"] = [[_written(phrase) for phrase in clause] for clause in self.unless]
        if self.says:
            data["says"] = [_written(self.says)]
        if self.story:
            data["story"] = self.story
        if self.question:
            data["question"] = self.question
        return json.dumps(data, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Filter:
        """The filter in a JSON text written by ``dump``."""
        data = json.loads(text)
        return cls(
            sources=tuple(_listed(data["from"])),
            other_than=tuple(data.get("not from", ())),
            anyof=tuple(tuple(map(_read, clause)) for clause in data["any"]),
            unless=tuple(tuple(map(_read, clause)) for clause in data.get("unless", ())),
            exclude=tuple(map(_read, data["not"])),
            says=_read(data["says"][0]) if "says" in data else None,
            story=data.get("story", 0),
            question=data.get("question", ""),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFilter:
    """A parsed subscription: the filter and how it is shown."""

    kind: FollowKind
    value: str  #: as the user wrote it, cleaned; "" for everything
    filter: Filter


def with_clauses(
    wanted: ParsedFilter, clauses: Sequence[tuple[tuple[Phrase, ...], tuple[Phrase, ...]]]
) -> ParsedFilter:
    """``wanted`` with these as further alternatives, each with its exclusions."""
    either = (*wanted.filter.alternatives(), *clauses)
    unless = tuple(left for _, left in either) if any(left for _, left in either) else ()
    return replace(wanted, filter=replace(wanted.filter, anyof=tuple(found for found, _ in either), unless=unless))


def with_alternatives(wanted: ParsedFilter, other: ParsedFilter) -> ParsedFilter:
    """``wanted`` with the alternatives of another reading of the same words, if the two differ in nothing else."""
    mine, its = wanted.filter, other.filter
    if replace(mine, anyof=its.anyof, unless=its.unless) != its:
        return wanted
    both = (*mine.alternatives(), *its.alternatives())
    pairs = {(tuple(map(_any_case, found)), left): (found, left) for found, left in both}.values()
    unless = tuple(left for _, left in pairs)
    either = replace(mine, anyof=tuple(found for found, _ in pairs), unless=unless if any(unless) else ())
    return replace(wanted, filter=either)


def _any_case(phrase: Phrase) -> Phrase:
    """The phrase under which names that differ only in case are one: "helena marsh", "Helena Marsh"."""
    return phrase._replace(text=phrase.text.casefold()) if phrase.name and " " in phrase.text else phrase


def _folded(outlets: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({fold(outlet) for outlet in outlets}))


def _listed(outlets: str | list[str]) -> list[str]:
    """The outlets as written by ``dump``: a string for one, a list for several."""
    return [outlets] if isinstance(outlets, str) and outlets else list(outlets)


def _ordered(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    plain = (
        phrase if phrase.name else phrase._replace(text=phrase.text.lower(), sense=Sense.UNSAID) for phrase in phrases
    )
    return tuple(sorted(dict.fromkeys(plain), key=repr))


def _written(phrase: Phrase) -> list[object]:
    return [phrase.text, phrase.name, *([phrase.sense.value] if phrase.sense else [])]


def _read(written: list[object]) -> Phrase:
    return _phrase(*map(str, written))


@lru_cache(maxsize=1 << 15)
def _phrase(text: str, name: str, sense: str = Sense.UNSAID) -> Phrase:
    """One object per phrase, as identity is compared faster than equality; ``name``: "True" or "False"."""
    return Phrase(text, name == "True", Sense(sense))
