"""Follow topics by their meaning: what is needed to judge articles, and which stored articles come into question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.archive import ReadableArchive
from bot.archive.codes import quantized
from bot.following.filters import ParsedFilter
from bot.following.near_topics import NearTopic, Wish, encoded, wishes
from bot.retrieval.expansion.synonyms import related_terms
from bot.retrieval.expansion.wordnet import senses
from bot.retrieval.first_stage.dense import DenseIndex

MOST_TOPICS = 8  #: of one filter
MOST_LIKE = 40  # stems kept for a word that mean much the same


@dataclass(frozen=True, slots=True)
class Nearness:
    """Topics over one archive. ``dense``: None if there is no encoder; then words alone match."""

    archive: ReadableArchive
    dense: DenseIndex | None

    def topics(self, wanted: ParsedFilter) -> tuple[NearTopic, ...]:
        """The topics of a filter that are also followed by their meaning. Names, quoted words and speakers are none."""
        if self.dense is None or wanted.filter.says:
            return ()
        found = list(wishes(wanted.value, wanted.filter.alternatives()))[:MOST_TOPICS]
        return tuple(map(self._topic, found)) if found and self.dense.encoder.available else ()

    def _topic(self, wish: Wish) -> NearTopic:
        assert self.dense is not None
        encoder = self.dense.encoder
        like = ((stem, sorted(related_terms(stem) | senses(stem).same)[:MOST_LIKE]) for stem in wish.stems)
        return NearTopic(
            text=wish.text,
            words=tuple((stem, tuple(found)) for stem, found in like),
            held=wish.held,
            unless=wish.unless,
            encoder=encoder.name,
            code=encoded(quantized(encoder.question(wish.text)[None])[0]),
        )

    def articles(self, topics: Sequence[NearTopic]) -> set[int]:
        """The rows of the articles with the sentences nearest to each topic."""
        if self.dense is None or not topics:
            return set()
        with self.archive.reading() as reader:
            near = {one.row for topic in topics for one in self.dense.nearest(reader, topic.vector)}
            return set(reader.articles_of(sorted(near)).values())
