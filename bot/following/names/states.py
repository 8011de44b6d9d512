"""States of the US by their abbreviations: "N.H. primary", "Calif. wildfires", "NC bathroom law". Pure."""

from __future__ import annotations

import re
from functools import cache

from bot.lexicon.loader import rows, word_set

_NO_WORDS = word_set("ariz. calif. colo. fla. minn. nev. okla. tenn. tex. wis. wyo.")  # in small letters


def states_in_full(words: str, *, shortened_only: bool = False) -> str:
    """``words`` with the states in full: "Mass. primary" -> "Massachusetts primary".

    ``shortened_only``: only those that end in a period and are no initials, which would be read as a word.
    """
    return _any_state().sub(lambda found: _in_full(found.group(), shortened_only=shortened_only), words)


def _in_full(written: str, *, shortened_only: bool) -> str:
    if shortened_only and written == written.upper():
        return written
    if written[0].islower() and "." not in written[:-1] and written not in _NO_WORDS:
        return written
    return _states()[written.casefold() if written.endswith(".") else written]


@cache
def _any_state() -> re.Pattern[str]:
    forms = sorted(map(re.escape, _states()), key=len, reverse=True)
    dotted, post = ("|".join(one for one in forms if one.endswith(".") == dot) for dot in (True, False))
    return re.compile(rf"(?<![\w.:\"“-])(?:(?i:{dotted})(?![\w-])|(?:{post})(?![\w.'-]))")


@cache
def _states() -> dict[str, str]:
    """By abbreviation, those with periods in lower case."""
    lines = (" ".join(line).partition(" = ") for line in rows("same_names", "states"))
    pairs = ((form, name) for forms, _, name in lines for form in forms.split())
    return {form.casefold() if form.endswith(".") else form: name for form, name in pairs}
