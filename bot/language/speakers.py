"""Whose words they are: from "he", "the minister", "the MEA spokesperson" to a name of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from bot.language.cast import Appearance, Cast, role_in, speaks_for
from bot.language.gazetteer import DEMONYMS
from bot.language.lexicon import HE, INSTITUTION_NOUNS, IT, ORG_WORDS, PRONOUNS, SELF, SHE, THEY, WHO
from bot.language.names import Entity
from bot.language.text import Span, stripped, word_set

#: How far back a pronoun looks, in sentences.
_MEMORY = 6
_POSSESSIVE = re.compile(r"['’]s?\b")
_FOR = re.compile(r"\b(?:for|of|to|at|from|by|with|in)\s+(?:the\s+|its\s+)?(?:\S+['’]s?\s+)?$", re.IGNORECASE)
#: "a spokesman for the ministry", "the company's spokeswoman", "a ministry spokesperson": whom they speak for.
_SPOKEN_FOR = re.compile(
    r"\bspokes\w+ (?:for|of|at|from|with) (?:the|its|his|her|their) ([\w -]+)|\b([\w-]+)(?:['’]s?)? spokes\w+"
)
_LEADING = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|their|its|our|another|one)\s+", re.IGNORECASE)
_BODIES = frozenset(("ORG", "GPE", "FAC", "EVENT", "LOC", "NORP", "PRODUCT", "WORK_OF_ART", "LAW"))
_COMPANIES = word_set(
    """
    company firm group bank agency union party club team airline operator regulator
    """
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something: an entity of the article, or only words."""

    entity: Entity | None
    words: str = ""

    @property
    def known(self) -> bool:
        """Whether anything is known of them."""
        return self.entity is not None or bool(self.words)


NOBODY = Speaker(None)


