"""Find people by their office: "the French president", "police chief of Lindon".

office -> sentences with its words -> who is described so -> the present holder, or several to choose from
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.archive import Match, TermClause
from bot.lexicon.places import is_people, is_place
from bot.models import Speaker
from bot.store.archive.descriptions import DescribedSpeaker, DescriptionIndex
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from bot.text.analyzer import terms
from bot.understanding.offices import Office, is_elsewhere, is_held, is_told, office, recency, spellings

LOOKED_AT = 2_000  # newest sentences with the words of the office
_SURE = 0.75  # share of the evidence above which one of several is the present holder
_FORMER_BOTH = re.compile(
    r"\b(?:[Ff]ormer|[Ee]x-?|[Oo]ne-time|[Rr]etired)\s?(?:[\w’'-]+\s){1,4}and\s(?:[A-Z][\w.]*\s)*$"
)
_FORMS_OF = 3  # organisations of one name whose other names are tried


@dataclass(frozen=True, slots=True)
class OfficeHolders:
    """The people that an office refers to."""

    asked: Office
    people: tuple[Speaker, ...]  #: one, several to choose from, or none


class OfficeLookup:
    """Finds holders of offices. Thread-safe; raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._speakers = Speakers(database)
        self._descriptions = DescriptionIndex(database)

    def holders(self, asked: str) -> OfficeHolders | None:
        """The holders of the office that ``asked`` names; None if it names no office, or is simply somebody's name."""
        wanted = office(asked)
        if wanted is None or (len(asked.split()) < 4 and any(one.quotes for one in self._speakers.called(asked))):
            return None
        sentences = tuple(TermClause(all=tuple(terms(one))) for one in spellings(wanted))
        held = self._holders(wanted, sentences)
        return OfficeHolders(wanted, tuple(filter(None, map(self._speakers.get, in_office(held)))))

    def _holders(self, wanted: Office, sentences: Match) -> list[DescribedSpeaker]:
        """Descriptions of holders: those that say of what, else those whose sentence or title does."""
        found = self._descriptions.beside(sentences, limit=LOOKED_AT)
        held = [one for one in found if is_held(wanted, one.text, one.said) and not _is_past(wanted, one)]
        sure = [one for one in held if is_told(wanted, one.text, self._forms)]
        placed = sure or [
            one
            for one in held
            if is_told(wanted, f"{one.sentence} {one.headline.title}", self._forms)
            and not is_elsewhere(wanted, one.text, self._forms)
        ]
        return placed or _of_affair(wanted, held)

    def _forms(self, name: str) -> Iterable[str]:
        called = [one for one in self._speakers.called(name) if one.label != "PERSON"]
        return [form for one in called[:_FORMS_OF] for form in (one.name, *self._speakers.forms(one.row))]


def _is_past(wanted: Office, one: DescribedSpeaker) -> bool:
    """Whether an office ahead makes this one a former one, too: "Former prosecutor and mayor of Lindon, Ana Reyl"."""
    at = one.sentence.find(one.text)
    return at > 0 and not wanted.states and _FORMER_BOTH.search(one.sentence, 0, at) is not None


def _of_affair(wanted: Office, held: Sequence[DescribedSpeaker]) -> list[DescribedSpeaker]:
    """Descriptions whose sentence or title shares most words with what the office is of: "in the ferry case".

    A place alone is not enough: who visits France is not of France.
    """
    asked = {term for one in wanted.where for word in one.split() if not is_people(word) for term in terms(word)}
    asked -= {term for one in wanted.where for word in one.split() if is_place(word) for term in terms(word)}
    shared = [len(asked.intersection(terms(f"{one.sentence} {one.headline.title}"))) for one in held]
    most = max(shared, default=0)
    return [one for one, count in zip(held, shared, strict=True) if count == most] if most else []


def in_office(held: Sequence[DescribedSpeaker]) -> list[int]:
    """The entity that most articles name in an office, recent ones counting more.

    Several, likeliest first, if others are named about as much.
    """
    days = {one.headline.row: (one.headline.published or one.headline.added).date() for one in held}
    newest = max(days.values(), default=None)
    told: defaultdict[int, set[int]] = defaultdict(set)
    for one in held:
        told[one.entity_row].add(one.headline.row)
    if newest is None:
        return []
    weights = {row: sum(recency(days[article], newest) for article in articles) for row, articles in told.items()}
    ordered = sorted(weights, key=lambda row: (-weights[row], row))
    return ordered[:1] if weights[ordered[0]] >= _SURE * sum(weights.values()) else ordered
