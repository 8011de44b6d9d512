"""Find for whom spokespersons speak: "Environment Canada spokesperson Julie Hahn", "Bo Lund, who speaks for it".

Only institutions count: the words of "Putin's spokesman Dmitry Peskov" are only his own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.mentions import NOBODY, Appearance, DiscourseModel, QuoteSource
from bot.language.patterns import NamedPattern
from bot.lexicon.organisations import INSTITUTION_NOUNS
from bot.text.spans import Span

_BODIES = frozenset(("ORG", "GPE", "FAC"))
_OFFICE = r"(?:spokes(?:man|woman|person|people)|press (?:secretary|officer))"
_THE = r"(?:(?:the|an?|its|their|his|her)\s+)?"
_REACH = 120  # characters on either side of a name that may describe it
_AHEAD = NamedPattern(
    "a spokesperson by name",
    rf"{_OFFICE},?\s+(?:[A-Z][\w.]*\s+){{0,2}}$",
    "spokesperson ",
    "press secretary, ",
    flags=re.IGNORECASE,
)
_BEHIND = NamedPattern(
    "a spokesperson by apposition",
    rf"\s?[,(—–-]\s?(?:who\s+(?:is|was)\s+)?(?P<whose>{_THE}(?:[^,.;:()“”\"]{{2,60}}?\s)?){_OFFICE}\b",
    ", a spokeswoman for it",
    ", who is the firm's spokesman",
    flags=re.IGNORECASE,
)
_FOR = NamedPattern(
    "whom somebody speaks for",
    rf"\s+(?:for|of|at|from|with)\s+{_THE}(?=\S)",
    " for the ministry",
    " of its board",
    flags=re.IGNORECASE,
)
#: Words between an institution and the office: "White House principal deputy press secretary".
_BETWEEN = NamedPattern(
    "between a body and an office", r"(?:['’]s?)?\s+(?:[a-z-]+\s+){0,3}", "'s ", " principal deputy "
)
_NOUN = NamedPattern("the last noun", r"([a-z-]+)(?:['’]s?)?\s*$", "the ministry's", "a company ", flags=re.IGNORECASE)
_FORMER = NamedPattern(
    "no longer in office", r"\b(?:former|then|ex|one-time)\b", "a former aide", "then", flags=re.IGNORECASE
)

#: Resolves words like "the ministry" at an offset, given the last speaker.
Institution = Callable[[str, int, QuoteSource], EntityCluster | None]


class SpokenFor:
    """Finds for whom the spokespersons in one article speak."""

    def __init__(self, discourse: DiscourseModel, institution: Institution) -> None:
        self._discourse = discourse
        self._institution = institution
        self._employers: dict[int, EntityCluster] = {}
        for one in discourse.appearances:
            if one.found.label != "PERSON" or id(one.entity) in self._employers:
                continue
            body = self._ahead(one) or self._behind(one)
            if body is not None:
                self._employers[id(one.entity)] = body

    def by(self, person: EntityCluster) -> EntityCluster | None:
        """The institution for which ``person`` speaks, by the words around any mention of the name."""
        return self._employers.get(id(person))

    def _ahead(self, one: Appearance) -> EntityCluster | None:
        """The institution before the name: "Environment Canada spokesperson Julie Hahn", "ministry spokeswoman X"."""
        start = max(0, one.start - _REACH)
        match = _AHEAD.search(self._discourse.text, start, one.start)
        return self._whose((start, match.start())) if match else None

    def _behind(self, one: Appearance) -> EntityCluster | None:
        """The institution after the name: "Julie Hahn, a spokeswoman for Environment Canada"."""
        match = _BEHIND.match(self._discourse.text, one.found.end, one.found.end + _REACH)
        if match is None or _FORMER.search(match.group()):
            return None
        whom = _FOR.match(self._discourse.text, match.end(), match.end() + _REACH)
        return self._whom(whom.end()) if whom else self._whose(match.span("whose"))

    def _whose(self, span: Span) -> EntityCluster | None:
        """The institution at the end of ``span``, where the office begins."""
        for one in reversed(self._discourse.within(span)):
            if not _BETWEEN.fullmatch(self._discourse.text, one.found.end, span[1]):
                break
            former = _FORMER.search(self._discourse.text, max(0, one.start - len("one-time ")), span[1])
            return one.entity if one.found.label in _BODIES and not former else None
        match = _NOUN.search(self._discourse.text[slice(*span)])
        return self._institution_called(match.group(1), span[1]) if match else None

    def _whom(self, start: int) -> EntityCluster | None:
        """The institution that begins at ``start``."""
        first = next((one for one in self._discourse.within((start, start + 1)) if one.start == start), None)
        if first is not None:
            return first.entity if first.found.label in _BODIES else None
        noun = re.compile(r"[\w-]+").match(self._discourse.text, start)
        return self._institution_called(noun.group(), start) if noun else None

    def _institution_called(self, noun: str, offset: int) -> EntityCluster | None:
        return self._institution(f"the {noun.lower()}", offset, NOBODY) if noun.lower() in INSTITUTION_NOUNS else None
