"""British and American spellings: a query for "defense" also finds "defence". Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.lexicon.loader import rows

#: Ending, replacement; non-existent forms do no harm.
_ENDINGS = (
    (r"(?<=[^aeiou])our(s|ed|ing|able|ful|ite|ites|hood|hoods|er|ers|less)?$", r"or\1"),
    (r"(?<=[^aeiou])or(s|ed|ing|able|ful|ite|ites|hood|hoods|er|ers|less)?$", r"our\1"),
    (r"(?<=[a-z]{3})is(e|es|ed|ing|er|ers|ation|ations)$", r"iz\1"),
    (r"(?<=[a-z]{3})iz(e|es|ed|ing|er|ers|ation|ations)$", r"is\1"),
    (r"lys(e|es|ed|ing)$", r"lyz\1"),
    (r"lyz(e|es|ed|ing)$", r"lys\1"),
    (r"(?<=[bcdfghklmnpstv])tre(s)?$", r"ter\1"),
    (r"(?<=[bcdfghklmnpstva])ter(s)?$", r"tre\1"),
    (r"(?<=[aeiou]t)re(s)?$", r"er\1"),
    (r"(?<=[aeiou]t)er(s)?$", r"re\1"),
    (r"(?<=[abi])bre(s)?$", r"ber\1"),
    (r"(?<=[abi])ber(s)?$", r"bre\1"),
)


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """By word: its other spellings, those of its form in "s" included."""
    found: dict[str, frozenset[str]] = {}
    for one, other in (*rows("spellings", "british_american"), *rows("spellings", "plurals")):
        for mine, its in ((one, other), (other, one), (one + "s", other + "s"), (other + "s", one + "s")):
            found[mine] = found.get(mine, frozenset()) | {its}
    return found


@lru_cache(maxsize=1 << 14)
def spellings(word: str) -> frozenset[str]:
    """``word`` (in lower case) with its other spellings, some of which may not exist."""
    if known := _spellings().get(word):
        return known | {word}
    return frozenset({word, *(re.sub(ending, other, word) for ending, other in _ENDINGS if len(word) > len("ours"))})


#: Endings of Slavic surnames in different romanisations: Zelensky, Zelenskyy.
_SLAVIC = ("skyy", "skyi", "skiy", "skij", "sky", "ski")


@cache
def _name_table() -> dict[str, frozenset[str]]:
    return {word: frozenset(line) for line in rows("name_spellings", "spellings") for word in line}


def is_romanised(word: str) -> bool:
    """Whether a word (in lower case) belongs to a name that has several romanisations."""
    return word in _name_table()


#: German umlauts typed without a German keyboard: "Mueller", but not "Bauer", "Queen", "Michael".
_UMLAUT = re.compile(r"(?<=[^aeiouq])([aou])e(?=[bcdfghkmnprstvwxz]|l[a-z])")


def name_spellings(word: str) -> frozenset[str]:
    """The spellings and romanisations of a word of a name (in lower case), including itself."""
    found = _name_table().get(word, frozenset({word})) | spellings(word) | {_UMLAUT.sub(r"\1", word)}
    ending = next((ending for ending in _SLAVIC if word.endswith(ending) and len(word) > len(ending) + 2), "")
    return found | {word.removesuffix(ending) + other for other in _SLAVIC} if ending else found
