"""Does the first sentence answer the question? A calibrated probability, and when to say "my articles don't say".

Coverage alone does not tell: a question about somebody the archive never names covers much of some sentence. So the
score is weighed together with the names, the kind of answer and how far the first article is ahead of the next, and
with the reranker's logit where it has read the sentence (training/rerank/deciding.py fits these weights, the "judged"
ones, and benchmarks/fit_weights.py those without it, the "answers").
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from bot.models.questions import Question
from bot.retrieval.ranking.features import paraphrased
from bot.retrieval.ranking.ranker import Ranked, is_of_other_days, weights


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for the first sentence being an answer."""

    score: float  #: its score
    margin: float  #: its lead over the best sentence of another article
    covered: float  #: share of the question that it says itself; by a relative counts half, just before it a third
    a_step: float  #: share of the question of which it only has a word a step apart: "boat" where "ferry" is asked for
    title: float  #: share of the question in the article's title
    before: float  #: share of the question that it lacks and the sentence before it has
    matter: float  #: share of the question without its names that it says; in other words it counts partly
    other_days: float  #: it is of other days than those that are asked about
    absent: float  #: share of the question's terms, names left out, that its article has in no words
    length: float  #: terms of the question: a long one is never covered wholly
    names: float  #: share of the question's names in its article; 1 without names
    names_here: float  #: share of the question's names in the sentence; 1 without names
    unknown: float  #: share of the question's names that the archive does not have
    kind: float  #: a piece of the wanted kind is in it; nearly 1 where the kind is unknown
    typed: float  #: the wanted kind is known


#: Log-odds for a follow-up whose first sentence stands in the last answer's article: it leaves out what a question by
#: itself is covered by. Nine in ten of 75 that are answered there are kept so, 11 of 20 that are not declined.
GOES_ON = 0.9
_UNTOLD = 0.8  # ``kind`` where it cannot be told


#: The pieces' names, as in weights.json.
PIECES = tuple(field.name for field in fields(Support))


def support(question: Question, ranked: Sequence[Ranked], read: Ranked | None = None) -> Support:
    """``ranked``: best first, not empty, as words and meaning order it; ``read``: the sentence that the reranker puts
    first, None without it."""
    best, first = ranked[0], read or ranked[0]
    others = (other.score for other in ranked if other.candidate.article.row != best.candidate.article.row)
    runner_up = next(others, ranked[-1].score)
    names, evidence = question.names, first.evidence
    return Support(
        score=best.score,
        margin=best.score - runner_up,
        covered=evidence.sentence + evidence.related / 2 + evidence.before / 3,
        a_step=evidence.a_step,
        title=evidence.title,
        before=evidence.before,
        matter=evidence.matter,
        other_days=float(is_of_other_days(evidence)),
        absent=absent(question, first.candidate.article.vocabulary),
        length=len(question.terms),
        names=evidence.names_in_article if names else 1.0,
        names_here=evidence.names if names else 1.0,
        unknown=sum(not name.entities for name in names) / len(names) if names else 0.0,
        kind=evidence.kind if question.wanted.has_kind else _UNTOLD,
        typed=float(question.wanted.has_kind),
    )


def absent(question: Question, said: frozenset[str]) -> float:
    """The share of the question's terms, names left out, that an article with the terms ``said`` has in no words."""
    named = {term for name in question.names for term in name.terms}
    matter = [term for term in question.terms if term not in named]
    return sum(term not in said and not paraphrased(term, said) for term in matter) / max(1, len(matter))


def probabilities(
    question: Question, ranked: Sequence[Ranked], read: Ranked | None = None, *, goes_on: bool = False
) -> list[float]:
    """For each sentence that it answers, falling in their order; comparable across questions.

    ``ranked``: in lexical order; ``read``: the sentence that the reranker puts first, None without it; ``goes_on``:
    whether that one stands in the article of the answer before.
    """
    if not ranked:
        return []
    judged = read.logit if read else None
    weight = _weights(judged)
    pieces = support(question, ranked, read)
    logit = weight["bias"] + sum(weight[piece] * getattr(pieces, piece) for piece in PIECES)
    if judged is not None:
        logit += weight["logit"] * judged
    logit += GOES_ON if goes_on else 0.0
    steps = (weight["score"] + weight["margin"]) * 1.0
    return [_logistic(logit - steps * (ranked[0].score - other.score)) for other in ranked]


def is_answer(probability: float, *, judged: bool = False) -> bool:
    """Whether a first sentence with this probability is shown as the answer; ``judged``: told with the reranker."""
    return probability >= weights()["judged" if judged else "answers"]["threshold"]


def _weights(judged: float | None) -> Mapping[str, float]:
    return weights()["answers" if judged is None else "judged"]


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
