"""Lines within an article that lead to another one: "Read more: Wildfire near Athens". Pure."""

from __future__ import annotations

import re
from functools import cache

from bot.lexicon.loader import table

_LONGEST = 300  # characters


def leads_elsewhere(sentence: str) -> bool:
    """Whether a sentence only names another article, behind a label such as "Related:"."""
    return ":" in sentence and len(sentence) <= _LONGEST and bool(_lines().fullmatch(sentence.strip()))


@cache
def _lines() -> re.Pattern[str]:
    return re.compile("|".join(table("page_lines")["labelled_stories"]), re.IGNORECASE)
