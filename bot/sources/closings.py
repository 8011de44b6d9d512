"""What stands below the last sentence of an article: credits, who the author is, the signature of a mail. Pure.

Words: Jo Blank Photos: Rhea Stone        ->  nothing: each is who did what
Jo Blank is a reporter for The Post.          nothing, if the article itself does not name Blank
--                                            nothing, nor the short lines below it (RFC 3676, section 4.3)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.lexicon.loader import alternatives

_CREDITED = alternatives("page_furniture", "credited")
_WORK = rf"(?:(?:{alternatives('page_furniture', 'before_credits')})\s)?(?:{_CREDITED})(?:\s(?:{_CREDITED}))?"
_NAME = r"(?:@?[A-ZÀ-Þ][\w.'’-]*|(?:de|del|la|van|von|der|den|di|da|al)(?=\s))"
_NAMES = rf"{_NAME}(?:(?:\s?[/,&]\s?|\s(?:and|for|via)\s|\s){_NAME}){{0,9}}"
_SEVERAL_WORKS = rf"{_WORK}(?:(?:,|\s?&|\sand|\s?/)\s?{_WORK})*"
_PART = rf"(?i:with\s)?(?i:{_SEVERAL_WORKS})(?:\s?[:–—|]\s?|\s(?i:by|from)\s){_NAMES}(?:\sin\s{_NAMES})?"
_CREDITS = re.compile(rf"[(\[]?{_PART}(?:(?:\s?[;,|/.•·]|\sand)?\s{_PART}){{0,5}}\.?[)\]]?")
_SENT = re.compile(
    r"(?:sent|written|posted)\s(?:from|via|with|using|on)\s(?:my\s)?[^.!?]{2,40}|get\s(?:outlook|\w*mail)\sfor\s\w+"
    r"|(?:diese\s(?:e-?mail|nachricht)\swurde\s)?(?:von|mit)\s(?:meinem|der)\s[^.!?]{2,40}\s(?:gesendet|versendet)|envoyé\s(?:de|depuis)\smon\s[^.!?]{2,40}",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    rf"(?P<name>[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){{1,3}})\s(?:is|was|are)\s(?:(?:an?|the|our)\s)?(?:[\w'’-]+\s){{0,4}}"
    rf"(?:{alternatives('page_furniture', 'authors')})\b[^.!?]{{0,120}}\."
)
#: What somebody had a part in or writes about, below an article: "Kit Moss contributed reporting from Oslo."
_SHARE = re.compile(
    rf"(?:{_NAMES})\s(?:(?:also\s)?contributed\s(?:(?:to\s(?:this|the)\s)?(?:{_CREDITED}|report|article|story|piece))"
    rf"|(?:covers|reports\son|writes\s(?:about|on))\s[^.!?]{{2,60}}\s(?:for|at)\s(?:the\s)?{_NAMES})\b[^.!?]{{0,60}}\.?"
)
_HANDLE = re.compile(r"@\w{2,40}")
_RULE = re.compile(r"--|__+")
_MOST_BELOW, _WIDEST = 8, 80  # lines of a signature, characters of one
_SENTENCE = re.compile(r"[a-zß-ÿ]{2}[.!?][\"”’»]?$")
_MOST_CREDITS = 200  # characters


def without_closing(lines: Sequence[str]) -> list[str]:
    """The lines without what stands below the last sentence; at least one is kept."""
    kept = _without_signature(lines)
    while len(kept) > 1 and _is_closing(kept[-1].strip(), kept[:-1]):
        kept.pop()
    return kept


def _without_signature(lines: Sequence[str]) -> list[str]:
    for at, line in enumerate(lines[1:], 1):
        below = [other.strip() for other in lines[at + 1 :] if other.strip()]
        if _RULE.fullmatch(line.strip()) and len(below) <= _MOST_BELOW:
            short = all(len(other) <= _WIDEST and not _SENTENCE.search(other) for other in below)
            return list(lines[:at]) if short else list(lines)
    return list(lines)


def _is_closing(line: str, above: Sequence[str]) -> bool:
    if not line:
        return True
    if len(line) > _MOST_CREDITS:
        return False
    author = _AUTHOR.fullmatch(line)
    if author:
        last = author["name"].split()[-1]
        return not any(re.search(rf"\b{re.escape(last)}\b", other) for other in above)
    return any(kind.fullmatch(line.rstrip(".")) for kind in (_CREDITS, _SHARE, _SENT, _HANDLE))
