"""When the classifier's reading of a request replaces that of a grammar, which may have guessed. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.learned_requests import SURE, learned_request
from bot.understanding.requests import Request, RequestKind, RoutingContext

RATHER, VERY_SURE = 0.75, 0.95  #: beside SURE: minimum probabilities to replace the result of a grammar
#: By kind found by a grammar: the kinds that replace it, and how probable the classifier must find them.
OVERRULING = {
    RequestKind.HEADLINES: dict.fromkeys(
        (RequestKind.TRENDING, RequestKind.FOLLOW, RequestKind.COMPARISON, RequestKind.TALK, RequestKind.PERSON), SURE
    ),
    RequestKind.DAY: {RequestKind.TRENDING: SURE},
    RequestKind.TALK: dict.fromkeys((RequestKind.FOLLOW, RequestKind.QUOTES), VERY_SURE),
    RequestKind.BRIEF: {
        **dict.fromkeys((RequestKind.FOLLOW, RequestKind.CHECK, RequestKind.PERSON), VERY_SURE),
        RequestKind.HEADLINES: SURE,
        RequestKind.TIMELINE: RATHER,
        RequestKind.TALK: SURE,
        RequestKind.TRENDING: SURE,
    },
    RequestKind.QUOTES: {RequestKind.COMPARISON: SURE, RequestKind.CHECK: SURE},
}


def overruled(request: Request, context: RoutingContext) -> Request | None:
    """What the classifier reads instead, if it is sure enough of a kind that may replace that of ``request``."""
    if request.kind is RequestKind.HEADLINES and not request.topics:
        return None
    least = OVERRULING.get(request.kind, {})
    likeliest = learned_request(request.text, context, min(least.values())) if least else None
    if likeliest is None or likeliest.kind not in least:
        return None
    instead = learned_request(request.text, context, least[likeliest.kind])
    if instead and request.topics and instead.kind is RequestKind.HEADLINES and not instead.topics:
        return replace(instead, topics=request.topics)  # "what's new with Tesla?"
    return instead
