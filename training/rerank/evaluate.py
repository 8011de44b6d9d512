"""How well a model orders lists of sentences: hit@1 and mean average precision (MAP)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.retrieval.reranking.cross_encoder import Reranker
from training.rerank.groups import Group, without_context


@dataclass(frozen=True, slots=True)
class Figures:
    """Over the lists that hold both right and wrong sentences ("clean" in the literature on TrecQA)."""

    questions: int
    hit1: float
    mean_average_precision: float

    def __str__(self) -> str:
        return f"{self.questions} questions, hit@1 {self.hit1:.3f}, MAP {self.mean_average_precision:.3f}"


def evaluate(model_dir: Path | None, groups: Iterable[Group], *, context: bool = True) -> Figures:
    """``model_dir``: None = the shipped model; ``context``: show title and previous sentence."""
    reranker = Reranker(model_dir)
    shown = [group if context else without_context(group) for group in groups]
    return figures([(reranker.score(g.question, g.sentences), g.right) for g in shown])


def figures(lists: Sequence[tuple[Sequence[float], Sequence[bool]]]) -> Figures:
    """From scores and labels of each list; ties keep the order of the list."""
    orders = [_ordered(scores, right) for scores, right in lists if any(right) and not all(right)]
    count = max(1, len(orders))
    hits, precision = sum(order[0] for order in orders), sum(map(average_precision, orders))
    return Figures(len(orders), hits / count, precision / count)


def average_precision(order: Sequence[bool]) -> float:
    """The mean, over the right places, of the share of right ones up to there."""
    places = [place for place, right in enumerate(order, 1) if right]
    return sum(number / place for number, place in enumerate(places, 1)) / len(places)


def _ordered(scores: Sequence[float], right: Sequence[bool]) -> list[bool]:
    return [label for _, label in sorted(zip(scores, right, strict=True), key=lambda pair: -pair[0])]
