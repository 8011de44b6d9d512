"""Subject and object: which parts of a sentence cannot contain the party that a question asks for.

    "Who stole the bicycle?"     asks for the subject: before the verb, or after "by" in the passive
    "Who was bitten by a dog?"   asks for the object: after the verb, or before it in the passive
    "Who gave them a tip?"       "after a tip from his neighbour": after "from"

A sentence in which the verb occurs more than once, or only as a noun, is not analysed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.lexicon.loader import alternatives, rows, word_list
from bot.retrieval.answers.clause_spans import Span
from bot.text.analyzer import terms
from bot.text.inflection import inflects

_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_BE = r"(?:was|were|is|are|be|been|being|got|gets|get)"
_BEFORE_VERBS = alternatives("function_words", "before_verbs")
_OBJECTS = alternatives("function_words", "objects_of_questions")
_DOES = re.compile(
    r"\b(?:who|which (?:\w+ ){1,2}|what (?:\w+ ){1,2}(?<!did )(?<!does ))\s*"
    rf"(?:(?:{_BEFORE_VERBS})\s+)*(?P<verb>[a-z-]+)\b"
)
_DONE_TO = re.compile(
    rf"\bwhom?\s+(?:has |have |had |will )?{_BE}\s+(?:(?:being|\w+ly|also|first|just)\s+)*(?P<verb>[a-z]+)\b"
)
#: Asks for the object: "Who did Rovers beat", "who will the board sue"; "who will succeed her" does not.
_DOES_TO = re.compile(
    r"\b(?:who|whom)\s+(?:did|does|do|(?:will|would|has|have|had)"
    rf"(?= (?:[A-Z]|(?:{_OBJECTS})\b)))\s+(?P<rest>[^?]+)"
)
_DONE_BY = re.compile(rf"\bwhom?\s+{_BE}\s+[^?]*?(?P<verb>[a-z]+)\s+by\W*$|\bby whom\b[^?]*?(?P<other>[a-z]+)\W*$")
_BEHIND_OBJECTS = alternatives("function_words", "behind_objects")
_AT_LAST = re.compile(rf"\s+(?:{_BEHIND_OBJECTS})\b.*$")
_GIVES = frozenset(terms("give gave send offer hand lend supply get receive"))
_NO_VERBS = alternatives("function_words", "no_verbs")
_NO_VERB = re.compile(f"(?:{_NO_VERBS})")
#: Verbs that the subject may follow ("...", said the minister), so that position tells nothing.
_INVERTED = word_list("reporting", "inverted")
_IRREGULAR = {"bitten": "bit", "beaten": "beat", "shot": "shoot", "hurt": "hurt", "struck": "strike", "hit": "hit"}
_PARTICIPLES = alternatives("deeds", "participles")
_PARTICIPLE = re.compile(rf"(?:\w+ed|\w+en|{_PARTICIPLES})")
_AUXILIARY = re.compile(rf"\b{_BE}\s+(?:(?:not|also|later|then|\w+ly)\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\s(?:(?!and\b|who\b|which\b)[\w'’-]+\s+){0,6}?by\s+", re.IGNORECASE)
_RIGHT_BY = re.compile(r"\s+(?:\w+ly\s+)?by\s")  #: "a group founded by Gerard Pique"
#: Behind a comma a participle is passive: "The Salt Merchant, painted in 1647 by Judith van Aalst".
_BEHIND_COMMA = re.compile(r"[,(–—]\s*$")
#: The speaker is named after the words: "We lost the baby," she said.
_SPEAKER = re.compile(r"\b(?:I|we|my|our)\s+(?:[\w'’]+\s+){0,2}$", re.IGNORECASE)
#: If "coached" is asked for: "they coach", "will coach"; after other words "coach" is a noun.
_BARE_AFTER = alternatives("function_words", "before_bare_verbs")
_BEFORE_BARE = re.compile(rf"(?:\b(?:{_BARE_AFTER}|n['’]t)|\w+s)\s+$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:(?:declin|refus|fail|hesitat)\w*\s+to|stopped short of|not|never|n['’]t)\s+(?:\w+ly\s+)?(?:yet\s+)?$",
    re.IGNORECASE,
)
_DENYING = re.compile(r"\b(?:declin\w*|refus\w*|fail\w*|not|never|no|without|\w+n['’]t)\b", re.IGNORECASE)
_NOUN = re.compile(r"\b(?:the|an?|his|her|its|their|of|no|this|that|\w+['’]s)\s+$", re.IGNORECASE)
#: Where words in quotation marks end; what the reporter adds behind them tells of no party to a deed within.
_WORDS_END = re.compile(r"[”\"](?=\W|$)")
_CLAUSE_END = re.compile(
    r";|,?\s+(?:and|but)\s+(?:(?:was|were|is|are|had|has|have|then|later|will)\b|\w+ed\b)|,?\s+(?:while|after|before|because"
    r"|when|until)\s|,\s+(?:who|which|whose)\s"
)


_SAYING = alternatives("reporting", "told_by_somebody")
#: The agent follows the reporting verb: "Crosbie said Versatile will".
_TOLD = re.compile(rf"[^.;“\"]{{3,60}}?\b(?:{_SAYING})\s+(?:that\s+)?(?=(?:the\s+|an?\s+)?(?:[a-z]+\s+){{0,2}}[A-Z])")
_NAME = r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}"
#: Somebody's name behind a verb, but not what is theirs: "praised former mayor Saul", not "praised Saul's plan".
_SOMEBODY = re.compile(
    r"\s+(?:(?:former|President|Prime Minister|Sen\.|Rep\.|Gov\.|Mr\.?|Ms\.?|Mrs\.?)\s)*"
    rf"(?P<name>{_NAME})(?<!['’]s)(?<!s['’])\s*"
    r"(?:$|[.,;:]|\s(?:for|as|on|over|in|at|after|and|because|while|during)\b)"
)
_SUBORDINATE = re.compile(r"(?:;|\b(?:after|because|when|while|until|although))\s+(?=(?:[\w'’-]+\s+){0,5}[A-Z])")


@dataclass(frozen=True, slots=True)
class _AskedParty:
    verb: str  #: as written in the question
    does: bool  #: the subject is asked for, not the object

    @property
    def term(self) -> str:
        """The analyzer's term for the verb."""
        return next(iter(_terms(self.verb)), "")


