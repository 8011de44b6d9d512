"""Find what a speaker goes on to say about a topic, behind a quote that is about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from bot.archive import ArchiveReader
from bot.lexicon.loader import word_set
from bot.models.quotes import QuoteTerms

#: What a speaker is quoted as saying up to so many sentences after a quote on the topic, from this probability on, is
#: about it too: papers introduce a statement and then quote it.
RUNNING, GOING_ON = 2, 0.3
_REFERRING = word_set("it this that these those they them he him she her")


def going_on(
    archive: ArchiveReader,
    quotes: Sequence[QuoteTerms],
    *,
    kept: Collection[int],
    told: Collection[int],
    chances: Mapping[int, float],
) -> list[int]:
    """Rows of what a speaker goes on to say after a quote in ``kept``, and so on.

    It is likely enough, or refers to a quote in ``told`` right beside it: "I signed it and I regret it". ``kept``: rows
    of quotes on the topic; ``told``: of those that mention it; ``chances``: the probability of each quote.
    """
    ordered = sorted(quotes, key=lambda one: (one.article_row, one.sentence_row, one.row))
    telling = {one.article_row for one in ordered if one.row in told}
    beside = {one.sentence_row for one in ordered if one.article_row in telling}
    around = archive.surroundings(beside, "paragraph") if beside else {}
    running, mentioned, found = set(kept), set(told), []
    for before, quote in pairwise(ordered):
        if before.row not in running or quote.row in running or before.article_row != quote.article_row:
            continue
        apart = quote.sentence_row - before.sentence_row
        refers = before.row in mentioned and apart <= 1 and _REFERRING & set(quote.content.lower().split())
        if refers and around[before.sentence_row].wider == around[quote.sentence_row].wider:
            mentioned.add(quote.row)
        if quote.row in mentioned or (apart <= RUNNING and chances[quote.row] >= GOING_ON):
            found.append(quote.row)
            running.add(quote.row)
    return found
