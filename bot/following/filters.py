"""A filter as a value: which articles a subscription wants. The language that people write it in is filter_language.py;
whether an article matches is decided in matching.py."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from bot.models import FollowKind
from bot.text.names import fold
from bot.translation import N_, gettext

FROM = "from:"


class Sense(StrEnum):
    """What a name is meant to name."""

    __hash__ = str.__hash__  # that of Enum is three times as slow, and matching asks for it all the time

    PERSON = "person"
    PLACE = "place"
    ORG = "org"
    ANY = "any"  # whatever bears it
    THING = "thing"  # whatever bears it but people: a company or club that is named like a place
    WORD = "word"  # no name at all but the ordinary word
    UNSAID = ""  # a well-known place where there is one of that name, else whatever bears it


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand side by side."""

    text: str  #: as written
    name: bool = False  #: compared as a name, case and all; otherwise by stems
    sense: Sense = Sense.UNSAID  #: of a name

    def __hash__(self) -> int:
        return hash(self.text)  # that of all three is far slower, and matching asks for it all the time


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which articles: of this outlet, holding all phrases of one alternative and none that it leaves out, and none
    that the whole filter leaves out."""

    source: str = ""  #: outlet; "" = any
    anyof: tuple[tuple[Phrase, ...], ...] = ()  #: alternatives; () = no words are asked for
    unless: tuple[tuple[Phrase, ...], ...] = ()  #: what each alternative leaves out; () = nothing
    exclude: tuple[Phrase, ...] = ()
    says: Phrase | None = None  #: whose words must stand near the phrases; None = nobody's
    story: int = 0  #: the article must tell this story; 0 = any
    question: str = ""  #: a sentence must answer it, which is judged outside (question_matching.py); "" = none is asked

    def alternatives(self) -> list[tuple[tuple[Phrase, ...], tuple[Phrase, ...]]]:
        """Each alternative with what it leaves out."""
        return list(zip(self.anyof, self.unless or ((),) * len(self.anyof), strict=True))

    def canonical(self) -> Filter:
        """The same filter as everybody who means it would have it: the order and case of words aside."""
        pairs = [(_ordered(found), _ordered(left)) for found, left in self.alternatives()]
        ordered = sorted(dict.fromkeys(pairs), key=repr)
        unless = tuple(left for _, left in ordered)
        return Filter(
            source=fold(self.source),
            anyof=tuple(found for found, _ in ordered),
            unless=unless if any(unless) else (),
            exclude=_ordered(self.exclude),
            says=self.says,
            story=self.story,
            question=" ".join(self.question.casefold().split()),
        )

    def dump(self) -> str:
        """As JSON, for the store."""
        data: dict[str, object] = {
            "from": self.source,
            "any": [[_written(phrase) for phrase in clause] for clause in self.anyof],
            "not": [_written(phrase) for phrase in self.exclude],
        }
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
        """The filter that ``dump`` wrote."""
        data = json.loads(text)
        return cls(
            source=data["from"],
            anyof=tuple(tuple(map(_read, clause)) for clause in data["any"]),
            unless=tuple(tuple(map(_read, clause)) for clause in data.get("unless", ())),
            exclude=tuple(map(_read, data["not"])),
            says=_read(data["says"][0]) if "says" in data else None,
            story=data.get("story", 0),
            question=data.get("question", ""),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFilter:
    """A subscription to be: what is shown and what is matched."""

    kind: FollowKind
    value: str  #: as the user wrote it, cleaned; "" for everything
    filter: Filter


def with_alternatives(wanted: ParsedFilter, other: ParsedFilter) -> ParsedFilter:
    """``wanted`` with the alternatives of another reading of the same words, where these differ in nothing else."""
    mine, its = wanted.filter, other.filter
    if replace(mine, anyof=its.anyof, unless=its.unless) != its:
        return wanted
    pairs = dict.fromkeys([*mine.alternatives(), *its.alternatives()])
    unless = tuple(left for _, left in pairs)
    either = replace(mine, anyof=tuple(found for found, _ in pairs), unless=unless if any(unless) else ())
    return replace(wanted, filter=either)


def read_as(wanted: Filter) -> str:
    """How a filter was understood, in words: "floods or “trade war”, but not cricket, from BBC"."""
    if wanted.question:
        return gettext("whatever answers “{question}”").format(question=wanted.question)
    if wanted.story:
        return gettext("one story, whichever outlet reports it")
    either = [_told(found, left) for found, left in wanted.alternatives()]
    parts = [gettext(" or ").join(either) if either else gettext("every article")]
    if wanted.says:
        said = gettext("what {name} says about {words}") if either else gettext("what {name} says")
        parts = [said.format(name=wanted.says.text, words=parts[0])]
    if wanted.exclude:
        left_out = gettext(" or ").join(map(_shown, wanted.exclude))
        parts.append(gettext("but not {words}").format(words=left_out))
    if wanted.source:
        parts.append(gettext("from {outlet}").format(outlet=wanted.source))
    return ", ".join(parts)


def _ordered(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    plain = (
        phrase if phrase.name else replace(phrase, text=phrase.text.lower(), sense=Sense.UNSAID) for phrase in phrases
    )
    return tuple(sorted(dict.fromkeys(plain), key=repr))


def _told(found: tuple[Phrase, ...], left: tuple[Phrase, ...]) -> str:
    told = gettext(" and ").join(map(_shown, found))
    without = gettext(" or ").join(map(_shown, left))
    return told + " " + gettext("without {word}").format(word=without) if left else told


def _shown(phrase: Phrase) -> str:
    told = phrase.text if phrase.name or " " not in phrase.text else f"“{phrase.text}”"
    if not phrase.name:
        return gettext("{word} (the word)").format(word=told) if phrase.sense is Sense.WORD else told
    return f"{told} ({gettext(_SENSES[phrase.sense])})"


_SENSES = {
    Sense.PERSON: N_("a person"),
    Sense.PLACE: N_("a place"),
    Sense.ORG: N_("an organisation"),
    Sense.ANY: N_("whoever or whatever has that name"),
    Sense.THING: N_("no person"),
    Sense.UNSAID: N_("a name"),
}


def _written(phrase: Phrase) -> list[object]:
    return [phrase.text, phrase.name, *([phrase.sense.value] if phrase.sense else [])]


def _read(written: list[object]) -> Phrase:
    return _phrase(*map(str, written))


@lru_cache(maxsize=1 << 15)
def _phrase(text: str, name: str, sense: str = Sense.UNSAID) -> Phrase:
    """The same object for the same phrase, which is found faster than an equal one; ``name``: "True" or "False"."""
    return Phrase(text, name == "True", Sense(sense))
