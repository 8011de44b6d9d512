"""Answering: a thin pipeline over pure functions.

question (+ turns) -> in_context -> rank -> probabilities -> reranked -> excerpts, short answer, or declined
topic              -> understand -> articles with all its terms or its name, newest first
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

from bot.archive import ArchiveReader, ReadableArchive
from bot.language.model.sentence_encoder import SentenceEncoder
from bot.models import Answer, Excerpt, Headline, Turn, Voice
from bot.models.questions import AnswerType
from bot.retrieval.answers.answerability import absent, has_nothing_of, is_answer, is_unsure, probabilities, support
from bot.retrieval.answers.browsing import asks_for_newest, newest
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.answers.consensus import Accord, accord
from bot.retrieval.answers.duplicates import Fact, facts
from bot.retrieval.answers.excerpts import articles_of, excerpts_of, read_again
from bot.retrieval.answers.extraction import short_answers
from bot.retrieval.answers.lacking import lacks_answer
from bot.retrieval.answers.precedence import in_precedence
from bot.retrieval.answers.query_rewriting import RewrittenQuestion, in_context
from bot.retrieval.answers.reading_choice import stands_alone
from bot.retrieval.answers.recurrence import latest_of_kind
from bot.retrieval.answers.topic_search import find_articles, worth_following
from bot.retrieval.answers.turns import MOST_SHOWN, declined_turn, turn_of
from bot.retrieval.first_stage.dense import DenseIndex
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import Ranked, is_of_other_days, rank, says_anew
from bot.retrieval.ranking.typed_spans import lacks_number
from bot.retrieval.reranking.cross_encoder import Budget, Reranker
from bot.retrieval.reranking.stage import reranked
from bot.text.analyzer import terms
from bot.understanding.answer_type import asks_how_to
from bot.understanding.question import understand
from bot.understanding.spelling import repaired

#: Minimum odds, relative to the first excerpt's, of further excerpts shown at once. On the development questions this
#: shows 2.2 per answer, of which 39 % are right, against 3.0 and 31 % without a limit; if the first one is wrong and
#: one of the next two right, that one is hidden in 1 case of 26.
_NEARLY = 0.7
#: Kinds of short answers that are not shown if the sentence is as likely wrong as right: of names and clauses then 3 of
#: 15 are right over six sets, of other kinds 29 of 55.
_HIDDEN_IF_UNSURE = frozenset({AnswerType.WHO, AnswerType.WHERE, AnswerType.WHY, AnswerType.SAID, AnswerType.YES_NO})
_COMPARED = 10  # facts among which agreeing or differing ones are searched
_READ = 30  # of the best sentences, for terms to follow


class Answering:
    """Answers questions from the archive. Thread-safe.

    ``rerank``: the reranker's budget per question, None to rank without it. ``encoder``: finds sentences of similar
    meaning, None for words alone. ``clock``: the time that "yesterday" in topics refers to. ``timer``: seconds, for
    ``Answer.elapsed_ms``.
    """

    def __init__(
        self,
        archive: ReadableArchive,
        *,
        rerank: Budget | None = None,
        encoder: SentenceEncoder | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._archive = archive
        self._budget = rerank
        self.reranker = Reranker()  #: shared with who judges saved questions
        #: Shared with whoever else compares meanings, since its codes fill memory.
        self.dense = DenseIndex(encoder) if encoder else None
        self._clock = clock
        self._timer = timer

    def ask(self, question: str, *, asked: datetime, history: Sequence[Turn] = (), limit: int = 10) -> Answer:
        """The best excerpts, best first, with a short answer if the first has it; or declined, with the nearest ones.

        ``asked``: aware time of asking; ``history``: earlier turns, oldest first; ``limit``: maximum number of
        excerpts.
        """
        start = self._timer()
        with self._archive.reading() as archive:
            ranking = self._rank(archive, in_context(archive, question, asked, history))
            alone = ranking.asked.alone
            if alone is not None and (ranking.asked.unsure or not ranking.answered):
                other = self._rank(archive, alone)
                complete = not ranking.asked.unsure or stands_alone(alone.question, ranking, other)
                ranking = other if complete else ranking
            parts = _answer_parts(archive, ranking, limit)
        answer = _answer(question, parts, history)
        return replace(answer, elapsed_ms=(self._timer() - start) * 1000)

    def again(self, sentence_rows: Sequence[int]) -> dict[int, Excerpt]:
        """Excerpts shown earlier, by sentence row. Those of revised or deleted articles are left out."""
        with self._archive.reading() as archive:
            return read_again(archive, sentence_rows)

    def search(self, topic: str, *, limit: int, offset: int, asked: datetime | None = None) -> tuple[list[int], int]:
        """Rows of the articles about ``topic``, newest first, and their total number.

        An article matches if title and body contain every term of the topic, or if it mentions an entity of that name.
        ``from:OUTLET``, ``-word``, quoted phrases and dates narrow the selection. ``asked``: aware time of asking; None
        is now.
        """
        with self._archive.reading() as archive:
            return find_articles(archive, understand(archive, topic, asked or self._clock()), limit, offset)

    def is_ordinary(self, word: str) -> bool:
        """Whether the archive uses ``word`` in any form."""
        with self._archive.reading() as archive:
            return bool(archive.frequencies(terms(word)).articles.frequencies)

    def repaired(self, text: str) -> str:
        """``text`` with misspelt words corrected towards words that the archive uses."""
        with self._archive.reading() as archive:
            return repaired(archive, text)

    def occurs(self, text: str) -> bool:
        """Whether any word of ``text``, with spelling corrected, occurs in an article."""
        with self._archive.reading() as archive:
            found = archive.frequencies(terms(repaired(archive, text)))
        return bool(found.articles.frequencies)

    def _rank(self, archive: ArchiveReader, wanted: RewrittenQuestion) -> _RankedSentences:
        """The ranking by words and meaning, reordered by the reranker, with the probability of each sentence."""
        if asks_for_newest(wanted.question):
            leads = newest(archive, wanted.question)
            return _RankedSentences(wanted, leads, [1.0] * len(leads))
        told = wanted.in_full or wanted.question.text
        dense = self.dense.query(told) if self.dense else None
        lexical = ranked = rank(archive, wanted.question, wanted.earlier, dense)
        if self._budget is not None:
            budget = self._budget.of_follow_up() if wanted.earlier.article_row is not None else self._budget
            ranked = reranked(self.reranker, wanted.read_as or told, lexical, budget)
        ranked = in_precedence(wanted.question, latest_of_kind(wanted.question, ranked))
        first = ranked[0] if ranked else None
        goes_on = first is not None and (first.goes_on or says_anew(first, wanted.earlier))
        return _RankedSentences(wanted, ranked, probabilities(wanted.question, lexical, first, goes_on=goes_on))


@dataclass(frozen=True, slots=True)
class _RankedSentences:
    """The sentences of the archive for a question, best first."""

    asked: RewrittenQuestion
    ranked: list[Ranked]
    chances: list[float]  #: of each sentence, that it answers

    @property
    def answered(self) -> bool:
        """Whether the first sentence is shown as the answer."""
        if not self.ranked or not self.chances:
            return False
        first, asks = self.ranked[0], self.asked.question
        if self.asked.is_known:
            return True
        if lacks_number(asks, first.candidate.text, first.evidence.kind) or lacks_answer(asks, first.candidate):
            return False
        if has_nothing_of(asks, first):
            return False
        if asks_how_to(asks.text) and absent(asks, first.candidate.article.vocabulary):
            return False
        return is_answer(self.chances[0], judged=first.logit is not None)


@dataclass(frozen=True, slots=True)
class _AnswerParts:
    """The parts of the answer, with everything that the archive contributes to them."""

    ranking: _RankedSentences
    facts: list[Fact]
    answers: Callable[[Candidate], Span | None]  #: the short answer of a sentence
    agreed: Accord
    headlines: dict[int, Headline]
    topic: str

    @property
    def unsure(self) -> bool:
        first = self.ranking.ranked[0] if self.ranking.ranked else None
        return first is not None and not self.agreed.said and is_unsure(self.ranking.chances[0], first.logit)


def _answer_parts(archive: ArchiveReader, ranking: _RankedSentences, limit: int) -> _AnswerParts:
    asks, known = ranking.asked.question, facts(ranking.ranked, ranking.chances, max(limit, _COMPARED))
    answers = short_answers(asks)
    agreed = accord(asks, known, answers) if ranking.answered else Accord()
    rows = articles_of(known[:limit]) | {said.candidate.article.row for said in agreed.said}
    headlines = archive.headlines(rows)
    texts = [*(one.candidate.text for one in ranking.ranked[:_READ]), *(one.title for one in headlines.values())]
    return _AnswerParts(ranking, known[:limit], answers, agreed, headlines, worth_following(archive, asks, texts))


def _answer(question: str, parts: _AnswerParts, history: Sequence[Turn]) -> Answer:
    """The answer, without its elapsed time."""
    ranking = parts.ranking
    excerpts = excerpts_of(parts.facts, _highlights(parts), parts.headlines)
    declined = not ranking.answered or not excerpts
    highlight = None if declined else excerpts[0].highlight
    return Answer(
        question=question,
        excerpts=excerpts,
        short=excerpts[0].text[slice(*highlight)] if highlight else None,
        abstained=declined,
        unsure=not declined and parts.unsure,
        elapsed_ms=0.0,
        turn=declined_turn(question, ranking.asked, ranking.ranked)
        if declined
        else turn_of(question, ranking.asked, parts.facts, excerpts),
        shown=min(MOST_SHOWN, len(parts.facts)) if ranking.asked.more else _worth_showing(parts),
        voices=_voices(parts.agreed, parts.headlines),
        differ=parts.agreed.differ,
        topic=parts.topic,
        asked_as=_asked_as(question, ranking.asked) if history else "",
        again=not declined and _is_again(history, excerpts),
        missed=_missed(ranking),
        grounds=_grounds(ranking),
    )


def _worth_showing(parts: _AnswerParts) -> int:
    """The number of leading facts, up to ``MOST_SHOWN``, nearly as likely and with a short answer like the first."""
    found = parts.facts
    if not found:
        return 0
    typed = parts.answers(found[0].candidate) is not None
    for at, fact in enumerate(found[1:MOST_SHOWN], start=1):
        likely = _odds(fact.chance) >= _NEARLY * _odds(found[0].chance)
        if not likely or (typed and parts.answers(fact.candidate) is None):
            return at
    return min(len(found), MOST_SHOWN)


def _highlights(parts: _AnswerParts) -> list[Span | None]:
    """Short answers: of the first fact, and of those that agree or disagree with it."""
    spans: dict[int, Span | None] = {said.candidate.line.row: said.span for said in parts.agreed.said}
    if parts.facts:
        hidden = is_of_other_days(parts.facts[0].ranked.evidence) or (
            parts.unsure and parts.ranking.asked.question.wanted in _HIDDEN_IF_UNSURE
        )
        spans[parts.facts[0].candidate.line.row] = None if hidden else parts.answers(parts.facts[0].candidate)
    return [spans.get(fact.candidate.line.row) for fact in parts.facts]


def _odds(chance: float) -> float:
    return chance / max(1e-9, 1 - chance)


def _grounds(ranking: _RankedSentences) -> tuple[tuple[str, float], ...]:
    """What the first sentence was judged by: probability, score, answerability features, evidence."""
    if not ranking.ranked:
        return ()
    first, backing = ranking.ranked[0], support(ranking.asked.question, ranking.ranked)
    return (
        ("chance", ranking.chances[0]),
        *((f"answers.{field.name}", float(getattr(backing, field.name))) for field in fields(backing)),
        *((f"rank.{field.name}", float(getattr(first.evidence, field.name))) for field in fields(first.evidence)),
    )


def _asked_as(typed: str, asked: RewrittenQuestion) -> str:
    """The complete question that a follow-up was understood as, or "" if it is complete itself."""
    told = asked.in_full or asked.question.text
    return "" if told.strip(" ?!.").casefold() == typed.strip(" ?!.").casefold() else told


def _is_again(history: Sequence[Turn], excerpts: Sequence[Excerpt]) -> bool:
    """Whether the sentence that answered the previous question answers this one too; a list of quotes was no answer."""
    if not (history and excerpts) or history[-1].understood is None:
        return False
    return excerpts[0].sentence_row in history[-1].sentence_rows[:1]


def _missed(ranking: _RankedSentences) -> str:
    """The days asked about, if the first sentence was published on others and does not mention them; else ""."""
    window = ranking.asked.question.window
    if window is None or not ranking.ranked:
        return ""
    return window.words if is_of_other_days(ranking.ranked[0].evidence) else ""


def _voices(told: Accord, headlines: dict[int, Headline]) -> tuple[Voice, ...]:
    return tuple(Voice(words=said.text, headline=headlines[said.candidate.article.row]) for said in told.said)
