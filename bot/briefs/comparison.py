"""Which quotes of each speaker stand side by side, and how much of each is shown. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain, zip_longest

from bot.briefs.coverage import depends
from bot.models import Context, Quote, QuoteKind
from bot.models.quotes import TopicReason
from bot.text.quoted_words import quoted_pieces

MOST_QUOTES = 7  #: quotes of a comparison, over all speakers
MOST_OF_ONE = 4  #: of one speaker, where others said less
_OF_AFFAIR, _REPORTED, _SHORT, _DEPENDENT, _AGAIN = 1.0, -0.3, -0.4, -0.3, -0.45  # what a quote is worth
_ON_TOPIC = {
    TopicReason.WORDS: 0.6, TopicReason.CONTEXT: 0.5, TopicReason.ARTICLE: 0.3, TopicReason.MEANING: 0.3,
    TopicReason.NEAREST: 0.0,
}  # fmt: skip
_FEW_WORDS = 5
MOST_BETWEEN, MOST_CONTINUED = (
    80,
    400,
)  # characters: between the sentence and the last part of a quotation; in that part
_END = re.compile(r"[.!?…,]*[”»\"’']*")


def side_by_side(said: Sequence[Sequence[Quote]], affair: Collection[int]) -> list[Quote]:
    """The best quotes of each speaker, in turns; whoever said less leaves room to the others.

    ``said``: each speaker's quotes, likeliest first. ``affair``: rows of the articles on what is compared.
    """
    columns = [_best_first(quotes, affair) for quotes in said]
    in_turns = [quote for quote in chain.from_iterable(zip_longest(*columns)) if quote is not None]
    return in_turns[:MOST_QUOTES]


def with_continuation(quote: Quote, sentence: str, context: Context | None) -> str:
    """The sentence of a quote, verbatim, with those behind it that end the quotation if it is interrupted.

    "We won," Saul said. "Nobody helped us." has two sentences. ``context``: the paragraph; None if it is unknown.
    """
    last = quoted_pieces(quote.content)[-1]
    if context is None or last in sentence:
        return sentence
    at = context.paragraph.find(last, context.start)
    if not 0 <= at <= context.end + MOST_BETWEEN or len(last) > MOST_CONTINUED:
        return sentence
    end = _END.match(context.paragraph, at + len(last))
    return context.paragraph[context.start : end.end() if end else at + len(last)]


def _best_first(quotes: Sequence[Quote], affair: Collection[int]) -> list[Quote]:
    """One quote a sentence, best first, where a quote counts the less the more of its article are chosen."""
    left = list({quote.sentence_row: quote for quote in reversed(quotes)}.values())[::-1]
    worth = {quote.row: _score(quote, affair) for quote in left}
    told = Counter[int]()
    chosen: list[Quote] = []
    while left and len(chosen) < MOST_OF_ONE:
        best = max(left, key=lambda quote: worth[quote.row] + _AGAIN * told[quote.headline.row])
        left.remove(best)
        chosen.append(best)
        told[best.headline.row] += 1
    return chosen


def _score(quote: Quote, affair: Collection[int]) -> float:
    return (
        (_OF_AFFAIR if quote.headline.row in affair else 0.0)
        + (_ON_TOPIC[quote.why] if quote.why else 0.0)
        + (_REPORTED if quote.kind is QuoteKind.INDIRECT else 0.0)
        + (_SHORT if len(quote.content.split()) < _FEW_WORDS else 0.0)
        + (_DEPENDENT if depends(quote.content.removeprefix("that ")) else 0.0)
    )
