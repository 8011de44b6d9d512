"""Checking a message's quotations against the archive: which articles may hold the words, then each word by word.

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

MAX_TEXT = 4_000  # characters of a message that are read
#: Terms of a claim that are looked for, the rarest; sentences, and quotes, that hold some of them.
MOST_TERMS = 10
MOST_HITS = 120
MOST_ARTICLES = 25  #: articles whose words are compared one by one
_COMMON = 20_000  # sentences; a term in more of them is looked for only where all are so common
_SMOOTHING = 10  # of ranks, in their fusion


class QuoteChecking:
    """Finds what the archive has of claimed quotations. May be called from any thread and raises StoreError."""

    def __init__(self, archive: ReadableArchive) -> None:
        self._archive = archive

    def check(self, text: str) -> list[CheckedQuote]:
        """A verdict for each claim in ``text``, in order; empty for a text without a word."""
        return [check(claim, self._holding(terms(claim.words))) for claim in claims(text[:MAX_TEXT])]

    def _holding(self, stems: Sequence[str]) -> list[QuotedArticle]:
        """The articles with a sentence or a quote that holds most of the rarer ``stems``, the likeliest first."""
        with self._archive.reading() as reader:
            return reader.quoted_articles(_likeliest(reader, _rarest(reader, stems)))


def _rarest(reader: ArchiveReader, stems: Sequence[str]) -> list[str]:
    """The terms that the archive has, rare ones first; very common ones only where there are no others."""
    counts = reader.frequencies(stems).sentences.frequencies
    ordered = sorted((stem for stem, count in counts.items() if count), key=lambda stem: (counts[stem], stem))
    rare = [stem for stem in ordered if counts[stem] <= _COMMON]
    return (rare or ordered[:3])[:MOST_TERMS]


def _likeliest(reader: ArchiveReader, stems: Sequence[str]) -> list[int]:
    """Article rows, those first that come early in both lists (reciprocal rank fusion)."""
    scores: dict[int, float] = defaultdict(float)
    in_sentences = reader.articles_by_terms(stems, limit=MOST_HITS, where="sentences")
    in_quotes = reader.articles_by_terms(stems, limit=MOST_HITS, where="quotes")
    for found in (in_sentences, in_quotes):
        for rank, row in enumerate(found):
            scores[row] += 1 / (_SMOOTHING + rank)
    return sorted(scores, key=lambda row: -scores[row])[:MOST_ARTICLES]
