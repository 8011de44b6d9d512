"""The nightly sweep, which tries every filter on the day's articles and delivers what matching by keys has missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, tzinfo
from functools import partial

from bot.following.article.article_view import ArticleView
from bot.following.sending.schedule import next_digest
from bot.models.schedules import Cadence, ChatSchedule
from bot.models.sweeps import Sweep
from bot.retrieval.reranking.question_judging import QuestionJudge
from bot.store.file.database import Database
from bot.store.following.sweeping import Sweeping
from bot.store.interests.interests import nearest_questions

AT = time(3)  # by newsbot's clock, when the fewest people ask
MOST_QUESTIONS = 50  # judged per article in at most 2 seconds; on arrival it is 10, found by their rarest words
_NIGHTLY = ChatSchedule(times=(AT,))


class NightlySweep:
    """Runs sweeps. Thread-safe; raises StoreError. ``clock`` returns aware times."""

    def __init__(self, database: Database, clock: Callable[[], datetime], judge: QuestionJudge | None = None) -> None:
        """Set up sweeps. ``judge`` decides on saved questions; None leaves them out."""
        self._judge = judge
        self._sweeping = Sweeping(database)
        self._clock = clock

    def last(self) -> Sweep | None:
        """The result of the latest sweep, or None."""
        return self._sweeping.last()

    def is_due(self) -> bool:
        """Whether a new night has begun since the last sweep and there are articles to sweep."""
        now, last = self._clock(), self._sweeping.last()
        put_back = last is not None and last.ended > now  # the clock was ahead then
        return (last is None or put_back or next_night(last.ended, now.tzinfo) <= now) and bool(
            self._sweeping.waiting(now)
        )

    def run(self, going_on: Callable[[], bool] = lambda: True) -> Sweep:
        """Sweep all waiting articles while ``going_on`` returns true.

        Each article is swept completely or not at all.
        """
        interests, missed, articles = self._sweeping.interests(), 0, 0
        asked = {one.row: question for one in interests if (question := one.filter.question)}
        for row in self._sweeping.waiting(self._clock()):
            if not going_on():
                break
            missed += self._sweeping.sweep(row, interests, self._clock(), partial(self._answering_sentences, asked))
            articles += 1
        found = Sweep(ended=self._clock(), articles=articles, interests=len(interests), missed=missed)
        self._sweeping.record(found)
        return found

    def _answering_sentences(self, asked: Mapping[int, str], article: ArticleView) -> dict[int, int]:
        """The position of the answering sentence for each question that an article answers, by interest row."""
        if not asked or self._judge is None or not self._judge.available:
            return {}
        near = nearest_questions(asked, set(article.title_stems).union(*article.stems), MOST_QUESTIONS)
        return self._judge.answered(near, article.title, article.sentences, article.stems)


def next_night(moment: datetime, zone: tzinfo | None) -> datetime:
    """The time of the first sweep after ``moment``, in UTC."""
    assert zone is not None, "times are aware"
    return next_digest(moment, zone, _NIGHTLY, Cadence.DAILY)
