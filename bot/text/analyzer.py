"""The analyser: it turns texts into the terms by which they are matched.

Sentences, questions, topics, subscriptions and names all pass through it, so two texts match exactly when they share a
term. A term consists of letters, digits and, inside numbers, a decimal point; never of whitespace.

  text -> NFKC, quotes straightened -> words and numbers -> accents removed, case folded
       -> units, irregular forms and demonyms unified -> Snowball stem
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from bot.lexicon import analysis as lexicon
from bot.lexicon.letters import without_accents
from bot.lexicon.loader import alternatives

#: Longer runs of letters are not words; SQLite's full-text index also truncates them.
LONGEST_TERM = 40

_FEW = 80  # characters of texts whose terms are kept
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "´": "'", "“": '"', "”": '"', "„": '"'})
_WIDE = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"  # without spaces: one term per character
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)(?:(?P<unit>m|k|bn|tn)\b|(?:st|nd|rd|th)\b)?"  # 449,000 | 1.2bn | 14th
    r"|(?P<percent>%)"
    r"|(?P<acronym>\b(?:[^\W\d_]\.){2,})"  # U.S.
    rf"|(?P<wide>[{_WIDE}])"
    rf"|(?P<word>[^\W\d_{_WIDE}]+(?:'[^\W\d_{_WIDE}]+)*)",
    re.IGNORECASE,
)
_MEASURED = alternatives("questions", "how_much")
_HOW = re.compile(rf"\bhow (?:{_MEASURED})\b", re.IGNORECASE)
_THE_US = re.compile(r"\bthe us\b(?!')")


def terms(text: str) -> list[str]:
    """The terms of ``text`` in order, with repeats and without stop words."""
    return list(_terms_of_few(text)) if len(text) <= _FEW else [term for word in words(text) if (term := term_of(word))]


@lru_cache(maxsize=1 << 12)
def _terms_of_few(text: str) -> tuple[str, ...]:
    """The terms of a name, a number or a few words around one, which ranking asks for again and again."""
    return tuple([term for word in words(text) if (term := term_of(word))])


def query_terms(text: str) -> list[str]:
    """The terms that a question or topic asks for, without repeats and without "who", "how many", "tell me".

    A text that consists only of such words keeps them ("Who?" finds the band rather than nothing).
    """
    found = list(dict.fromkeys(terms(_HOW.sub("how", text))))
    return [term for term in found if term not in lexicon.QUESTION_TERMS] or found


def words(text: str) -> list[str]:
    """The words and numbers of ``text``, folded but not stemmed, including stop words."""
    found: list[str] = []
    for match in _TOKEN.finditer(_THE_US.sub("the America", _normal(text))):
        found.extend(_folded(match["number"] or match.group(), match.lastgroup or ""))
        if match["unit"]:
            found.append(lexicon.UNIT_LETTERS[match["unit"].lower()])
    return found


@lru_cache(maxsize=1 << 16)
def term_of(word: str) -> str:
    """The term of one folded word from ``words``; "" for a stop word."""
    if word in lexicon.STOP_WORDS:
        return ""
    word = lexicon.SAME_WORD.get(word, word)
    if word.isascii() and word.isalpha():
        # A stemmer has state, so each word gets a new one to be thread-safe; the cache makes that rare.
        word = str(snowballstemmer.stemmer("english").stemWord(word))
    return word[:LONGEST_TERM]


@lru_cache(maxsize=1 << 15)
def _folded(token: str, kind: str) -> tuple[str, ...]:
    """The words of a token, folded: none for an auxiliary ("won't"), one for "they've", two for "O'Brien"."""
    if kind in {"number", "unit"}:
        return (_number(token),)
    if kind == "percent":
        return ("percent",)
    capitals = token.replace(".", "") if kind == "acronym" else token
    if capitals in lexicon.CAPITALS:
        return (lexicon.CAPITALS[capitals],)
    if kind == "acronym":
        return ("".join(filter(str.isalnum, capitals.casefold())),)  # "İ" folds to a letter and a combining mark
    plain = "".join(char for char in without_accents(token).casefold() if char.isalnum() or char == "'")
    if plain.endswith("n't"):  # always an auxiliary; the rest of "won't" would be "won"
        return ()
    parts = plain.split("'")  # "they've" and "Modi's" keep the word before the apostrophe; "O'Brien" is two words
    return tuple(part for part in parts if part and (part not in lexicon.CONTRACTIONS or part is parts[0]))


def _number(token: str) -> str:
    """Normalise a number: 449,000 -> 449000; 1.20 is unchanged; decimal digits of any script become 0-9."""
    digits = "".join(char if char in ".," else str(unicodedata.digit(char)) for char in token)
    return digits.replace(",", "")[:LONGEST_TERM]


def _normal(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_QUOTES)
