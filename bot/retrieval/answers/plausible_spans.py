"""Words that may be somebody or somewhere, where no name of the kind stands in the sentence."""

from __future__ import annotations

import re

from bot.models.questions import Question
from bot.retrieval.answers.clause_spans import Span
from bot.text.analyzer import terms

_DEED = re.compile(
    r"\b(?P<deed>[a-z]+)\s+(?P<place>(?:in|at|near|outside|inside|aboard)\s+(?:the|an?)\s+(?:[\w'’-]+\s+){0,2}?[\w'’-]+)"
    r"(?=[,.;]|\s+(?:was|were|is|are|on|by|after|and|who|that|as|to)\b|$)"
)
_SOMEBODY = re.compile(r"(?:(?:an?|the|his|her|its|their|two|three|four|five|some|several|many)\b|[A-Z])")
_SOMEWHERE = re.compile(
    r"(?:in|at|on|near|off|outside|inside|behind|under|above|from|to|between|across)\b", re.IGNORECASE
)


def place_of_deed(question: Question, text: str) -> Span | None:
    """ "In a mountain hotel" behind "arrested", where that is what is asked about."""
    for found in _DEED.finditer(text):
        if set(terms(found["deed"])) & set(question.terms):
            return found.span("place")
    return None


def somewhere(span: Span | None, text: str) -> Span | None:
    """What is left over where it may be a place: "in a mountain hotel"."""
    return span if span and _SOMEWHERE.match(text, *span) else None


def somebody(span: Span | None, text: str) -> Span | None:
    """What is left over where it may be somebody: "a thief", "Rovers", not "is the company"."""
    return span if span and _SOMEBODY.match(text, *span) else None
