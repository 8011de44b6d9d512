"""Speakers in passing: whoever speaks only in a clause of a sentence that is about somebody else."""

from __future__ import annotations

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.main_clauses import MainClauses
from bot.language.coreference.mentions import DiscourseModel
from bot.lexicon.pronouns import WHO
from bot.text.spans import Span


class Passing:
    """Tells in one article who speaks only by the way."""

    def __init__(self, discourse: DiscourseModel) -> None:
        self._discourse = discourse
        self._clauses = MainClauses(discourse)

    def by_the_way(self, source: Span) -> bool:
        """Whether another person acts in the sentence of ``source``, which is in a relative or an opening clause."""
        actor = self._clauses.actor(source[0])
        if actor is None or self._nearest(source) is actor.entity:
            return False
        relative = self._discourse.text[slice(*source)].lower() in WHO
        return (relative and actor.start < source[0]) or self._clauses.is_behind_another(source[0])

    def _nearest(self, source: Span) -> EntityCluster | None:
        """The person named in ``source``, else the last one named before it in its sentence."""
        named = [one for one in self._discourse.within(source) if one.found.label == "PERSON"]
        near = named[-1:] or [one for one in self._discourse.before(source[0], 0) if one.found.label == "PERSON"][:1]
        return near[0].entity if near else None
