"""What stands between a headline and the text of an article that was copied from a page. Pure.

Quay approved by board
By Tove Lind · Nov 20, 2026 · 4 min read     ->  published on 20 November 2026, and no part of the text
"""

from __future__ import annotations

import re
from datetime import datetime

from bot.errors import SourceError
from bot.lexicon.calendar import calendar_words
from bot.lexicon.given_names import is_common_given_name
from bot.sources.boilerplate import is_boilerplate, stamped
from bot.sources.dates import parse_date

_APART = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+|\s\((?=\w+ )|\)$")
_SITE = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}")
_UPDATED = re.compile(r"(?:last |latest )?(?:update|modified|aktualisiert)", re.IGNORECASE)
_MARKS = re.compile(r"[^\W\d_]|[-./]")  # a day has the name of a month or marks in between, a number has not
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?,\s|([^\W\d_]+)\s\d{1,2}[.\s]\s?[^\W\d_]")
_WIDEST = 200  # characters of a line of a masthead
#: Two to four words in capitals, with what the person is: "Jo Blank, City Reporter".
_NAME = re.compile(
    r"(?P<first>[A-ZÀ-Þ][\w’'-]*\.?)(?:\s(?:(?:de|del|la|van|von|der|den|di|da|al)\s)*[A-ZÀ-Þ][\w.’'-]*){1,3}"
    r"(?:\s?[,|–-]\s?(?:[\w’'-]+\s){0,3}(?i:writer|reporter|correspondent|editor|journalist|columnist|contributor|staff))?"
)
_ABOVE = 2  # lines above it: the headline and a standfirst
_LONGEST = 40  # words of such a line


def without_masthead(lines: list[str]) -> tuple[list[str], datetime | None]:
    """The lines without those of a masthead, and the day of publication that it states.

    Several lines that are nothing but days head the parts of a chronicle: none of them is of publication.
    """
    chronicle = sum(len(line) <= _WIDEST and _day(line.strip()) is not None for line in lines) > 1
    kept, days, above = list[str](), list[datetime](), 0
    for at, line in enumerate(map(str.strip, lines)):
        parts = _parts(line) if len(line) <= _WIDEST else [None]
        if line and None not in parts and not (chronicle and _day(line)):
            kept += [""] if kept and kept[-1][-1:].isalnum() else []  # sets a headline apart
            days += [part[1] for part in parts if part and part[1] and not _UPDATED.match(part[0])]
            continue
        if _is_author(line, lines[at + 1 :], below_headline=above > 0):
            kept += [""] if kept and kept[-1].strip() else []
            continue
        above += bool(line)
        if above > _ABOVE or len(line.split()) > _LONGEST:
            return [*kept, *lines[at:]], next(iter(days), None)
        kept.append(lines[at])
    return kept, next(iter(days), None)


def _parts(line: str) -> list[tuple[str, datetime | None] | None]:
    """What the parts of a line are; a name before a day is the author's."""
    said = [part for part in _APART.split(line) if part]
    if len(said) > 1 and _NAME.fullmatch(said[0]) and any(_day(stamped(part)) for part in said[1:]):
        said = said[1:]
    return [_part(part) for part in said]


def _is_author(line: str, following: list[str], *, below_headline: bool) -> bool:
    """Whether a line is a name alone above one that states a day. Without a headline above, it must be a person's."""
    below = next((other.strip() for other in following if other.strip()), "")
    name = _NAME.fullmatch(line)
    if not name or len(below) > _WIDEST or not any(_day(stamped(part)) for part in _APART.split(below) if part):
        return False
    return below_headline or is_common_given_name(name["first"].lower())


def _part(said: str) -> tuple[str, datetime | None] | None:
    """One part of a masthead with its day, if it states one; None for anything else."""
    day = _day(stamped(said))
    return (said, day) if day or is_boilerplate(said) or _SITE.fullmatch(said) else None


def _day(said: str) -> datetime | None:
    try:
        return parse_date(said) if _MARKS.search(said) and not _of_place(said) else None
    except SourceError:
        return None


def _of_place(said: str) -> bool:
    """Whether a day has a word before it that is no weekday, as in a dateline: "NORDHAVEN, 20 November 2026"."""
    found = _WORD_BEFORE.match(said)
    word = found.group(1) or found.group(2) if found else ""
    return bool(word) and calendar_words().word(word.lower()) not in calendar_words().weekdays
