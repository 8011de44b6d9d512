"""What leads from an article to another one: lines such as "Read more: Wildfire near Athens", addresses. Pure."""

from __future__ import annotations

import re
from functools import cache

from bot.lexicon.loader import table

_LONGEST = 300  # characters
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)


def leads_elsewhere(sentence: str) -> bool:
    """Whether a sentence only names another article, behind a label such as "Related:"."""
    return ":" in sentence and len(sentence) <= _LONGEST and bool(_lines().fullmatch(sentence.strip()))


def without_addresses(text: str) -> str:
    """``text`` with as many blanks in place of each address of the web, whose words name nothing."""
    if "://" not in text and "www." not in text.lower():
        return text
    return _ADDRESS.sub(lambda found: " " * len(found.group()), text)


@cache
def _lines() -> re.Pattern[str]:
    return re.compile("|".join(table("page_lines")["labelled_stories"]), re.IGNORECASE)
