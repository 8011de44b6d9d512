"""Follow-ups that leave the verb out: "and when will Orme?" after "Will Saul publish her taxes?". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.lexicon.loader import alternatives
from bot.models.questions import KnownName
from bot.text.analyzer import terms

_AUXILIARIES = alternatives("function_words", "auxiliaries_in_questions")
_ELIDED = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?)\b\W*)*(?P<asked>(?:(?:who|what|when|where|why|how)\s+)?"
    rf"(?:{_AUXILIARIES}))\s+(?P<subject>(?:the\s+)?[\w.'’-]+(?:\s+[\w.'’-]+){{0,2}}?)"
    r"(?:\s+(?:too|either|as well))?\W*$",
    re.IGNORECASE,
)


def with_verb(text: str, names: Sequence[KnownName], before: str, named_before: Sequence[KnownName]) -> str:
    """``text`` with what the question ``before`` says of its subject; "" if it leaves out no verb."""
    found = _ELIDED.match(text)
    if found is None or not named_before or not names or not set(terms(found["subject"])) <= set(names[0].terms):
        return ""
    old = before.find(named_before[0].text)
    rest = before[old + len(named_before[0].text) :] if old >= 0 else ""
    return f"{found['asked']} {found['subject']}{rest}" if terms(rest) and rest[:1] == " " else ""
