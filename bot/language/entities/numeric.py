"""Find money, percentages, quantities, dates and numbers by rule, where a small model misses agency style. Pure.

``Rs 3 lakh``, ``US$6 billion``, ``326 dlrs a month``, ``43 pct``, ``265 mln U.S. Dlrs``, ``14 March 2025``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.lexicon.calendar import month_names
from bot.lexicon.loader import alternatives
from bot.lexicon.numbers import SMALL, TENS

_ONE_WORD = f"(?:{'|'.join((*SMALL[1:], *TENS))})"
_SCALES = alternatives("measures", "scales")
_SCALE = f"(?:{_SCALES})"
_LONG_SCALE = r"(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen|mln|bln)s?"
#: Atomic groups, so that a long row of numbers is not tried in every division.
_DIGITS = r"(?>\d{1,3}(?:,\d{2,3})+(?!\d)|\d+)(?:\.\d+)?(?:[- ]\d/\d)?"
_WORDS = rf"\b(?>{_ONE_WORD}\b(?:[- ](?:and[- ])?(?:{_ONE_WORD}|{_LONG_SCALE})\b){{0,7}})"
_NUMBER = rf"(?:{_DIGITS}(?:[- ]?{_SCALE}\b)?(?: {_LONG_SCALE}\b)?|{_WORDS})"
_RANGE = rf"(?>{_NUMBER})(?:\s?(?:-|–|to|and)\s?{_NUMBER})?"
_PER = alternatives("measures", "rated")
_RATE = f"(?: (?:a|an|per|each) (?:{_PER}))?"
_SIGN = r"(?-i:(?:US|A|C|HK|NZ|S|R|CA|AU|NT|Z)?\$|£|€|¥|₹|₽|₩|₺|₦|₴|฿|Rs\.?|INR|USD|EUR|GBP|JPY|CNY|KSh|Sh|R(?=\d))"
_CURRENCIES = alternatives("measures", "currencies")
_CURRENCY = rf"(?:(?:U\.?S\.?|Australian|Canadian|Hong Kong|New Zealand|Singapore) )?(?:{_CURRENCIES})\b"
_UNITS = alternatives("measures", "units")
_UNIT = rf"(?:square |cubic |metric |nautical )?(?:{_UNITS})\b(?:(?: (?:per|an?) (?:hour|second|day|minute|year))|/h)?"
_MONTH = f"(?:{month_names()})"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[5-9]|20)\d\d"
_TH = r"\d{1,2}(?:st|nd|rd|th)?"
_SPAN = r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centuries|century)"
_SINCE = r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\buntil )|(?<=\bby )|(?<=\bfrom ))"
_DATE = "|".join(
    (
        rf"{_YEAR}-\d\d-\d\d",
        r"\d{1,2}/\d{1,2}/(?:\d\d){1,2}",
        rf"(?:{_DAY},? )?{_TH}(?: of)? {_MONTH}(?:,? {_YEAR})?",
        rf"(?:{_DAY},? )?{_MONTH} {_TH}(?:,? {_YEAR})?",
        rf"(?:(?:early|late|mid)[- ])?{_MONTH},? {_YEAR}",
        rf"(?:last|next|this|early|late|mid)[- ](?:{_DAY}|{_MONTH}|week|month|quarter|year|decade|century|spring|"
        "summer|autumn|fall|winter)",
        rf"(?:the )?(?:first|second|third|fourth) quarter(?: of {_YEAR})?",
        r"(?:the )?(?:early |late |mid-)?(?:1[5-9]|20)\d0s",
        rf"{_SINCE}(?:{_MONTH}|{_YEAR})",
        _DAY,
        r"yesterday|today|tomorrow",
        rf"{_NUMBER}[- ]{_SPAN}(?:[- ]old| ago| earlier| later)?",
    )
)
_TIME = "|".join(
    (
        r"\d{1,2}(?:[:.]\d\d)? ?(?:a\.m\.|p\.m\.|am\b|pm\b)(?: (?:GMT|UTC|[ECMP][SD]?T|IST|local time))?",
        r"\d{1,2}:\d\d(?: (?:GMT|UTC|[ECMP][SD]?T|IST|local time))?\b|\d{4} GMT\b",
        rf"{_NUMBER}[- ](?:hours?|minutes?|seconds?)(?: ago| earlier| later)?\b",
    )
)
#: Not within a word, a decimal, a range or a name such as COVID-19.
_BEFORE = r"(?<![\w.,$£€])(?<!\w[-–/:])"
_AFTER = r"(?![\w])(?![.,:]\d)"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or date by offsets; ``label`` is that of OntoNotes."""

    start: int
    end: int
    label: str


def _pattern(body: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}(?:{body}){_AFTER}", flags)


@dataclass(frozen=True, slots=True)
class _NumericPattern:
    label: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str]  # a quick test on the lower-case text whether the pattern can match


_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(rf"\d|\b{_ONE_WORD}\b")
_DATE_STEMS = alternatives("measures", "date_stems")
_MONEY_STEMS = alternatives("measures", "money_stems")
#: In order of precedence: of two overlapping matches the earlier pattern wins.
_KINDS = (
    _NumericPattern(
        "MONEY",
        re.compile(rf"(?<!\w){_SIGN} ?{_RANGE}{_RATE}{_AFTER}|{_BEFORE}{_RANGE} {_CURRENCY}{_RATE}", re.IGNORECASE),
        re.compile(rf"[$£€¥₹₽₩₺₦₴฿]|\b(?:{_MONEY_STEMS}|r\d)"),
    ),
    _NumericPattern(
        "PERCENT",
        re.compile(rf"{_BEFORE}{_RANGE}(?:[- ]?(?:percent(?:age points?)?|per cent|pct)\b|\s?%)", re.IGNORECASE),
        re.compile(r"%|per ?cent|pct"),
    ),
    _NumericPattern("TIME", _pattern(_TIME, re.IGNORECASE), re.compile(r"hour|minute|second|[ap]\.?m\b|gmt|\d:\d")),
    _NumericPattern(
        "DATE",
        _pattern(_DATE),
        re.compile(rf"[12]\d\d|\d/\d|{_MONTH.lower()}|[a-z]day|{_DATE_STEMS}"),
    ),
    _NumericPattern("QUANTITY", re.compile(rf"{_BEFORE}{_RANGE}[- ]?{_UNIT}"), _COUNTED),
    _NumericPattern("ORDINAL", _pattern(r"\d+(?:st|nd|rd|th)"), _DIGIT),
    _NumericPattern("CARDINAL", _pattern(rf"\d{{1,3}}[-–]\d{{1,3}}|{_NUMBER}", re.IGNORECASE), _COUNTED),
)


def figures(text: str) -> list[Figure]:
    """The figures of one paragraph, sorted, without overlap."""
    taken = bytearray(len(text))
    return sorted(_find(text, taken), key=lambda figure: figure.start)


def _find(text: str, taken: bytearray) -> Iterator[Figure]:
    lowered = text.lower()
    counted = _COUNTED.search(lowered) is not None
    for kind in _KINDS:
        if not (counted if kind.needs is _COUNTED else kind.needs.search(lowered)):
            continue
        for match in kind.pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                yield Figure(start, end, kind.label)