class Resolver:
    """Finds speakers in one article; ``last`` is whoever spoke before, in order of the text."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._unnamed_offices: dict[str, Entity] = {}  # "the spokesman" -> whom an unnamed one spoke for

    def speaker(self, source: Span, last: Speaker, told: Sequence[Span] = ()) -> Speaker:
        """Who is meant by the words at ``source``; ``told``: what they say."""
        written = self._cast.text[slice(*source)]
        head = self._head(source)
        plain = self._cast.text[slice(*head)].strip().lower()
        if plain in PRONOUNS:
            return self._pronoun(plain, head[0], last, told)
        entity = (
            self._named(head)
            or self._apposed(head, source)
            or self._described(head, written, last)
            or self._institution(plain, head[0], last)
        )
        return Speaker(entity, self._as_written(head))

    def _head(self, source: Span) -> Span:
        """The source up to a comma or relative clause: "Mohammed Sufiyan, a 24-year-old from ..."."""
        text = self._cast.text[slice(*source)]
        match = re.search(r",\s|\s[–—(-]\s?|\s(?:who|which|that|whose)\s|\(", text)
        end = source[0] + match.start() if match and match.start() > 2 else source[1]
        return stripped(self._cast.text, source[0], end, extra=",.;:\"“”'‘")

    def _as_written(self, head: Span) -> str:
        return " ".join(self._cast.text[slice(*head)].split())

    # -- names -----------------------------------------------------------------

    def _named(self, head: Span) -> Entity | None:
        """The name that the phrase is about, if it is about one."""
        inside_it = [one for one in self._cast.within(head) if one.found.end <= head[1] + 1]
        people = [one for one in inside_it if one.found.label == "PERSON" and not self._dependent(one, head)]
        if people:
            return people[0].entity
        bodies = [one for one in inside_it if one.found.label in _BODIES and self._heads(one, head)]
        preferred = [one for one in bodies if one.found.label == "ORG"] or bodies
        return preferred[-1].entity if preferred else None

    def _dependent(self, one: Appearance, head: Span) -> bool:
        """ "Putin's spokesman", "a lawyer for Trump": the person only tells whose or which."""
        after = self._cast.text[one.found.end : head[1]]
        if _POSSESSIVE.match(after):
            return True
        before = self._cast.text[head[0] : one.start]
        return bool(_FOR.search(before))

    def _heads(self, one: Appearance, head: Span) -> bool:
        """Whether an institution is what the phrase means: it ends the phrase or a word like "agency" does."""
        rest = self._cast.text[one.found.end : head[1]].lower().strip(" ’'\".)")
        words = rest.removeprefix("s ").split()
        before = self._cast.text[head[0] : one.start]
        if one.found.label == "NORP" and not words:
            return False
        if words:
            return words[-1] in INSTITUTION_NOUNS and one.found.label == "ORG" and not _FOR.search(before)
        noun = _LEADING.sub("", before).split()
        return not _FOR.search(before) or (bool(noun) and noun[0].lower() in INSTITUTION_NOUNS)

    # -- roles -----------------------------------------------------------------

    def _apposed(self, head: Span, source: Span) -> Entity | None:
        """ "the firm's lawyer, Ilse Brandt": a role with the name behind it."""
        if role_in(self._cast.text[slice(*head)]) is None:
            return None
        behind = self._cast.within((head[1], min(source[1], head[1] + 3)))
        return behind[0].entity if behind and behind[0].found.label == "PERSON" else None

    def _described(self, head: Span, written: str, last: Speaker) -> Entity | None:
        """ "the Russian president", "a spokesman for the ministry"."""
        role = role_in(written)
        if role is None:
            return None
        definite = not re.match(r"(?:a|an|one|another|some|two|three|several|many)\b", written, re.IGNORECASE)
        holder = self._cast.holder(role, head[0]) if definite else None
        if holder is not None:
            return holder
        if not speaks_for(role):
            return last.entity if last.entity is not None and self._goes_on(head, last.entity) else None
        employer = self._employer(head)
        if employer is not None:
            self._unnamed_offices[role.office] = employer
        return employer or (self._unnamed_offices.get(role.office) if definite else None)

    def _goes_on(self, head: Span, spoke: Entity) -> bool:
        """Whether "the coach" is whoever spoke just before: nobody else is near, no other office of theirs is known."""
        if spoke.label != "PERSON" or spoke.roles or not self._cast.text.startswith(("the ", "The "), head[0]):
            return False
        near = [one.entity for one in self._cast.before(head[0], 2) if one.entity.label == "PERSON"]
        return bool(near) and all(entity is spoke for entity in near)

    def _employer(self, head: Span) -> Entity | None:
        """The institution that an unnamed spokesperson speaks for; never a person."""
        bodies = [one for one in self._cast.within(head) if one.found.label in ("ORG", "GPE", "FAC")]
        bodies = [one for one in bodies if one.found.label == "ORG"] or bodies
        if bodies:
            return bodies[-1].entity
        match = _SPOKEN_FOR.search(self._cast.text[slice(*head)].lower())
        return self._institution(f"the {match.group(1) or match.group(2)}", head[0], NOBODY) if match else None

    def _institution(self, plain: str, offset: int, last: Speaker) -> Entity | None:
        """ "the ministry", "the company": the last institution whose name has the word, else the last speaker."""
        words = _LEADING.sub("", plain).split()
        noun = words[-1] if words else ""
        if not plain.startswith(("the ", "its ", "his ", "her ")) or noun not in INSTITUTION_NOUNS | ORG_WORDS:
            return None
        bodies = [one for one in self._cast.before(offset, 10_000) if one.found.label == "ORG" and not one.in_marks]
        for one in bodies[:200]:
            forms = " ".join(one.entity.forms).lower().split()
            if noun in forms and self._agrees(words[:-1], forms):
                return one.entity
        if len(words) == 1 and last.entity is not None and last.entity.label == "ORG":
            return last.entity
        if len(words) > 1 or noun not in _COMPANIES:
            return None
        near = [one.entity for one in bodies if self._cast.sentence(offset) - self._cast.sentence(one.start) <= 2]
        return near[0] if near else _commonest([one.entity for one in bodies])

    def institution(self, plain: str, offset: int) -> Entity | None:
        """Whom words like "the ministry" mean at ``offset``."""
        return self._institution(plain, offset, NOBODY)

    def _agrees(self, qualifiers: Sequence[str], forms: Sequence[str]) -> bool:
        """ "the Indian ministry" is not the Russian one."""
        peoples = {word for word in qualifiers if word in DEMONYMS}
        return not peoples or bool(peoples & set(forms)) or not any(word in DEMONYMS for word in forms)

    # -- pronouns --------------------------------------------------------------

    def _pronoun(self, word: str, offset: int, last: Speaker, told: Sequence[Span]) -> Speaker:
        if word in SELF:
            return NOBODY
        if word in WHO:
            return self._antecedent(offset)
        if word in IT:
            return self._thing(offset, last)
        if word in THEY:
            return self._several(offset, last)
        named = {id(one.entity) for span in told for one in self._cast.within(span) if one.entity.label == "PERSON"}
        return self._person("he" if word in HE else "she" if word in SHE else "", offset, last, named)

    def _antecedent(self, offset: int) -> Speaker:
        """The name right before "who"."""
        for one in self._cast.before(offset, 0):
            between = self._cast.text[one.found.end : offset]
            return Speaker(one.entity) if len(between) < 60 and between.count(",") <= 2 else NOBODY
        return NOBODY

    def _person(self, wanted: str, offset: int, last: Speaker, named: Set[int]) -> Speaker:
        """The person who was talked of most prominently just before, and whose gender fits.

        Not one of those ``named`` in the words: "he said he trusted Mr Blair" is not Mr Blair's.
        """
        scores: dict[int, float] = {}
        people: dict[int, Entity] = {}
        here = self._cast.sentence(offset)
        for one in self._cast.before(offset, _MEMORY):
            if one.entity.label != "PERSON" or one.entity.gender not in ("", wanted) or id(one.entity) in named:
                continue
            weight = 0.6 ** (here - self._cast.sentence(one.start)) * (0.2 if one.in_marks else 1.0)
            weight *= (2.0 if one.found.subject else 1.0) * (1.5 if one.first else 1.0)
            weight *= 1.3 if one.entity.gender == wanted else 1.0
            scores[id(one.entity)] = scores.get(id(one.entity), 0.0) + weight
            people[id(one.entity)] = one.entity
        spoke = last.entity
        if spoke is not None and spoke.label == "PERSON" and spoke.gender in ("", wanted) and id(spoke) not in named:
            scores[id(spoke)] = scores.get(id(spoke), 0.0) + 1.0
            people[id(spoke)] = spoke
        if scores:
            return Speaker(people[max(scores, key=lambda key: scores[key])])
        return self._unnamed(wanted, last)

    def _unnamed(self, wanted: str, last: Speaker) -> Speaker:
        """Nobody fits by name: a speaker known only by words ("a resident") goes on."""
        return last if last.entity is None and last.words else NOBODY

    def _thing(self, offset: int, last: Speaker) -> Speaker:
        if last.entity is not None and last.entity.label in _BODIES:
            return last
        for one in self._cast.before(offset, 2):
            if one.entity.label in ("ORG", "GPE") and not one.in_marks and (one.found.subject or one.first):
                return Speaker(one.entity)
        return Speaker(None, last.words if last.entity is None and not last.words.lower().endswith("s") else "")

    def _several(self, offset: int, last: Speaker) -> Speaker:
        if last.known and (last.entity is None or last.entity.label in _BODIES):
            return last
        for one in self._cast.before(offset, 2):
            if one.entity.label in ("ORG", "NORP") and not one.in_marks and (one.found.subject or one.first):
                return Speaker(one.entity)
        return NOBODY


def _commonest(entities: Sequence[Entity]) -> Entity | None:
    """The one that occurs most often; of several the nearest, which comes first."""
    counts = Counter(id(entity) for entity in entities)
    return max(entities, key=lambda entity: counts[id(entity)], default=None)
