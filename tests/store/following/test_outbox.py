"""The outbox in a real database file: what is due, for whom, and what an outcome leaves behind."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.errors import DatabaseLocked
from bot.following.sending.retry_policy import after
from bot.models import ChatKey, Delivery, Outcome, OutcomeKind
from bot.models.preferences import Preferences
from bot.store.chats.conversation import Conversation
from bot.store.chats.feedback import Feedback, RatedAnswer
from bot.store.file.database import Database
from bot.store.following.due_deliveries import _DUE, _NEXT_DUE
from bot.store.following.outbox import Outbox
from bot.store.following.preferences import AdmissionStore, PreferenceStore
from bot.store.following.subscriptions import Subscriptions
from tests.support.following_articles import ALICE, BOB, GROUP, NOW, TOPIC, add, wanted
from tests.support.sqlite_steps import counted

SECOND = timedelta(seconds=1)
SENT = Outcome(kind=OutcomeKind.SENT, message_id=77)
BLOCKED = Outcome(kind=OutcomeKind.BLOCKED, reason="Forbidden")
REJECTED = Outcome(kind=OutcomeKind.REJECTED, reason="BadRequest")
MOVED = Outcome(kind=OutcomeKind.MOVED, reason="ChatMigrated", new_chat_id=-1005)


@pytest.fixture
def outbox(database: Database) -> Outbox:
    """Alice, Bob and a topic follow everything; three articles came a minute apart."""
    subscriptions = Subscriptions(database)
    for chat in (ALICE, BOB, TOPIC):
        subscriptions.follow(chat, wanted("everything"), NOW)
    for minute, name in enumerate(("first", "second", "third")):
        add(database, name, f"This is the {name}.", now=NOW + timedelta(minutes=minute))
    return Outbox(database)


LATER = NOW + timedelta(hours=1)


def due(outbox: Outbox, now: datetime = LATER, limit: int = 10) -> list[tuple[ChatKey, str]]:
    return [(delivery.chat, delivery.headline.id) for delivery in outbox.due(now, limit)]


def of(outbox: Outbox, chat: ChatKey, now: datetime = LATER) -> Delivery:
    return next(delivery for delivery in outbox.due(now, 10) if delivery.chat == chat)


def attempt(outbox: Outbox, chat: ChatKey, outcome: Outcome, now: datetime = LATER) -> Delivery:
    delivery = of(outbox, chat, now)
    outbox.apply(delivery, after(delivery, outcome, now, jitter=0.0), now)
    return delivery


def state(database: Database, delivery: Delivery) -> dict[str, object]:
    with database.reading() as reader:
        return dict(reader.execute("SELECT * FROM deliveries WHERE id = ?", [delivery.row]).fetchone())


def test_at_most_one_a_chat_oldest_first(outbox: Outbox) -> None:
    assert due(outbox) == [(ALICE, "first"), (BOB, "first"), (TOPIC, "first")]
    assert due(outbox, limit=2) == [(ALICE, "first"), (BOB, "first")]


def test_nothing_before_it_is_due(outbox: Outbox) -> None:
    assert due(outbox, NOW - SECOND) == []
    assert outbox.next_due() == NOW


def test_the_longest_waiting_chat_goes_first(outbox: Outbox) -> None:
    attempt(outbox, ALICE, SENT)

    assert due(outbox, LATER + SECOND) == [(BOB, "first"), (TOPIC, "first"), (ALICE, "second")]


def test_a_sent_delivery_holds_its_chat_back(outbox: Outbox, database: Database) -> None:
    now = LATER + timedelta(milliseconds=900)
    delivery = attempt(outbox, ALICE, SENT, now)
    attempt(outbox, TOPIC, SENT, now)

    assert state(database, delivery)["status"] == "sent"
    assert state(database, delivery)["message_id"] == 77
    assert due(outbox, now + timedelta(milliseconds=999)) == [(BOB, "first")]
    assert due(outbox, now + SECOND) == [(BOB, "first"), (ALICE, "second")]
    assert due(outbox, now + 3 * SECOND) == [(BOB, "first"), (ALICE, "second"), (TOPIC, "second")]


def test_flood_control_holds_back_one_chat_only(outbox: Outbox) -> None:
    flood = Outcome(kind=OutcomeKind.RETRY, reason="RetryAfter", retry_after=43_200)
    attempt(outbox, ALICE, flood)

    assert due(outbox, LATER + timedelta(hours=12)) == [(BOB, "first"), (TOPIC, "first")]
    assert (ALICE, "first") in due(outbox, LATER + timedelta(seconds=43_201))


def test_a_delivery_in_trouble_lets_the_next_one_pass(outbox: Outbox) -> None:
    attempt(outbox, ALICE, Outcome(kind=OutcomeKind.RETRY, reason="NetworkError"))

    assert of(outbox, ALICE, LATER + SECOND).headline.id == "second"
    attempt(outbox, ALICE, SENT, LATER + SECOND)
    attempt(outbox, ALICE, SENT, LATER + 2 * SECOND)
    assert (of(outbox, ALICE, LATER + 3 * SECOND).headline.id, of(outbox, ALICE, LATER + 3 * SECOND).attempts) == (
        "first",
        1,
    )


def test_when_the_next_delivery_is_due(outbox: Outbox) -> None:
    for chat in (ALICE, BOB, TOPIC):
        attempt(outbox, chat, SENT)

    assert outbox.next_due() == LATER + SECOND
    assert due(outbox, outbox.next_due() or NOW) == [(ALICE, "second"), (BOB, "second")]


def test_a_blocked_chat_is_paused_and_keeps_what_it_is_owed(outbox: Outbox, database: Database) -> None:
    now = NOW + timedelta(hours=1)
    delivery = attempt(outbox, ALICE, BLOCKED, now)

    assert due(outbox, now) == [(BOB, "first"), (TOPIC, "first")]
    assert state(database, delivery)["status"] == "pending"
    Subscriptions(database).resume_chat(ALICE.chat_id, now)
    assert of(outbox, ALICE, now).headline.id == "first"


def test_a_moved_group_is_sent_to_at_its_new_place(outbox: Outbox, database: Database) -> None:
    attempt(outbox, TOPIC, MOVED)

    moved = ChatKey(chat_id=-1005, thread_id=5)
    assert (moved, "first") in due(outbox)
    assert {chat for chat, _ in due(outbox)} == {ALICE, BOB, moved}
    assert len(Subscriptions(database).of(moved)) == 1


def test_a_moved_group_is_who_it_was(outbox: Outbox, database: Database) -> None:
    """It may use the bot as before, in its language, and what is kept about it can still be deleted."""
    AdmissionStore(database).set(TOPIC.chat_id, admitted=True, now=NOW)
    PreferenceStore(database).set(TOPIC.chat_id, Preferences(language="de"))
    rated = RatedAnswer(answer=1, question="Who won?")
    Feedback(database).judge(rated, chat_id=TOPIC.chat_id, user_id=7, right=True, now=NOW)

    attempt(outbox, TOPIC, MOVED)

    assert AdmissionStore(database).all() == {-1005: True}
    assert PreferenceStore(database).of(-1005).language == "de"
    assert Conversation(database).forget(chat_id=-1005, user_id=7) == 1


@pytest.mark.parametrize("outcome", [SENT, BLOCKED, REJECTED, MOVED, Outcome(kind=OutcomeKind.UNCERTAIN)])
def test_applying_twice_is_applying_once(outbox: Outbox, database: Database, outcome: Outcome) -> None:
    delivery = of(outbox, TOPIC)
    step = after(delivery, outcome, LATER, jitter=0.0)
    outbox.apply(delivery, step, LATER)
    once = list(dump(database))

    outbox.apply(delivery, step, LATER)

    assert list(dump(database)) == once


def dump(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as reader:
        return [
            tuple(row)
            for table in ("chats", "subscriptions", "deliveries")
            for row in reader.execute(f"SELECT * FROM {table} ORDER BY 1")
        ]


def test_what_was_sent_is_never_owed_again(outbox: Outbox, database: Database) -> None:
    delivery = attempt(outbox, ALICE, SENT)

    outbox.apply(delivery, after(delivery, Outcome(kind=OutcomeKind.RETRY), LATER, jitter=0.0), LATER)

    assert state(database, delivery)["status"] == "sent"


@pytest.mark.parametrize("outcome", [SENT, BLOCKED, REJECTED, MOVED])
def test_a_delivery_removed_meanwhile_is_ignored(outbox: Outbox, database: Database, outcome: Outcome) -> None:
    delivery = of(outbox, ALICE)
    with database.writing() as writer:
        writer.execute("DELETE FROM chats WHERE chat_id = ?", [ALICE.chat_id])

    outbox.apply(delivery, after(delivery, outcome, LATER, jitter=0.0), LATER)

    assert {chat for chat, _ in due(outbox)} == {BOB, TOPIC}


def test_an_outcome_never_meets_a_newer_delivery(outbox: Outbox, database: Database) -> None:
    """Rows of removed deliveries are not given out again."""
    Subscriptions(database).follow(GROUP, wanted("quake"), NOW)
    add(database, "quake", "A quake.", now=LATER)
    with database.reading() as reader:
        (newest,) = reader.execute("SELECT max(id) FROM deliveries").fetchone()
    with database.writing() as writer:
        writer.execute("DELETE FROM deliveries WHERE id = ?", [newest])
    add(database, "another", "Another quake.", now=LATER)

    with database.reading() as reader:
        assert reader.execute("SELECT count(*) FROM deliveries WHERE id = ?", [newest]).fetchone()[0] == 0


def test_a_removed_article_takes_its_deliveries_along(outbox: Outbox, database: Database) -> None:
    with database.writing() as writer:
        writer.execute("DELETE FROM articles WHERE public_id = 'first'")

    assert due(outbox) == [(ALICE, "second"), (BOB, "second"), (TOPIC, "second")]


def test_a_removed_subscription_is_told(outbox: Outbox, database: Database) -> None:
    with database.writing() as writer:
        writer.execute("DELETE FROM subscriptions WHERE chat_id = ?", [BOB.chat_id])

    assert of(outbox, BOB).subscription is None
    assert of(outbox, ALICE).subscription is not None


@pytest.mark.parametrize("sql", [_DUE, _NEXT_DUE])
def test_only_indexes_are_used(outbox: Outbox, database: Database, sql: str) -> None:
    with database.reading() as reader:
        plan = reader.execute("EXPLAIN QUERY PLAN " + sql, {"now": "", "burst": "", "limit": 1}).fetchall()

    scans = [row["detail"] for row in plan if row["detail"].startswith("SCAN")]
    assert set(scans) <= {"SCAN owed", "SCAN CONSTANT ROW"}


def test_the_cost_is_by_chats_not_by_deliveries(outbox: Outbox, database: Database) -> None:
    def steps() -> int:
        asked = {"now": LATER.isoformat(), "burst": "", "limit": 10}
        with database.reading() as reader:
            return counted(reader, lambda: reader.execute(_DUE, asked).fetchall())[1]

    few = steps()
    with database.writing() as writer:
        writer.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
            " INSERT INTO articles SELECT 1000 + i, 'x' || i, '', '', '', NULL, '', '', '', '', '', 1 FROM n"
        )
        writer.execute(
            "INSERT INTO deliveries (chat_id, thread_id, article_id, sentence, status, due, created)"
            " SELECT 7, 0, id, '', 'pending', ?, ? FROM articles WHERE id > 1000",
            [LATER.isoformat(), NOW.isoformat()],
        )

    assert steps() <= few + 50


@pytest.mark.parametrize("outcome", [SENT, BLOCKED, MOVED])
def test_a_locked_database_is_said_so(outbox: Outbox, database: Database, outcome: Outcome) -> None:
    delivery = of(outbox, TOPIC)
    step = after(delivery, outcome, LATER, jitter=0.0)

    with Database.open(database.path, busy_timeout=0) as other, database.writing(), pytest.raises(DatabaseLocked):
        Outbox(other).apply(delivery, step, LATER)
