"""How well a model ranks lists of sentences: hit@1, mean average precision (MAP), and its errors at rank 1.

A wrong sentence that repeats more of the question than the right one is an echo; one with another number, day or name
of the type asked for is of the same kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.models.passages import ArticleFacts, Line
from bot.models.questions import AnswerType, Question
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import answer_spans
from bot.retrieval.reranking.cross_encoder import Reranker
from bot.text.analyzer import query_terms, terms
from bot.understanding.answer_type import wanted_kind
from training.rerank.groups import Group, without_context

_NAME = re.compile(r"(?<=[\w,] )[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Figures:
    """Results over the lists with both right and wrong sentences ("clean" in the literature on TrecQA)."""

    questions: int
    hit1: float
    mean_average_precision: float
    echoes: int = 0  #: lists with such a sentence first
    same_kind: int = 0  #: lists with such a sentence first that is no echo

    def __str__(self) -> str:
        wrong = f"first wrongly: {self.echoes} echoes, {self.same_kind} of the same kind"
        return f"{self.questions} questions, hit@1 {self.hit1:.3f}, MAP {self.mean_average_precision:.3f}, {wrong}"


def evaluate(model_dir: Path | None, groups: Iterable[Group], *, context: bool = True) -> Figures:
    """``model_dir``: None for the shipped model; ``context``: whether to show title and previous sentence."""
    reranker = Reranker(model_dir)
    shown = [group if context else without_context(group) for group in groups]
    lists = [(reranker.score(g.question, g.sentences), g.right) for g in shown]
    firsts = [_first(group, scores) for group, (scores, _) in zip(shown, lists, strict=True)]
    wrong = [(g, f) for g, f in zip(shown, firsts, strict=True) if any(g.right) and not g.right[f]]
    echoes = [is_echo(group, first) for group, first in wrong]
    same = [is_of_kind(g, f) and not echo for (g, f), echo in zip(wrong, echoes, strict=True)]
    return replace(figures(lists), echoes=sum(echoes), same_kind=sum(same))


def _first(group: Group, scores: Sequence[float]) -> int:
    return max(range(len(group.right)), key=lambda place: scores[place])


def is_echo(group: Group, place: int) -> bool:
    """Whether a sentence repeats more of the question than all right ones."""
    asked = set(query_terms(group.question))
    said = [len(asked & set(terms(contender.sentence))) for contender in group.sentences]
    return said[place] > max(count for count, right in zip(said, group.right, strict=True) if right)


def is_of_kind(group: Group, place: int) -> bool:
    """Whether a sentence has a number, day or name of a type that the question may ask for."""
    text, wanted = group.sentences[place].sentence, wanted_kind(group.question)
    if wanted in {AnswerType.WHO, AnswerType.WHERE}:
        return any(name not in group.question for name in _NAME.findall(text))
    facts = ArticleFacts(0, "", None, (), (), 0, frozenset())
    question = Question(group.question, wanted, tuple(query_terms(group.question)))
    return any(span.strength >= 1 for span in answer_spans(question, Candidate(Line(0, 0, ()), facts, text, ())))


def figures(lists: Sequence[tuple[Sequence[float], Sequence[bool]]]) -> Figures:
    """Compute them from scores and labels of each list; ties keep the order of the list."""
    orders = [_ordered(scores, right) for scores, right in lists if any(right) and not all(right)]
    count = max(1, len(orders))
    hits, precision = sum(order[0] for order in orders), sum(map(average_precision, orders))
    return Figures(len(orders), hits / count, precision / count)


def average_precision(order: Sequence[bool]) -> float:
    """The mean precision at the ranks of the right sentences."""
    places = [place for place, right in enumerate(order, 1) if right]
    return sum(number / place for number, place in enumerate(places, 1)) / len(places)


def _ordered(scores: Sequence[float], right: Sequence[bool]) -> list[bool]:
    return [label for _, label in sorted(zip(scores, right, strict=True), key=lambda pair: -pair[0])]
