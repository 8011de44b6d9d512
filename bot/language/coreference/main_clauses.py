"""Main clauses: who acts in a sentence, whatever the clauses around it tell of others."""

from __future__ import annotations

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.fitting import may_be
from bot.language.coreference.mentions import Appearance, DiscourseModel
from bot.language.patterns import NamedPattern

#: A sentence that opens with a clause of its own: "When Reyl called it late, Holt nodded".
_OPENS_CLAUSE = NamedPattern(
    "a clause ahead of the main one",
    r"(?:(?:But|And|Yet),?\s)?(?:[Ww]hen|[Ww]hile|[Aa]s|[Aa]fter|[Bb]efore|(?:[Aa]l)?[Tt]hough|[Bb]ecause|[Ss]ince|[Ii]f|[Oo]nce|[Ww]hereas|[Aa]sked)\s",
    "When Reyl ",
    "But as Holt ",
)


class MainClauses:
    """Finds in one article who acts in the main clause of each sentence."""

    def __init__(self, discourse: DiscourseModel) -> None:
        self._discourse = discourse
        self._actors: dict[int, Appearance | None] = {}

    def actor(self, offset: int) -> Appearance | None:
        """The first person who is a subject outside quotation marks and outside an opening clause."""
        number = self._discourse.sentence(offset)
        if number not in self._actors:
            self._actors[number] = self._acting_person(number)
        return self._actors[number]

    def another_acts(self, spoke: EntityCluster, wanted: str, offset: int) -> bool:
        """Whether somebody else acts before a pronoun: Reyl in "Reyl agreed, telling us: “...,” he said"."""
        actor = self.actor(offset)
        return actor is not None and actor.start < offset and actor.entity is not spoke and may_be(actor.entity, wanted)

    def is_behind_another(self, offset: int) -> bool:
        """Whether the sentence at ``offset`` opens with a clause, and the person of its main clause is named later."""
        actor = self.actor(offset)
        return actor is not None and offset < actor.start and self._clause(offset)

    def _clause(self, offset: int) -> bool:
        start = self._discourse.sentence_start(offset)
        return _OPENS_CLAUSE.match(self._discourse.text, start) is not None

    def _acting_person(self, number: int) -> Appearance | None:
        start, end = self._discourse.start_of(number), self._discourse.start_of(number + 1) or len(self._discourse.text)
        people = [one for one in self._discourse.within((start, end)) if one.found.label == "PERSON"]
        acting = [one for one in people if one.found.subject and not one.in_marks]
        if self._clause(start):
            acting = [one for one in acting if self._after_comma(one)]
        return acting[0] if acting else None

    def _after_comma(self, one: Appearance) -> bool:
        return self._discourse.text[: self._discourse.before_title(one)].rstrip().endswith(",")
