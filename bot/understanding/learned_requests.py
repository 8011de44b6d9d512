"""Requests in wordings that no grammar covers: the classifier gives their kind, their words the topic. Pure.

"explain me the budget fight"         -> brief       "budget fight"
"gimme the best quote of hallam"      -> quotes      Hallam
"how do the post and the wire see it" -> comparison  from:"Post", from:"Wire"
"that was about the wrong person"     -> talk        COMPLAINT
"""

from __future__ import annotations

import re

from bot.understanding.least_chances import least_chance
from bot.understanding.outlets import outlets_named
from bot.understanding.query_syntax import EXAMPLES
from bot.understanding.request_building import BUILDING, Labelled
from bot.understanding.request_classifier import content_of, guesses, is_content
from bot.understanding.requests import SIDES, Request, RequestKind, RoutingContext

LIKELY = 0.45  #: minimum probability for a text that no grammar covers; of real questions 4 % pass it, most rightly
SURE = 0.9  #: minimum probability to replace the result of a grammar that may have guessed
CLEAR = 0.8  #: minimum probability for words beside a label that has no topic not to count against it
QUESTION = "question"  #: the label of texts that are none of this module's requests
TRIED = 3  #: most likely labels considered
_REST = 0.1  # what likelier labels for which no request can be built must leave for the others
_TOGETHER = re.compile(r"\b(?:on|about|over|report|cover|of)\s+(?P<topic>.+?)(?=\s+(?:in|by|from|between)\s|$)", re.I)
_OPERATOR = re.compile(rf"\b(?:{'|'.join(EXAMPLES)}):", re.IGNORECASE)


def learned_request(words: str, context: RoutingContext, least: float = LIKELY) -> Request | None:
    """The most likely request in ``words``; None for a question, or if its probability is below ``least``.

    A label for which no request can be built, such as a comparison without two names, does not count.
    """
    if is_content(words) or _OPERATOR.search(words):
        return None
    left = 1.0
    found = guesses(words, context.meaning(words))
    question = next(one.chance for one in found if one.label == QUESTION)
    for one in [one for one in found if one.label != QUESTION][:TRIED]:
        chance = one.chance / left
        if left < _REST or chance < least or (left < 1 and one.chance < question):
            return None
        request = BUILDING[one.label](Labelled(words, context, sure=chance >= CLEAR))
        if request is None and one.label == RequestKind.CHECK:  # "is it true that Saul is leaving?"
            return None
        if request:
            return request if chance >= least_chance(words, request) else None
        left -= one.chance
    return None


def compared_outlets(words: str, context: RoutingContext) -> Request | None:
    """A comparison of two outlets, on a topic if one is named, if ``words`` name two and most likely compare them."""
    best = guesses(words, context.meaning(words))[0]
    if best.label != RequestKind.COMPARISON or best.chance < LIKELY:
        return None
    named = outlets_named(words, context.outlets(), bare=True)
    if len({called.lower() for called, _ in named}) < SIDES:
        return None
    rest = words
    for called, (start, end) in reversed(named):
        rest = f"{rest[:start]}{' ' * len(called)}{rest[end:]}"
    about = _TOGETHER.search(re.sub(r"\b(?:the )?\s{2,}", " ", rest))
    topic = content_of(about["topic"] if about else rest)
    sides = tuple(f'from:"{called}"' for called, _ in named[:SIDES])
    return Request(kind=RequestKind.COMPARISON, text=words, topics=(*sides, topic) if topic else sides)
