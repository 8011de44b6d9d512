"""Who was talked of most prominently just before: what "he", "it", "they", "who" and "the senator" point to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.mentions import NOBODY, Appearance, Cast, QuoteSource, role_in, speaks_for
from bot.language.coreference.person_names import gender
from bot.lexicon.loader import word_set
from bot.lexicon.speech_and_roles import DOCUMENTS, HE, INSTITUTION_NOUNS, IT, ROLES, SELF, SHE, THEY, WHO

#: How far back is looked for a person and for an institution, in sentences.
_MEMORY = 6
_MEMORY_OF_BODIES = 3
_FADING = 0.6  # a sentence further back
#: What counts as "it", and how much.
BODIES = {
    "ORG": 1.0, "FAC": 0.5, "EVENT": 0.3, "PRODUCT": 0.3, "WORK_OF_ART": 0.3, "LAW": 0.3, "LOC": 0.2, "GPE": 0.2,
    "NORP": 0.3,
}  # fmt: skip
#: A sentence since they spoke, beyond the first ones.
_SILENCE, _STILL = 0.8, 2
#: What it counts to have spoken last: for a person, for an institution.
_SPOKE = 1.0
_SPOKE_HERE = 2.5  # in this very sentence: "While he said it was over, he thought ..."
_SAME_SENTENCE = 1.3  # what a subject counts more in the pronoun's own sentence
_TURNED = 0.5  # of that, when the sentence before begins with somebody else
_OWNER, _OWNER_AMID = 3.0, 0.6  # what a possessive counts that opens its sentence, or does not
_SPOKE_AS_BODY = 4.0
#: "a viewer" of "a viewer who says".
_SOMEBODY = re.compile(r"((?:the|a|an|one|another|some)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+),?\s$", re.IGNORECASE)
#: Who speaks for the first time, or has no name by office.
_FRESH = re.compile(r"(?:an?|one|another|some)\s(?!.*s$)|.*\bspokes(?:man|woman|person)\b")
_WHOSE = re.compile(r"['’]")
#: "Those claims were put to Mayor ": who is named next answers.
_ANSWERS = re.compile(r"\b(?:put to|asked|pressed|questioned|confronted|quizzed|interviewed)\s(?:[\w’'.-]+\s){0,2}$")
_PLURAL = re.compile(r"\b[a-z]+s\b")
#: "But since then, lower courts have": who is spoken of has no name.
_PLURAL_SUBJECT = re.compile(r"(?:[^,.]{0,30},\s)?(?:[A-Z]?[a-z]+\s){0,3}[A-Z]?[a-z]+s\s(?:have|are|were|do|say)\b")
_ACCORDING_TO = re.compile(r"\baccording to (?:the )?$")
_AND = re.compile(r"[^.!?]{0,80}\band\b[^.!?]{0,80}")

_BODY_WORDS = (INSTITUTION_NOUNS | word_set("panel body tribunal inquiry charity")) - DOCUMENTS

_THINGS = DOCUMENTS | word_set("figures statistics data research results findings records documents numbers analysis")

#: How well somebody fits; 0: not at all.
Fit = Callable[[EntityCluster], float]


class Prominence:
    """Weighs the names before a place in one article."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._spoke_in = 0  # the sentence in which somebody spoke last
        self._somebody = NOBODY  # "a resident", who spoke last of all people
        self._somebody_at = 0  # where
        self._body_spoke = NOBODY, 0  # the institution that spoke last, and in which sentence

    def spoke(self, offset: int, speaker: QuoteSource) -> None:
        """Notes that ``speaker`` speaks, up to ``offset``."""
        self._spoke_in = self._cast.sentence(offset)
        if not speaker.known or _is_thing(speaker):
            return
        if speaker.entity is not None and speaker.entity.label in BODIES:
            self._body_spoke = speaker, self._spoke_in
        self._somebody = speaker if _is_unnamed_person(speaker) else NOBODY
        self._somebody_at = offset

    def pronoun(self, word: str, offset: int, last: QuoteSource, named: Set[int]) -> QuoteSource:
        """Who is meant by the pronoun at ``offset``; nobody of ``named``, whom the words name."""
        if word in SELF:
            return NOBODY
        if word in WHO:
            return self._antecedent(word, offset)
        if word in IT:
            return self._thing(offset, last)
        if word in THEY:
            return self._several(offset, last)
        wanted = "he" if word in HE else "she" if word in SHE else ""
        if self._unnamed_goes_on(wanted, offset):
            return self._somebody
        entity = self.person(wanted, offset, last, lambda one: 0.0 if id(one) in named else 1.0)
        if entity is not None:
            return QuoteSource(entity)
        return self._somebody if last.entity is None else NOBODY  # "a resident" goes on

    def _unnamed_goes_on(self, wanted: str, offset: int) -> bool:
        """Whether "he" is "one dealer", who spoke just before; nobody was named since."""
        words = self._somebody.words.lower()
        near = self._cast.sentence(offset) - self._spoke_in <= _STILL
        if not (near and _FRESH.match(words) and gender("", words) in ("", wanted)):
            return False
        since = self._cast.within((self._somebody_at, offset))
        return not any(_may_be(one.entity, wanted) and not one.in_marks for one in since)

    def person(self, wanted: str, offset: int, last: QuoteSource, fit: Fit) -> EntityCluster | None:
        """The person talked of most whose gender fits ("" fits all); ``fit``: how well somebody fits otherwise."""
        scores: dict[int, float] = {}
        people: dict[int, EntityCluster] = {}
        for one in self._cast.before(offset, _MEMORY):
            if _may_be(one.entity, wanted):
                weight = self._weight(one, offset) * (1.3 if wanted and one.entity.gender == wanted else 1.0)
                weight *= 0.5 if is_unintroduced(one.entity) else 1.0
                scores[id(one.entity)] = scores.get(id(one.entity), 0.0) + weight * fit(one.entity)
                people[id(one.entity)] = one.entity
        spoke = last.entity
        if spoke is not None and _may_be(spoke, wanted):
            silent = max(0, self._cast.sentence(offset) - self._spoke_in - _STILL)
            weight = _SPOKE_HERE if self._spoke_in == self._cast.sentence(offset) else _SPOKE * _SILENCE**silent
            weight *= _TURNED if self._turned(spoke, wanted, offset) else 1.0
            scores[id(spoke)] = scores.get(id(spoke), 0.0) + weight * fit(spoke)
            people[id(spoke)] = spoke
        return _best(scores, people)

    def _turned(self, spoke: EntityCluster, wanted: str, offset: int) -> bool:
        """Whether the sentence before, which is nobody's words, begins with another person."""
        before = self._cast.sentence(offset) - 1
        if before <= self._spoke_in:
            return False
        near = [one for one in self._cast.before(offset, 1) if self._cast.sentence(one.start) == before]
        others = [one for one in near if one.entity is not spoke and _may_be(one.entity, wanted) and not one.in_marks]
        return len(others) == len(near) and any(self._opens(one) or self._answers(one) for one in others)

    def body(self, offset: int, last: QuoteSource, fit: Fit) -> EntityCluster | None:
        """The institution talked of most, whoever spoke last before others; countries only where nothing else is."""
        scores: dict[int, float] = {}
        bodies: dict[int, EntityCluster] = {}
        for one in self._cast.before(offset, _MEMORY_OF_BODIES):
            if one.entity.label in BODIES and (one.found.subject or one.first or one.entity is last.entity):
                weight = self._weight(one, offset) * BODIES[one.entity.label]
                scores[id(one.entity)] = scores.get(id(one.entity), 0.0) + weight * fit(one.entity)
                bodies[id(one.entity)] = one.entity
        spoke = last.entity
        if spoke is not None and spoke.label in BODIES:
            scores[id(spoke)] = scores.get(id(spoke), 0.0) + _SPOKE_AS_BODY * BODIES[spoke.label] * fit(spoke)
            bodies[id(spoke)] = spoke
        return _best(scores, bodies)

    def _weight(self, one: Appearance, offset: int) -> float:
        """Less for what is further back or in marks, more for a subject and for a sentence's first name."""
        if self._cast.text[one.start - 1 : one.start] == "(" and one.entity.label != "PERSON":
            return 0.0  # "KARSK (Reuters) - "
        distance = self._cast.sentence(offset) - self._cast.sentence(one.start)
        weight = _FADING**distance * (0.2 if one.in_marks else 1.0)
        if _WHOSE.match(
            self._cast.text, one.found.end
        ):  # "Mr Reyl's plan is ..." is about him, "of Reyl's film" hardly
            return weight * (_OWNER if self._opens(one) else _OWNER_AMID)
        if one.found.subject and not distance and not one.in_marks:
            weight *= _SAME_SENTENCE
        acts = one.found.subject or self._leads(one) or self._answers(one)
        return weight * (2.0 if acts else 1.0) * (1.5 if one.first else 1.0)

    def _leads(self, one: Appearance) -> bool:
        """Whether the name opens its sentence, whatever the parser makes of it: "Robbie Keane, skipper ..., echoed"."""
        return self._opens(one) and not _WHOSE.match(self._cast.text, one.found.end)

    def _answers(self, one: Appearance) -> bool:
        start = self._cast.sentence_start(one.start)
        return not one.in_marks and _ANSWERS.search(self._cast.text, start, one.start) is not None

    def _opens(self, one: Appearance) -> bool:
        ahead = one.start - self._cast.sentence_start(one.start)
        return one.first and ahead <= len(one.found.title) + 1

    def _antecedent(self, word: str, offset: int) -> QuoteSource:
        """The name right before "who" or "which", else the words: "a viewer who says"."""
        for one in self._cast.before(offset, 0):
            between = self._cast.text[one.found.end : offset]
            right = (one.entity.label == "PERSON") == (word not in ("which", "that"))
            if right and len(between) < 60 and between.count(",") <= 2:
                return QuoteSource(one.entity)
            if not between.strip(" ,"):
                return QuoteSource(one.entity)
            break
        start = max(0, offset - 60)
        match = _SOMEBODY.search(self._cast.text, start, offset) if word == "who" else None
        return QuoteSource(None, match.group(1)) if match else NOBODY

    def _thing(self, offset: int, last: QuoteSource) -> QuoteSource:
        entity = self._body_meant(offset, last)
        if last.entity is None and not last.words.lower().endswith("s"):
            words = last.words.lower().split()
            paper = words[:1] in (["a"], ["an"]) and words[-1] in DOCUMENTS and len(words) > 2  # "a parliament report"
            if _is_place(entity) or paper or (_BODY_WORDS & set(words[-1:]) and not DOCUMENTS & set(words)):
                return last  # "the commission", without a name
        return QuoteSource(entity) if entity is not None else NOBODY

    def _body_meant(self, offset: int, last: QuoteSource) -> EntityCluster | None:
        """The institution talked of most; none that is only told of rather than one that spoke lately."""
        if (relaying := self._relaying(offset)) is not None:
            return relaying
        entity = self.body(offset, last, lambda one: 0.0 if one.label == "NORP" else 1.0)
        spoke, at = self._body_spoke
        recent = spoke.entity is not None and self._cast.sentence(offset) - at <= _MEMORY
        if entity is None or entity is last.entity or not recent or self._acts(entity, offset):
            return entity
        return spoke.entity

    def _acts(self, entity: EntityCluster, offset: int) -> bool:
        near = self._cast.before(offset, _MEMORY_OF_BODIES)
        return any(one.entity is entity and (one.found.subject or self._leads(one)) for one in near)

    def _several(self, offset: int, last: QuoteSource) -> QuoteSource:
        if last.entity is None and last.known:
            return last
        entity = self.body(offset, last, _several)
        if _are_people(self._cast.text[self._cast.sentence_start(offset) : offset]) or self._unnamed_several(offset):
            return NOBODY
        spoke = entity is not None and entity is last.entity
        return QuoteSource(entity) if entity is not None and (spoke or not self._pair(offset)) else NOBODY

    def _unnamed_several(self, offset: int) -> bool:
        """Whether the sentence before is about several without a name."""
        before = self._cast.sentence(offset) - 1
        start = self._cast.start_of(before) if before >= 0 else offset
        match = _PLURAL_SUBJECT.match(self._cast.text, start, self._cast.sentence_start(offset))
        return match is not None and not self._cast.within(match.span())

    def _relaying(self, offset: int) -> EntityCluster | None:
        """ "..., according to the Site Group. It said": the institution that told the sentence before."""
        near = [one for one in self._cast.before(offset, 1) if one.found.label == "ORG" and not one.in_marks]
        told = (one for one in near if _ACCORDING_TO.search(self._cast.text, max(0, one.start - 20), one.start))
        return next((one.entity for one in told), None)

    def _pair(self, offset: int) -> bool:
        """Whether two people were named together last: "they" are more likely those."""
        near = [one for one in self._cast.before(offset, 1) if one.entity.label == "PERSON"][:2]
        return len(near) > 1 and bool(_AND.fullmatch(self._cast.text[near[1].found.end : near[0].start]))


