"""What is held, until when, and how it comes: in a real database file, with restarts in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.following.sending.retry_policy import after
from bot.models import Delivery, Outcome, OutcomeKind, Subscription
from bot.models.schedules import Cadence, ChatSchedule, HeldBy, QuietHours, SubscriptionSchedule
from bot.store.file.database import Database
from bot.store.following.outbox import Outbox
from bot.store.following.schedules import Schedules
from bot.store.following.subscriptions import Subscriptions
from tests.support.following_articles import ALICE, BOB, TOPIC, add, wanted

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(start=time(22), end=time(7))
IN_BERLIN = ChatSchedule(zone="Europe/Berlin", quiet=NIGHT)
SENT = Outcome(kind=OutcomeKind.SENT, message_id=77)
SERVER_TROUBLE = Outcome(kind=OutcomeKind.RETRY, reason="NetworkError")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


NOON = local("2026-11-26T12:00")


class Scheduling:
    """Alice follows everything; her articles, her outbox."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self.open()
        self.followed: Subscription = Subscriptions(self.database).follow(ALICE, wanted("everything"), NOON)[0]

    def open(self) -> None:
        self.database = Database.open(self.path)
        self.outbox, self.schedules = Outbox(self.database), Schedules(self.database)

    def restart(self) -> None:
        self.database.close()
        self.open()

    def set_chat(self, wanted: ChatSchedule, now: datetime = NOON) -> None:
        self.schedules.set_chat(ALICE.chat_id, wanted, now)

    def set_one(self, wanted: SubscriptionSchedule, now: datetime = NOON) -> None:
        assert self.schedules.set_subscription(ALICE, self.followed.row, wanted, now)

    def add(self, now: datetime, articles: int = 1) -> None:
        for _ in range(articles):
            self.count += 1
            add(self.database, f"a{self.count}", f"This is number {self.count}.", now=now)

    def due(self, now: datetime) -> Delivery | None:
        return next((one for one in self.outbox.due(now, 10) if one.chat == ALICE), None)

    def attempt(self, now: datetime, outcome: Outcome = SENT) -> Delivery:
        owed = self.due(now)
        assert owed is not None
        self.outbox.apply(owed, after(owed, outcome, now, jitter=0.0), now)
        return owed

    def next_due(self) -> datetime | None:
        found = self.outbox.next_due()
        return found.astimezone(BERLIN) if found else None

    def statuses(self) -> set[tuple[str, str]]:
        with self.database.reading() as reader:
            return {tuple(row) for row in reader.execute("SELECT status, reason FROM deliveries")}


@pytest.fixture
def scheduling(database_path: Path) -> Iterator[Scheduling]:
    opened = Scheduling(database_path)
    yield opened
    opened.database.close()


def titles(owed: Delivery | None) -> list[str]:
    return [] if owed is None or owed.gathered is None else sorted(one.headline.id for one in owed.gathered.items)


def test_a_digest_brings_together_what_came_since_the_last(scheduling: Scheduling) -> None:
    scheduling.set_chat(replace(IN_BERLIN, cadence=Cadence.DAILY))
    scheduling.add(NOON)
    scheduling.add(NOON + timedelta(hours=3))
    assert scheduling.due(local("2026-11-27T07:59")) is None
    assert scheduling.next_due() == local("2026-11-27T08:00")

    owed = scheduling.attempt(local("2026-11-27T08:00"))

    assert titles(owed) == ["a1", "a2"]
    assert owed.gathered is not None
    assert (owed.gathered.held, owed.gathered.total) == (HeldBy.DIGEST, 2)
    assert scheduling.next_due() is None
    assert scheduling.statuses() == {("sent", "")}


def test_a_digest_can_be_turned_over_after_it_was_sent(scheduling: Scheduling) -> None:
    scheduling.set_chat(replace(IN_BERLIN, cadence=Cadence.DAILY))
    scheduling.add(NOON, articles=23)
    owed = scheduling.attempt(local("2026-11-27T08:00"))
    assert len(titles(owed)) == 10

    pages = [scheduling.outbox.gathered(ALICE.chat_id, owed.row, offset) for offset in (0, 10, 20)]

    assert [len(page.items) for page in pages if page] == [10, 10, 3]
    assert len({item.headline.id for page in pages if page for item in page.items}) == 23
    assert scheduling.outbox.gathered(BOB.chat_id, owed.row, 0) is None


