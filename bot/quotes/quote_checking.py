"""Check a message's quotations against the archive: find articles that may contain the words, then compare them.

claim -> its rarest terms -> articles of the best sentences and of the best quotes -> fused by rank -> check()
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.archive import ArchiveReader, ReadableArchive
from bot.models import CheckedQuote, QuotedArticle
from bot.quotes.checking import check
from bot.quotes.claims import claims
from bot.text.analyzer import terms

MAX_TEXT = 4_000  # characters read per message
#: Limits: the rarest terms of a claim to search for, and the sentences and quotes found by them.
MOST_TERMS = 10
MOST_HITS = 120
MOST_ARTICLES = 25  #: articles that are compared word by word
_COMMON = 20_000  # sentences; a commoner term is only searched for if all are so common
_SMOOTHING = 10  # constant of reciprocal rank fusion


class QuoteChecking:
    """Checks claimed quotations. Thread-safe; raises StoreError."""

    def __init__(self, archive: ReadableArchive) -> None:
        self._archive = archive

    def check(self, text: str) -> list[CheckedQuote]:
        """A verdict on each claim in ``text``, in order; empty for a text without words."""
        return [check(claim, self._holding(terms(claim.words))) for claim in claims(text[:MAX_TEXT])]

    def _holding(self, stems: Sequence[str]) -> list[QuotedArticle]:
        """The articles with a sentence or quote that contains most of the rarer ``stems``, likeliest first."""
        with self._archive.reading() as reader:
            return reader.quoted_articles(_likeliest(reader, _rarest(reader, stems)))


def _rarest(reader: ArchiveReader, stems: Sequence[str]) -> list[str]:
    """The terms that the archive has, rarest first; very common ones only if there are no others."""
    counts = reader.frequencies(stems).sentences.frequencies
    ordered = sorted((stem for stem, count in counts.items() if count), key=lambda stem: (counts[stem], stem))
    rare = [stem for stem in ordered if counts[stem] <= _COMMON]
    return (rare or ordered[:3])[:MOST_TERMS]


def _likeliest(reader: ArchiveReader, stems: Sequence[str]) -> list[int]:
    """Article rows, sorted by their ranks in both lists (reciprocal rank fusion)."""
    scores: dict[int, float] = defaultdict(float)
    in_sentences = reader.articles_by_terms(stems, limit=MOST_HITS, where="sentences")
    in_quotes = reader.articles_by_terms(stems, limit=MOST_HITS, where="quotes")
    for found in (in_sentences, in_quotes):
        for rank, row in enumerate(found):
            scores[row] += 1 / (_SMOOTHING + rank)
    return sorted(scores, key=lambda row: -scores[row])[:MOST_ARTICLES]
