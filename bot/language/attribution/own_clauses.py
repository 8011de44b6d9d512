"""Whom "he" or "his" means by its own sentence: the subject that follows its clause, or the only person before it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.mentions import NOBODY, Appearance, DiscourseModel, QuoteSource
from bot.language.patterns import NamedPattern
from bot.lexicon.loader import word_set
from bot.lexicon.pronouns import HE, SHE
from bot.text.spans import Span

#: Between the start of a sentence and "he", whoever acts behind the clause is meant.
_OPENS = NamedPattern(
    "a clause ahead of whom it means",
    r"[“\"‘']?(?:Al)?[Tt]hough\s$|(?:But\s)?[Ee]ven\s(?:as|though|if|while)\s$|While\s$|In what\s$|Despite what\s$",
    "Although ",
    "But even as ",
    "In what ",
)
_LEAD_IN = 12  # characters of titles before a name that opens a clause
_POSSESSIVES = word_set("his her")


class OwnClauses:
    """Finds in one article whom a pronoun means by its own sentence."""

    def __init__(self, discourse: DiscourseModel) -> None:
        self._discourse = discourse

    def meant(self, word: str, offset: int, told: Sequence[Span]) -> QuoteSource | None:
        """Whom "Although he admitted it, Reyl" or "Reyl repeated his claim" means; NOBODY for one of two; else None."""
        if word in _POSSESSIVES:
            return self._owner(word, offset)
        entity = self._behind(word, offset, told)
        return None if entity is None else QuoteSource(entity)

    def is_only_owner(self, source: Span) -> bool:
        """Whether whoever "his" means does not act ahead of it: Holt in "She says that Holt's plan and his"."""
        before = (self._discourse.sentence_start(source[0]), source[0])
        people = [one for one in self._discourse.within(before) if one.found.label == "PERSON"]
        owners = all(self._discourse.text.startswith(("'s", "’s"), one.found.end) for one in people)
        return self._discourse.text[slice(*source)].lower() in _POSSESSIVES and owners

    def within(self, word: str, told: Sequence[Span]) -> EntityCluster | None:
        """Shays in "Chris Shays was for Reyl, he said", where nobody has spoken yet."""
        within = self._discourse.within(told[0]) if told and not self._discourse.marked(told[0][0]) else []
        ahead = [one for one in within if one.found.label == "PERSON"][:1]
        lead = self._discourse.text[told[0][0] : self._discourse.before_title(ahead[0])] if ahead else ""
        if len(lead) >= _LEAD_IN and not lead.endswith(", "):
            return None
        return ahead[0].entity if ahead and ahead[0].found.subject and _fits_gender(word, ahead[0]) else None

    def _behind(self, word: str, offset: int, told: Sequence[Span]) -> EntityCluster | None:
        """Reyl in "Although he admitted that it leaks, Reyl would not mend it"."""
        start = self._discourse.sentence_start(offset)
        if word not in HE | SHE or not told or _OPENS.fullmatch(self._discourse.text, start, offset) is None:
            return None
        behind = self._discourse.within((told[-1][1], self._end(offset)))[:1]
        if not behind or behind[0].found.label != "PERSON" or not behind[0].found.subject:
            return None
        lead = self._discourse.text[told[-1][1] : self._discourse.before_title(behind[0])]
        opens = lead.lstrip("”\"’' ") in (", ", "") and "," in self._discourse.text[told[-1][1] - 1 : behind[0].start]
        return behind[0].entity if opens and _fits_gender(word, behind[0]) else None

    def _owner(self, word: str, offset: int) -> QuoteSource | None:
        """The only person before "his" in its sentence; NOBODY if there are several."""
        span = (self._discourse.sentence_start(offset), offset)
        people = [one for one in self._discourse.within(span) if one.found.label == "PERSON" and not one.in_marks]
        fitting = {id(one.entity): one.entity for one in people if _fits_gender(word, one)}
        if len(fitting) > 1:
            return NOBODY
        return QuoteSource(next(iter(fitting.values()))) if fitting else None

    def _end(self, offset: int) -> int:
        return self._discourse.start_of(self._discourse.sentence(offset) + 1) or len(self._discourse.text)


def _fits_gender(word: str, one: Appearance) -> bool:
    return one.entity.gender in ("", "he" if word in HE else "she")
