"""Antecedents: whom "who" and "which" refer to, the name beside them or only words: "a viewer who says"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.fitting import may_be
from bot.language.coreference.mentions import NOBODY, Appearance, DiscourseModel, QuoteSource
from bot.language.patterns import NamedPattern
from bot.lexicon.reporting import DOCUMENTS

_REACH = 60  # characters back to somebody unnamed
_THINGS = frozenset(("which", "that"))
#: Somebody without a name: "a viewer" in "a viewer who says".
_SOMEBODY = NamedPattern(
    "somebody unnamed",
    r"((?:the|a|an|one|another|some)\s(?:(?!(?:with|of|to|for|from|and|in|at|by)\b)[\w’'-]+\s){0,3}?[\w’'-]+),?\s$",
    "a viewer ",
    "the young man, ",
    flags=re.IGNORECASE,
)
#: Between a name and the "who" that tells more of it: "Lis Berg (B-4) of Karsk, the head of the board, who".
_DESCRIBED = NamedPattern(
    "a person described",
    r"(?:\s?\([^)]{1,40}\))?(?:,?\s(?:of|from|in|at)\s(?:the\s)?(?:[A-Z][\w.’'-]*,?\s?){1,4})?"
    r"(?:,?\s(?:an?|the|his|her|its|their|one|two|\d+|former|[a-z]+\s(?:of|for|at))\b[^.;:“”\"]{0,110}?|,\s[^,.;:“”\"]{2,80},)?"
    r"[,\s]*[—–-]?\s",
    " of ",
    " of California, the ranking member of the ",
    ", a former judge in ",
    " (D-Ohio), ",
)
#: Between the name of somebody and the "who" of somebody else: "Reyl's campaign manager, who", "Reyl supporters who".
_OTHERS = NamedPattern(
    "others beside a name", r"(?:['’]s?)?(?:\s[a-z][\w-]*){1,3},?\s", "'s campaign manager, ", " supporters "
)
_DETERMINED = NamedPattern(
    "a determiner before a name", r"\b(?:the|an?|one|another|some)\s$", "A ", "another ", flags=re.IGNORECASE
)
_IN_PLACE = NamedPattern("in a place", r"\b(?:in|of|from|at|near|to|across)\s(?:the\s)?$", "in ", "from the ")


#: Between a name and the words of whoever bears it: "Lund over his secretly taped comment in which he said".
_IN_WHICH = NamedPattern(
    "words in which",
    r"\s(?:over|for|about|on|after)\s(?:his|her|an?|the)\s(?:[\w’'-]+\s){0,4}?"
    rf"(?:speech|comments?|remarks?|interview|video|tape|{'|'.join(sorted(DOCUMENTS))}),?\s"
    r"(?:in|during|at) which\s",
    " over his secretly taped comment in which ",
    " for an interview, during which ",
)


#: The same, of whoever acts: "Reyl, who leads here, held a news conference nearby in which he said".
_HELD = NamedPattern(
    "held a speech in which",
    r"(?:,\swho\s[^,]{3,80},|,\swho(?:\shas|\shad)?)?\s(?:held|gave|delivered|wrote|posted|published|released|issued|sent|made|recorded)\s"
    r"(?:an?|his|her|the)\s(?:[\w’'-]+\s){0,4}?"
    rf"(?:speech|comments?|remarks?|interview|video|tape|conference|rally|address|{'|'.join(sorted(DOCUMENTS))})"
    r"(?:\s[\w’'-]+){0,4},?\s(?:in|during|at) which\s",
    " held a news conference nearby in which ",
    ", who leads here, gave a speech in Karsk, in which ",
)
#: Before a pronoun: what whoever acts in the main clause says of its object: "Reyl attacked the tax, which he said".
_OF_WHICH = NamedPattern(
    "what he says of it", r"(?:,\s(?:[\w’'-]+\sof\s)?which,?|\sthat)\s$", ", which ", ", many of which ", " that "
)


class Antecedents:
    """Finds the antecedents of relative pronouns in one article."""

    def __init__(self, discourse: DiscourseModel) -> None:
        self._discourse = discourse

    def of(self, word: str, offset: int) -> QuoteSource:
        """The name that the pronoun at ``offset`` tells more of, else the words before it."""
        names = list(self._discourse.before(offset, 0))
        if not names:
            return self._unnamed(word, offset)
        person = next(self._described(names, offset), None)
        if word not in _THINGS and person is not None:
            return QuoteSource(person)
        between = self._discourse.text[names[0].found.end : offset]
        if not between.strip(" ,—–-") and not self._is_where(word, names[0]):
            return QuoteSource(names[0].entity)
        if word in _THINGS and names[0].found.label != "PERSON" and _DESCRIBED.fullmatch(between):
            return QuoteSource(names[0].entity)
        if _OTHERS.fullmatch(between):
            document = between.strip(" ,").split()[-1] in DOCUMENTS
            ahead = _DETERMINED.search(self._discourse.text, max(0, names[0].start - _REACH), names[0].start)
            words = self._discourse.text[ahead.start() if ahead else names[0].start : offset].strip(" ,")
            return QuoteSource(names[0].entity if document else None, words)
        return self._unnamed(word, offset)

    def whose_words(self, wanted: str, offset: int) -> EntityCluster | None:
        """Who says what a "he" or "she" says at ``offset``, if a clause of their speech begins there."""
        people = [one for one in self._discourse.before(offset, 0) if one.found.label == "PERSON"]
        if not people or not may_be(people[0].entity, wanted):
            return None
        between = people[0].found.end, offset
        if any(one.fullmatch(self._discourse.text, *between) for one in (_IN_WHICH, _HELD)):
            return people[0].entity
        of_which = _OF_WHICH.search(self._discourse.text, max(between[0], offset - _REACH), offset)
        alone = all(one.entity is people[0].entity for one in people)
        return people[0].entity if of_which and alone and people[-1].found.subject else None

    def _described(self, names: list[Appearance], offset: int) -> Iterator[EntityCluster]:
        """The people whom everything up to ``offset`` describes, nearest first: "Lis Berg, the head of it, who"."""
        for one in names:
            if one.found.label == "PERSON" and _DESCRIBED.fullmatch(self._discourse.text, one.found.end, offset):
                yield one.entity

    def _is_where(self, word: str, name: Appearance) -> bool:
        """Whether a name only tells where somebody is: "fans from Karsk who", "Democrats in Congress who"."""
        ahead = max(0, name.start - 12)
        inside = _IN_PLACE.search(self._discourse.text, ahead, name.start) is not None
        return word not in _THINGS and name.found.label not in ("PERSON", "NORP") and inside

    def _unnamed(self, word: str, offset: int) -> QuoteSource:
        start = max(0, offset - _REACH)
        match = None if word in _THINGS else _SOMEBODY.search(self._discourse.text, start, offset)
        return QuoteSource(None, match.group(1)) if match else NOBODY
