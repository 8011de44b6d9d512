"""Mark the words by which an article matched in the sentence that is shown. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from bot.following.article.article_view import ArticleView
from bot.following.filters.filters import Filter, Sense
from bot.following.matching.matching import Match, Spelt, quotes_of, readings
from bot.following.matching.topics import telling
from bot.following.mentions.names_in_article import name_spans
from bot.lexicon.figurative import VERBS_APART
from bot.text.analyzer import term_of, terms
from bot.text.compounds import compounds
from bot.text.name_matching import words_in

Marks = tuple[tuple[int, int], ...]
MOST_MARKS = 6  # marks per sentence


def marks(wanted: Filter, match: Match, article: ArticleView) -> Marks:
    """The spans of the names and words of ``match`` in its sentence: sorted, disjoint offsets from its start.

    Empty if only the title contains them or the filter asks for no words.
    """
    if not article.sentences:
        return ()
    found = sorted(_found(wanted, match, article))
    if len(found) <= 1:
        return tuple(found)
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return tuple(apart[:MOST_MARKS])


def why(wanted: Filter, match: Match, article: ArticleView) -> str:
    """The matching sentence for people, with the matched words between asterisks."""
    shown = article.sentences[match.sentence] if article.sentences else article.title
    at, pieces = 0, []
    for start, end in marks(wanted, match, article):
        pieces += [shown[at:start], "*", shown[start:end], "*"]
        at = end
    return "".join([*pieces, shown[at:]])


def _found(wanted: Filter, match: Match, article: ArticleView) -> Iterator[tuple[int, int]]:
    begin, sentence = article.starts[match.sentence], article.sentences[match.sentence]
    shown = (telling(one.text) if one.sense is Sense.TOPIC else (one,) for one in match.phrases)
    for phrase in chain.from_iterable(shown):
        if phrase.name:
            for span in name_spans(phrase, article):
                if span.sentence == match.sentence:
                    yield span.start - begin, span.end - begin
        else:
            yield from _word_spans(phrase.text, sentence)
    for quote in quotes_of(wanted.says, article) if wanted.says else ():
        if quote.sentence == match.sentence:
            yield quote.start - begin, min(quote.end - begin, len(sentence))


@lru_cache(maxsize=1 << 10)  # cached like the sentences below: many filters ask for the same words
def _word_spans(phrase: str, sentence: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a phrase stand next to each other, ignoring function words between them."""
    return tuple(span for reading in readings(phrase) for span in _reading_spans(reading.words, sentence))


def _reading_spans(wanted: Sequence[Spelt], sentence: str) -> Iterator[tuple[int, int]]:
    first, rest = wanted[0], wanted[1:]
    printed, places = _printed_terms(sentence)
    for at in sorted(chain.from_iterable(places[stem] for stem in first.stems if stem in places)):
        _, start, end, verb = printed[at]
        if verb != first.verb:
            continue  # "struck" is no strike
        run = printed[at + 1 : at + 1 + len(rest)] if rest else ()
        if len(run) == len(rest) and all(one[0] in wanted.stems for wanted, one in zip(rest, run, strict=True)):
            yield start, run[-1][2] if run else end


@lru_cache(maxsize=1 << 9)  # every matching filter asks for the sentences of an article
def _printed_terms(sentence: str) -> tuple[list[tuple[str, int, int, bool]], dict[str, list[int]]]:
    """The terms of a sentence with the offsets of their words and whether these are verbs apart; the indices of each.

    Pairs of words that may be one come last.
    """
    printed = [
        (term, start, end, sentence[start:end].lower() in VERBS_APART)
        for word, start, end in words_in(sentence)
        for term in _terms_of(word)
    ]
    printed += [
        (term_of(word), start, end, sentence[start:end].lower() in VERBS_APART)
        for word, start, end in compounds(sentence)
    ]
    places: dict[str, list[int]] = {}
    for at, (term, _, _, _) in enumerate(printed):
        places.setdefault(term, []).append(at)
    return printed, places


@lru_cache(maxsize=1 << 15)  # about as many words as some hundred articles have
def _terms_of(word: str) -> tuple[str, ...]:
    return tuple(terms(word))