def other_parties(question: str, text: str) -> Iterator[Span]:
    """The spans of ``text`` in which the party that ``question`` asks for cannot occur."""
    asked = _asked_party(question)
    if asked is None:
        return
    found = [
        word for word in _WORD.finditer(text) if _is_form(asked.verb, word.group()) and _is_verb(asked.verb, text, word)
    ]
    if len(found) == 1 and _DENIED.search(text, 0, found[0].start()) and not _DENYING.search(question):
        yield 0, len(text)  # "Pellun declined to criticise it" tells nobody who did
    elif len(found) == 1 and asked.does and _is_done_to_another(question, asked, text, found[0]):
        yield 0, len(text)  # "Pellun praised Saul" does not tell who praised Moss
    elif len(found) == 1 and not _SPEAKER.search(text, 0, found[0].start()):
        told = _outside(asked, text, found[0])
        yield from (span for span in told if asked.term not in _INVERTED or _is_passive(text, found[0]))
    elif not found and asked.does and asked.term in _GIVES:
        yield from _before_giver(question, text)


def _is_done_to_another(question: str, asked: _AskedParty, text: str, verb: re.Match[str]) -> bool:
    """Whether the deed is done to somebody by name who is not the one that is asked about: "who praised Moss?"."""
    whom = re.search(rf"\b{re.escape(asked.verb)}\s+(?P<name>{_NAME})\W*$", question)
    other = _SOMEBODY.match(text, verb.end())
    if whom is None or other is None or not _verbs_of_same_deed(asked.verb) or _is_passive(text, verb):
        return False
    return set(terms(whom["name"])).isdisjoint(terms(other["name"]))