def test_quiet_hours_hold_and_then_summarise(scheduling: Scheduling) -> None:
    scheduling.set_chat(IN_BERLIN)
    scheduling.add(local("2026-11-26T23:00"))
    scheduling.add(local("2026-11-27T03:00"))

    assert scheduling.due(local("2026-11-27T06:59")) is None
    owed = scheduling.due(local("2026-11-27T07:00"))

    assert owed is not None
    assert owed.gathered is not None
    assert (owed.gathered.held, owed.gathered.total) == (HeldBy.QUIET, 2)


@pytest.mark.parametrize(
    ("evening", "morning", "hours"),
    [("2026-03-28T23:30", "2026-03-29T07:00", 6.5), ("2026-10-24T23:30", "2026-10-25T07:00", 8.5)],
    ids=["summer time begins", "summer time ends"],
)
def test_quiet_hours_over_the_changes_of_the_clock(
    scheduling: Scheduling, evening: str, morning: str, hours: float
) -> None:
    scheduling.set_chat(IN_BERLIN)
    scheduling.add(local(evening))

    assert scheduling.next_due() == local(morning)
    assert local(morning) - local(evening) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("begins", "hours"),
    [("2026-03-28T09:00", 22), ("2026-10-24T09:00", 24)],
    ids=["summer time begins", "summer time ends"],
)
def test_a_digest_over_the_changes_of_the_clock_and_restarts(scheduling: Scheduling, begins: str, hours: int) -> None:
    """The next is due at eight by the clock on the wall; read in London it comes at eight there."""
    scheduling.set_chat(replace(IN_BERLIN, cadence=Cadence.DAILY), local(begins))
    scheduling.add(local(begins))
    assert scheduling.next_due() == local(begins) + timedelta(hours=hours)

    scheduling.restart()
    scheduling.set_chat(replace(IN_BERLIN, cadence=Cadence.DAILY, zone="Europe/London"), local(begins))
    scheduling.restart()

    assert scheduling.next_due() == local(begins) + timedelta(hours=hours + 1)
    assert titles(scheduling.attempt(local(begins) + timedelta(hours=hours + 1))) == ["a1"]
    assert scheduling.statuses() == {("sent", "")}


def test_start_equal_to_end_holds_nothing(scheduling: Scheduling) -> None:
    scheduling.set_chat(replace(IN_BERLIN, quiet=QuietHours(start=time(7), end=time(7))))
    scheduling.add(local("2026-11-26T23:00"))

    assert scheduling.due(local("2026-11-26T23:00")) is not None


def test_a_restart_in_quiet_hours_does_not_wake_anybody(scheduling: Scheduling) -> None:
    scheduling.set_chat(IN_BERLIN)
    scheduling.add(local("2026-11-26T21:59"))
    scheduling.restart()

    assert scheduling.due(local("2026-11-26T23:00")) is None
    scheduling.restart()
    owed = scheduling.attempt(local("2026-11-27T07:00"))

    assert titles(owed) == ["a1"]
    assert scheduling.statuses() == {("sent", "")}


def test_a_retry_waits_for_the_end_of_the_quiet_hours(scheduling: Scheduling) -> None:
    scheduling.set_chat(IN_BERLIN)
    scheduling.add(local("2026-11-26T21:59"))
    scheduling.attempt(local("2026-11-26T21:59"), SERVER_TROUBLE)

    assert scheduling.due(local("2026-11-26T22:05")) is None
    assert scheduling.next_due() == local("2026-11-27T07:00")


