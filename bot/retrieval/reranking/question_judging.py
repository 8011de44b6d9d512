"""Decide whether an article answers a saved question, by reranking the sentences with most terms in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from bot.lexicon.calendar import calendar_words
from bot.retrieval.reranking.cross_encoder import Contender, Reranker
from bot.text.analyzer import query_terms, terms
from bot.text.name_matching import is_acronym

READ = 6  #: sentences of an article that are scored for a question, 5 to 9 ms each
#: Logit from which a sentence answers. On a development set of 90 answered questions, .66 are found in their article,
#: and .016 of the articles that share most words with a question without answering it are accepted.
ENOUGH = 0.0
_NAME = re.compile(r"(?<=\s)[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*)*")  # capitalised words behind the first


class QuestionJudge:
    """Judges articles. May be shared by threads."""

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker

    @property
    def available(self) -> bool:
        """Whether it can be used; loads the model on first use."""
        return self._reranker.available

    def answered(
        self, questions: Mapping[int, str], title: str, sentences: Sequence[str], stems: Sequence[Sequence[str]]
    ) -> dict[int, int]:
        """The position of the answering sentence for each question, by its key, that the article answers.

        Raises RerankerUnavailable.
        """
        judged = {key: self.answering(question, title, sentences, stems) for key, question in questions.items()}
        return {key: at for key, at in judged.items() if at is not None}

    def answering(
        self, question: str, title: str, sentences: Sequence[str], stems: Sequence[Sequence[str]]
    ) -> int | None:
        """The position of the sentence that answers ``question``, or None.

        ``stems``: the terms of each sentence. Raises RerankerUnavailable.
        """
        asked = set(query_terms(question))
        if not is_about(question, {*terms(title), *chain.from_iterable(stems)}):
            return None
        shared = {at: len(asked.intersection(stems[at])) for at in range(len(sentences))}
        best = sorted((at for at, count in shared.items() if count), key=lambda at: (-shared[at], at))[:READ]
        contenders = [Contender(sentences[at], title, sentences[at - 1] if at else "") for at in best]
        scores = self._reranker.score(question, contenders)
        score, at = max(zip(scores, best, strict=True), default=(0.0, 0), key=lambda one: (one[0], -one[1]))
        return at if contenders and score >= ENOUGH else None


def is_about(question: str, held: Set[str]) -> bool:
    """Whether an article with these terms has a word of each name that is asked about: the model takes one marathon for
    another. Acronyms, days and months may be written otherwise.
    """
    dates = calendar_words()
    names = [
        name
        for name in _NAME.findall(question)
        if not is_acronym(name) and name.casefold() not in dates.weekdays and name.casefold() not in dates.months
    ]
    return all(not terms(name) or not held.isdisjoint(terms(name)) for name in names)
