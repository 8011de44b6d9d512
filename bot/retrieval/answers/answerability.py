"""Decide whether the first sentence answers the question, by a calibrated probability; if not, the answer is declined.

Coverage alone does not tell: a question about somebody the archive never names may still cover much of some sentence.
So the score is combined with the names, the answer type, the margin over the next article, and the reranker's logit if
it has read the sentence. training/rerank/deciding.py fits these weights ("judged"), and benchmarks/fit_weights.py those
without a logit ("answers"). The "judged" ones were then scaled until the probability is that of being right at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from bot.models.questions import Question
from bot.retrieval.answers.office_holders import holder_evidence
from bot.retrieval.ranking.features import paraphrased
from bot.retrieval.ranking.ranker import Ranked, is_of_other_days, weights


@dataclass(frozen=True, slots=True)
class Support:
    """The features that say whether the first sentence is an answer."""

    score: float  #: its score
    margin: float  #: its lead over the best sentence of another article
    covered: float  #: share of the question in it; related terms count half, terms of the sentence before a third
    a_step: float  #: share of the question of which it only has a hypernym or hyponym: "boat" for "ferry"
    title: float  #: share of the question in the article's title
    before: float  #: share of the question that only the sentence before it has
    matter: float  #: share of the question, without names, in the sentence; paraphrases count in part
    other_days: float  #: 1 if it is of other days than those asked about
    absent: float  #: share of the question's terms, without names, that its article neither has nor paraphrases
    length: float  #: number of terms in the question: a long one is never covered completely
    names: float  #: share of the question's names in its article; 1 if there are none
    names_here: float  #: share of the question's names in the sentence; 1 if there are none
    unknown: float  #: share of the question's names unknown to the archive
    kind: float  #: strength of its best span of the answer type; nearly 1 if the type has no spans
    typed: float  #: 1 if the answer type has recognisable spans
    echo: float  #: share of the sentence that merely repeats the question
    holder: float  #: how surely it tells who holds the office asked for
    no_holder: float  #: 1 if it does not, though such an office is told beside its holder's name


#: Log-odds added for a follow-up whose first sentence is in the article of the last answer: its own words cover less
#: than those of a complete question. With it 13 of 120 answered follow-ups are declined.
GOES_ON = 1.1
#: Logit below which a sentence hardly answers a complete question, whatever it covers, and the log-odds lost per unit
#: below it (a follow-up would lose as many right answers as wrong ones). Chosen beside the fitted "judged" weights, on
#: development, seeds, two authors' sets over US news and the held questions of training/rerank/data: fit them anew
#: without it.
_HARDLY = -3.0
_DOUBT = 0.5
#: Logit and probability below which both an answer is about as likely wrong as right.
_LIKELY, _SURE = -1.0, 0.75
#: Log-odds lost per point of score behind the first sentence, at least: weights fitted on first sentences alone may
#: call the later ones likelier.
_LEAST_STEP = 0.02
_UNTOLD = 0.8  # ``kind`` if the answer type has no recognisable spans


#: The names of the features, as in weights.json.
PIECES = tuple(field.name for field in fields(Support))


def support(question: Question, ranked: Sequence[Ranked], read: Ranked | None = None) -> Support:
    """The features of the first sentence.

    ``ranked``: the lexical and semantic ranking, best first and not empty. ``read``: the sentence that the reranker
    puts first, or None without a reranker.
    """
    best, first = ranked[0], read or ranked[0]
    others = (other.score for other in ranked if other.candidate.article.row != best.candidate.article.row)
    runner_up = next(others, ranked[-1].score)
    names, evidence = question.names, first.evidence
    holder, no_holder = holder_evidence(question, first.candidate)
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
        echo=evidence.echo,
        holder=holder,
        no_holder=no_holder,
    )


def absent(question: Question, said: frozenset[str]) -> float:
    """The share of the question's terms, without names, that are neither in ``said`` nor paraphrased there."""
    named = {term for name in question.names for term in name.terms}
    matter = [term for term in question.terms if term not in named]
    return sum(term not in said and not paraphrased(term, said) for term in matter) / max(1, len(matter))


def has_nothing_of(question: Question, first: Ranked) -> bool:
    """Whether the first sentence, the one before it, its title and its article have no word of the question at all."""
    told = first.evidence
    said = told.sentence + told.related + told.a_step + told.before + told.title + told.names_in_article
    return not said and absent(question, first.candidate.article.vocabulary) == 1


def probabilities(
    question: Question, ranked: Sequence[Ranked], read: Ranked | None = None, *, goes_on: bool = False
) -> list[float]:
    """The probability of each sentence to be an answer, decreasing in their order and comparable across questions.

    ``ranked``: in lexical order; ``read``: the sentence that the reranker puts first, or None; ``goes_on``: whether
    that one is in the article of the previous answer.
    """
    if not ranked:
        return []
    judged = read.logit if read else None
    weight = _weights(judged)
    pieces = support(question, ranked, read)
    logit = weight["bias"] + sum(weight[piece] * getattr(pieces, piece) for piece in PIECES)
    if judged is not None:
        logit += weight["logit"] * judged
    if goes_on:
        logit += GOES_ON
    elif judged is not None:
        logit += _DOUBT * min(judged - _HARDLY, 0.0)
    steps = max(weight["score"] + weight["margin"], _LEAST_STEP)
    return [_logistic(logit - steps * (ranked[0].score - other.score)) for other in ranked]


def is_answer(probability: float, *, judged: bool = False) -> bool:
    """Whether a first sentence with this probability is shown as answer. ``judged``: computed with the reranker.

    The two thresholds are in ranking/weights.json. Each was set so that nine in ten of the answerable questions it was
    fitted on keep their answer (KEPT in benchmarks/fitting.py); with what a low logit costs it is nearly as many.
    """
    return probability >= weights()["judged" if judged else "answers"]["threshold"]


def is_unsure(probability: float, logit: float | None) -> bool:
    """Whether a sentence that is shown as answer is as likely wrong as right; ``logit`` is None without the reranker.

    Of the short answers shown in seeds, the development set and two authors' sets over US news 29 of 58 such ones are
    right, and 184 of 246 others.
    """
    return logit is not None and logit < _LIKELY and probability < _SURE


def _weights(judged: float | None) -> Mapping[str, float]:
    return weights()["answers" if judged is None else "judged"]


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
