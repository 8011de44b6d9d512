"""The reranker in its place: after the lexical ranking, before the decision whether anything answers.

ranked -> the first ones with title and previous sentence -> Reranker.judge -> mix -> ranked anew
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import Ranked, weighted
from bot.retrieval.reranking.cross_encoder import WEIGHT, Budget, Contender, Reranked, Reranker, mix


def reranked(
    reranker: Reranker,
    question: str,
    ranked: Sequence[Ranked],
    budget: Budget | None = None,
    weight: float = WEIGHT,
) -> list[Ranked]:
    """``ranked`` (best first) ordered anew, with mixed scores; as it was when the reranker is not available."""
    budget = budget or Budget()
    if not ranked or budget.limit < 1 or not reranker.available:
        return list(ranked)
    contenders = contenders_of([found.candidate for found in ranked[: budget.limit]])
    lexical = [found.score for found in ranked]
    judged = reranker.judge(question, contenders, lexical, budget, weight)
    beside = [_beside(one, weight) for one in ranked[: len(judged)]]
    scores = mix(lexical, [one.logit for one in judged], weight, beside)
    found = [replace(one, score=score) for one, score in zip(ranked, scores, strict=True)]
    found[: len(judged)] = map(_read, found, judged)
    return sorted(found, key=lambda one: -one.score)


def _beside(ranked: Ranked, weight: float) -> float:
    """What the evidence of a sentence counts beside its logit, which tells part of the same; what the turn before
    adds to its score counts as it is."""
    added = ranked.score - weighted("rank", ranked.evidence)
    return weighted("read", ranked.evidence) + weight * added


def _read(ranked: Ranked, judged: Reranked) -> Ranked:
    return replace(ranked, candidate=replace(ranked.candidate, marked=judged.answer), logit=judged.logit)


def contenders_of(candidates: Sequence[Candidate]) -> list[Contender]:
    """The candidates, in their order, with the title of the article and the sentence before."""
    return [Contender(one.text, one.title, one.before) for one in candidates]
