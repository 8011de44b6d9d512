"""The entities in an article, with positions and roles: the basis for finding speakers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.offices import Role, role_in, same_office
from bot.language.entities.name_cleaning import Found
from bot.lexicon.countries import COUNTRIES
from bot.lexicon.loader import word_list
from bot.lexicon.organisations import ORG_WORDS
from bot.lexicon.roles import LEADERS, ROLES, SPOKES
from bot.text.spans import Span

#: A description after a name: ", the MEA spokesperson," or ", who is the minister".
_BEHIND = re.compile(r"\s?[,(—–-]\s?(?:who (?:is|was|became) )?((?:[^,.;:()“”\"—–]|(?<=U)\.|(?<=S)\.){3,90})")
#: Another person: "In a talk with X, the singer said".
_SAYS = re.compile(
    r"^(?:the|an?|his|her|their|its)\s(?:[\w’'-]+\s){1,3}(?:said|says|told|added|claimed|insisted|warned)\b"
)
#: A description before a name: "Kenya's energy minister, " and the like.
_BEFORE = re.compile(r"((?:[^\W_][\w.’'-]*\s+){0,8}[^\W_][\w.’'-]*,?\s+)$")
#: Determiners with which a comma may follow a description: "the governor, Anton Reuss".
_APPOSED = re.compile(r"['’]s\s|\b(?:the|its|their|his|her|our)\s", re.IGNORECASE)
#: An office with its body ahead of the holder: "the Ambassador of Egypt to Mauritius, Dr Reyl".
_OFFICE_AT_START = re.compile(
    rf"(?:^|(?<=[.!?:“”\"–—-])\s|\n)((?:[A-Z][\w-]+\s){{0,2}}(?=[A-Z])(?i:{'|'.join(sorted(ROLES))})\s(?:of|for)\s(?:the\s)?[A-Z]"
    r"[^,.;:()“”\"]{1,60}?),?\s$"
)
_OFFICE_OF = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s((?:[\w-]+\s){{0,2}}(?i:{'|'.join(sorted(ROLES))})\s(?:of|for|to|at)\s[^,.;:“”\"]{{3,70}}),\s$"
)
#: A body before the title of its leader: "World Bank " before "President".
_BODY_AHEAD = re.compile(rf"\b((?=[A-Z])(?i:{'|'.join(sorted(map(re.escape, ORG_WORDS)))}))\s$")
#: Before whoever took a picture, who has no part in the article.
_CREDIT = re.compile(r"(?:^|\n|\.\s)(?:Photo(?:graph)?s?|Image|Picture|Credit|Illustration)(?:\s(?:by|credit))?:?\s$")
_CREDIT_REACH = 30
_BEFORE_DESCRIPTIONS = word_list("function_words", "before_descriptions")
_PLACES = frozenset(("GPE", "LOC", "NORP"))  # "Florida delegate John Archer"
_NEAR = 80
_REMEMBERED = 5  # sentences within which "the president" may be that of a firm


@dataclass(frozen=True, slots=True)
class QuoteSource:
    """A speaker: an entity of the article, or only words."""

    entity: EntityCluster | None
    words: str = ""
    signs: tuple[str, ...] = ()  #: of how surely it was found by a reference, for the verifier

    @property
    def known(self) -> bool:
        """Whether anything is known about the speaker."""
        return self.entity is not None or bool(self.words)


NOBODY = QuoteSource(None)


@dataclass(frozen=True, slots=True)
class Appearance:
    """A mention of a person, institution or place."""

    found: Found
    entity: EntityCluster
    in_marks: bool
    first: bool  #: no other name precedes it in its sentence; before a person, place names do not count

    @property
    def start(self) -> int:
        """Its offset."""
        return self.found.start


class DiscourseModel:
    """The mentions in an article by position."""

    def __init__(
        self,
        text: str,
        found: Sequence[Found],
        entities: Sequence[EntityCluster | None],
        sentences: Sequence[Span],
        in_marks: Sequence[Span],
    ) -> None:
        self.text = text
        self._sentence_starts = [start for start, _ in sentences]
        self._marks = in_marks
        self._mark_starts = [start for start, _ in in_marks]
        self.appearances = list(self._appear(found, entities))
        self._starts = [one.start for one in self.appearances]
        self._offices: list[tuple[Role, Appearance]] = []
        for one in self.appearances:
            if one.found.label == "PERSON":
                self._describe(one)

    def _appear(self, found: Sequence[Found], entities: Sequence[EntityCluster | None]) -> Iterator[Appearance]:
        last = actor = -1
        for one, entity in zip(found, entities, strict=True):
            if entity is not None and not _CREDIT.search(self.text, max(0, one.start - _CREDIT_REACH), one.start):
                sentence = self.sentence(one.start)
                first = sentence != (actor if entity.label == "PERSON" else last)
                yield Appearance(one, entity, self.marked(one.start), first)
                last = sentence
                actor = actor if entity.label in _PLACES else sentence

    def sentence(self, offset: int) -> int:
        """The index of the sentence at ``offset``."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def sentence_start(self, offset: int) -> int:
        """The start of the sentence at ``offset``."""
        return self._sentence_starts[self.sentence(offset)] if self._sentence_starts else 0

    def start_of(self, number: int) -> int:
        """The start of the sentence with that index."""
        return self._sentence_starts[number] if 0 <= number < len(self._sentence_starts) else 0

    def marked(self, offset: int) -> bool:
        """Whether ``offset`` is in quotation marks."""
        i = bisect_right(self._mark_starts, offset) - 1
        return i >= 0 and offset < self._marks[i][1]

    def within(self, span: Span) -> list[Appearance]:
        """The mentions that start in ``span``."""
        return self.appearances[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]

    def before(self, offset: int, sentences: int) -> Iterator[Appearance]:
        """The mentions before ``offset``, nearest first, up to that many sentences back."""
        oldest = self.sentence(offset) - sentences
        for i in range(bisect_left(self._starts, offset) - 1, -1, -1):
            if self.sentence(self.appearances[i].start) < oldest:
                return
            yield self.appearances[i]

    def _describe(self, one: Appearance) -> None:
        """Record the offices in the words around a name."""
        for description in (self._title(one), self._ahead(one), self._behind(one)):
            role = role_in(description) if description else None
            if role is not None:
                one.entity.roles.append(description)
                self._offices.append((role, one))

    def _title(self, one: Appearance) -> str:
        """The title of a person; of a leader with the body: "Bank President" of "World Bank President Lee"."""
        title = one.found.title
        if LEADERS & set(title.lower().split()[-1:]):
            start = self.before_title(one)
            body = _BODY_AHEAD.search(self.text, max(0, start - _NEAR), start)
            return f"{body.group(1)} {title}" if body else title
        return title

    def _behind(self, one: Appearance) -> str:
        match = _BEHIND.match(self.text, one.found.end, one.found.end + 100)
        return match.group(1) if match and not _SAYS.search(match.group(1)) else ""

    def _ahead(self, one: Appearance) -> str:
        """A lower-case description right before the name: "ministry spokeswoman Maria Zakharova"."""
        start = max(0, one.start - _NEAR, self._sentence_starts[self.sentence(one.start)])
        if (office := _OFFICE_OF.search(self.text, start, self.before_title(one))) and not role_in(one.found.title):
            return office.group(1)
        if (office := _OFFICE_AT_START.search(self.text, max(0, start - 2), self.before_title(one))) and not role_in(
            one.found.title
        ):
            return office.group(1)
        match = _BEFORE.search(self.text, start, self.before_title(one))
        if match is None or role_in(one.found.title):
            return ""
        words = match.group(1).split()
        last = words[-1].strip(",").lower() if words else ""
        if last not in ROLES or (words[-1].endswith(",") and not _APPOSED.search(match.group(1))):
            return ""
        return _phrase_tail(words)

    def before_title(self, one: Appearance) -> int:
        """The start of the name including its title, such as "Sir "."""
        start = one.start - len(one.found.title) - 1
        return start if one.found.title and self.text.startswith(one.found.title, max(0, start)) else one.start

    def holder(self, wanted: Role, offset: int, *, later: bool = True) -> EntityCluster | None:
        """The last holder of an office before ``offset``, or a ``later`` one; the best match by its qualifiers.

        "The president" is President Reyl rather than Bank President Holt.
        """
        best: tuple[int, bool, int] | None = None
        holder = None
        for role, one in self._offices:
            if not same_office(wanted, role):
                continue
            if one.start >= offset and (holder is not None or not later):
                break
            if self._elsewhere(wanted, role, one, offset):
                continue
            plain = not wanted.of and role.office in LEADERS and not role.of - COUNTRIES
            rank = (len(wanted.of & role.of), plain, one.start)
            if best is None or rank >= best:
                best, holder = rank, one.entity
        return holder

    def holders_beside(self, wanted: Role, offset: int) -> list[EntityCluster]:
        """The holders of an office in the last sentence that mentions any; one if nobody else can be meant."""
        held = {id(one.entity) for role, one in self._offices if one.start < offset and same_office(wanted, role)}
        found: dict[int, EntityCluster] = {}
        last = -1
        for one in reversed(self.appearances[: bisect_left(self._starts, offset)]):
            if found and self.sentence(one.start) < last:
                break
            if id(one.entity) in held:
                found[id(one.entity)], last = one.entity, self.sentence(one.start)
        return [] if wanted.of else list(found.values())

    def holder_by_initials(self, initials: str, offset: int) -> EntityCluster | None:
        """The last person before ``offset`` with an office of these initials: "DG" for the Director-General."""
        for role, one in reversed(self._offices):
            described = (word[0] for text in one.entity.roles for word in re.findall(r"[A-Z][a-z]+", text))
            if role and one.start < offset and initials.lower() in "".join(described).lower():
                return one.entity
        return None

    def _elsewhere(self, wanted: Role, role: Role, one: Appearance, offset: int) -> bool:
        """Whether somebody only leads a body mentioned further back: "the president" is not that of the farm bureau."""
        if wanted.of or wanted.office not in LEADERS or not role.of or role.of & COUNTRIES:
            return False
        return self.sentence(offset) - self.sentence(one.start) > _REMEMBERED


def _phrase_tail(words: Sequence[str]) -> str:
    """The last words after a determiner or a verb form that cannot be part of a description."""
    kept: list[str] = []
    for word in reversed(words):
        if word.lower() in _BEFORE_DESCRIPTIONS:
            break
        kept.insert(0, word)
    return " ".join(kept).rstrip(", ")


def speaks_for(role: Role) -> bool:
    """Whether the office is to speak for somebody else."""
    return role.office in SPOKES or role.office == "spokesperson"
