"""Which of several places of one name an article means, or whether it means somebody of that name. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.following.article.article_view import ArticleView
from bot.following.article.word_runs import Span
from bot.following.names.names_compared import is_placed_adjective
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.places import is_country, is_place, place_named
from bot.lexicon.regions import lies_elsewhere, shared_places
from bot.text.name_matching import is_small, name_words, same_word, words_in

_TREATIES = word_list("place_adjectives", "treaties")
_HOUSES = word_set("Hotel Café Cafe Restaurant")
_COMPARING = word_set("as than of")
_SIZES = word_set("large big small size area larger bigger smaller wide")
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


def names_another(words: Sequence[str], article: ArticleView) -> bool:
    """Whether the article means another place than the well-known one of that name: Paris in Texas."""
    if not any(map(article.has_comma_behind, article.by_word.get(words[-1].casefold(), ()))):
        return False
    name = " ".join(words).casefold()
    return any(town == name for town, _ in article.elsewhere)


def located(spans: Sequence[Span], words: Sequence[str], article: ArticleView) -> list[Span]:
    """Of the spans of a place's name, those that mean the place.

    Not "as large as Belgium", "a Panama hat", "the Hotel California"; and in an article about a Georgia Tanaka,
    "Georgia" is she, except in "in Georgia".
    """
    if not spans:
        return []
    written = ((at, article.words[at]) for at in article.by_word.get(words[0].casefold(), ()))
    places = {(one.sentence, one.start): at for at, one in written}
    known = [(span, places.get((span.sentence, span.start))) for span in spans]
    kept = [(span, at) for span, at in known if at is None or not _is_no_place(at, len(words), article)]
    if len(words) > 1 or not _is_given_name(words[0], article):
        return [span for span, _ in kept]
    return [span for span, at in kept if at and _is_behind_preposition(at, article)]


def _is_behind_preposition(at: int, article: ArticleView) -> bool:
    before, here = article.words[at - 1 : at + 1]
    return before.sentence == here.sentence and before.word.casefold() in _BEFORE_PLACES


def _is_no_place(at: int, size: int, article: ArticleView) -> bool:
    """Whether the name at ``at`` is a measure ("the size of Wales") or part of the name of something else."""
    here = article.words[at].sentence
    before = [one.word for one in article.words[max(0, at - 2) : at] if one.sentence == here]
    after = article.words[at + size] if at + size < len(article.words) else None
    if after and after.sentence == here and size == 1 and is_placed_adjective(article.words[at].word, after.word):
        return True
    if _is_treaty(at, size, article) or (before[-1:] == ["the"] and _is_likened(at, size, article)):
        return True
    if before and before[-1] in _HOUSES:
        return True
    return len(before) > 1 and before[1] in _COMPARING and before[0].casefold() in _SIZES


def _is_treaty(at: int, size: int, article: ArticleView) -> bool:
    """Whether the town at ``at`` only names what was signed there: "the Paris climate agreement"."""
    here = article.words[at].sentence
    town = " ".join(one.word for one in article.words[at : at + size])
    after = [one.word.casefold() for one in article.words[at + size : at + size + 2] if one.sentence == here]
    signed = after[:1] if after[:1] and after[0] in _TREATIES else after
    known = any(map(is_country, place_named(town).names))
    return not known and bool(signed) and signed[-1] in _TREATIES and _is_adjacent(at, size, article)


def _is_adjacent(at: int, size: int, article: ArticleView) -> bool:
    """Whether only a blank stands behind the name at ``at``."""
    last, after = article.words[at + size - 1 : at + size + 1]
    return after.start == last.end + 1


def _is_likened(at: int, size: int, article: ArticleView) -> bool:
    """Whether something is likened to the place at ``at``, in front of which "the" stands: the Venice of Asia."""
    here = article.words[at].sentence
    of, *where = [one.word for one in article.words[at + size : at + size + 2] if one.sentence == here] or [""]
    return of == "of" and bool(where) and is_place(where[0]) and not is_small(where[0])


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
