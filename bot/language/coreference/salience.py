"""Salience: who was mentioned most prominently just before, and so is meant by "he", "it", "they", "the senator"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.language.coreference import salience_patterns as patterns
from bot.language.coreference.antecedents import Antecedents
from bot.language.coreference.bodies import relaying
from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.fitting import (
    are_people,
    asks,
    best,
    fit_for_they,
    is_place,
    is_thing,
    is_unintroduced,
    is_unnamed_person,
    may_be,
)
from bot.language.coreference.main_clauses import MainClauses
from bot.language.coreference.mentions import NOBODY, Appearance, DiscourseModel, QuoteSource
from bot.language.coreference.name_parts import gender
from bot.language.coreference.unnamed_people import are_named_together, is_introduced, several_act
from bot.lexicon.loader import word_set
from bot.lexicon.organisations import BODY_NOUNS
from bot.lexicon.pronouns import HE, IT, SELF, SHE, THEY, WHO
from bot.lexicon.reporting import DOCUMENTS
from bot.text.spans import Span

_MEMORY, _MEMORY_OF_BODIES = 6, 3  # how far back persons and institutions are searched, in sentences
_FADING = 0.6  # per sentence of distance
#: Labels that "it" can refer to, with weights.
BODIES = {
    "ORG": 1.0, "FAC": 0.5, "EVENT": 0.3, "PRODUCT": 0.3, "WORK_OF_ART": 0.3, "LAW": 0.3, "LOC": 0.2, "GPE": 0.2,
    "NORP": 0.3,
}  # fmt: skip
_SILENCE, _STILL = 0.8, 2  # decay per sentence since they spoke, after the first ones
_SPOKE, _SPOKE_BEFORE = 1.0, 1.6  # weights of having spoken last, for a person
_SPOKE_HERE = 2.5  # in the same sentence: "While he said it was over, he thought ..."
_SAME_SENTENCE = 1.3  # factor for a subject in the pronoun's own sentence
_TURNED = 0.5  # factor on that if the sentence before begins with somebody else
_OWNER, _OWNER_AMID = 3.0, 0.6  # weights of a possessive that opens its sentence, and of one that does not
_SPOKE_AS_BODY = 4.0
_TURNED_TO_BODY = 0.1  # factor on that if the sentence before begins with another organisation
_REFERRING = HE | SHE
_HEARD = 0.3  # factor for a hearer
_TOLD_OF, _LAST_TOLD = 0.6, 4  # factor for whoever is only talked of in the last quotes
_IN_CLAUSE = 0.6  # factor for a clause ahead of the main one
_BETWEEN = word_set("of by with to from than like")

Fit = Callable[[EntityCluster], float]  #: how well an entity fits; 0 for not at all


class Prominence:
    """Weighs the names before a position in one article."""

    def __init__(self, discourse: DiscourseModel) -> None:
        self._discourse = discourse
        self._antecedents = Antecedents(discourse)
        self._clauses = MainClauses(discourse)
        self._told: list[Span] = []  # what has been said so far
        self._spoke_in = 0  # index of the sentence in which somebody last spoke
        self._somebody = NOBODY  # the last person who spoke, if unnamed: "a resident"
        self._somebody_at = 0  # its offset
        self._body_spoke = NOBODY, 0  # the institution that last spoke, and in which sentence

    def spoke(self, offset: int, speaker: QuoteSource, told: Sequence[Span] = ()) -> None:
        """Record that ``speaker`` speaks, up to ``offset``. ``told``: the spans of the words."""
        self._told += told
        self._spoke_in = self._discourse.sentence(offset)
        if not speaker.known or is_thing(speaker):
            return
        if speaker.entity is not None and speaker.entity.label in BODIES:
            self._body_spoke = speaker, self._spoke_in
        self._somebody = speaker if is_unnamed_person(speaker) and not asks(speaker.words) else NOBODY
        self._somebody_at = offset

    @property
    def spoke_in(self) -> int:
        """The index of the sentence in which somebody last spoke."""
        return self._spoke_in

    def pronoun(self, word: str, offset: int, last: QuoteSource, fit: Fit) -> QuoteSource:
        """The speaker that the pronoun at ``offset`` refers to. ``fit``: 0 for whom the quote itself names."""
        if word in SELF:
            return NOBODY
        if word in WHO:
            return self._antecedents.of(word, offset)
        if word in IT:
            return self._thing(offset, last)
        if word in THEY:
            return self._several(offset, last)
        wanted = "he" if word in HE else "she" if word in SHE else ""
        if self._unnamed_goes_on(wanted, offset, fit):
            return self._somebody
        if last.entity is not None and may_be(last.entity, wanted) and self._goes_on(word, offset, last.entity, wanted):
            return last
        entity = self._antecedents.whose_words(wanted, offset) or self.person(wanted, offset, last, fit)
        if entity is not None:
            return QuoteSource(entity)
        return self._somebody if last.entity is None else NOBODY  # "a resident" goes on

    def _unnamed_goes_on(self, wanted: str, offset: int, fit: Fit) -> bool:
        """Whether "he" is the unnamed last speaker ("one dealer"), and nobody has been named since."""
        words = self._somebody.words.lower()
        near = self._discourse.sentence(offset) - self._spoke_in <= _STILL
        whose = self._discourse.text[offset : offset + len("his")].lower() in ("his", "her")
        introduced = not whose and is_introduced(self._discourse, self._somebody.words, self._somebody_at)
        if not (near and (introduced or patterns.FRESH.match(words)) and gender("", words) in ("", wanted)):
            return False
        since = [one for one in self._discourse.within((self._somebody_at, offset)) if fit(one.entity)]
        return not any(may_be(one.entity, wanted) and not one.in_marks for one in since)

    def _goes_on(self, word: str, offset: int, spoke: EntityCluster, wanted: str) -> bool:
        """Whether the last speaker continues: "..., he added", "Asked about the rent, she said"."""
        near = self._discourse.sentence(offset) - self._spoke_in <= _STILL
        asked = patterns.ASKED.fullmatch(self._discourse.text, self._discourse.sentence_start(offset), offset)
        adds = patterns.ADDS.match(self._discourse.text, offset + len(word)) is not None
        return near and (adds or asked is not None) and not self._turns_to_another(spoke, wanted, offset)

    def person(self, wanted: str, offset: int, last: QuoteSource, fit: Fit) -> EntityCluster | None:
        """The most salient person of the wanted gender ("" for any). ``fit``: how well an entity fits otherwise."""
        return best(*self.people(wanted, offset, last, fit))

    def people(
        self, wanted: str, offset: int, last: QuoteSource, fit: Fit
    ) -> tuple[dict[int, float], dict[int, EntityCluster]]:
        """The scores of the people of the wanted gender, and the people, by id."""
        scores: dict[int, float] = {}
        people: dict[int, EntityCluster] = {}
        for one in self._discourse.before(offset, _MEMORY):
            if may_be(one.entity, wanted):
                weight = self._weight(one, offset) * (1.3 if wanted and one.entity.gender == wanted else 1.0)
                weight *= 0.5 if is_unintroduced(one.entity) else 1.0
                scores[id(one.entity)] = scores.get(id(one.entity), 0.0) + weight * fit(one.entity)
                people[id(one.entity)] = one.entity
        spoke = last.entity
        if spoke is not None and may_be(spoke, wanted):
            silent = max(0, self._discourse.sentence(offset) - self._spoke_in - _STILL)
            weight = self._having_spoken(offset) * _SILENCE**silent
            here = self._clauses.another_acts(spoke, wanted, offset)
            turned = _TURNED if here or self._turns_to_another(spoke, wanted, offset) else 1.0
            scores[id(spoke)] = turned * (scores.get(id(spoke), 0.0) + weight * fit(spoke))
            people[id(spoke)] = spoke
        return scores, people

    def _having_spoken(self, offset: int) -> float:
        """The weight of having spoken last, which is higher within this sentence and the one before."""
        distance = self._discourse.sentence(offset) - self._spoke_in
        return _SPOKE_HERE if not distance else _SPOKE_BEFORE if distance == 1 else _SPOKE

    def _turns_to_another(self, spoke: EntityCluster, wanted: str, offset: int) -> bool:
        """Whether the sentence before, which is not a quote, begins with another person."""
        here = self._discourse.sentence(offset)
        if here - 1 <= self._spoke_in:
            return False
        since = [
            one for one in self._discourse.before(offset, here - self._spoke_in - 1) if one.entity.label == "PERSON"
        ]
        before = next((number for one in since if (number := self._discourse.sentence(one.start)) < here), here)
        near = [one for one in since if self._discourse.sentence(one.start) == before]
        others = [one for one in near if one.entity is not spoke and may_be(one.entity, wanted) and not one.in_marks]
        if before < here - 1 and any(one.entity is not near[0].entity or one not in others for one in near):
            return False  # further back it must be alone
        if len(others) == len(near) and any(self._answers(one) or self._ends(one) for one in others):
            return True
        first = near[-1] if near and near[-1] in others else None
        return first is not None and (self._opens(first) or self._alone(first, before))

    def _alone(self, one: Appearance, sentence: int) -> bool:
        """Whether the person acts and no pronoun precedes the name; "Her aunt Lis Berg disagreed" has one."""
        if patterns.WHOSE.match(self._discourse.text, one.found.end):
            return False
        ahead = self._discourse.text[self._discourse.start_of(sentence) : one.start].lower().split()
        apposed = patterns.APPOSED_ACTS.match(self._discourse.text, one.found.end) is not None
        active = one.found.subject or apposed or not set(ahead) & _BETWEEN or self._has_clause(one)
        return active and not _REFERRING & set(ahead)

    def body(self, offset: int, last: QuoteSource, fit: Fit) -> EntityCluster | None:
        """The most salient institution, with a bonus for the last speaker; countries only if there is nothing else."""
        scores: dict[int, float] = {}
        bodies: dict[int, EntityCluster] = {}
        for one in self._discourse.before(offset, _MEMORY_OF_BODIES):
            acts = one.found.subject or one.first or self._has_clause(one)
            if one.entity.label in BODIES and (acts or one.entity is last.entity):
                weight = self._weight(one, offset) * BODIES[one.entity.label]
                scores[id(one.entity)] = scores.get(id(one.entity), 0.0) + weight * fit(one.entity)
                bodies[id(one.entity)] = one.entity
        spoke = last.entity
        if spoke is not None and spoke.label in BODIES:
            bonus = _SPOKE_AS_BODY * (_TURNED_TO_BODY if self._turned_to_body(spoke, offset) else 1.0)
            scores[id(spoke)] = scores.get(id(spoke), 0.0) + bonus * BODIES[spoke.label] * fit(spoke)
            bodies[id(spoke)] = spoke
        return best(scores, bodies)

    def _turned_to_body(self, spoke: EntityCluster, offset: int) -> bool:
        """Whether the sentence before, after what ``spoke`` said, begins with another organisation."""
        before = self._discourse.sentence(offset) - 1
        near = [one for one in self._discourse.before(offset, 1) if self._discourse.sentence(one.start) == before]
        first = near[-1] if near and before > self._spoke_in else None
        return first is not None and first.found.label == "ORG" and first.entity is not spoke and self._opens(first)

    def _weight(self, one: Appearance, offset: int) -> float:
        """The weight of a mention: less for distance and quotation marks, more for subjects and first names."""
        if self._discourse.text[one.start - 1 : one.start] == "(" and one.entity.label != "PERSON":
            return 0.0  # "KARSK (Reuters) - "
        distance = self._discourse.sentence(offset) - self._discourse.sentence(one.start)
        weight = _FADING**distance * (0.2 if one.in_marks else 1.0)
        if patterns.RELATED.match(self._discourse.text, one.found.end):  # "Reyl's spokeswoman said" is about her
            return weight * _OWNER_AMID
        # "Mr Reyl's plan is ..." is about him, "of Reyl's film" hardly
        if patterns.WHOSE.match(self._discourse.text, one.found.end):
            return weight * (_OWNER if self._ends(one) or self._opens(one) else _OWNER_AMID)
        if any(start <= one.start < end for start, end in self._told[-_LAST_TOLD:]):
            weight *= _TOLD_OF
        if patterns.HEARS.search(self._discourse.text, max(0, one.start - 12), one.start):
            return weight * _HEARD
        if one.found.subject and not distance and not one.in_marks:
            weight *= _SAME_SENTENCE
        acts = one.found.subject or self._leads(one) or self._answers(one) or self._has_clause(one)
        return weight * (2.0 if acts else 1.0) * self._place(one)

    def _place(self, one: Appearance) -> float:
        """The weight of the first name of a sentence, or of the one who acts in its main clause."""
        if self._clauses.is_behind_another(one.start):
            return _IN_CLAUSE
        return 1.5 if one.first or self._clauses.actor(one.start) is one else 1.0

    def _has_clause(self, one: Appearance) -> bool:
        """Whether a relative clause tells what somebody does: "They matter to Reyl, who dances"."""
        return not one.in_marks and self._discourse.text.startswith((", who ", ", which "), one.found.end)

    def _leads(self, one: Appearance) -> bool:
        """Whether the name opens its sentence, however it was parsed: "Robbie Keane, skipper ..., echoed"."""
        return self._opens(one) and not patterns.WHOSE.match(self._discourse.text, one.found.end)

    def _answers(self, one: Appearance) -> bool:
        start = self._discourse.sentence_start(one.start)
        asked = patterns.ASKED.fullmatch(self._discourse.text, start, self._discourse.before_title(one))
        answers = asked or patterns.ANSWERS.search(self._discourse.text, start, one.start)
        return not one.in_marks and answers is not None

    def _ends(self, one: Appearance) -> bool:
        """Whether the sentence tells at its end whose something is: "The casting vote was Reyl's."."""
        return patterns.HIS_IT_WAS.match(self._discourse.text, one.found.end) is not None

    def _opens(self, one: Appearance) -> bool:
        start = self._discourse.sentence_start(one.start)
        ahead = one.start - start
        if patterns.PARTICIPLE_AHEAD.fullmatch(self._discourse.text, start, self._discourse.before_title(one)):
            return True
        return one.first and (
            ahead <= len(one.found.title) + 1
            or patterns.AS_FOR.fullmatch(self._discourse.text, start, one.start) is not None
        )

    def _thing(self, offset: int, last: QuoteSource) -> QuoteSource:
        unnamed = patterns.UNNAMED_BODY.match(self._discourse.text, self._discourse.sentence_start(offset), offset)
        if unnamed is not None and not self._discourse.within((unnamed.end(), offset)):
            return QuoteSource(None, unnamed.group("who"))
        entity = self._body_meant(offset, last)
        if last.entity is None and not last.words.lower().endswith("s"):
            words = last.words.lower().split()
            paper = words[:1] in (["a"], ["an"]) and words[-1] in DOCUMENTS and len(words) > 2  # "a parliament report"
            if is_place(entity) or paper or (BODY_NOUNS & set(words[-1:]) and not DOCUMENTS & set(words)):
                return last  # "the commission", without a name
        if entity is not None and entity is not last.entity and is_place(entity) and not self._acts(entity, offset):
            return NOBODY
        return QuoteSource(entity) if entity is not None else NOBODY

    def _body_meant(self, offset: int, last: QuoteSource) -> EntityCluster | None:
        """The most salient institution, but a recent speaker rather than one that is only mentioned."""
        if (reported := relaying(self._discourse, offset)) is not None:
            return reported
        entity = self.body(offset, last, lambda one: 0.0 if one.label == "NORP" else 1.0)
        spoke, at = self._body_spoke
        recent = spoke.entity is not None and self._discourse.sentence(offset) - at <= _MEMORY
        if entity is None or entity is last.entity or not recent or self._acts(entity, offset):
            return entity
        return spoke.entity

    def _acts(self, entity: EntityCluster, offset: int) -> bool:
        near = self._discourse.before(offset, _MEMORY_OF_BODIES)
        return any(one.entity is entity and (one.found.subject or self._leads(one)) for one in near)

    def _several(self, offset: int, last: QuoteSource) -> QuoteSource:
        if last.entity is None and last.known:
            return last
        entity = self.body(offset, last, fit_for_they)
        if are_people(self._discourse.text[self._discourse.sentence_start(offset) : offset]) or several_act(
            self._discourse, offset
        ):
            return NOBODY
        if entity is None or entity is last.entity:
            return QuoteSource(entity)
        acts = self._acts(entity, offset) and not are_named_together(self._discourse, offset)
        return QuoteSource(entity) if acts else NOBODY
