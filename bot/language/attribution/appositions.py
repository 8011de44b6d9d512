"""Find the speaker in a name beside a description: "her partner, Lis Berg", "The owner, the University of Karsk"."""

from __future__ import annotations

from bot.language.attribution import resolver_patterns as patterns
from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.mentions import DiscourseModel
from bot.language.coreference.nominals_patterns import TAIL
from bot.language.coreference.offices import role_in
from bot.lexicon.loader import word_list
from bot.lexicon.organisations import INSTITUTION_NOUNS, ORG_WORDS
from bot.lexicon.reporting import DOCUMENTS
from bot.text.spans import Span

_PERSON, _BODY = frozenset(("PERSON",)), frozenset(("ORG",))
_BODY_NOUNS = INSTITUTION_NOUNS | ORG_WORDS | word_list("organisations", "nouns_for_companies")
_FURTHER_PEOPLE = word_list("roles", "further_people")


class Appositions:
    """Finds the names beside descriptions in one article."""

    def __init__(self, discourse: DiscourseModel) -> None:
        self._discourse = discourse

    def named_first(self, head: Span, source: Span) -> EntityCluster | None:
        """The person beside a description in which another is named: "A delegate on the Lund slate, Jim Poole"."""
        within = self._discourse.within(head)
        amid = within and all(one.found.end < head[1] for one in within)
        if not amid or not patterns.COMMON.match(self._discourse.text, *head):
            return None
        start = head[1] + len(", ")
        beside = [one for one in self._discourse.within((start, source[1])) if one.found.label == "PERSON"][:1]
        apart = beside and patterns.BESIDE.fullmatch(self._discourse.text[head[1] : beside[0].start])
        return beside[0].entity if apart and source[1] - beside[0].found.end <= 1 else None

    def named(self, head: Span, source: Span) -> EntityCluster | None:
        """The entity in apposition: "the firm's lawyer, Ilse Brandt", "Leading plaintiff, the University of Karsk"."""
        behind = self._discourse.within((head[1], source[1]))
        right = [one for one in behind if patterns.BESIDE.fullmatch(self._discourse.text[head[1] : one.start])]
        last = [one for one in behind if source[1] - one.found.end <= 1]  # "The group that owns it, Norhaven, says"
        last = [
            one for one in last if patterns.BESIDE.search(self._discourse.text, max(head[1], one.start - 20), one.start)
        ]
        labels = _labels_of(self._discourse.text[slice(*head)])
        fitting = [one for one in (right[:1] or last) if one.found.label in labels]
        return fitting[0].entity if fitting else None

    def behind(self, head: Span, source: Span) -> EntityCluster | None:
        """The person named after a phrase: "One parent" in "One parent, Lotte Bergman, was delighted"."""
        office = role_in(self._discourse.text[slice(*head)]) is not None
        if not office and not patterns.COMMON.match(self._discourse.text, *head):
            return None
        start = source[1] + len(", ")
        name = next((one for one in self._discourse.within((start, start + 1)) if one.found.label == "PERSON"), None)
        apart = name is not None and self._discourse.text.startswith(", ", source[1])
        ends = name is not None and self._discourse.text.startswith((",", " said") if office else ",", name.found.end)
        return name.entity if name is not None and apart and ends else None


def _labels_of(phrase: str) -> frozenset[str]:
    """What a phrase can describe: "her partner" or "Another host" a person, "the company" a body."""
    words = phrase.lower().split()
    common = patterns.COMMON.match(phrase) is not None
    if role_in(phrase) is not None or (common and _FURTHER_PEOPLE & set(words)):
        return _PERSON
    noun = next(reversed(TAIL.sub("", phrase).lower().split()), "")  # nothing is left of a bare relative clause
    thing = noun in _BODY_NOUNS or noun.removesuffix("s") in DOCUMENTS or noun.endswith("s")
    return _BODY if thing or not (common or patterns.OWNED.search(phrase)) else _PERSON | _BODY
