"""Boilerplate: lines that belong to a page, not to its article."""

from __future__ import annotations

import re
from functools import cache

from bot.lexicon.loader import alternatives, table, word_set
from bot.sources.closings import without_closing

_LONGEST = 320  # characters; a longer line is text

#: Names in page_lines.toml, and the sections of page_furniture.txt that they refer to.
_SECTIONS = {"NETWORKS": "networks", "AGENCIES": "picture_agencies", "BUTTONS": "buttons", "LINKS": "house_links"}
_LEADING = re.compile(r"^(?:[>»▶►▸→•●▪*·+☞📷📸🎥]\ufe0f?\s?)+")  # marks in front of a link or a picture's credit
_BRACKETED = re.compile(r"[\[(](.*)[\])]")


@cache
def _boilerplate() -> re.Pattern[str]:
    """A pattern for whole lines only, so that "Advertisement spending fell" is kept."""
    listed = "|".join(line for group in table("page_lines").values() for line in group)
    for name, section in _SECTIONS.items():
        listed = listed.replace(name, alternatives("page_furniture", section).replace(" ", r"\s"))
    return re.compile(listed, re.IGNORECASE)


_SIGNED = re.compile(r"(?:by|von|par|por|di|door|words by|text by|story by)(?::\s?|\s)", re.IGNORECASE)
_CREDITED = re.compile(r"(?:[Aa]dditional )?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Tt]ranslation) by\s+(?=[A-ZÀ-Þ])")
_JOINING = word_set("and & of the de del la van von der den und et y e i for in with, | / - – — , •")
_REACHED = re.compile(r"\S+@\S+|(?<!\w)@\w+")  # an address, a handle
_POST = re.compile(
    r"\s?[|,–-]\s?(?:[\w-]+\s){0,3}(?:writer|reporter|correspondent|editor|journalist|columnist|contributor|staff)s?"
    r"(?:\s(?:at|for|in)\s.{2,30})?$",
    re.IGNORECASE,
)
_STAMPED = re.compile(
    r"(?:(?:last|latest|first)\s)?(?:update[ds]?|published|posted|modified|veröffentlicht|aktualisiert|stand|publié|publicado)\b",
    re.IGNORECASE,
)
_STAMPS = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+(?=[A-Z])|\s+(?=\(?[Uu]pdated\b)")
_TIME = re.compile(r"\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\bago\b|\btoday\b|\byesterday\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-zß-ÿ]{2}[.!?]$")
_ENDS_UNQUOTED = re.compile(r"[^\"”’'»]$|^$")  # a name below a quotation is its speaker's


def is_boilerplate(line: str) -> bool:
    """Whether a line is clearly not part of an article, such as ``ALSO WATCH:`` or ``Advertisement``."""
    line = _LEADING.sub("", line.strip())
    if len(line) > _LONGEST:
        return False
    bracketed = _BRACKETED.fullmatch(line)
    said = bracketed[1].strip() if bracketed else line
    return _boilerplate().fullmatch(said) is not None or is_byline(line) or _is_stamp(line)


def is_byline(line: str) -> bool:
    """Whether a line only names authors: "By Ilka Brandt and Otto Holt", "Reporting by ...; editing by ..."."""
    line = _REACHED.sub("", line).rstrip(" |·•,–-")
    signed = _SIGNED.match(line)
    if signed:
        words = _POST.sub("", line[signed.end() :]).split()
        named = all(word[0].isupper() or word.lower() in _JOINING for word in words)
        return 1 < len(words) <= 12 and named and not _SENTENCE.search(line)
    parts = [part.strip(" .") for part in line.split(";")]
    return all(_CREDITED.match(part) and len(part.split()) <= 25 for part in parts)


def _is_stamp(line: str) -> bool:
    """Whether a line is a time stamp, or several: "Updated 3 hours ago", "Posted on May 2, 2026 | Modified ..."."""
    return not _SENTENCE.search(line) and all(
        _STAMPED.match(stamp) and _TIME.search(stamp) and len(stamp.split()) <= 14 for stamp in _STAMPS.split(line)
    )


_STAMPED_AT = re.compile(
    rf"{_STAMPED.pattern}[\s:]*(?:(?:on|at)\s)?(?P<rest>.*?)(?:\s(?:by|in)\s\D{{2,60}})?", re.IGNORECASE
)


def stamped(line: str) -> str:
    """What a time stamp says behind its word: "Posted on May 2, 2026 by tlind" -> "May 2, 2026"; others as they are."""
    found = _STAMPED_AT.fullmatch(line)
    return found["rest"] if found else line


_SIGNATURE = re.compile(r"[-–—]{1,2}\s?([A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]*){1,3})")


_END = re.compile(r"[-–—*\s]*(?:ends?|ENDS?|Ends?)[-–—*\s]*|(?:#\s?){3,}|-\s?30\s?-")
_MARKED_END = re.compile(r"[-–—*#]")
#: Times in front of a live blog's entries.
_ENTRY = re.compile(
    r"^[\[(]?[0-2]?\d[.:h][0-5]\d\s?(?:h|[ap]\.?m\.?|[A-Z]{2,4})?[\])]?\s*(?:[-–—|:]\s*|(?<=[\])])\s)(?=[“\"‘']?[A-ZÀ-Þ])"
)
_ENTRIES = 2


def _before_end(lines: list[str]) -> list[str]:
    """The lines of a press release up to its end: "- Ends -", "###"; more than half of them."""
    ends = (at for at, line in enumerate(lines) if _END.fullmatch(line.strip()) and _MARKED_END.search(line))
    end = next(ends, len(lines))
    return lines[:end] if 2 * end > len(lines) else lines


def _is_end(line: str) -> bool:
    """Whether a line is nothing but the mark of an end, wherever it stands: "-30-", "###", "ENDS"."""
    line = line.strip()
    return bool(_END.fullmatch(line)) and (line.isupper() or bool(_MARKED_END.search(line)))


def without_times(text: str) -> str:
    """``text`` without the times in front of a live blog's entries: they are no part of a sentence."""
    lines = text.split("\n")
    dated = sum(_ENTRY.match(line) is not None for line in lines)
    return "\n".join(_ENTRY.sub("", line) for line in lines) if dated >= _ENTRIES else text


def without_boilerplate(text: str) -> str:
    """``text`` without lines of boilerplate, and without the author's name below it."""
    lines = _before_end(text.rstrip().split("\n"))
    kept = [line for line in lines if not is_boilerplate(line) and not _is_end(line)]
    kept = without_closing(kept)
    while len(kept) > 1 and _SIGNATURE.fullmatch(kept[-1].strip()) and _ENDS_UNQUOTED.search(kept[-2].strip()):
        kept.pop()
    return without_times("\n".join(kept))
