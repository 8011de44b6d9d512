"""The sweep finds what matching by keys missed, owes it once, and counts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.models import ChatKey
from bot.newsroom.sweeping import MOST_QUESTIONS, NightlySweep, next_night
from bot.retrieval.reranking.question_judging import QuestionJudge
from bot.store.archive.article_statistics import ArticleStatistics
from bot.store.archive.articles import Articles
from bot.store.file.database import Database
from bot.store.following.outbox import Outbox
from bot.store.following.subscriptions import Subscriptions
from tests.support.dialogue import Clock
from tests.support.following_articles import ALICE, BOB, add, wanted

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(database_path: Path) -> Iterator[Database]:
    with closing(Database.open(database_path)) as opened:
        yield opened


@pytest.fixture
def sweep(database: Database, clock: Clock) -> NightlySweep:
    return NightlySweep(database, clock)


def follow(database: Database, clock: Clock) -> int:
    """Alice follows floods, and the index has lost it; the subscription's row."""
    followed, _ = Subscriptions(database).follow(ALICE, wanted("flood"), clock())
    with database.writing() as writer:
        writer.execute("DELETE FROM interest_keys")
    clock.forward(minutes=1)
    return followed.row


def came(database: Database, clock: Clock, name: str = "flood") -> int:
    """An article about a flood; its row."""
    row, owed = add(database, name, f"There is a flood, says {name}.", now=clock())
    assert owed == 0
    clock.forward(minutes=1)
    return row


def owed(database: Database, clock: Clock) -> list[str]:
    return [one.headline.id for one in Outbox(database).due(clock(), 10)]


def test_what_was_missed_is_owed_once_and_counted(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    follow(database, clock)
    came(database, clock)

    first, second = sweep.run(), sweep.run()

    assert (first.articles, first.interests, first.missed) == (1, 1, 1)
    assert (second.articles, second.missed) == (0, 0)
    assert owed(database, clock) == ["flood"]
    told = ArticleStatistics(database).stats()
    assert (told.missed, told.swept) == (1, second.ended)


def test_what_was_owed_in_time_is_not_owed_again(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    Subscriptions(database).follow(ALICE, wanted("flood"), clock())
    add(database, "flood", "There is a flood.", now=clock())

    assert sweep.run().missed == 0
    assert owed(database, clock) == ["flood"]


def test_who_followed_it_later_does_not_get_it(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    came(database, clock)
    follow(database, clock)

    assert sweep.run().missed == 0


def test_nor_who_gave_it_other_words_later(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    followed, _ = Subscriptions(database).follow(ALICE, wanted("drought"), clock())
    clock.forward(minutes=1)
    came(database, clock)
    Subscriptions(database).rewrite(ALICE, followed.row, wanted("flood"), clock())

    assert sweep.run().missed == 0


def test_nor_who_had_muted_it(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    row, subscriptions = follow(database, clock), Subscriptions(database)
    subscriptions.mute(ALICE, row, until=clock() + HOUR, now=clock())
    came(database, clock)
    subscriptions.mute(ALICE, row, until=None, now=clock())

    assert sweep.run().missed == 0


def test_nor_who_had_blocked_the_bot(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    follow(database, clock)
    Subscriptions(database).pause_chat(ALICE.chat_id, "blocked")
    came(database, clock)
    Subscriptions(database).resume_chat(ALICE.chat_id, clock())

    assert sweep.run().missed == 0


def test_a_revised_article_is_not_swept_again(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    row = came(database, clock)
    sweep.run()
    follow(database, clock)
    add(database, "flood", "There is another flood.", now=clock(), revise=row)

    assert sweep.run().articles == 0


def test_a_sweep_that_is_stopped_goes_on_where_it_was(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    follow(database, clock)
    for name in ("one", "two", "three"):
        came(database, clock, name)
    left = iter([True, False])

    first = sweep.run(lambda: next(left))
    second = sweep.run()

    assert (first.articles, second.articles, first.missed + second.missed) == (1, 2, 3)


def test_it_is_due_each_night_when_something_came(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    assert not sweep.is_due()  # nothing to sweep
    came(database, clock)
    assert sweep.is_due()  # there has never been one
    sweep.run()
    came(database, clock, "second")
    assert not sweep.is_due()  # not yet night
    clock.now = datetime(2026, 11, 23, 3, tzinfo=clock.now.tzinfo)
    assert sweep.is_due()


def test_a_sweep_by_a_clock_that_was_ahead_holds_up_none(database: Database, clock: Clock, sweep: NightlySweep) -> None:
    came(database, clock)
    clock.now += timedelta(days=400)
    sweep.run()
    clock.now -= timedelta(days=400)
    came(database, clock, "second")

    assert sweep.is_due()


@pytest.mark.parametrize(
    ("moment", "night"),
    [("2026-03-28T12:00", "2026-03-29T03:00"), ("2026-10-24T12:00", "2026-10-25T03:00")],
)
def test_nights_over_the_changes_of_the_clock(moment: str, night: str) -> None:
    berlin = ZoneInfo("Europe/Berlin")

    found = next_night(datetime.fromisoformat(moment).replace(tzinfo=berlin), berlin)

    assert found.astimezone(berlin).isoformat(timespec="minutes")[:16] == night


def test_what_is_held_is_kept_beyond_the_days_of_articles(database: Database, clock: Clock) -> None:
    """Retention takes no article that still waits for a digest."""
    Subscriptions(database).follow(BOB, wanted("everything"), clock())
    row, _ = add(database, "held", "This waits.", now=clock())
    later = clock() + timedelta(days=40)
    assert Articles(database).older_than(later, limit=5) == [row]
    with database.writing() as writer:
        writer.execute("UPDATE deliveries SET held = 'digest'")

    assert Articles(database).older_than(later, limit=5) == []


class Judge(QuestionJudge):
    """Finds that the first sentence of every article answers, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    @property
    def available(self) -> bool:
        """Always."""
        return True

    def answering(
        self, question: str, title: str, sentences: Sequence[str], stems: Sequence[Sequence[str]]
    ) -> int | None:
        """The first sentence."""
        self.asked.append(question)
        return 0


def test_saved_questions_are_judged_by_all_their_words(database: Database, clock: Clock) -> None:
    subscriptions, judge = Subscriptions(database), Judge()
    for words in ("Which extraordinary Carpathian municipality had a flood?", "Who won the race?"):
        subscriptions.follow(ALICE, wanted(words), clock())
    clock.forward(minutes=1)
    came(database, clock)  # has none of the three rarest words

    found = NightlySweep(database, clock, judge).run()

    assert judge.asked == ["which extraordinary carpathian municipality had a flood?"]
    assert found.missed == 1
    assert owed(database, clock) == ["flood"]


def test_of_many_saved_questions_the_nearest_are_judged(database: Database, clock: Clock) -> None:
    subscriptions, judge = Subscriptions(database), Judge()
    for number in range(MOST_QUESTIONS + 1):
        subscriptions.follow(ChatKey(chat_id=100 + number), wanted(f"Which flood came in {1900 + number}?"), clock())
    clock.forward(minutes=1)
    came(database, clock, name="1950")

    NightlySweep(database, clock, judge).run()

    assert len(judge.asked) == MOST_QUESTIONS
    assert judge.asked[0] == "which flood came in 1950?"
