"""Which of several places of one name an article means, or whether it means somebody of that name. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.following.article_view import ArticleView
from bot.following.word_runs import Span
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.regions import lies_elsewhere, shared_places
from bot.text.name_matching import is_small, name_words, same_word, words_in

_BEFORE_PLACES = word_list("function_words", "before_places") | word_set("of into through around throughout")


def is_the_one(town: str, region: str, article: ArticleView) -> bool:
    """Whether a town that the article names is that of the region, as far as the article tells.

    Where there is a better-known one of that name, the region must follow.
    """
    alike = {place.region: sum(_is_named(sign, article) for sign in place.signs) for place in shared_places(town)}
    if region in alike:
        return alike[region] == max(alike.values())
    if lies_elsewhere(town, region):
        return (town.casefold(), region.casefold()) in article.elsewhere
    return _is_named(region, article)


def located(spans: Sequence[Span], words: Sequence[str], article: ArticleView) -> list[Span]:
    """Of the spans of a place's name, those that mean the place.

    In an article about a Georgia Tanaka, "Georgia" is she, except in "in Georgia".
    """
    if len(words) != 1 or not _is_given_name(words[0], article):
        return list(spans)
    behind = set()
    for at in article.by_word.get(words[0].casefold(), ()):
        if at and article.words[at - 1].word.casefold() in _BEFORE_PLACES:
            behind.add((article.words[at].sentence, article.words[at].start))
    return [span for span in spans if (span.sentence, span.start) in behind]


def _is_given_name(word: str, article: ArticleView) -> bool:
    """Whether somebody in the article has that first name."""
    bearers = article.by_name_word.get(word.casefold(), ())
    return any(
        name.label == "PERSON" and len(form) > 1 and form == name_words(name.name) and same_word(word, form[0])
        for name, form in bearers
    )


def _is_named(place: str, article: ArticleView) -> bool:
    """Whether the article names a region, capitalised."""
    wanted = [word.casefold() for word, _, _ in words_in(place)]
    for at in article.by_word.get(wanted[0], ()) if wanted else ():
        run = article.words[at : at + len(wanted)]
        if [one.word.casefold() for one in run] == wanted and not is_small(run[0].word):
            return True
    return False
