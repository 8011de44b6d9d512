"""Topics that are typed with capitals: "Minimum Wage" is the words, as no article need capitalise them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from bot.lexicon.given_names import is_given_name
from bot.lexicon.loader import word_list
from bot.lexicon.places import is_place
from bot.lexicon.regions import members_of

_RUN = re.compile(r'(?<![\w:"\'’-])[A-Z][a-z]+(?: [A-Z][a-z]+)+(?![\w"\'’-])')

_STREETS, _BODIES = (word_list("organisations", section) for section in ("streets", "organisation_words"))

Test = Callable[[str], bool]


def as_words(words: str, is_word: Test, is_name: Test) -> str:
    """``words`` with capitalised ones that form no known name as phrases in small letters: '"minimum wage"'.

    ``is_word``: whether a word in small letters is an ordinary one; ``is_name``: whether the archive has that name.
    """
    return _RUN.sub(lambda run: _quieter(run.group(), is_word, is_name), words)


def _quieter(run: str, is_word: Test, is_name: Test) -> str:
    if is_name(run):
        return run
    parts = ((ordinary, " ".join(part)) for ordinary, part in groupby(run.split(), lambda one: is_word(one.lower())))
    return " ".join(
        f'"{part.lower()}"' if ordinary and " " in part and not is_name(part) else part for ordinary, part in parts
    )


def may_be_name(run: str) -> bool:
    """Whether capitalised words that no article has may well be a name: "Karin Holm", "Wall Street", "Green Party"."""
    first, *_, last = run.casefold().split()
    return is_given_name(first) or is_place(run) or bool(members_of(run)) or last in _STREETS or last in _BODIES
