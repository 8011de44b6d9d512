"""Names next to the noun that a question chooses by: "which host" and "Fox News host Jeanine Pirro". Pure.

"Which host was blamed?"     "host Jeanine Pirro"
"Which watchdog objected?"   "the Fiscal Council, an independent watchdog"
"Which small car is built?"  "the Charade minicar": a minicar is a kind of car
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lexicon.loader import alternatives
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.expansion.wordnet import senses
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import terms

_CHOOSING = frozenset({AnswerType.WHO, AnswerType.OTHER})
_AUXILIARIES = alternatives("function_words", "auxiliaries_in_questions")
#: "Which small car does", "what job was"; next "which watchdog found the", which ends with its own verb.
_CHOSEN = re.compile(rf"\b(?:which|what)((?: [\w'’-]+){{1,4}}?) (?:{_AUXILIARIES})\b", re.IGNORECASE)
_CHOSEN_AND_VERB = re.compile(r"\b[Ww]hich((?: [a-z][\w'’-]+){1,3}?) (?:[a-z]+ed\b|[a-z]+ (?:the|an?|[A-Z]))")
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART"})
_CAPITALS = re.compile(r"[A-Z][\w'’&.-]*(?: (?:of |the |and )?[A-Z][\w'’&.-]*)*(?<![.'’])")
_RIGHT_BEFORE = re.compile(r"([\w'’-]+),?\s+[\"“]?$")
_IN_APPOSITION = re.compile(
    r"[\"”]?,\s+(?:an?|the|its|his|her|their|[\w'’-]+['’]s)\s+((?:[\w'’-]+\s+){0,3}[\w'’-]+)"
    r"(?=[,.;]|\s+(?:who|which|of|at|for|in|from)\b)"
)
_RIGHT_BEHIND = re.compile(r"[\"”]?\s+([a-z][\w'’-]*)")


def beside_kind(question: Question, candidate: Candidate) -> Span | None:
    """The name next to the noun that ``question`` chooses by; None if there is none or more than one."""
    chosen = _CHOSEN.search(question.text) or _CHOSEN_AND_VERB.search(question.text)
    if question.wanted not in _CHOOSING or chosen is None or not (kinds := terms(chosen[1])):
        return None
    text = candidate.text
    asked = set(question.terms).union(*(name.terms for name in question.names))
    found = [span for span in _names(candidate) if not asked.issuperset(terms(text[slice(*span)]))]
    for words in (_words_of, _before, _in_apposition, _behind):
        told = {span for span in found if any(_is_of(kinds[-1], word) for word in words(text, span))}
        if told:
            return told.pop() if len(told) == 1 else None
    return None


def _names(candidate: Candidate) -> Iterator[Span]:
    mentions = [(m.start, m.end) for m in candidate.mentions if m.label in _NAMES]
    yield from mentions
    for match in _CAPITALS.finditer(candidate.text, 1):
        if not any(start < match.end() and match.start() < end for start, end in mentions):
            yield match.span()


def _words_of(text: str, span: Span) -> list[str]:
    return text[slice(*span)].split()


def _before(text: str, span: Span) -> list[str]:
    found = _RIGHT_BEFORE.search(text, 0, span[0])
    return [found[1]] if found else []


def _in_apposition(text: str, span: Span) -> list[str]:
    found = _IN_APPOSITION.match(text, span[1])
    return found[1].split() if found else []


def _behind(text: str, span: Span) -> list[str]:
    found = _RIGHT_BEHIND.match(text, span[1])
    return [found[1]] if found else []


def _is_of(kind: str, word: str) -> bool:
    return any(kind == term or kind in senses(term).kinds for term in terms(word))
