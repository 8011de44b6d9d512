"""Blanks that were lost where a page's lines were put together, "late Sunday.Police said", or never written. Pure."""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives

_DOMAINS = alternatives("page_furniture", "ends_of_names", capitalised=True)
_GLUED = re.compile(
    rf"(?<![@/\\#])(?<![Ww]ww\.)\b(?P<word>[a-zß-ÿ]{{2,}}|[A-ZÀ-Þ][a-zß-ÿ]+|\d+)(?P<end>[.!?][”’)]?|[.!?]\")"
    rf"(?=[“‘]?(?!(?:{_DOMAINS})\b)[A-ZÀ-Þ][a-zß-ÿ’]+(?:[\s,;:’]|$))"
)
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")


#: A dash as typewriters wrote it, without blanks: "the mayor--who was ill--left".
_DASH = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{2}[,.”’\"]))--(?=[“‘\"]?[A-Za-zÀ-ÿ])")


def with_gaps(text: str) -> str:
    """``text`` with a blank between a sentence and the next that begins right behind it, and around dashes."""
    if not _GLUED.search(text) and not _DASH.search(text):
        return text
    parts: list[str] = []
    last = 0
    for address in _ADDRESS.finditer(text):
        parts += (_spaced(text[last : address.start()]), address.group())
        last = address.end()
    return "".join((*parts, _spaced(text[last:])))


def _spaced(text: str) -> str:
    return _DASH.sub(" – ", _GLUED.sub(r"\g<word>\g<end> ", text))
