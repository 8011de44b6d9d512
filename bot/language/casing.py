"""Texts in capitals throughout, which the models read in sentence case: "THE MAYOR, ILKA BRANDT, LEFT". Pure.

Names are told by what is no English word, by given names and by lists of places and days. Offsets stay the same, so
the annotation holds for the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from bot.lexicon.analysis import CAPITALS, STOP_WORDS
from bot.lexicon.calendar import calendar_words
from bot.lexicon.countries import COUNTRIES, DEMONYMS
from bot.lexicon.given_names import is_common_given_name
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.places import is_place
from bot.lexicon.reporting import CUE_WORDS
from bot.text.english_words import english_words, is_english

_FEWEST = 8  # words
_MOST_SMALL = 0.1  # share of small letters
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]S$")
_IN_MONTH = re.compile(r"\b(?:IN|OF|UNTIL|SINCE|BY|LAST|NEXT|THIS|FROM|\d{1,2}) $")
_COMMON = 12_000  # occurrences of an English word in a corpus from which it is hardly a name: "bank", not "Paris"
_SPEAKER = re.compile(r"[^\n:.]{2,40}:\s")  # stays: "BRANDT: It stays open"
_OPENS = re.compile(r"(?:^|(?<!\.\w)[.!?…:]\s+|[\"“‘(]\s*|\n\s*)$")
_PAIR = re.compile(r"\b([^\W\d_]+)\s(?:[A-Z]\.\s)?([^\W\d_]{3,})(?:['’]S)?\b")
_OPENING = 5  # characters in front of a word that show whether it begins a sentence
_ACRONYMS = word_list("names", "acronyms_before_text")


def in_sentence_case(text: str) -> str:
    """``text``, if it is in capitals throughout, with small letters but in names and where sentences begin."""
    if not _is_in_capitals(text):
        return text
    pairs = ((given.lower(), surname.lower()) for given, surname in _PAIR.findall(text))
    surnames = {surname for given, surname in pairs if is_common_given_name(given) and _is_name(given)}
    names = {surname for surname in surnames if surname not in STOP_WORDS | CUE_WORDS and _is_rare(surname)}
    return "\n".join(_line(line, names) for line in text.split("\n"))


def _is_in_capitals(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    small = sum(map(str.islower, text)) if capitals else 0
    return capitals > 0 and small <= _MOST_SMALL * capitals and len(_WORD.findall(text, 0, 2_000)) >= _FEWEST


def _line(line: str, names: Set[str]) -> str:
    told = _SPEAKER.match(line)
    last = start = told.end() if told else 0
    parts = [line[:start]]
    for word in _WORD.finditer(line, start):
        opens = _OPENS.search(line, max(start, word.start() - _OPENING), word.start()) is not None
        named = word.group().lower() in _AMBIGUOUS and _IN_MONTH.search(line, 0, word.start()) is not None
        parts += (line[last : word.start()], _cased(word.group(), names, capital=opens or named))
        last = word.end()
    return "".join((*parts, line[last:]))


def _cased(word: str, names: Set[str], *, capital: bool) -> str:
    """The word as it would be printed."""
    bare = _POSSESSIVE.sub("", word)
    rest = word[len(bare) :].lower()
    small = bare.lower()
    if len(small) != len(bare) or "." in bare or bare in ("I", *_PLAIN_CAPITALS):
        return bare + rest
    return (bare[0] + small[1:] if capital or small in names or _is_name(small) else small) + rest


@lru_cache(maxsize=1 << 14)
def _is_name(small: str) -> bool:
    """Whether a word in small letters is one that is written with a capital."""
    plain = re.sub(r"['’].*", "", small)
    if plain in STOP_WORDS or plain in _AMBIGUOUS or not plain:
        return False
    words = calendar_words()
    if plain in words.months or plain in words.weekdays or plain in COUNTRIES or plain in DEMONYMS:
        return True
    return not is_english(plain) or (_is_rare(plain) and (is_place(plain) or is_common_given_name(plain)))


def _is_rare(small: str) -> bool:
    """Whether it is hardly an English word that texts are full of."""
    return english_words()[small] < _COMMON


_AMBIGUOUS = word_set("march may polish")
_PLAIN_CAPITALS = frozenset(name for name in CAPITALS if name != "US") | frozenset(map(str.upper, _ACRONYMS))
