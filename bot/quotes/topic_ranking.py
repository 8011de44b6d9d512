"""How well quotes fit a topic: its stems in their own words, else in what surrounds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.archive import ArchiveReader, Selection, any_of
from bot.models.quotes import QuoteSurroundings, QuoteTerms
from bot.quotes.expanded_ranking import relaxed

#: Quotes without a word of the topic whose surroundings are looked at, newest first; bounds the work of one question.
MAX_CONTEXTS = 1000


@dataclass(frozen=True, slots=True)
class Fit:
    """How many of a topic's stems stand in the quote, its sentence, its paragraph, the title; all together last."""

    own: int
    sentence: int
    paragraph: int
    title: int
    near: int  #: in the sentences before and after
    anywhere: int  #: of the topic's stems, each once


@dataclass(frozen=True, slots=True)
class Stems:
    """A topic."""

    every: frozenset[str]
    enough: tuple[frozenset[str], ...] = ()  #: parts, each of which is topic enough in the words of a quote
    kindred: Mapping[str, Collection[str]] | None = None  #: terms of like meaning; None = quotes must fit well


def fitting(archive: ArchiveReader, selection: Selection, topic: Stems) -> list[int]:
    """Rows of the selected quotes that fit ``topic``, best first.

    Quotes whose own words hold more of the stems come first, the newer before the older; then those that hold none.
    One quote has to fit well. Beside it those are taken with a stem in their words and half of them in their words,
    sentence, paragraph or title. Where none fits well, see expanded_ranking.
    """
    found = archive.quotes_holding(selection, any_of(topic.every), newest=MAX_CONTEXTS)
    quotes = {quote.row: quote for quote in found}
    fit = fits(archive, topic.every, quotes.values())
    good = {row for row, quote in quotes.items() if _fits_well(fit[row], topic, quote)}
    if not good:
        held = {} if topic.kindred is None else relaxed(archive, topic.every, topic.kindred, quotes.values())
        return sorted(held, key=held.__getitem__, reverse=True)
    fair = {row for row, each in fit.items() if each.own and 2 * each.anywhere >= len(topic.every)}
    kept = [row for row in quotes if row in good or row in fair]
    if any(fit[row].own for row in kept):  # then a title alone does not make a quote that stands elsewhere one of them
        kept = [row for row in kept if _is_near(fit[row])]
    return sorted(kept, key=lambda row: _best_first(fit[row]), reverse=True)  # stable: the newer stays first


def _is_near(fit: Fit) -> bool:
    """Whether the topic is spoken of where the quote stands."""
    return bool(fit.own or fit.sentence or fit.paragraph or fit.near)


def _fits_well(fit: Fit, topic: Stems, quote: QuoteTerms) -> bool:
    """All stems in the words or around them; one in the words, and most of three or more; a part in the words."""
    wanted, own = len(topic.every), frozenset(quote.terms)
    most = wanted > 2 and 3 * fit.anywhere >= 2 * wanted
    return fit.anywhere == wanted or (fit.own > 0 and most) or any(part <= own for part in topic.enough)


def _best_first(fit: Fit) -> tuple[int, ...]:
    return (fit.own,) if fit.own else (0, fit.sentence, fit.paragraph, fit.title)


def fits(archive: ArchiveReader, topic: frozenset[str], quotes: Iterable[QuoteTerms]) -> dict[int, Fit]:
    """The fit of each quote, by row."""
    found = list(quotes)
    around = archive.surroundings({quote.sentence_row for quote in found}, "paragraph")
    return {quote.row: _fit(topic, quote, around[quote.sentence_row]) for quote in found}


def _fit(topic: frozenset[str], quote: QuoteTerms, around: QuoteSurroundings) -> Fit:
    places = [topic.intersection(place) for place in (quote.terms, around.sentence, around.wider, around.title)]
    own, sentence, paragraph, title = map(len, places)
    return Fit(own, sentence, paragraph, title, len(topic & around.near), anywhere=len(frozenset().union(*places)))
