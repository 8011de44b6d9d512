"""Find quotes by their words, whoever said them: an exact phrase first, then the words of a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.archive import ArchiveReader, Match, Selection, all_of, any_of, phrase
from bot.models.quotes import QuoteSurroundings, QuoteTerms
from bot.text.analyzer import terms
from bot.text.names import all_words

#: Quotes considered per question: the newest so many for each way of matching the topic.
MAX_CANDIDATES = 1000
_BETWEEN = 2  # terms that may stand between words nearly quoted
MAX_STEMS = 12  # of a topic; anything longer is a whole sentence, which its first words find


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """What to search for: words in quotation marks, other words, or both."""

    stems: tuple[str, ...] = ()  #: of the words outside quotation marks
    exact: str = ""  #: words in quotation marks; case and punctuation are ignored
    exact_stems: tuple[str, ...] = ()
    whole: bool = False  #: everything must occur in the quote itself, apart from words next to the exact ones


@dataclass(frozen=True, slots=True)
class TopicFit:
    """The number of a topic's stems in the quote, in its sentence, and anywhere."""

    own: int
    sentence: int
    anywhere: int  #: each once, including paragraph and title


def search(archive: ArchiveReader, topic: Topic, within: Selection) -> list[int]:
    """Rows of the quotes that match ``topic``, best first, among equals newest first.

    If some quotes contain the exact words, only those are returned, else those that nearly do.
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
    """Quotes with the phrase or all stems; for a topic also those with some rarer stems, or next to all of them."""
    matches = [phrase(topic.exact_stems), all_of(stems)]
    beside: Match = ()
    if not (topic.whole or topic.exact):
        matches.append(any_of(_rarest(archive, stems)[: len(stems) - _needed(len(stems)) + 1]))
        beside = all_of(stems)
    found = [quote for match in matches for quote in archive.matching_quotes(within, match, limit=MAX_CANDIDATES)]
    found += archive.matching_quotes(within, beside, limit=MAX_CANDIDATES, where="sentence")
    return list({quote.row: quote for quote in found}.values())


#: The rank of a quote, greater is better; () if it does not match.
_Rank = tuple[int, ...]


def _rank(topic: Topic, wanted: int, fit: TopicFit, content: str) -> _Rank:
    """The rank: the phrase, all stems in the quote, in its sentence, around it; then the number of stems."""
    exact = bool(topic.exact) and _holds(content, topic.exact)
    complete = fit.anywhere == wanted
    if topic.whole:
        held = exact and complete if topic.exact else fit.own == wanted
    elif topic.exact:
        held = exact or (fit.own == wanted and _nearly_holds(content, topic))
    else:
        most = wanted > 2 and 3 * fit.anywhere >= 2 * wanted and fit.own >= _needed(wanted)
        held = fit.sentence == wanted or (complete and fit.own > 0) or most
    return (exact, fit.own == wanted, fit.sentence == wanted, complete, fit.anywhere, fit.own) if held else ()


def _needed(wanted: int) -> int:
    """The number of stems that a quote itself must contain if the others are around it."""
    return max(1, wanted // 2)


def _holds(content: str, exact: str) -> bool:
    words, sought = all_words(content), all_words(exact)
    return bool(sought) and f" {' '.join(sought)} " in f" {' '.join(words)} "


def _nearly_holds(content: str, topic: Topic) -> bool:
    """Whether it has the words in their order and close together, in other forms: "there is" for "there's".

    Of several words with one stem between them, such as "lock her up", nothing is left to go by.
    """
    sought, told = topic.exact_stems, terms(content)
    if len(sought) < 2:
        return len(all_words(topic.exact)) < 2
    window = len(sought) + _BETWEEN
    return any(_in_order(sought, told[at : at + window]) for at, stem in enumerate(told) if stem == sought[0])


def _in_order(sought: Sequence[str], told: Sequence[str]) -> bool:
    left = iter(told)
    return all(stem in left for stem in sought)


def _rarest(archive: ArchiveReader, stems: Sequence[str]) -> list[str]:
    """The stems, rarest first: a quote with ``n`` of ``k`` stems contains one of the ``k - n + 1`` rarest."""
    known = archive.frequencies(stems).sentences.frequencies
    return sorted(stems, key=lambda stem: known.get(stem, 0))


def _fits(archive: ArchiveReader, topic: frozenset[str], quotes: Sequence[QuoteTerms]) -> dict[int, TopicFit]:
    """The fit of each quote, by row."""
    around = archive.surroundings({quote.sentence_row for quote in quotes}, "paragraph")
    return {quote.row: _fit(topic, quote, around[quote.sentence_row]) for quote in quotes}


def _fit(topic: frozenset[str], quote: QuoteTerms, around: QuoteSurroundings) -> TopicFit:
    places = [topic.intersection(place) for place in (quote.terms, around.sentence, around.wider, around.title)]
    return TopicFit(len(places[0]), len(places[1]), anywhere=len(frozenset().union(*places)))
