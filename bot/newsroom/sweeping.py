"""The nightly sweep: what matching by keys may have missed is found by trying every filter, and made up for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, tzinfo
from functools import partial

from bot.following.article_view import ArticleView
from bot.following.schedule import next_digest
from bot.models.schedules import Cadence, ChatSchedule
from bot.models.sweeps import Sweep
from bot.retrieval.reranking.question_judging import QuestionJudge
from bot.store.database import Database
from bot.store.interests import nearest_questions
from bot.store.sweeping import Sweeping

AT = time(3)  # by newsbot's clock, when fewest people ask
MOST_QUESTIONS = 50  # that are judged for one article: 2 seconds at most; when it came, 10 of those by its rarest words
_NIGHTLY = ChatSchedule(times=(AT,))


class NightlySweep:
    """Every method may be called from any thread; raises StoreError. ``clock``: aware times."""

    def __init__(self, database: Database, clock: Callable[[], datetime], judge: QuestionJudge | None = None) -> None:
        """``judge``: of saved questions, None = they are left out."""
        self._judge = judge
        self._sweeping = Sweeping(database)
        self._clock = clock

    def last(self) -> Sweep | None:
        """The newest one; None before the first."""
        return self._sweeping.last()

    def is_due(self) -> bool:
        """Whether a night has begun since the last one, and there are articles to sweep."""
        now, last = self._clock(), self._sweeping.last()
        put_back = last is not None and last.ended > now  # the clock was ahead then
        return (last is None or put_back or next_night(last.ended, now.tzinfo) <= now) and bool(
            self._sweeping.waiting(now)
        )

    def run(self, going_on: Callable[[], bool] = lambda: True) -> Sweep:
        """Sweep all that is waiting, for as long as ``going_on``; each article is done wholly or not at all."""
        interests, missed, articles = self._sweeping.interests(), 0, 0
        asked = {one.row: question for one in interests if (question := one.filter.question)}
        for row in self._sweeping.waiting(self._clock()):
            if not going_on():
                break
            missed += self._sweeping.sweep(row, interests, self._clock(), partial(self._answered, asked))
            articles += 1
        found = Sweep(ended=self._clock(), articles=articles, interests=len(interests), missed=missed)
        self._sweeping.record(found)
        return found

    def _answered(self, asked: Mapping[int, str], article: ArticleView) -> dict[int, int]:
        """The questions that an article answers, with the sentence that does."""
        if not asked or self._judge is None or not self._judge.available:
            return {}
        near = nearest_questions(asked, set(article.title_stems).union(*article.stems), MOST_QUESTIONS)
        judged = {
            row: self._judge.answering(question, article.title, article.sentences, article.stems)
            for row, question in near.items()
        }
        return {row: at for row, at in judged.items() if at is not None}


def next_night(moment: datetime, zone: tzinfo | None) -> datetime:
    """The first time of a sweep after ``moment``, in UTC."""
    assert zone is not None, "times are aware"
    return next_digest(moment, zone, _NIGHTLY, Cadence.DAILY)
