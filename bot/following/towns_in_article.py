"""Which of several towns of one name an article means. Pure."""

from __future__ import annotations

from bot.following.article_view import ArticleView
from bot.lexicon.regions import lies_elsewhere, shared_places
from bot.text.name_matching import is_small, words_in


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


def _is_named(place: str, article: ArticleView) -> bool:
    """Whether the article names a region, capitalised."""
    wanted = [word.casefold() for word, _, _ in words_in(place)]
    for at in article.by_word.get(wanted[0], ()) if wanted else ():
        run = article.words[at : at + len(wanted)]
        if [one.word.casefold() for one in run] == wanted and not is_small(run[0].word):
            return True
    return False
