"""Find the name that is the head of a phrase: Brandt in "Mayor Ilka Brandt", nobody in "Brandt's aides"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.attribution import resolver_patterns as patterns
from bot.language.coreference.bodies import NAMED_BODIES
from bot.language.coreference.clusters import EntityCluster
from bot.language.coreference.mentions import Appearance, DiscourseModel
from bot.language.coreference.salience import BODIES
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.organisations import INSTITUTION_NOUNS
from bot.lexicon.reporting import DOCUMENTS
from bot.lexicon.roles import ROLES
from bot.text.spans import Span

_OF_PERSON = word_list("organisations", "of_a_person")
_NOT_MODIFIED = word_list("function_words", "no_modifiers")
_PLACES = frozenset(("GPE", "LOC", "FAC"))  # "the hospital in Karsk" is not Karsk
_TOLD_BY_ITS_BODY = word_set("figure data statistic record account minute document source spokespeople")
_PRESS = word_set("paper newspaper magazine journal station outlet website blog broadcaster")
_ONE = (" a ", " an ", " another ")
_OWN_WORDS = word_set("message speech remarks argument answer response")


class PhraseHeads:
    """Finds the heads of phrases in one article."""

    def __init__(self, discourse: DiscourseModel) -> None:
        self._discourse = discourse

    def named(self, head: Span) -> EntityCluster | None:
        """The entity that is the head of the phrase, if its head is a name."""
        if patterns.MEMBER.match(self._discourse.text, *head):
            return None
        inside_it = [
            one for one in self._discourse.within(head) if one.found.end <= head[1] + 1 and not self._is_prefixed(one)
        ]
        people = self._people_in(inside_it, head)
        if people:
            return people[0].entity
        bodies = [one for one in inside_it if one.found.label in BODIES and self._heads(one, head)]
        bodies = [one for one in bodies if not self._is_local_paper(one, head)]
        preferred = [one for one in bodies if one.found.label == "ORG"] or bodies
        if not preferred:
            return None
        both = " and " in self._discourse.text[preferred[0].found.end : preferred[-1].start]
        return preferred[0 if both else -1].entity

    def is_group(self, head: Span) -> bool:
        """Whether the head is several unnamed people: "Supporters of Otto Lund", no "figures from the ministry"."""
        if patterns.SOME.match(self._discourse.text, *head):
            return True
        match = patterns.GROUP.match(self._discourse.text, *head)
        if match is None or match.group("noun").lower().removesuffix("s") in DOCUMENTS | _TOLD_BY_ITS_BODY:
            return False
        return not any(one.start <= match.start("noun") < one.found.end for one in self._discourse.within(head))

    def _people_in(self, inside_it: Sequence[Appearance], head: Span) -> list[Appearance]:
        """The people who are the head, and not Brandt in "donors to Reyl and Brandt"."""
        people: list[Appearance] = []
        behind = -1  # where a person who only modifies the head ends
        for one in (one for one in inside_it if one.found.label == "PERSON"):
            title = max(behind, self._discourse.before_title(one))
            joined = behind > 0 and patterns.JOINED.fullmatch(self._discourse.text, behind, title) is not None
            if joined or self._dependent(one, head):
                behind = one.found.end
            else:
                people.append(one)
        return people

    def _is_prefixed(self, one: Appearance) -> bool:
        """Whether the name has a prefix and only indicates a side: "pro-Reyl demonstrators", "anti-Brandt"."""
        return self._discourse.text[max(0, one.start - 1) : one.start] in ("-", "–")

    def _dependent(self, one: Appearance, head: Span) -> bool:
        """Whether a person only modifies the head: "Putin's spokesman", "a lawyer for Trump", "the Trump campaign"."""
        after = self._discourse.text[one.found.end : head[1]]
        if patterns.POSSESSIVE.match(after):
            opens = self._discourse.before_title(one) == head[0]
            return after.split()[-1].lower() not in (DOCUMENTS | _OWN_WORDS if opens else DOCUMENTS)
        ahead = self._discourse.text[head[0] : max(head[0], self._discourse.before_title(one))]
        if patterns.EXAMPLE.search(ahead) or self._speaks_for(head, one):
            return True
        before = patterns.FOR.search(ahead)
        if before:
            return (before.group(1) or "").lower().removesuffix("s") not in DOCUMENTS
        match = patterns.MODIFIES.match(after)
        if match and patterns.ONE.fullmatch(ahead):
            return True  # "one Reyl confidant"
        words = match.group(1).split() if match else []
        if patterns.PEOPLE_OF.fullmatch(after) and words[-1].removesuffix("s") not in DOCUMENTS:
            return not _NOT_MODIFIED & set(words)
        return not _NOT_MODIFIED & set(words) and bool((ROLES | _OF_PERSON) & set(words))

    def _speaks_for(self, head: Span, one: Appearance) -> bool:
        """Whether somebody unnamed speaks for the person: "a spokesman for Democratic candidate Tove Lind"."""
        bodies = any(other.found.label in BODIES for other in self._discourse.within((head[0], one.start)))
        return not bodies and patterns.SPEAKS_FOR.match(self._discourse.text, head[0], one.start) is not None

    def _is_local_paper(self, one: Appearance, head: Span) -> bool:
        """Whether a place only tells where an unnamed paper is: "a New Hampshire paper"."""
        words = self._discourse.text[one.found.end : head[1]].lower().split()
        ahead = self._discourse.text[head[0] : one.start].lower()
        return bool(words) and words[-1].removesuffix("s") in _PRESS and f" {ahead}".endswith(_ONE)

    def _heads(self, one: Appearance, head: Span) -> bool:
        """Whether an institution is the head of the phrase: it ends the phrase, or a word like "agency" does."""
        rest = self._discourse.text[one.found.end : head[1]].lower().strip(" ’'\".)")
        words = re.split(r"(?:^|\s)and\s", rest.removeprefix("s "))[0].split()
        before = self._discourse.text[head[0] : one.start]
        if (one.found.label == "NORP" and not words) or patterns.EXAMPLE.search(before):
            return False
        opens = self._discourse.sentence_start(head[0]) == head[0]  # "Neighbouring Velmora said"
        part = patterns.PART_OF_NAME.fullmatch(before)
        if one.found.label in ("GPE", "LOC") and not opens and part and before.strip().lower() not in ROLES:
            return False
        owners = self._discourse.within((one.found.end, head[1]))
        if any(owner.found.label == "PERSON" for owner in owners):  # "House Speaker Otto Lund's office"
            return False
        if words:
            named = words[-1] in INSTITUTION_NOUNS | DOCUMENTS and one.found.label == "ORG"
            return named and not patterns.FOR.search(before)
        noun = patterns.LEADING.sub("", before).split()
        if " between " in before or _is_behind_unnamed(before, noun):  # "the deal between Norhaven and Reyl"
            return False
        if any(match.group(1).lower() in ROLES for match in patterns.OFFICE_AT.finditer(before)):
            return False
        if one.found.label in _PLACES and patterns.WHERE.search(before):
            return patterns.STATE_OF.search(before) is not None
        known = noun[0].lower() if noun else ""
        before = patterns.JOINED_AHEAD.sub("", before)  # "Republicans in the House and the Senate"
        return not patterns.FOR.search(before) or known in INSTITUTION_NOUNS or known.removesuffix("s") in DOCUMENTS


def _is_behind_unnamed(before: str, words: Sequence[str]) -> bool:
    """Whether the next name only describes an unnamed body: "A commission set up to unravel the affairs of "."""
    place = next((n for n, word in enumerate(words) if word.lower() in NAMED_BODIES), len(words))
    between = words[place + 1 :]
    return len(between) > 1 and not patterns.FOR.fullmatch(before[before.find(words[place]) + len(words[place]) + 1 :])
