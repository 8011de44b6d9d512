"""Negation and roles in a sentence: short answers must not contain words that the sentence rules out.

"not to A but to B"           A is ruled out, B is stated
"will not close on Tuesday"   has no answer to when it closes
"A lost to B"                 B won: roles swap if question and sentence take opposite perspectives
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.lexicon.loader import alternatives
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.answers.parties import other_parties
from bot.retrieval.ranking.value_patterns import NUMBER
from bot.text.analyzer import terms

_BEFORE_NOT = alternatives("function_words", "before_not")
_NOT = re.compile(
    rf"\b(?:not(?! (?:only|just|least|merely|until|till|before)\b)|never|no longer|"
    rf"far from(?= \w+ing\b)|(?:{_BEFORE_NOT})n['’]t|cannot)\b",
    re.IGNORECASE,
)
#: A question whose own denial the sentence may repeat: "Why did nobody act?"
_NEGATIVE = re.compile(
    rf"{_NOT.pattern}|\b(?:nobody|no one|nothing|none|neither|fail(?:s|ed)?|refus(?:e[sd]?|ing))\b", re.I
)
_BUT = re.compile(r"[,;]?\s*\bbut\b(?:\s+(?:rather|instead))?", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:.!?]|,\s+(?:and|but|which|who|while)\b|\bbecause\b", re.IGNORECASE)
_VERB = 2  # words after "not" that contain the negated verb: "not yet closed", "not be closed"
_AFTER_ALL = re.compile(
    r"\b(?:until|till|before|unless)\b", re.IGNORECASE
)  # "will not close until June" says when it does
_LAST_TIME, _SINCE = re.compile(r"\blast\b", re.I), re.compile(r"\bsince\b", re.I)  #: as in "has not played since May"
_SENTENCE_END = re.compile(r"[;.!?]\s")
_LOST = re.compile(
    r"\b(?:lost|loses|losing|lose)\b[^.;]*?\bto\s+(?=[A-Z])"
    r"|\b(?:beaten|defeated)\s+(?:[\w'’-]+\s+){0,4}?by\s+(?:the\s+)?(?=[A-Z])"
)
_BUYER = re.compile(r"\bwho\b.*\b(?:bought|buys?|acquired|purchased)\b", re.IGNORECASE)
_SELLER = re.compile(r"\bwho\b.*\b(?:sold|sells?)\b", re.IGNORECASE)
_SOLD = re.compile(r"\b(?:sold|sells|selling)\b[^.;]*?\bto\s+")
_BOUGHT = re.compile(r"\b(?:bought|buys|buying|acquired|purchased)\b[^.;]*?\bfrom\s+")
#: "Has denied that it will" and "instead of": what follows is not so.
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied)|rul(?:es|ed?) out)\s+(?:(?:reports|claims|rumours|any plans?)\s+)?(?:to\s+|that\s+"
    r"(?:(?!and\b|but\b)[\w'’-]+\s+){1,3}?(?:will|would|has|had|is|was|were|are|plans? to|planned to)\s+)?",
    re.IGNORECASE,
)
_INSTEAD_OF = re.compile(r"\b(?:instead of|rather than)\s+(?P<other>[^,.;:]+)", re.IGNORECASE)
#: Whoever follows "except": "Nobody from the ministry came except the clerk".
_NOBODY_BUT = re.compile(r"\b(?:nobody|no one|none|no)\b[^.;]*?\b(?:except|apart from|other than)\b", re.IGNORECASE)
_WINNER = re.compile(r"\bwho\b.*\b(?:won|wins?|beat|beats|defeated|defeats)\b", re.IGNORECASE)
_ASKS_FOR_OBJECT = re.compile(r"\bwhom?\s+(?:did|do|does|has|have|had|will)\b", re.IGNORECASE)
_LOSER = re.compile(r"\bwho\b.*\b(?:lost|loses?|was beaten|was defeated)\b", re.IGNORECASE)
_WON = re.compile(r"\b(?:won|wins|winning|victory|winners?|champions?)\b", re.IGNORECASE)
_LOST_AT_ALL = re.compile(r"\b(?:lost|loses|losing|beaten|defeated|defeat|losers?)\b", re.IGNORECASE)
_BEAT = re.compile(
    r"\b(?:beat|beats|beating|defeated|defeats|defeating|overcame)\s+(?:the\s+(?:[a-z]+\s+){0,2})?(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Where in a sentence an answer may occur; offsets in its text."""

    silent: bool = False  #: it denies what is asked about, so nothing in it is an answer
    out: tuple[Span, ...] = ()  #: spans that it rules out

    def allows(self, span: Span) -> bool:
        """Whether an answer may occur there."""
        return not self.silent and not any(span[0] < end and start < span[1] for start, end in self.out)


