"""Resolve noun phrases: "the minister", "the Vermont senator", "the 58-year-old singer", "the ministry"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.coreference import nominals_patterns as patterns
from bot.language.coreference.ages import lead, of_age, of_other_ages
from bot.language.coreference.bodies import OUTLET_NOUNS, commonest, is_unarmed, may_be_called, named_later, with_word
from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.fitting import is_unintroduced
from bot.language.coreference.mentions import NOBODY, Appearance, DiscourseModel, QuoteSource, speaks_for
from bot.language.coreference.name_parts import gender
from bot.language.coreference.offices import Role, role_in, same_office
from bot.language.coreference.salience import Fit, Prominence
from bot.language.coreference.unnamed_people import acts_without_name
from bot.lexicon.countries import DEMONYMS
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.organisations import INSTITUTION_NOUNS, ORG_WORDS
from bot.lexicon.roles import LEADERS, PERSON_NOUNS
from bot.text.spans import Span

_REPRESENTING = word_set("lawyer attorney solicitor agent manager publicist")
_A = r"(?<![,–—] )\b(?:[Aa]|[Aa]n|[Oo]ne|[Aa]nother)\s"
_OF_THE_STORY = 2.0  # factor by which "the 56-year-old" is likelier the subject of the article
_COMPANIES = word_list("organisations", "nouns_for_companies")
_FOLLOWERS = word_set("team campaign office staff circle")  # "his team" is no body that is named elsewhere
_OTHER = word_set("new other rival former second combined joint merged parent")
#: Offices of which an article often has several holders.
_HIGH = LEADERS | word_set("minister secretary ambassador judge justice general pope governor") | {"prime minister"}
#: How far back an unnamed senator is searched, in characters, and an age, in sentences.
_REACH = 4_000
_FAR = 100
_NEAR = 3  # sentences within which a person who is named alone may be "the singer"
#: People who often remain unnamed.
_NAMELESS = word_set(
    """
    official insider witness resident victim suspect defendant diplomat soldier officer reporter
    """
)


class Descriptions:
    """Resolves the noun phrases of one article that contain no name."""

    def __init__(self, discourse: DiscourseModel, prominence: Prominence) -> None:
        self._discourse = discourse
        self._prominence = prominence
        self._unnamed_offices: dict[str, EntityCluster] = {}  # "the spokesman": whom an unnamed one spoke for

    # -- people ----------------------------------------------------------------

    def person(self, head: Span, written: str, last: QuoteSource) -> EntityCluster | None:
        """The entity of "the Russian president", "a spokesman for the ministry", "the 22-cap man"."""
        if patterns.PROPER.fullmatch(written) and not self._discourse.within(head):
            return None  # "HuffPost Pollster" is no pollster
        if _FOLLOWERS & set(patterns.TAIL.sub("", written).split()[-1:]):  # "Council President Reyl's office"
            return None
        role = role_in(written)
        definite = not patterns.INDEFINITE.match(written)
        if role is None:
            initials = patterns.BY_INITIALS.fullmatch(written)
            called = self._discourse.holder_by_initials(initials.group(1), head[0]) if initials else None
            return called or (self._by_noun(head, last) if definite else None)
        holder = self._holder(role, head, last) if definite else None
        if holder is not None or not speaks_for(role):
            return holder
        employer = self._employer(head)
        if employer is not None:
            self._unnamed_offices[role.office] = employer
        return employer or (self._unnamed_offices.get(role.office) if definite else None)

    def _holder(self, role: Role, head: Span, last: QuoteSource) -> EntityCluster | None:
        """The earlier holder of the office; else the most salient person; else a later holder."""
        holders = self._discourse.holders_beside(role, head[0])
        if len(holders) > 1:  # "Minister Holt and Minister Reyl met. The minister said": whoever spoke last, or nobody
            return last.entity if any(one is last.entity for one in holders) else None
        holder = self._discourse.holder(role, head[0], later=False)
        once = patterns.ONCE.search(self._discourse.text[slice(*head)])
        if once and holder is not None and any(patterns.NOW.search(held) for held in holder.roles):
            holder = None  # "the former minister" is not the present one
        if holder is None and not speaks_for(role):
            holder = self._by_role(role, head, last)
        if once:
            return holder
        # "His doctor" is not the next doctor in the article; people represented by somebody are more often named later.
        stranger = (
            patterns.OWNED.match(self._discourse.text, head[0])
            and role.office not in _REPRESENTING
            and not speaks_for(role)
        )
        return holder or (None if stranger else self._discourse.holder(role, head[0]))

    def _by_role(self, role: Role, head: Span, last: QuoteSource) -> EntityCluster | None:
        """The most salient person, if nobody holds the office: nobody with another office, and no unnamed "senator"."""
        if self._introduced(self._noun(head), head[0]) or acts_without_name(self._discourse, head[0]):
            return None
        if last.entity is not None and self._goes_on(head, last.entity):
            return last.entity
        phrase = self._discourse.text[slice(*head)]
        titled = (
            patterns.OF.search(phrase) is not None and "-year-old" not in phrase
        )  # "the chief inspector of schools"
        if role.office in _HIGH or not phrase.startswith(("the ", "The ")):
            return None
        if titled or role.office in _NAMELESS:
            return self.named_next(head[0]) if titled else None
        alone, told_once = self._alone(head[0]), patterns.ONCE.search(phrase) is not None

        def fit(entity: EntityCluster) -> float:
            held = [held for described in entity.roles if (held := role_in(described)) is not None]
            free = 0.3 if is_unintroduced(entity) else 1.0
            if any(same_office(role, one) for one in held):
                return 2.0
            return free if entity is alone and (not held or told_once) else 0.0

        return self._talked_of(head, last, fit) or self.named_next(head[0])

    def _by_noun(self, head: Span, last: QuoteSource) -> EntityCluster | None:
        """The person of "the 66-year-old", "the 22-cap midfield man", "the Spaniard"."""
        noun = self._noun(head)
        aged = patterns.AGE.search(noun)
        if not aged and noun not in PERSON_NOUNS and not noun.endswith(("man", "woman")):
            return None
        if not self._discourse.text.startswith(("the ", "The "), head[0]) or self._introduced(noun, head[0]):
            return None
        if not aged and acts_without_name(self._discourse, head[0]):
            return None
        if aged and (entity := of_age(self._discourse, noun.split("-")[0], head[0])) is not None:
            return entity
        people = self._discourse.text[slice(*head)].split()[-1][:1].isupper()  # "the Irishman"
        told = self._discourse.text.startswith(" who ", head[1])  # "the man who built his career on it"
        # a man with an office is rather called by it
        office = 1.0 if aged or people or told else 0.3 if noun == "man" else 0.6
        others = of_other_ages(self._discourse, noun.split("-")[0]) if aged else set()
        leading = lead(self._discourse) if aged else None

        def fit(entity: EntityCluster) -> float:
            story = _OF_THE_STORY if entity is leading else 1.0
            return 0.0 if id(entity) in others else story * (office if entity.roles else 1.0)

        return self._talked_of(head, last, fit) or self.named_next(head[0])

    def _talked_of(self, head: Span, last: QuoteSource, fit: Fit) -> EntityCluster | None:
        words = self._discourse.text[slice(*head)].lower()
        wanted = gender("", words) or ("he" if words.endswith(" man") else "she" if words.endswith(" woman") else "")
        return self._prominence.person(wanted, head[0], last, fit)

    def _noun(self, head: Span) -> str:
        """The last word before "of", "at" and the like."""
        words = patterns.TAIL.sub("", self._discourse.text[slice(*head)]).split()
        return words[-1].lower() if words else ""

    def _introduced(self, noun: str, offset: int) -> bool:
        """Whether the text introduces "a senator" without a name."""
        pattern = rf"{_A}(?:[\w’'-]+\s){{0,4}}?{re.escape(noun)}\b(?!\s[A-Z])"
        before = self._discourse.text[max(0, offset - _REACH) : offset]
        return bool(noun) and re.search(pattern, before) is not None

    def named_next(self, offset: int) -> EntityCluster | None:
        """The first person in the article's second sentence, for an unnamed one in its first."""
        if self._discourse.sentence(offset) or any(
            one.entity.label == "PERSON" for one in self._discourse.before(offset, 0)
        ):
            return None
        following = self._discourse.within((offset, offset + 600))
        people = [one for one in following if one.entity.label == "PERSON" and not one.in_marks]
        second = [one for one in people if self._discourse.sentence(one.start) == 1 and self._acts(one)]
        first = any(self._discourse.sentence(one.start) == 0 for one in people)
        return second[0].entity if second and not first else None

    def _acts(self, one: Appearance) -> bool:
        return patterns.SPEAKS.match(self._discourse.text, one.found.end) is not None

    def _alone(self, offset: int) -> EntityCluster | None:
        """The only person in the last sentence that mentions any, unless they are spoken to."""
        near: list[Appearance] = []
        for sentences in range(_NEAR):
            near = near or [one for one in self._discourse.before(offset, sentences) if one.entity.label == "PERSON"]
        near = [
            one for one in near if not patterns.HEARER.search(self._discourse.text, max(0, one.start - 60), one.start)
        ]
        return near[0].entity if near and all(one.entity is near[0].entity for one in near) else None

    def _goes_on(self, head: Span, spoke: EntityCluster) -> bool:
        """Whether "the coach" is the last speaker: nobody else is near, and no other office of theirs is known."""
        if spoke.label != "PERSON" or spoke.roles or not self._discourse.text.startswith(("the ", "The "), head[0]):
            return False
        near: list[EntityCluster] = []
        for sentences in (1, 2):  # a person alone in the sentence before counts, whatever precedes it
            near = near or [
                one.entity for one in self._discourse.before(head[0], sentences) if one.entity.label == "PERSON"
            ]
        return bool(near) and all(entity is spoke for entity in near)

    # -- institutions ----------------------------------------------------------

    def outlet(self, plain: str, offset: int, last: QuoteSource) -> QuoteSource | None:
        """The outlet of "the paper": the last speaker, even if unknown by name, else the last one mentioned."""
        noun = plain.removeprefix("the ")
        if noun == plain or noun not in OUTLET_NOUNS:
            return None
        if last.entity is None and any(word[0].isupper() for word in last.words.split()[-1:]):
            return last
        bodies = [one for one in self._discourse.before(offset, _FAR) if one.found.label == "ORG" and not one.in_marks]
        spoke = [last.entity] if last.entity is not None and last.entity.label == "ORG" else []
        named = with_word(self._discourse, [noun], bodies)
        fitting = [one for one in (*spoke, *(one.entity for one in bodies)) if may_be_called(noun, one)]
        entity = named or next(iter(fitting), None)
        return QuoteSource(entity) if entity is not None else None

    def _employer(self, head: Span) -> EntityCluster | None:
        """The institution that an unnamed spokesperson speaks for; never a person."""
        bodies = [one for one in self._discourse.within(head) if one.found.label in ("ORG", "GPE", "FAC")]
        bodies = [one for one in bodies if one.found.label == "ORG"] or bodies
        alone = [
            one for one in self._discourse.within(head) if one.found.label == "PERSON" and is_unintroduced(one.entity)
        ]
        if bodies or alone:
            return (bodies or alone)[-1].entity
        match = patterns.SPOKEN_FOR.search(self._discourse.text[slice(*head)].lower())
        return self.institution(f"the {match.group(1) or match.group(2)}", head[0], NOBODY) if match else None

    def institution(self, plain: str, offset: int, last: QuoteSource) -> EntityCluster | None:
        """The entity of "the ministry", "the company": the last institution called so, else a possible speaker."""
        words = patterns.LEADING.sub("", plain).split()
        noun = words[-1] if words else ""
        head = patterns.TAIL.sub("", plain).split()[-1:]
        known = INSTITUTION_NOUNS | ORG_WORDS | _COMPANIES
        if not plain.startswith(("the ", "its ", "his ", "her ")) or noun not in known:
            return None
        if not known & set(head):  # "the parties in the council"
            return None
        if role_in(patterns.TAIL.sub("", plain)) and patterns.TAIL.search(
            plain
        ):  # "the commander of the navy" does not describe a navy
            return None
        bodies = [
            one for one in self._discourse.before(offset, 10_000) if one.found.label == "ORG" and not one.in_marks
        ]
        spoke = [one for one in bodies[:_FAR] if one.entity is last.entity][:1]
        named = with_word(self._discourse, words, [*spoke, *bodies[:200]]) or named_later(
            self._discourse, words, offset
        )
        if named is not None or (plain.startswith(("his ", "her ")) and noun in _FOLLOWERS):
            return named
        return self._without_its_name(words, offset, last, bodies)

    def _without_its_name(
        self, words: Sequence[str], offset: int, last: QuoteSource, bodies: Sequence[Appearance]
    ) -> EntityCluster | None:
        noun = words[-1]
        if len(words) == 1 and (body := self._of_employee(noun, offset, bodies)) is not None:
            return body
        spoke_last = len(words) == 1 and last.entity is not None and last.entity.label == "ORG"
        if spoke_last and last.entity is not None and may_be_called(noun, last.entity):
            return last.entity
        if noun not in _COMPANIES or any(word in DEMONYMS or word in _OTHER or word[-1] in "'’" for word in words):
            return None
        return self._talked_of_body(words, offset, last, [one.entity for one in bodies] if len(words) == 1 else [])

    def _of_employee(self, noun: str, offset: int, bodies: Sequence[Appearance]) -> EntityCluster | None:
        """The firm of an unnamed employee in the same sentence: "A Nordtel executive apologized, but the company"."""
        start = self._discourse.sentence_start(offset)
        for one in bodies:
            if one.start < start:
                return None
            if patterns.EMPLOYEE.match(self._discourse.text, one.found.end) and may_be_called(noun, one.entity):
                return one.entity
        return None

    def _talked_of_body(
        self, words: Sequence[str], offset: int, last: QuoteSource, bodies: Sequence[EntityCluster]
    ) -> EntityCluster | None:
        """The most salient institution that ``words`` can refer to, else the most frequent of ``bodies``."""
        noun = words[-1]

        def fit(entity: EntityCluster) -> float:
            return float(entity.label == "ORG" and may_be_called(noun, entity) and not is_unarmed(words, entity))

        near = self._prominence.body(offset, last, fit)
        if near is None and bodies:
            near = commonest([one for one in bodies if may_be_called(noun, one)]) or self._unintroduced(offset)
        return near

    def _unintroduced(self, offset: int) -> EntityCluster | None:
        """The entity of "the firm" if only a "person" without given name was mentioned, a firm unknown to the model."""
        before = [one for one in self._discourse.before(offset, 4) if one.found.label == "PERSON"]
        return commonest([one.entity for one in before if is_unintroduced(one.entity)])
