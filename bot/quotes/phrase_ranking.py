"""Finding quotes by what was said, whoever said it: an exact phrase first, then a topic's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.archive import ArchiveReader, Match, Selection, all_of, any_of, phrase
from bot.models.quotes import QuoteSurroundings, QuoteTerms
from bot.text.names import all_words

#: Quotes that one question looks at: so many, the newest, of each way in which they can hold the topic.
MAX_CANDIDATES = 1000
MAX_STEMS = 12  # of a topic; what is longer is a whole sentence, and its first words find it


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """What quotes are looked for by: words between quotation marks, other words, or both."""

    stems: tuple[str, ...] = ()  #: of the words outside the marks
    exact: str = ""  #: what stood between the marks; case and marks make no difference
    exact_stems: tuple[str, ...] = ()
    whole: bool = False  #: all of it must stand in the quote itself, other words than the exact ones beside it


@dataclass(frozen=True, slots=True)
class TopicFit:
    """How many of a topic's stems stand in the quote, in its sentence, and in all places together."""

    own: int
    sentence: int
    anywhere: int  #: each once; paragraph and title count too


def search(archive: ArchiveReader, topic: Topic, within: Selection) -> list[int]:
    """Rows of the quotes that hold ``topic``, best first, then the newest.

    Where quotes hold the exact words, others with the same words elsewhere are left out.
    """
    stems = tuple(dict.fromkeys((*topic.exact_stems, *topic.stems)))[:MAX_STEMS]
    if not stems:
        return []
    found = _candidates(archive, topic, stems, within)
    if topic.exact:
        found = [quote for quote in found if _holds(quote.content, topic.exact)] or found
    held = _fits(archive, frozenset(stems), found)
    ranked = [(rank, quote) for quote in found if (rank := _rank(topic, len(stems), held[quote.row], quote.content))]
    ranked.sort(key=lambda one: one[1].row)
    ranked.sort(key=lambda one: (one[0], one[1].time, one[1].article_row), reverse=True)
    return [quote.row for _, quote in ranked]


def _candidates(archive: ArchiveReader, topic: Topic, stems: Sequence[str], within: Selection) -> list[QuoteTerms]:
    """Quotes with the phrase and with all stems; of a topic, those with some of the rarer ones, or beside all."""
    matches = [phrase(topic.exact_stems), all_of(stems)]
    beside: Match = ()
    if not (topic.whole or topic.exact):
        matches.append(any_of(_rarest(archive, stems)[: len(stems) - _needed(len(stems)) + 1]))
        beside = all_of(stems)
    found = [quote for match in matches for quote in archive.matching_quotes(within, match, limit=MAX_CANDIDATES)]
    found += archive.matching_quotes(within, beside, limit=MAX_CANDIDATES, where="sentence")
    return list({quote.row: quote for quote in found}.values())


#: How a quote holds a topic, better ones greater; () = it does not.
_Rank = tuple[int, ...]


def _rank(topic: Topic, wanted: int, fit: TopicFit, content: str) -> _Rank:
    """The phrase, then all stems in the quote itself, then in its sentence too, then around it; then most of them."""
    exact = bool(topic.exact) and _holds(content, topic.exact)
    complete = fit.anywhere == wanted
    if topic.whole:
        held = exact and complete if topic.exact else fit.own == wanted
    elif topic.exact:
        held = exact or fit.own == wanted
    else:
        most = wanted > 2 and 3 * fit.anywhere >= 2 * wanted and fit.own >= _needed(wanted)
        held = fit.sentence == wanted or (complete and fit.own > 0) or most
    return (exact, fit.own == wanted, fit.sentence == wanted, complete, fit.anywhere, fit.own) if held else ()


def _needed(wanted: int) -> int:
    """How many of the stems a quote's own words must hold, when its surroundings hold the others."""
    return max(1, wanted // 2)


def _holds(content: str, exact: str) -> bool:
    words, sought = all_words(content), all_words(exact)
    return bool(sought) and f" {' '.join(sought)} " in f" {' '.join(words)} "


def _rarest(archive: ArchiveReader, stems: Sequence[str]) -> list[str]:
    """The stems, rare ones first: a quote that holds ``n`` of ``k`` stems holds one of the ``k - n + 1`` rarest."""
    known = archive.frequencies(stems).sentences.frequencies
    return sorted(stems, key=lambda stem: known.get(stem, 0))


def _fits(archive: ArchiveReader, topic: frozenset[str], quotes: Sequence[QuoteTerms]) -> dict[int, TopicFit]:
    """The fit of each quote, by row."""
    around = archive.surroundings({quote.sentence_row for quote in quotes}, "paragraph")
    return {quote.row: _fit(topic, quote, around[quote.sentence_row]) for quote in quotes}


def _fit(topic: frozenset[str], quote: QuoteTerms, around: QuoteSurroundings) -> TopicFit:
    places = [topic.intersection(place) for place in (quote.terms, around.sentence, around.wider, around.title)]
    return TopicFit(len(places[0]), len(places[1]), anywhere=len(frozenset().union(*places)))
