"""Whether two articles report one event, as far as the reranker can tell: does one answer the headline of the other?"""

from __future__ import annotations

from bot.retrieval.reranking.cross_encoder import Contender, Reranker
from bot.stories.second_look import Beginning


class EventReader:
    """Reads the openings of two articles together. May be shared by threads."""

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker

    @property
    def available(self) -> bool:
        """Whether it can be used; loads the model on first use."""
        return self._reranker.available

    def alike(self, one: Beginning, other: Beginning) -> float:
        """A logit, the higher the likelier both report one event; the order does not matter.

        Raises RerankerUnavailable.
        """
        return max(self._answered(one, other), self._answered(other, one))

    def _answered(self, one: Beginning, other: Beginning) -> float:
        (logit,) = self._reranker.score(one.title, [Contender(f"{other.title}. {other.sentences}")])
        return logit
