"""Articles of files: the name identifies an article while it is edited, but tomorrow's file may have the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.models.articles import StoredArticle
from bot.sources.reading import DIGITS as DIGITS
from bot.text.analyzer import terms

#: The least share of all terms of two texts that both must have to be revisions of one article. Of pairs of articles on
#: different things 99 in 100 share less, and what is edited shares far more.
SAME = 0.15
_WORDS_OF_LETTERS = re.compile(r"[0-9A-Za-zÀ-ɏͰ-ԯ]")  # Latin, Greek and Cyrillic: the analyser knows their words
_GROUP = 3  # letters
_FEWEST = 8  # terms; two texts with fewer do not tell


def name_among(known: Sequence[tuple[str, str, str]], stored: StoredArticle) -> str:
    """The public id for ``stored``: of the article that it is a revision of, or one that no other has.

    ``known``: id, title and text of the articles under its name.
    """
    mine = _terms(stored.title, stored.text)
    shares = [
        (_share(mine, _terms(title, text)), text == stored.text, public_id == stored.public_id, public_id)
        for public_id, title, text in known
    ]
    share, _, _, nearest = max(shares, default=(1.0, True, True, stored.public_id))
    return nearest if share >= SAME else f"{stored.public_id}-{stored.digest[:DIGITS]}"


def _terms(title: str, text: str) -> set[str]:
    """What two articles have in common if they are the same: terms, or of other scripts groups of letters.

    There a term is a character or a part of a word, of which any two texts share many.
    """
    letters = "".join(char for char in f"{title} {text}" if char.isalnum())
    if 2 * len(_WORDS_OF_LETTERS.findall(letters)) >= len(letters):
        return {*terms(title), *terms(text)}
    return {letters[at : at + _GROUP] for at in range(len(letters) - _GROUP + 1)}


def _share(some: set[str], others: set[str]) -> float:
    if min(len(some), len(others)) < _FEWEST:
        return 1.0
    return len(some & others) / len(some | others)