def test_what_comes_through_the_quiet_hours_is_not_held_up_by_others(scheduling: Scheduling) -> None:
    scheduling.set_chat(IN_BERLIN)
    urgent, _ = Subscriptions(scheduling.database).follow(ALICE, wanted("flood"), NOON)
    scheduling.schedules.set_subscription(ALICE, urgent.row, SubscriptionSchedule(through_quiet=True), NOON)
    scheduling.add(local("2026-11-26T21:59"))
    add(scheduling.database, "flood", "There is a flood.", now=local("2026-11-26T23:00"))

    owed = scheduling.due(local("2026-11-26T23:00"))

    assert owed is not None
    assert (owed.headline.id, owed.gathered) == ("flood", None)


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("Asia/Tokyo", "2026-11-27T00:00+01:00"),  # 08:00 in Tokyo
        ("America/New_York", "2026-11-26T14:00+01:00"),
        ("Europe/Berlin", "2026-11-27T08:00+01:00"),
        ("", "2026-11-26T17:00+01:00"),  # newsbot's own clock, which is set to Tijuana here
    ],
)
def test_a_zone_that_is_changed_moves_what_is_held(scheduling: Scheduling, zone: str, due: str) -> None:
    scheduling.set_chat(ChatSchedule(zone="Europe/Berlin", cadence=Cadence.DAILY))
    scheduling.add(NOON)

    scheduling.set_chat(ChatSchedule(zone=zone, cadence=Cadence.DAILY), NOON.astimezone(ZoneInfo("America/Tijuana")))

    assert scheduling.next_due() == datetime.fromisoformat(due)


def test_a_zone_changed_from_day_to_day_loses_nothing(scheduling: Scheduling) -> None:
    now = NOON
    for zone in ("Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"):
        scheduling.set_chat(ChatSchedule(zone=zone, cadence=Cadence.WEEKLY, quiet=NIGHT), now)
        scheduling.add(now)
        now += timedelta(hours=5)
        scheduling.restart()

    owed = scheduling.attempt(now + timedelta(days=9))

    assert titles(owed) == ["a1", "a2", "a3", "a4"]


@pytest.mark.parametrize("change", [ChatSchedule(zone="Europe/Berlin"), ChatSchedule()])
def test_what_is_held_comes_at_once_when_nothing_holds_it_any_more(
    scheduling: Scheduling, change: ChatSchedule
) -> None:
    scheduling.set_chat(replace(IN_BERLIN, cadence=Cadence.DAILY))
    scheduling.add(NOON, articles=3)

    scheduling.set_chat(change, NOON + timedelta(minutes=5))

    assert titles(scheduling.due(NOON + timedelta(minutes=5))) == ["a1", "a2", "a3"]


def test_nothing_held_expires(scheduling: Scheduling) -> None:
    """A week held, then days of server trouble, then the bot is blocked for a week."""
    scheduling.set_chat(replace(IN_BERLIN, cadence=Cadence.WEEKLY, weekday=2))
    scheduling.add(NOON, articles=2)
    now = local("2026-12-02T08:00")
    for _ in range(6):
        owed = scheduling.attempt(now, SERVER_TROUBLE)
        assert titles(owed) == ["a1", "a2"]
        now += timedelta(days=1)
    scheduling.attempt(now, Outcome(kind=OutcomeKind.BLOCKED, reason="Forbidden"))
    scheduling.restart()

    Subscriptions(scheduling.database).resume_chat(ALICE.chat_id, now + timedelta(days=7))
    owed = scheduling.attempt(now + timedelta(days=7))

    assert titles(owed) == ["a1", "a2"]
    assert scheduling.statuses() == {("sent", "")}


def test_all_of_a_failed_digest_is_tried_again_together_and_later(scheduling: Scheduling) -> None:
    scheduling.set_chat(replace(IN_BERLIN, cadence=Cadence.DAILY))
    scheduling.add(NOON, articles=3)
    now = local("2026-11-27T08:00")

    scheduling.attempt(now, SERVER_TROUBLE)

    assert scheduling.due(now + timedelta(seconds=1)) is None
    assert titles(scheduling.due(now + timedelta(seconds=3))) == ["a1", "a2", "a3"]


