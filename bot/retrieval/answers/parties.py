"""Who does and to whom it is done: which part of a sentence cannot hold the party that a question asks for.

    "Who stole the bicycle?"     asks for who does it: before the verb, or behind "by" in the passive
    "Who was bitten by a dog?"   asks for whom it is done to: behind the verb, or before it in the passive
    "Who gave them a tip?"       "after a tip from his neighbour": behind "from"

A sentence that has the verb more than once, or only as a noun, tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.lexicon.loader import alternatives, word_list
from bot.retrieval.answers.clause_spans import Span
from bot.text.analyzer import terms

_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_BE = r"(?:was|were|is|are|be|been|being|got|gets|get)"
_DOES = re.compile(
    r"\b(?:who|which (?:\w+ ){1,2}|what (?:\w+ ){1,2}(?<!did )(?<!does ))\s*"
    r"(?:(?:has|have|had|also|first|really|reportedly|allegedly|already|just)\s+)*(?P<verb>[a-z-]+)\b"
)
_DONE_TO = re.compile(
    rf"\bwhom?\s+(?:has |have |had |will )?{_BE}\s+(?:(?:being|\w+ly|also|first|just)\s+)*(?P<verb>[a-z]+)\b"
)
_DOES_TO = re.compile(r"\b(?:who|whom)\s+(?:did|does|do|will|would|has|have|had)\s+(?P<rest>[^?]+)")
_DONE_BY = re.compile(rf"\bwhom?\s+{_BE}\s+[^?]*?(?P<verb>[a-z]+)\s+by\W*$|\bby whom\b[^?]*?(?P<other>[a-z]+)\W*$")
_BEHIND_OBJECTS = alternatives("function_words", "behind_objects")
_AT_LAST = re.compile(rf"\s+(?:{_BEHIND_OBJECTS})\b.*$")
_GIVES = frozenset(terms("give gave send offer hand lend supply get receive"))
_NO_VERBS = alternatives("function_words", "no_verbs")
_NO_VERB = re.compile(f"(?:{_NO_VERBS})")
#: Verbs behind whose words their subject may stand ("...", said the minister), so that places tell nothing.
_INVERTED = word_list("reporting", "inverted")
_IRREGULAR = {"bitten": "bit", "beaten": "beat", "shot": "shoot", "hurt": "hurt", "struck": "strike", "hit": "hit"}
_PARTICIPLES = alternatives("deeds", "participles")
_PARTICIPLE = re.compile(rf"(?:\w+ed|\w+en|{_PARTICIPLES})")
_AUXILIARY = re.compile(rf"\b{_BE}\s+(?:(?:not|also|later|then|\w+ly)\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\s(?:(?!and\b|who\b|which\b)[\w'’-]+\s+){0,6}?by\s+", re.IGNORECASE)
_RIGHT_BY = re.compile(r"\s+(?:\w+ly\s+)?by\s")  #: "a group founded by Gerard Pique"
_NOUN = re.compile(r"\b(?:the|an?|his|her|its|their|of|no|this|that|\w+['’]s)\s+$", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r";|,?\s+(?:and|but)\s+(?:(?:was|were|is|are|had|has|have|then|later|will)\b|\w+ed\b)|,?\s+(?:while|after|before|because"
    r"|when|until)\s|,\s+(?:who|which|whose)\s"
)


_SUBORDINATE = re.compile(r"\b(?:after|because|when|while|until|although)\s+(?=(?:[\w'’-]+\s+){0,5}[A-Z])")


@dataclass(frozen=True, slots=True)
class _Asked:
    verb: str  #: its term
    does: bool  #: who does it is asked for, not to whom it is done


def other_parties(question: str, text: str) -> Iterator[Span]:
    """The pieces of the sentence ``text`` in which the party that ``question`` asks for cannot stand."""
    asked = _asked(question)
    if asked is None or asked.verb in _INVERTED:
        return
    found = [word for word in _WORD.finditer(text) if asked.verb in _terms(word.group()) and _is_verb(text, word)]
    if len(found) == 1:
        yield from _outside(asked, text, found[0])
    elif not found and asked.does and asked.verb in _GIVES:
        yield from _before_giver(question, text)


def _asked(question: str) -> _Asked | None:
    question = question[:1].lower() + question[1:]
    if found := _DONE_BY.search(question):
        return _Asked(_term(found["verb"] or found["other"]), does=True)
    if found := _DONE_TO.search(question):
        return _Asked(_term(found["verb"]), does=False) if _PARTICIPLE.fullmatch(found["verb"]) else None
    if found := _DOES_TO.search(question):
        rest = [word for word in _AT_LAST.sub("", found["rest"]).split() if word.islower()]
        return _Asked(_term(rest[-1]), does=False) if rest and not _NO_VERB.fullmatch(rest[-1]) else None
    found = _DOES.search(question)
    return _Asked(_term(found["verb"]), does=True) if found and not _NO_VERB.fullmatch(found["verb"]) else None


def _outside(asked: _Asked, text: str, verb: re.Match[str]) -> Iterator[Span]:
    by = _BY.match(text, verb.end())
    passive = _AUXILIARY.search(text, 0, verb.start()) is not None or _RIGHT_BY.match(text, verb.end()) is not None
    end = _CLAUSE_END.search(text, verb.end())
    clause_end = end.start() if end else len(text)
    if not passive:
        yield (verb.end(), len(text)) if asked.does else (0, verb.end())
        if not asked.does:
            yield clause_end, len(text)
        elif begins := [start.end() for start in _SUBORDINATE.finditer(text, 0, verb.start())]:
            yield 0, begins[-1]
    elif not asked.does:
        yield verb.end(), len(text)
    elif by and by.end() <= clause_end:
        yield 0, by.end()


def _before_giver(question: str, text: str) -> Iterator[Span]:
    """All up to "from", right behind a thing that the question names: "a tip from his neighbour"."""
    things = set(terms(question)) - _GIVES
    for word in _WORD.finditer(text):
        giver = re.compile(r"\s+from\s").match(text, word.end())
        if giver and not things.isdisjoint(terms(word.group())):
            yield 0, giver.end()


def _is_verb(text: str, word: re.Match[str]) -> bool:
    return word.group()[0].islower() and _NOUN.search(text, 0, word.start()) is None


def _terms(word: str) -> list[str]:
    return terms(_IRREGULAR.get(word.lower(), word))


def _term(word: str) -> str:
    found = _terms(word)
    return found[0] if found else ""
