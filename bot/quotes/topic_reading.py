"""Let the reranker's cross-encoder read whether quotes are about a topic that is said in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.archive import ArchiveReader
from bot.models.quotes import QuoteTerms
from bot.retrieval.reranking.cross_encoder import Contender, Reranker

MOST_READ = 12  #: quotes per look-up, 6 to 9 ms each


@dataclass(frozen=True, slots=True)
class TopicReading:
    """Reads the quotes of one look-up."""

    reranker: Reranker
    topic: str

    def logits(self, archive: ArchiveReader, quotes: Sequence[QuoteTerms]) -> dict[int, float]:
        """How well each of the first ``MOST_READ`` quotes tells what was said about the topic, by row.

        A quote is read with the sentence before it, but without the title, which all quotes of an article share.
        Empty if the model is not available.
        """
        quotes = quotes[:MOST_READ]
        if not quotes or not self.reranker.available:
            return {}
        before = archive.previous_texts({quote.sentence_row for quote in quotes})
        contenders = [Contender(quote.content, "", before.get(quote.sentence_row, "")) for quote in quotes]
        scores = self.reranker.score(f"What was said about {self.topic.rstrip(' ?.')}?", contenders)
        return {quote.row: score for quote, score in zip(quotes, scores, strict=True)}
