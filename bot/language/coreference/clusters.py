"""Cluster the names in one article: every mention gets the longest form of its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.language.coreference.name_parts import gender
from bot.language.coreference.organisation_names import Institutions
from bot.language.coreference.person_names import People
from bot.language.coreference.repetitions import surname
from bot.language.coreference.surname_genders import SurnameGenders
from bot.language.entities.name_cleaning import Found
from bot.language.entities.recognition import NAMES
from bot.language.patterns import NamedPattern
from bot.lexicon.countries import SAME_PLACE
from bot.lexicon.loader import alternatives
from bot.models import Name

_RELATIVES = alternatives("roles", "kin")
_KIN = f"(?:step|half-|grand|great-)*(?:{_RELATIVES})(?:-in-law)?"
_WHOSE = r"(?:his|her|their|[\w.]+['’]s?)"
_KIN_AHEAD = NamedPattern(
    "a relative by name",
    rf"\b{_WHOSE}\s(?:[\w-]+\s){{0,2}}?{_KIN},?\s$",
    "his son ",
    "Reyl's eldest daughter, ",
    flags=re.IGNORECASE,
)
_KIN_BEHIND = NamedPattern(
    "a relative by apposition",
    rf",\s(?:(?:{_WHOSE}\s(?:[\w-]+\s){{0,2}}?|the\s){_KIN}\b|(?:an?\s|the\s)?(?:[\w-]+\s){{0,2}}{_KIN}\sof\b)",
    ", her brother",
    ", a cousin of",
    ", Reyl's wife",
    flags=re.IGNORECASE,
)

_KIN_OF = NamedPattern(
    "somebody's relative ahead of the name",
    rf"\b{_KIN}\sof\s(?:[\w’'-]+\s){{0,3}}$",
    "mother of the victim ",
    "brother of ",
)
#: Others in what a person is called, who do not tell the person's gender: "travelling with his wife".
_OTHERS = NamedPattern(
    "others in a description",
    r"\s(?:with|of|to|for|from|by|at|in|and|who)\s.*",
    " with his wife",
    " of the queen",
    flags=re.DOTALL,
)


@dataclass(slots=True)
class EntityCluster:
    """A person, institution or place of the article during annotation."""

    forms: Counter[str] = field(default_factory=Counter)  #: in order of first occurrence
    titled: dict[str, None] = field(default_factory=dict)
    labels: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)  #: "Russian President", "spokeswoman for the ministry"
    pronoun: str = ""  #: "he" or "she", by which the text refers to somebody whose name does not tell
    apart: bool = False  #: whether only the title tells the person from another of the surname
    occurs: bool = False  #: whether it occurs in the text, not in the title only

    @property
    def label(self) -> str:
        """The most frequent label."""
        return self.labels.most_common(1)[0][0]

    @property
    def name(self) -> str:
        """The longest form, with a title if only that tells people apart; for places with several names the usual."""
        if self.apart and self.titled:
            return next((form for form in self.titled if " and " not in form), next(iter(self.titled)))
        usual = next((SAME_PLACE[form.lower()] for form in self.forms if form.lower() in SAME_PLACE), "")
        return usual or max(self.forms, key=_rank)

    @property
    def gender(self) -> str:
        """ "he", "she", or "" if unknown."""
        roles = [_OTHERS.sub("", role) for role in self.roles]
        return gender(self.name, " ".join([*self.titled, *roles])) or self.pronoun

    def told(self) -> Name:
        """The entity as a value."""
        name = self.name
        aliases = dict.fromkeys([*self.forms, *self.titled])
        if self.label == "PERSON" and " " in name:
            aliases[surname(name)] = None
        return Name(name=name, label=self.label, aliases=tuple(alias for alias in aliases if alias != name))


def _rank(form: str) -> tuple[bool, int, bool, int]:
    return not form.startswith("@"), len(form.split()), not form.isupper(), len(form)


def _is_relative(found: Found, text: str) -> bool:
    """Whether a person is introduced as a relative: "His son, Bill Harker", "Bill Harker, her brother"."""
    if found.label != "PERSON" or " " not in found.text:
        return False
    ahead = _KIN_AHEAD.search(text, max(0, found.start - 50), found.start)
    of = _KIN_OF.search(text, max(0, found.start - 50), found.start)
    return bool(ahead or of or _KIN_BEHIND.match(text, found.end))


def named(title: Sequence[Found], body: Sequence[Found], text: str) -> list[EntityCluster | None]:
    """The entity of each of ``body``; None for figures and dates. Names in ``title`` help to resolve them."""
    relatives = {found.text for found in body if _is_relative(found, text)}
    genders = SurnameGenders(body, text).of
    persons = People([found for found in (*title, *body) if found.label == "PERSON"], relatives, genders)
    places = Institutions([found for found in body if found.label in NAMES and found.label != "PERSON"], text)
    entities: dict[int | str, EntityCluster] = {}
    headline = [found for found in title if found.label == "PERSON"]
    rows = [_entity(found, persons, places, entities) for found in (*headline, *body)]
    for found, entity in zip(body, rows[len(headline) :], strict=True):
        if entity is not None:
            entity.occurs = True
            _count(entity, found)
    return rows[len(headline) :]


def _entity(
    found: Found, persons: People, places: Institutions, known: dict[int | str, EntityCluster]
) -> EntityCluster | None:
    if found.label not in NAMES:
        return None
    key: int | str = persons.number(found) if found.label == "PERSON" else places.group(found.text)
    entity = known.setdefault(key, EntityCluster(apart=isinstance(key, int) and persons.is_apart(key)))
    if found.label == "PERSON" and " " in found.text:
        entity.forms.setdefault(found.text, 0)  # a full name in the title resolves a bare surname in the text
    return entity


def _count(entity: EntityCluster, found: Found) -> None:
    entity.forms[found.text] += 1
    entity.labels[found.label] += 1
    if found.title:
        entity.titled.setdefault(f"{found.title} {found.text}")
