"""The reranking stage: after the lexical ranking and before deciding whether anything answers.

ranked -> the first ones by their features next to a logit -> with title and previous sentence
       -> Reranker.judge -> mix -> sorted again
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import Ranked, weighted
from bot.retrieval.reranking.cross_encoder import Budget, Contender, Reranked, Reranker, mix

WEIGHT = 0.5  #: of lexical scores relative to logits; fitted by ``python -m training.rerank mix``
POOL = 20  #: of the lexically first ones, which are rescored for the reranker


def reranked(reranker: Reranker, question: str, ranked: Sequence[Ranked], budget: Budget | None = None) -> list[Ranked]:
    """Rerank ``ranked`` (best first), with mixed scores. Unchanged if the reranker is not available."""
    budget = budget or Budget()
    if not ranked or budget.limit < 1 or not reranker.available:
        return list(ranked)
    likeliest = _by_evidence(ranked)
    scores = [one.score for one in likeliest]
    contenders = contenders_of([one.candidate for one in likeliest[: budget.limit]])
    judged = reranker.judge(question, contenders, scores, budget)
    mixed = mix(scores, [one.logit for one in judged])
    found = [replace(one, score=score) for one, score in zip(likeliest, mixed, strict=True)]
    found[: len(judged)] = map(_with_judgement, found, judged)
    return sorted(found, key=lambda one: -one.score)


def _by_evidence(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The first ``POOL`` sorted and scored by the weights that apply next to a logit; the others follow."""
    pool = sorted((replace(one, score=_score_beside_logit(one)) for one in ranked[:POOL]), key=lambda one: -one.score)
    last, lexical = pool[-1].score, ranked[len(pool) - 1].score
    return pool + [replace(one, score=last + WEIGHT * (one.score - lexical)) for one in ranked[POOL:]]


def _score_beside_logit(ranked: Ranked) -> float:
    """The score of a sentence to which the logit is added.

    The weights differ, since the logit covers part of the evidence. What the previous turn adds to the score is kept.
    """
    added = ranked.score - weighted("rank", ranked.evidence)
    return weighted("read", ranked.evidence) + WEIGHT * added


def _with_judgement(ranked: Ranked, judged: Reranked) -> Ranked:
    return replace(ranked, candidate=replace(ranked.candidate, marked=judged.answer), logit=judged.logit)


def contenders_of(candidates: Sequence[Candidate]) -> list[Contender]:
    """The candidates, in order, with their titles and the sentences before them."""
    return [Contender(one.text, one.title, one.before) for one in candidates]
