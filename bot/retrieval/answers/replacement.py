"""Put the words of a follow-up in place of those of the previous question that they replace. Pure.

"When did Saul visit Turkey?"   "And France?"           "When did Saul visit France?"
"Why did the bank appeal?"      "I meant the court"     "Why did the court appeal?"
"""

from __future__ import annotations

import re
from datetime import datetime

from bot.models.questions import Question
from bot.retrieval.expansion.wordnet import senses
from bot.text.analyzer import terms
from bot.understanding.followup_types import can_be_named, in_the_past, named

_THE_THING = re.compile(r"\b(?:the|this|that)\s+[a-z][\w'’-]*", re.IGNORECASE)


def with_replacement(before: Question, question: Question, rest: str, asked: datetime, *, corrects: bool) -> str:
    """The question ``before`` with ``rest``, the words of ``question``, in place of what they replace, else at its end.

    ``corrects``: whether it corrects the one before, so that any thing may be replaced: "I meant the court".
    """
    text, replaced = before.text, _span_to_replace(before, question)
    if replaced is None and corrects:
        replaced = _other_thing(before, rest)
    if replaced is None and question.names and can_be_named(text):
        return named(text, rest)  # "How many shops does it have?", "And Valcor?"
    start, end = replaced or (len(text), len(text))
    head = text[:start].rstrip(" ?!.")
    if question.window is not None and question.window.until and question.window.until <= asked:
        head = in_the_past(head)
    return f"{head} {rest}{text[end:]}".strip()


def _span_to_replace(before: Question, question: Question) -> tuple[int, int] | None:
    """Offsets in the previous question of what ``question`` replaces; None if it has nothing similar."""
    if question.window is not None:
        return before.window.span if before.window is not None else None
    if not question.names or not before.names:
        return None
    wanted = set(question.names[0].labels)
    old = next((name for name in before.names if wanted.intersection(name.labels)), before.names[-1])
    start = before.text.find(old.text)
    return (start, start + len(old.text)) if start >= 0 else None


def _other_thing(before: Question, rest: str) -> tuple[int, int] | None:
    """Offsets of what "the court" replaces in the previous question, such as "the bank".

    A phrase of the same kind, else the first one. None if there is none: the word then tells which bearer of a name is
    meant ("the footballer").
    """
    places = [found.span() for found in _THE_THING.finditer(before.text)]
    kinds = frozenset[str]().union(*(senses(term).kinds for term in terms(rest)))
    alike = [span for span in places if any(senses(term).kinds & kinds for term in terms(before.text[slice(*span)]))]
    return next(iter([*alike, *places]), None)