def _are_people(text: str) -> bool:
    """Whether people without a name are spoken of: "by the World Bank and international bankers, though "."""
    return any(word.removesuffix("s") in ROLES for word in _PLURAL.findall(text))


def _is_thing(speaker: QuoteSource) -> bool:
    """ "Statistics", "an annual survey": nobody who could be "he"."""
    words = speaker.words.lower().split()
    return bool(words) and (words[-1] in _THINGS or words[-1].removesuffix("s") in DOCUMENTS)


def _is_unnamed_person(speaker: QuoteSource) -> bool:
    """ "a resident"; "the spokesman", whose words are his ministry's."""
    role = role_in(speaker.words) if speaker.words else None
    if speaker.entity is None:
        return True
    return speaker.entity.label != "PERSON" and role is not None and speaks_for(role)


def is_unintroduced(entity: EntityCluster) -> bool:
    """A name of one word, never with a title, an office or a given name: perhaps a firm or a team."""
    return " " not in entity.name and not entity.titled and not entity.roles and not entity.gender


def _may_be(entity: EntityCluster, wanted: str) -> bool:
    return entity.label == "PERSON" and (not wanted or entity.gender in ("", wanted))


def _is_place(entity: EntityCluster | None) -> bool:
    return entity is None or entity.label in ("GPE", "LOC")


def _several(entity: EntityCluster) -> float:
    """Of peoples and parties only what is in the plural, "Democrats"; no places."""
    if entity.label in ("GPE", "LOC"):
        return 0.0
    return 1.0 if entity.label in ("ORG", "EVENT", "FAC") or entity.name.endswith("s") else 0.0


def _best(scores: Mapping[int, float], entities: Mapping[int, EntityCluster]) -> EntityCluster | None:
    best = max(scores, key=lambda key: scores[key], default=None)
    return entities[best] if best is not None and scores[best] > 0 else None
