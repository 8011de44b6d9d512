"""What numbers, amounts, days, ages, reasons and quotations look like in news. Pure.

MONEY     "$9m", "320 mln dlrs"       DURATION  "six weeks"        CLOCK  "nine o'clock"
PERCENT   "3.5 pct"                   AGE       ", 41,"            DATE   "last Tuesday"
QUANTITY  "141 km/h"                  SCORE     "15-6"             RATE   what stands before "a day"
"""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives

_WORD_NUMBER = alternatives("measures", "numbers")
_SCALE = r"(?:\s*(?:mln|million|bn|billion|tn|trillion|thousand|hundred|dozen|m|k)\b)?"
_DIGITS = rf"\d(?:[\d,]*\d)?(?:\.\d+)?{_SCALE}"
_FIGURE = rf"(?:{_DIGITS}|(?:{_WORD_NUMBER})(?:[ -](?:{_WORD_NUMBER}))*\b)"
_HEDGES = alternatives("measures", "hedges")
#: A hedge before a figure, which belongs to it.
HEDGE = rf"(?:\b(?:{_HEDGES})\s+)?"
_CURRENCIES = alternatives("measures", "currencies_of_answers")
_CURRENCY = rf"(?:U\.?S\.?\s+|Hong Kong\s+|Canadian\s+|Australian\s+)?(?:{_CURRENCIES})"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNITS_OF_TIME = alternatives("measures", "units_of_time")
_UNIT_OF_TIME = f"(?:{_UNITS_OF_TIME})"

_CODES = alternatives("measures", "currency_signs")
#: Currency codes and letters that newspapers put before an amount.
_CODE = rf"(?:Rs\.?|(?-i:{_CODES}|R(?=\d[\d,.]*\s?(?:m|bn|million|billion)\b)))"
MONEY = re.compile(
    rf"\b(?:US|HK|A|C|S|NT|NZ|R|N)\$\s?{_DIGITS}|[$£€¥₹₦₩₱₺฿]\s?{_DIGITS}|\b{_CODE}\s?{_DIGITS}"
    rf"|(?<![\w.]){_FIGURE}\s+{_CURRENCY}\b",
    re.IGNORECASE,
)
PERCENT = re.compile(rf"(?<![\w./]){_FIGURE}(?:\s?%|\s*(?:pct|per ?cent|percentage points?)\b)", re.IGNORECASE)
NUMBER = re.compile(rf"(?<![\w.$£€¥₹/])(?<!\d[-–]){_FIGURE}(?![\w%]|[-–/]\d)", re.IGNORECASE)
_MEASURES_BEHIND = alternatives("measures", "units_behind_figures")
#: A figure followed by its unit: "6km", "141 km/h".
QUANTITY = re.compile(rf"(?<![\w./]){_DIGITS}\s?(?:{_MEASURES_BEHIND}|°\s?[cf]?)(?!\w)", re.IGNORECASE)
SCORE = re.compile(r"(?<![\w-])\d{1,3}[-–]\d{1,3}(?![\w-])")  #: "15-6"
ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b")
DURATION = re.compile(
    rf"(?<![\w./])(?:a|an|{_FIGURE})(?:[ -]and[ -]a[ -]half)?[ -](?:\w+ )?{_UNIT_OF_TIME}s?\b"
    r"(?: (?:ago|later|earlier))?",
    re.IGNORECASE,
)
#: The length of a ban: "six matches".
CONTESTS = re.compile(rf"(?<![\w.]){_FIGURE}[ -](?:match(?:es)?|games?|races?|tournaments?)\b", re.IGNORECASE)
_RATED = alternatives("measures", "counted_per_day")
#: "74 kilometres a day", "twice a week": how often, not how long.
RATE = re.compile(
    rf"(?:\d|percent|%|once|twice|\b(?:{_RATED}))\s+an?\s?$",
    re.IGNORECASE,
)
AGE = re.compile(
    rf"\b{_FIGURE}[ -](?:year|month|week|day)s?[ -]old\b|\b(?:aged?|age of)\s+{_FIGURE}\b"
    rf"|\bturn(?:ed|s)?\s+{_FIGURE}(?=\s*(?:[,.;]|(?:on|in|this|last|next|today)\b|$))"  # not "turned one lorry into"
    r"|(?<=, )\d{1,3}(?=[,.](?!\d))"
    r"|\b(?:an?|the)\s+(?:[\w-]+\s+){0,2}?[a-z]*(?:man|woman|boy|girl|er|or|ist|ian|herd|ent|ant) of \d{1,2}\b"
    r"(?!\s+[a-z]+s\b)(?![.,]\d)",  # "a fisherman of 61", not "an order of 30 jets"
    re.IGNORECASE,
)
CLOCK = re.compile(rf"\b{_FIGURE}\s?(?:o['’]clock|[ap]\.m\.|[ap]m\b|hrs\b)|\b\d{{1,2}}:\d\d\b", re.IGNORECASE)
DATE = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?"
    rf"|{_MONTH}\s+\d{{4}}|(?:last |next |this |on )?{_DAY_NAME}(?: (?:morning|afternoon|evening|night))?"
    rf"|(?:last|next|this|earlier this|later this|the (?:previous|following|past)) {_UNIT_OF_TIME}"
    rf"|(?:{_FIGURE}|a) {_UNIT_OF_TIME}s? (?:ago|later|earlier)"
    r"|(?:first|second|third|fourth) (?:quarter|half) of (?:\d{4}|the year)"
    rf"|(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bduring ))(?:early |late |mid-)?{_MONTH}"
    r"|(?:1\d|20)\d\d(?:s\b|\b)|today|yesterday|tomorrow|tonight)",
)
_REASONS = alternatives("function_words", "reasons")
REASON = re.compile(
    rf"\b(?:{_REASONS}|blam\w+)\b",
    re.IGNORECASE,
)
STRONG_REASON = re.compile(r"\b(?:because|due to|owing to|caused by|result of|blam\w+|reasons?)\b", re.IGNORECASE)
QUOTATION = re.compile(r"[\"“]([^\"“”]{3,})[\"”]?|(?:^|(?<=\s))['‘](?=\w)([^'‘’]{8,})['’]")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
