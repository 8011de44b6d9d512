"""Recognise requests for the page of a person or body that the archive knows: "who is Saul?", "Saul". Pure."""

from __future__ import annotations

import re

from bot.text.analyzer import query_terms
from bot.understanding.politeness import request_core, without_courtesies
from bot.understanding.requests import RoutingContext

LONGEST_NAME = 5  #: maximum words of a text that may be only a name
_MARKS = ' ?!.,"“”'
_FELLOW = r"(?:fellow|guy|bloke|chap|man|woman|lady|girl|lad|person|character|dude)"
_GOT = r"(?:(?:that )?(?:you|we|i)(?:'ve| have)? (?:got|know|have) )?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:the |a )?(?:profile|page|portrait|bio(?:graphy)?) (?:of|for|about|on) (?P<name>.+)",
        r"(?P<name>.+?)(?:'s?)? (?:profile|page|bio(?:graphy)?|wiki(?:pedia)?|portrait)",
        r"who(?:'s| is| was) (?P<name>.+?) (?:again|exactly|anyway|then)",
        rf"(?:who(?:'s| is| was) )?(?:this|that) (?P<name>.+?)(?: {_FELLOW})?"
        r"(?: (?:anyway|exactly|then|i keep \w+ about))?",
        r"who(?: exactly| really| actually)?(?:'s| is| was) (?P<name>.+?)"
        r"(?: and what (?:does|did|do|has|is|was) (?:he|she|they|it)\b.*)?",
        r"who (?P<name>.+) (?:is|was)",
        r"who(?:'s| is| was) (?:the|this|that) [\w-]+ (?:called|named) (?P<name>.+)",
        r"(?P<name>.+?)[,:–-]* who(?:'s| is| was) (?:that|this|he|she|it)",
        rf"(?:(?:all|everything|anything|something|info|information|details|facts|whatever) {_GOT})?(?:about|on)"
        r" (?P<name>.+)",
        r"(?:hear|know|learn|read) about (?P<name>.+)",
        r"what (?:do|can|should) (?:you|we|i) (?:know|tell me|have) (?:about|on) (?P<name>.+)",
        rf"about (?:this|that) (?P<name>.+?) {_FELLOW}",
        r"(?:i(?:'ve| have)? never|never) heard (?:of|about) (?P<name>.+?)(?:[,.;:!?–-].*)?",
        r"introduce (?P<name>.+)",
        r"(?:say|tell|write)(?: me| us)? (?:something|anything|more|a bit|a little) (?:about|on) (?P<name>.+)",
    )
)


def page_asked_for(words: str, context: RoutingContext) -> str:
    """The known name of whose page a text asks for; "" if it asks for something else, or is a name alone."""
    plain = _without_framing(words, context)
    named = (match["name"].strip(_MARKS) for form in _FORMS if (match := form.fullmatch(plain)))
    return next((name for name in named if _is_name(name, context)), "")


def name_alone(words: str, context: RoutingContext) -> str:
    """The known name that a text consists of, or ""."""
    plain = _without_framing(words, context)
    return plain if _is_name(plain, context) else ""


def _without_framing(words: str, context: RoutingContext) -> str:
    return without_courtesies(words if context.in_conversation else request_core(words)).strip(_MARKS)


def _is_name(name: str, context: RoutingContext) -> bool:
    return 0 < len(name.split()) <= LONGEST_NAME and bool(query_terms(name)) and context.is_name(name)
