"""Money, percentages, quantities, dates and numbers by rule: what a small model misses in agency style. Pure.

``Rs 3 lakh``, ``US$6 billion``, ``326 dlrs a month``, ``43 pct``, ``265 mln U.S. Dlrs``, ``14 March 2025``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.lexicon.numbers import SMALL, TENS

_ONE_WORD = f"(?:{'|'.join((*SMALL[1:], *TENS))})"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen|mln|bln|mn|bn|tn|trln|k|m|b)"
_LONG_SCALE = r"(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen|mln|bln)s?"
#: Atomic groups: a long row of numbers must not be tried in every division.
_DIGITS = r"(?>\d{1,3}(?:,\d{2,3})+(?!\d)|\d+)(?:\.\d+)?(?:[- ]\d/\d)?"
_WORDS = rf"\b(?>{_ONE_WORD}\b(?:[- ](?:and[- ])?(?:{_ONE_WORD}|{_LONG_SCALE})\b){{0,7}})"
_NUMBER = rf"(?:{_DIGITS}(?:[- ]?{_SCALE}\b)?(?: {_LONG_SCALE}\b)?|{_WORDS})"
_RANGE = rf"(?>{_NUMBER})(?:\s?(?:-|–|to|and)\s?{_NUMBER})?"
_RATE = (
    r"(?: (?:a|an|per|each) (?:hour|day|night|week|month|quarter|year|barrel|tonne|ton|ounce|gallon|litre|liter|share|"
    r"head|person|bushel|kilogram|kilo|pound|unit|dose))?"
)
_SIGN = r"(?-i:(?:US|A|C|HK|NZ|S|R|CA|AU|NT|Z)?\$|£|€|¥|₹|₽|₩|₺|₦|₴|฿|Rs\.?|INR|USD|EUR|GBP|JPY|CNY|KSh|Sh|R(?=\d))"
_CURRENCY = (
    r"(?:(?:U\.?S\.?|Australian|Canadian|Hong Kong|New Zealand|Singapore) )?"
    r"(?:dollars?|dlrs?|cents?|cts|pounds?(?: sterling)?|stg|pence|euros?|yen|yuan|renminbi|rupees?|roubles?|rubles?|"
    r"francs?|pesos?|reais|rand|shillings?|naira|lira|liras|kronor|kroner|krona|krone|dirhams?|riyals?|"
    r"dinars?|baht|ringgit|rupiah|hryvnias?|zloty|zlotys|forints?|bitcoins?)\b"
)
_UNIT = (
    r"(?:square |cubic |metric |nautical )?"
    r"(?:kilometres?|kilometers?|km|metres?|meters?|centimetres?|centimeters?|cm|millimetres?|millimeters?|mm|miles?|"
    r"yards?|feet|foot|ft|inch(?:es)?|acres?|hectares?|tonnes?|tons?|kilograms?|kilos?|kg|grams?|mg|ounces?|litres?|"
    r"liters?|gallons?|barrels?|bpd|bushels?|mph|kph|km/h|megawatts?|gigawatts?|kilowatts?|MW|GW|kWh|MWh|watts?|volts?|"
    r"degrees?(?: (?:Celsius|Fahrenheit|C|F))?|°[CF]|hertz|gigabytes?|megabytes?|terabytes?|GB|MB|TB|light[- ]years?)\b"
    r"(?:(?: (?:per|an?) (?:hour|second|day|minute|year))|/h)?"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
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
#: Not inside a word, a decimal, a range or a name such as COVID-19.
_BEFORE = r"(?<![\w.,$£€])(?<!\w[-–/:])"
_AFTER = r"(?![\w])(?![.,:]\d)"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or date by offsets; ``label`` is OntoNotes'."""

    start: int
    end: int
    label: str


def _pattern(body: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}(?:{body}){_AFTER}", flags)


@dataclass(frozen=True, slots=True)
class _NumericPattern:
    label: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str]  # a quick look at the lower-case text whether the pattern can match at all


_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(rf"\d|\b{_ONE_WORD}\b")
#: In order of precedence: an earlier one wins where two overlap.
_KINDS = (
    _NumericPattern(
        "MONEY",
        re.compile(rf"(?<!\w){_SIGN} ?{_RANGE}{_RATE}{_AFTER}|{_BEFORE}{_RANGE} {_CURRENCY}{_RATE}", re.IGNORECASE),
        re.compile(
            r"[$£€¥₹₽₩₺₦₴฿]|\b(?:rs|inr|usd|eur|gbp|jpy|cny|ksh|sh|r\d|doll|dlr|cent|cts|pound|stg|penc|euro|ye?n|yuan|"
            r"renm|rup|ro?ub|franc|peso|reais|rand|shil|nair|lir|kron|dirh|riyal|dinar|baht|ring|hryv|zlot|fori|bitc)"
        ),
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
        re.compile(
            rf"[12]\d\d|\d/\d|{_MONTH.lower()}|[a-z]day|tomorrow|week|fortn|month|quarter|year|decade|centur|last|next|this|late|mid|earl"
        ),
    ),
    _NumericPattern("QUANTITY", re.compile(rf"{_BEFORE}{_RANGE}[- ]?{_UNIT}"), _COUNTED),
    _NumericPattern("ORDINAL", _pattern(r"\d+(?:st|nd|rd|th)"), _DIGIT),
    _NumericPattern("CARDINAL", _pattern(rf"\d{{1,3}}[-–]\d{{1,3}}|{_NUMBER}", re.IGNORECASE), _COUNTED),
)


def figures(text: str) -> list[Figure]:
    """Figures of one paragraph, ordered, without overlap."""
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
