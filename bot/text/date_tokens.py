"""Tokens for the date grammar: words in a canonical spelling, numbers, numeric dates, punctuation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.lexicon.calendar import calendar_words

_TOKEN = re.compile(
    r"(?P<figures>\d{4}(?P<apart>[-./])\d{1,2}(?P=apart)\d{1,2}(?!\d)|(?:19|20)\d\d[01]\d[0-3]\d(?![^\W_])|\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)"
    r"|\d{4}-\d{1,2}(?![\d-])|\d{1,2}[./]\d{1,2}(?:\.(?!\d))?(?![\d/%]))"
    r"|(?P<number>\d+(?:st|nd|rd|th)?(?![^\W_]))|(?P<decade>(?:1[89]|20)\d0s\b)|(?P<quarter>q[1-4]\b)"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)(?P<dot>\.)?|(?P<mark>\S)",
    re.IGNORECASE,
)
_SOLID = re.compile(r"(\d{4})(\d\d)(\d\d)")
_POSSESSIVE = re.compile(r"['’]s$")
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class DateToken:
    """A token; ``word`` is "" for a numeric date, ``kind`` is its type."""

    word: str
    kind: str  #: word, number, figures, decade, quarter, mark
    start: int
    end: int
    written: str


#: The token after the last one.
NOTHING = DateToken("", "end", 0, 0, "")


def date_tokens(text: str) -> list[DateToken]:
    """The tokens of ``text``; a full stop belongs to its abbreviation, a possessive ending to its word."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def _token(match: re.Match[str]) -> DateToken:
    kind = match.lastgroup if match.lastgroup != "dot" else "word"
    written = match["word"] or match.group()
    word, end = written.lower(), match.start() + len(written)
    if kind == "word":
        plain = _POSSESSIVE.sub("", word)
        word = calendar_words().word(plain)
        if match["dot"] and word != plain:  # "Nov.", but not the end of a sentence after "November"
            end = match.end()
    elif word in _DASHES:
        word = "-"
    return DateToken(word, kind or "mark", match.start(), end, written)


def number_of(token: DateToken) -> int | None:
    """The value of a token such as "14", "14th", "twelve" or "a"; None if it is not a number."""
    if token.kind == "number":
        return int(re.sub(r"\D", "", token.word)[:6])
    return calendar_words().counts.get(token.word)


def year_of(token: DateToken, *, far: bool = False) -> int | None:
    """The year if the token is a bare number from 1800 to 2099, or with ``far`` any of four digits."""
    written = r"[1-9]\d{3}" if far else r"(?:1[89]|20)\d\d"
    return int(token.word) if re.fullmatch(written, token.word) else None


def figures_date(token: DateToken) -> tuple[int, int, int] | None:
    """The year, month and day of a numeric date; 0 for a missing year or day.

    Day before month, unless only month before day is valid: 14/11/2026, 11/14/2026. None for an impossible date.
    """
    written = _SOLID.sub(r"\1-\2-\3", token.written)
    parts = [int(part) for part in re.findall(r"\d+", written)]
    if written[:4].isdigit():
        year, month, day = (*parts, 0)[:3]
    else:
        day, month, year = (*parts, 0)[:3]
        day, month = (month, day) if month > 12 else (day, month)
        year += 2000 if 0 < year < 100 else 0
    try:
        date(year or 2024, month, day or 1)  # in a leap year, so that 29 February without a year is valid
    except ValueError:
        return None
    return year, month, day
