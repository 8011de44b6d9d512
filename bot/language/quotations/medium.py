"""Decide whether words were posted, written or said, by source, cue and the words around them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.language.patterns import NamedPattern
from bot.language.syntax.paragraph import Draft
from bot.lexicon.loader import alternatives, table
from bot.models import Manner
from bot.text.spans import Span, overlap

_EXACT, _NAMES, _POSTS = ("|".join(table("platforms")[kind]) for kind in ("exact", "names", "posts"))
#: A post needs a platform or an article ("in a post"); "his post" alone may be an office.
_POSTED = NamedPattern(
    "posted",
    r"\b(?i:re-?tweet(?:s|ed|ing)?|tweet(?:s|ed|ing)?|re-?post(?:s|ed|ing)|posted|posting)\b"
    r"|\b(?:on|via|to) (?:(?i:his|her|its|their|the|official|verified|own|social network|platform)\s+){0,3}"
    rf"(?:{_EXACT}|(?i:{_NAMES}))\b(?![-’'])"
    r"|\b(?i:an?|another|later|separate|this|same) (?:[\w-]+ ){0,3}(?:post|tweet|thread)\b(?! (?:office|of)\b)"
    rf"|\b(?:(?:{_EXACT})|(?i:{_NAMES}|blog)) (?i:{_POSTS})\b",
    "she tweeted",
    "on Facebook",
    "in a post",
)
_BROADCAST = alternatives("reporting", "spoken")
_SPOKEN = NamedPattern(
    "a spoken statement",
    rf"\b(?:{_BROADCAST})\b(?: \w+){{0,2}} (?:statement|message|note|report|reply|letter|address)s?\b",
    "televised statement",
    "video message",
    flags=re.IGNORECASE,
)
_WRITINGS = alternatives("reporting", "writings")
_WRITTEN = NamedPattern(
    "written",
    r"\b(?:wrote|writes?|writing|written|emailed|e-mailed|texted|penned)\b|\b(?:in|by|via) (?:(?!(?:to|of|on|about"
    rf"|for|and)\b)[\w’'-]+ ){{0,4}}?(?:{_WRITINGS})\b",
    "he wrote",
    "in a letter",
    flags=re.IGNORECASE,
)
_PAPERS = alternatives("reporting", "papers")
_PAPER = NamedPattern(
    "a paper that speaks",
    rf"\b(?:{_PAPERS})s?(?=$| (?:by|from|of|to|on|for|issued|published|released)\b)",
    "the statement",
    "a letter from",
    flags=re.IGNORECASE,
)
_GOES_ON = NamedPattern(
    "going on as before",
    r"(?:add(?:s|ed|ing)|continue[sd]|continuing|went on|going on)\b",
    "added",
    "went on",
    flags=re.IGNORECASE,
)


def manners(text: str, drafts: Sequence[Draft], sentences: Sequence[Span], last: Manner) -> Iterator[Manner]:
    """The manner of each draft of a paragraph.

    A continuation ("it added") keeps the manner of the quote before, ``last``.
    """
    contents = [span for draft in drafts for span in draft.spans]
    for draft in drafts:
        told = _manner(text, draft, contents, sentences)
        goes_on = draft.source is None or (draft.cue is not None and _GOES_ON.match(text, draft.cue[0]))
        last = told or (last if goes_on else Manner.SAID)
        yield last


def _manner(text: str, draft: Draft, contents: Sequence[Span], sentences: Sequence[Span]) -> Manner | None:
    """The manner indicated by source, cue and adjacent words, or None."""
    frame = " ".join(_frame(text, span, contents, sentences) for span in (draft.cue, draft.source) if span)
    if _POSTED.search(frame):
        return Manner.POSTED
    paper = draft.source is not None and _PAPER.search(text[slice(*draft.source)])
    return Manner.WRITTEN if paper or _WRITTEN.search(_SPOKEN.sub("", frame)) else None


def _frame(text: str, span: Span, contents: Sequence[Span], sentences: Sequence[Span]) -> str:
    """The sentence around ``span``, up to the contents on either side."""
    start, end = next((own for own in sentences if overlap(own, span)), span)
    start = max([start, *(content[1] for content in contents if content[1] <= span[0])])
    end = min([max(end, span[1]), *(content[0] for content in contents if content[0] >= span[1])])
    return text[min(start, span[0]) : end]
