"""A clock that was ahead leaves times that nobody shall wait for; times that were meant stay."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.following.sending.retry_policy import after
from bot.models import Outcome, OutcomeKind
from bot.models.following import LONGEST_MUTE
from bot.models.schedules import Cadence, ChatSchedule, SubscriptionSchedule
from bot.sources.feeds.state import Feed
from bot.store.feeds.feeds import Feeds
from bot.store.file.database import Database
from bot.store.following.clock_repair import put_back, repair_times
from bot.store.following.outbox import Outbox
from bot.store.following.schedules import Schedules
from bot.store.following.subscriptions import Subscriptions
from tests.support.following_articles import ALICE, BOB, NOW, add, wanted

AHEAD = NOW + timedelta(days=400)
SENT = Outcome(kind=OutcomeKind.SENT, message_id=77)
FLOOD = Outcome(kind=OutcomeKind.RETRY, reason="RetryAfter", retry_after=43_200)


def attempt(outbox: Outbox, outcome: Outcome, now: datetime) -> None:
    [delivery] = outbox.due(now, 10)
    outbox.apply(delivery, after(delivery, outcome, now, jitter=0.0), now)


@pytest.fixture
def outbox(database: Database) -> Outbox:
    Subscriptions(database).follow(ALICE, wanted("everything"), NOW)
    return Outbox(database)


def test_a_chat_is_written_to_again_and_what_it_was_owed_comes(outbox: Outbox, database: Database) -> None:
    add(database, "first", "This is the first.", now=AHEAD)
    add(database, "second", "This is the second.", now=AHEAD)
    attempt(outbox, SENT, AHEAD)

    assert outbox.due(NOW, 10) == []
    assert repair_times(database, NOW)
    [delivery] = outbox.due(NOW, 10)
    assert (delivery.headline.id, delivery.silent) == ("second", False)
    assert repair_times(database, NOW) == 0


def test_a_wait_that_telegram_asked_for_is_kept(outbox: Outbox, database: Database) -> None:
    add(database, "first", "This is the first.", now=NOW)
    attempt(outbox, FLOOD, NOW)

    assert repair_times(database, NOW) == 0
    assert outbox.due(NOW + timedelta(hours=11), 10) == []


@pytest.mark.parametrize("jump", [timedelta(minutes=2), timedelta(hours=1), timedelta(days=1)])
def test_after_a_small_jump_back_nobody_waits_for_the_clock_to_catch_up(
    outbox: Outbox, database: Database, jump: timedelta
) -> None:
    ahead = NOW + jump
    add(database, "first", "This is the first.", now=ahead)
    add(database, "second", "The quay of Lodden burned down.", now=ahead)
    attempt(outbox, SENT, ahead)
    assert outbox.due(NOW + timedelta(minutes=1), 10) == []

    assert put_back(database, NOW, ahead) == 2  # the chat's pace, the second delivery
    [delivery] = outbox.due(NOW + timedelta(seconds=2), 10)
    assert delivery.headline.id == "second"
    assert put_back(database, NOW, ahead, again=True) == 0


def test_a_wait_is_as_long_as_telegram_asked_for_whatever_the_clock_does(outbox: Outbox, database: Database) -> None:
    ahead = NOW + timedelta(hours=1)
    add(database, "first", "This is the first.", now=ahead)
    attempt(outbox, FLOOD, ahead)

    assert put_back(database, NOW, ahead)
    assert outbox.due(NOW + timedelta(hours=11, minutes=59), 10) == []
    assert len(outbox.due(NOW + timedelta(hours=12, minutes=1), 10)) == 1


def test_feeds_are_asked_again_but_not_before_their_server_wants(database: Database) -> None:
    feeds = Feeds(database)
    put_off = NOW + timedelta(days=20)
    stuck, _ = feeds.add(feed("https://harbour.example/feed", due=AHEAD))
    feeds.add(feed("https://ferry.example/feed", due=put_off, not_before=put_off))

    assert feeds.due(NOW) == []
    repair_times(database, NOW)
    assert [one.row for one in feeds.due(NOW)] == [stuck.row]


def feed(url: str, *, due: datetime, not_before: datetime | None = None) -> Feed:
    return Feed(row=0, url=url, added=NOW, due=due, interval=timedelta(hours=1), not_before=not_before)


MORNINGS = ChatSchedule(cadence=Cadence.DAILY, times=(time(8),))


def held(outbox: Outbox, database: Database, *, written: datetime) -> None:
    """Two articles that Alice's morning digest holds, as of a clock that shows ``written``."""
    Schedules(database).set_chat(ALICE.chat_id, MORNINGS, written)
    add(database, "first", "This is the first.", now=written)
    add(database, "second", "The quay of Lodden burned down.", now=written)
    assert outbox.due(written, 10) == []