def ruling(question: Question, text: str) -> Ruling:
    """What ``text`` rules out as an answer: nothing if the question is itself negated or asks for quotes."""
    if question.wanted is AnswerType.SAID or _NEGATIVE.search(question.text):
        return Ruling()
    denied = list(_denied(text))
    silent = any(_is_asked(question, text[slice(*span)]) for span, corrected in denied if not corrected)
    silent = silent or _tells_the_other(question.text, text)
    out = tuple(span for span, corrected in denied if corrected)
    sides = tuple(_other_side(question, text))
    if question.wanted is AnswerType.WHO and not sides and not out:
        sides = tuple(other_parties(question.text, text))
    return Ruling(silent, out + sides)


def with_denial(question: Question, span: Span, text: str) -> Span | None:
    """``span`` from its denial on, if it is what a negation denies: "will not resign", never "resign".

    None for a mere figure if the question has none: "Did Cruz win?" is not decided by "1,237".
    """
    if NUMBER.fullmatch(text[slice(*span)]) and not NUMBER.search(question.text):
        return None
    for denial in (*_NOT.finditer(text), *_DENIES.finditer(text)):
        end = _CLAUSE_END.search(text, denial.end())
        if denial.end() <= span[0] < (end.start() if end else len(text)):
            return denial.start(), span[1]
    return span


def _denied(text: str) -> Iterator[tuple[Span, bool]]:
    """The scope of each negation, and whether a "but" gives the correct alternative."""
    yield from ((found.span("other"), True) for found in _INSTEAD_OF.finditer(text))
    yield from ((found.span(), True) for found in _NOBODY_BUT.finditer(text))
    for found in (*_NOT.finditer(text), *_DENIES.finditer(text)):
        clause = _CLAUSE_END.search(text, found.end())
        but = _BUT.search(text, found.end())
        sentence_end = _SENTENCE_END.search(text, found.end())
        if but and (sentence_end is None or but.start() < sentence_end.start()):
            yield (found.end(), but.start()), True
        else:
            yield (found.end(), clause.start() if clause else len(text)), False


def _is_asked(question: Question, denied: str) -> bool:
    """Whether the negated verb, right after "not", is one that the question asks about."""
    if _AFTER_ALL.search(denied) or (_LAST_TIME.search(question.text) and _SINCE.search(denied)):
        return False
    named = {term for name in question.names for term in name.terms}
    return not (set(question.terms) - named).isdisjoint(terms(" ".join(denied.split()[:_VERB])))


def _tells_the_other(question: str, text: str) -> bool:
    """Whether it names only the winner when the loser is asked for, or the reverse."""
    if _LOSER.search(question):
        return bool(_WON.search(text)) and not (_LOST_AT_ALL.search(text) or _BEAT.search(text))
    return bool(
        _WINNER.search(question)
        and _LOST_AT_ALL.search(text)
        and not any(told.search(text) for told in (_LOST, _WON, _BEAT))
    )


def _other_side(question: Question, text: str) -> Iterator[Span]:
    """The part of the sentence with the other party: the loser if the winner is asked for."""
    lost, beat = _LOST.search(text), _BEAT.search(text)
    if _WINNER.search(question.text) and lost:
        yield 0, lost.end()
    elif _LOSER.search(question.text) and lost:
        yield lost.end(), len(text)
    elif _WINNER.search(question.text) and beat and _is_plain(question.text, text):
        yield beat.end(), len(text)
    elif _LOSER.search(question.text) and beat:
        yield 0, beat.end()
    yield from _other_side_of_sale(question.text, text)


def _is_plain(question: str, text: str) -> bool:
    """Whether ``text`` tells of one victory, and ``question`` asks who won it: not "who did she beat?"."""
    return len(_BEAT.findall(text)) == 1 and not _ASKS_FOR_OBJECT.search(question)


def _other_side_of_sale(question: str, text: str) -> Iterator[Span]:
    """The part with the seller if the buyer is asked for, or the reverse."""
    buyer, seller = _BUYER.search(question), _SELLER.search(question)
    if (sold := _SOLD.search(text)) and (buyer or seller):
        yield (0, sold.end()) if buyer else (sold.end(), len(text))
    elif (bought := _BOUGHT.search(text)) and (buyer or seller):
        yield (bought.end(), len(text)) if buyer else (0, bought.end())
