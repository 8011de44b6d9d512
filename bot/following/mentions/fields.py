"""Decide whether an article is about sport or business: a name of both a place and a body then means the body. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.following.article.article_view import ArticleView
from bot.following.names.names_compared import CLUBS
from bot.lexicon.loader import WordList, word_list
from bot.lexicon.namesakes import Namesakes
from bot.lexicon.places import is_place
from bot.lexicon.regions import is_town

_SPORT = word_list("sport", "stems")
_BUSINESS = word_list("business", "stems")
_OUTDOORS = word_list("business", "outdoors_stems")
_NICKNAMES, _NO_NICKNAMES = word_list("sport", "nicknames_of_teams"), word_list("sport", "no_nicknames")
_LONGEST_TOWN = 3  # words
_PLAYED = frozenset({"club", "team"})  # last words of descriptions of clubs in the lexicon
_RESULT = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
_ENOUGH = 2  # of these words


def is_about_sport(article: ArticleView) -> bool:
    """Whether an article is about sport: by its words, among which a result counts."""
    told = _held(_SPORT, article)
    return told >= _ENOUGH or (told + 1 >= _ENOUGH and any(map(_RESULT.search, article.sentences)))


def is_club(name: Sequence[str], article: ArticleView) -> bool:
    """Whether a name of several words that begins like a place is that of a club: "Manchester City"."""
    return name[-1].casefold() in CLUBS and len(name) > 1 and not is_place(" ".join(name)) and is_about_sport(article)


def is_nickname(word: str, article: ArticleView) -> bool:
    """Whether a word in lower case is only the nickname of a team here: "the Calgary Flames", later "the Flames"."""
    if word in article.small or word in _NO_NICKNAMES or not (word.endswith("s") or word in _NICKNAMES):
        return False
    return any(_is_behind_town(at, article) for at in article.by_word.get(word, ())) and is_about_sport(article)


def _is_behind_town(at: int, article: ArticleView) -> bool:
    here = article.words[at].sentence
    before = [one.word for one in article.words[max(0, at - _LONGEST_TOWN) : at] if one.sentence == here]
    return any(is_place(" ".join(before[start:])) or is_town(" ".join(before[start:])) for start in range(len(before)))


def is_about_body(known: Namesakes, article: ArticleView) -> bool:
    """Whether a name of both a place and a body means the body in this article."""
    if known.body.split()[-1:] and known.body.split()[-1] in _PLAYED:
        return is_about_sport(article)
    return is_about_firm(known, article)


def is_about_firm(known: Namesakes, article: ArticleView) -> bool:
    """Whether a name of both a place and a firm (not a club) means the firm in this article."""
    if not (known.body and known.place) or known.body.split()[-1] in _PLAYED:
        return False
    business = _held(_BUSINESS, article)
    return business >= _ENOUGH and business > _held(_OUTDOORS, article)


def _held(stems: WordList, article: ArticleView) -> int:
    return sum(stem in article.by_stem for stem in stems)