@pytest.mark.parametrize("jump", [timedelta(hours=30), timedelta(days=5)])
@pytest.mark.parametrize("running", [True, False])
def test_a_digest_that_was_held_by_a_wrong_clock_is_the_next_one(
    outbox: Outbox, database: Database, jump: timedelta, *, running: bool
) -> None:
    held(outbox, database, written=NOW + jump)

    if running:
        put_back(database, NOW, NOW + jump)
    else:
        repair_times(database, NOW)

    following = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert outbox.due(following - timedelta(minutes=1), 10) == []
    [delivery] = outbox.due(following, 10)
    assert delivery.gathered is not None
    assert delivery.gathered.total == 2


def test_a_digest_that_a_right_clock_holds_stays_and_one_that_is_tried_again_is_not_put_off(
    outbox: Outbox, database: Database
) -> None:
    held(outbox, database, written=NOW)
    due = outbox.next_due()
    assert due is not None
    repair_times(database, NOW + timedelta(minutes=1))
    assert outbox.next_due() == due

    attempt(outbox, Outcome(kind=OutcomeKind.RETRY, reason="NetworkError"), due)
    repair_times(database, due)  # a restart during the outage

    assert outbox.due(due + timedelta(hours=1), 10)


@pytest.mark.parametrize("jump", [timedelta(hours=5), timedelta(days=400)])
def test_a_mute_lasts_a_day_at_most_whatever_the_clock_does(
    outbox: Outbox, database: Database, jump: timedelta
) -> None:
    subscriptions = Subscriptions(database)
    [one] = subscriptions.of(ALICE)
    subscriptions.mute(ALICE, one.row, until=NOW + jump + timedelta(hours=24), now=NOW + jump)

    put_back(database, NOW, NOW + jump)
    repair_times(database, NOW)

    add(database, "first", "This is the first.", now=NOW + timedelta(hours=25))
    assert len(outbox.due(NOW + timedelta(hours=25), 10)) == 1


@pytest.mark.parametrize("asked", [timedelta(hours=24), timedelta(days=7), LONGEST_MUTE])
def test_a_restart_ends_no_mute(outbox: Outbox, database: Database, asked: timedelta) -> None:
    subscriptions = Subscriptions(database)
    [one] = subscriptions.of(ALICE)
    subscriptions.mute(ALICE, one.row, until=NOW + asked, now=NOW)

    assert repair_times(database, NOW) == 0
    repair_times(database, NOW - timedelta(minutes=30))  # a clock that was a little ahead

    add(database, "first", "This is the first.", now=NOW + asked - timedelta(hours=1))
    assert outbox.due(NOW + asked, 10) == []


def test_what_others_wrote_since_the_clock_was_read_is_no_jump(outbox: Outbox, database: Database) -> None:
    meanwhile = NOW + timedelta(seconds=2)
    add(database, "first", "This is the first.", now=meanwhile)
    attempt(outbox, SENT, meanwhile)
    Subscriptions(database).follow(BOB, wanted("everything"), meanwhile)

    assert repair_times(database, NOW) == 0


def test_what_happened_is_no_later_than_now_after_a_small_jump(outbox: Outbox, database: Database) -> None:
    before = NOW + timedelta(seconds=30)
    Subscriptions(database).follow(BOB, wanted("everything"), before)
    repair_times(database, NOW)

    add(database, "first", "This is the first.", now=NOW + timedelta(seconds=1))

    assert {one.chat for one in outbox.due(NOW + timedelta(minutes=1), 10)} == {ALICE, BOB}


def test_an_hour_that_began_later_than_now_counts_no_message(outbox: Outbox, database: Database) -> None:
    [one] = Subscriptions(database).of(ALICE)
    Schedules(database).set_subscription(ALICE, one.row, SubscriptionSchedule(ceiling=1), NOW)
    add(database, "first", "This is the first.", now=AHEAD)
    repair_times(database, NOW)

    later = NOW + timedelta(hours=2)
    add(database, "second", "The quay of Lodden burned down.", now=later)

    with database.reading() as reader:
        assert [row[0] for row in reader.execute("SELECT held FROM deliveries ORDER BY id")] == ["", ""]