def _asked_party(question: str) -> _AskedParty | None:
    question = question[:1].lower() + question[1:]
    if found := _DONE_BY.search(question):
        return _AskedParty(found["verb"] or found["other"], does=True)
    if found := _DONE_TO.search(question):
        return _AskedParty(found["verb"], does=False) if _PARTICIPLE.fullmatch(found["verb"]) else None
    if found := _DOES_TO.search(question):
        rest = [word for word in _AT_LAST.sub("", found["rest"]).split() if word.islower()]
        return _AskedParty(rest[-1], does=False) if rest and not _NO_VERB.fullmatch(rest[-1]) else None
    found = _DOES.search(question)
    return _AskedParty(found["verb"], does=True) if found and not _NO_VERB.fullmatch(found["verb"]) else None


def _outside(asked: _AskedParty, text: str, verb: re.Match[str]) -> Iterator[Span]:
    """Where the party asked for cannot stand: behind an active verb if it acts, before it if it is acted on."""
    by, passive = _BY.match(text, verb.end()), _is_passive(text, verb)
    end = _CLAUSE_END.search(text, verb.end())
    clause_end = end.start() if end else len(text)
    if not passive:
        yield (verb.end(), len(text)) if asked.does else (0, verb.end())
        if not asked.does:
            yield clause_end, len(text)
        elif begins := [start.end() for start in _SUBORDINATE.finditer(text, 0, verb.start())]:
            yield 0, begins[-1]
        elif told := _TOLD.match(text, 0, verb.start()):
            yield 0, told.end()
    elif not asked.does:
        yield verb.end(), len(text)
    elif by and by.end() <= clause_end:
        yield 0, by.end()
        if (words := _WORDS_END.search(text, by.end())) and not text.count("“", by.end(), words.start()):
            yield words.end(), len(text)


def _is_passive(text: str, verb: re.Match[str]) -> bool:
    if _AUXILIARY.search(text, 0, verb.start()) or _RIGHT_BY.match(text, verb.end()):
        return True
    alone = _PARTICIPLE.fullmatch(verb.group()) and _BEHIND_COMMA.search(text, 0, verb.start())
    return alone is not None and _BY.match(text, verb.end()) is not None


def _before_giver(question: str, text: str) -> Iterator[Span]:
    """Everything up to a "from" that follows a word of the question: "a tip from his neighbour"."""
    things = set(terms(question)) - _GIVES
    for word in _WORD.finditer(text):
        giver = re.compile(r"\s+from\s").match(text, word.end())
        if giver and not things.isdisjoint(terms(word.group())):
            yield 0, giver.end()


def _is_verb(asked: str, text: str, word: re.Match[str]) -> bool:
    """Whether ``word``, a form of ``asked``, is a verb here, not a name or noun as in "the France coach"."""
    here, before = word.group(), text[: word.start()]
    if not here[0].islower() or _NOUN.search(before):
        return False
    bare = asked.lower() in {f"{here}s", f"{here}es", f"{here}ed", f"{here}d", f"{here}{here[-1]}ed"}
    bare = bare or here in _verbs_of_same_deed(asked)
    return not bare or _BEFORE_BARE.search(before) is not None


@cache
def _same_deeds() -> dict[str, tuple[str, ...]]:
    """By the term of a verb: verbs for the same deed."""
    return {term: group for group in map(tuple, rows("deeds", "same_deeds")) for verb in group for term in terms(verb)}


def _terms(word: str) -> list[str]:
    return terms(_IRREGULAR.get(word.lower(), word))


def _is_form(verb: str, word: str) -> bool:
    """Whether both are forms of one verb, or of two for the same deed: "replaces", "succeeded"."""
    return _are_forms(verb, word) or any(_are_forms(other, word) for other in _verbs_of_same_deed(verb))


def _verbs_of_same_deed(verb: str) -> tuple[str, ...]:
    return _same_deeds().get(next(iter(_terms(verb)), ""), ())


def _are_forms(verb: str, word: str) -> bool:
    """Whether both are forms of one verb: "produces" and "produced", not "producer"."""
    alike = not set(_terms(verb)).isdisjoint(_terms(word))
    one, other = verb.lower(), word.lower()
    return alike and (not {one, other}.isdisjoint(_IRREGULAR) or inflects(one, other))