def test_above_the_ceiling_the_rest_of_the_hour_comes_in_one_message(scheduling: Scheduling) -> None:
    scheduling.set_one(SubscriptionSchedule(ceiling=3))
    scheduling.add(NOON, articles=5)
    scheduling.add(NOON + timedelta(minutes=50))
    now = NOON
    for _ in range(3):
        assert scheduling.attempt(now).gathered is None
        now += timedelta(minutes=1)
    assert scheduling.due(NOON + timedelta(minutes=59)) is None

    owed = scheduling.attempt(NOON + timedelta(hours=1))

    assert owed.gathered is not None
    assert (owed.gathered.held, owed.gathered.total, owed.silent) == (HeldBy.CEILING, 3, True)
    scheduling.add(NOON + timedelta(hours=2))
    assert scheduling.due(NOON + timedelta(hours=2)) is not None


def test_without_a_ceiling_all_come_at_once(scheduling: Scheduling) -> None:
    scheduling.set_one(SubscriptionSchedule(ceiling=0))
    scheduling.add(NOON, articles=30)
    now = NOON
    for _ in range(30):
        assert scheduling.attempt(now).gathered is None
        now += timedelta(seconds=1)


def test_a_ceiling_that_is_lifted_lets_the_rest_go(scheduling: Scheduling) -> None:
    scheduling.set_one(SubscriptionSchedule(ceiling=1))
    scheduling.add(NOON, articles=3)
    scheduling.attempt(NOON)

    scheduling.set_one(SubscriptionSchedule(ceiling=0), NOON + timedelta(minutes=1))

    assert titles(scheduling.due(NOON + timedelta(minutes=1))) == ["a2", "a3"]


def test_the_first_message_sounds_and_the_rest_of_a_burst_is_silent(scheduling: Scheduling) -> None:
    scheduling.add(NOON, articles=2)

    sounds = [scheduling.attempt(NOON).silent, scheduling.attempt(NOON + timedelta(seconds=2)).silent]
    scheduling.add(NOON + timedelta(minutes=6))
    sounds.append(scheduling.attempt(NOON + timedelta(minutes=6)).silent)

    assert sounds == [False, True, False]


def test_a_silent_subscription_never_sounds(scheduling: Scheduling) -> None:
    scheduling.set_one(SubscriptionSchedule(silent=True))
    scheduling.add(NOON)

    assert scheduling.attempt(NOON).silent


def test_a_group_that_moves_takes_its_times_along(scheduling: Scheduling) -> None:
    Subscriptions(scheduling.database).follow(TOPIC, wanted("everything"), NOON)
    scheduling.schedules.set_chat(TOPIC.chat_id, IN_BERLIN, NOON)

    Subscriptions(scheduling.database).move_chat(TOPIC.chat_id, -100999)

    assert scheduling.schedules.of_chat(-100999) == IN_BERLIN
    assert scheduling.schedules.of_chat(TOPIC.chat_id) == ChatSchedule()


def test_settings_of_another_chats_subscription_are_left_alone(scheduling: Scheduling) -> None:
    assert not scheduling.schedules.set_subscription(
        BOB, scheduling.followed.row, SubscriptionSchedule(silent=True), NOON
    )
    assert scheduling.schedules.of_subscription(scheduling.followed.row) == SubscriptionSchedule()


def test_what_was_set_comes_back_as_it_was(scheduling: Scheduling) -> None:
    chat = ChatSchedule(
        zone="Asia/Kolkata", quiet=NIGHT, times=(time(7, 15), time(18)), weekday=4, cadence=Cadence.WEEKLY
    )
    one = SubscriptionSchedule(cadence=Cadence.NOW, silent=True, through_quiet=True, ceiling=5)
    scheduling.set_chat(chat)
    scheduling.set_one(one)
    scheduling.restart()

    assert scheduling.schedules.of_chat(ALICE.chat_id) == chat
    assert scheduling.schedules.of_subscription(scheduling.followed.row) == one
    assert scheduling.schedules.of_subscriptions(ALICE) == {scheduling.followed.row: one}
