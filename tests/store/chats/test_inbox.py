"""The inbox: each update once, until it is answered, whoever took it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import DatabaseLocked
from bot.store.base.claim import Claim
from bot.store.chats.inbox import MOST_BEGUN, Inbox
from bot.store.file.database import Database

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BOT = 77


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


def test_an_update_is_taken_once(inbox: Inbox) -> None:
    first, second = inbox.begin(BOT, NOW), inbox.begin(BOT, NOW)

    assert inbox.take(BOT, first, {5: "five", 6: "six"}, NOW) == {5, 6}
    assert inbox.take(BOT, second, {6: "six", 7: "seven"}, NOW) == {7}
    assert inbox.take(BOT + 1, second, {6: "another bot's"}, NOW) == {6}


def test_what_is_answered_is_not_adopted_and_not_taken_again(inbox: Inbox) -> None:
    first = inbox.begin(BOT, NOW)
    inbox.take(BOT, first, {5: "five", 6: "six", 7: "seven"}, NOW)
    inbox.done(BOT, [6], NOW)

    second = inbox.begin(BOT, NOW)

    assert inbox.adopt(BOT, second).bodies == ("five", "seven")
    assert inbox.adopt(BOT, second).bodies == ()
    assert inbox.take(BOT, second, {6: "six"}, NOW) == set()


def test_a_number_with_other_words_is_another_update(inbox: Inbox) -> None:
    """A Bot API server that was started anew counts from the beginning."""
    first = inbox.begin(BOT, NOW)
    inbox.take(BOT, first, {5: "five", 6: "six"}, NOW)
    inbox.done(BOT, [5, 6], NOW)

    second = inbox.begin(BOT, NOW)

    assert inbox.take(BOT, second, {5: "another five", 6: "six"}, NOW) == {5}
    assert inbox.take(BOT, second, {5: "another five"}, NOW) == set()
    assert inbox.adopt(BOT, inbox.begin(BOT, NOW)).bodies == ("another five",)


def test_words_go_when_they_are_answered(inbox: Inbox, database: Database) -> None:
    inbox.take(BOT, inbox.begin(BOT, NOW), {5: "five"}, NOW)
    inbox.done(BOT, [5], NOW)

    with database.reading() as reader:
        assert reader.execute("SELECT body FROM inbox").fetchall()[0][0] is None


def test_an_update_that_ends_every_run_is_given_up(inbox: Inbox) -> None:
    inbox.take(BOT, inbox.begin(BOT, NOW), {5: "deadly"}, NOW)

    adopted = [inbox.adopt(BOT, inbox.begin(BOT, NOW)) for _ in range(MOST_BEGUN)]

    assert [one.bodies for one in adopted] == [("deadly",)] * (MOST_BEGUN - 1) + [()]
    assert [one.given_up for one in adopted] == [()] * (MOST_BEGUN - 1) + [("deadly",)]


def test_numbers_are_forgotten_after_a_day_open_ones_are_not(inbox: Inbox) -> None:
    run = inbox.begin(BOT, NOW)
    inbox.take(BOT, run, {5: "five", 6: "six"}, NOW)
    inbox.done(BOT, [5], NOW)
    later = inbox.begin(BOT, NOW + timedelta(days=1, seconds=1))

    assert inbox.take(BOT, later, {5: "a number used anew", 6: "six"}, NOW) == {5}


def test_a_new_server_begins_with_nothing(inbox: Inbox) -> None:
    inbox.take(BOT, inbox.begin(BOT, NOW), {5: "five"}, NOW)
    inbox.take(BOT + 1, inbox.begin(BOT + 1, NOW), {5: "five"}, NOW)

    run = inbox.begin(BOT, NOW, afresh=True)

    assert inbox.take(BOT, run, {5: "five"}, NOW) == {5}
    assert inbox.adopt(BOT + 1, run).bodies == ("five",)


def test_the_newer_run_is_known(inbox: Inbox) -> None:
    first, second = inbox.begin(BOT, NOW), inbox.begin(BOT, NOW)
    inbox.begin(BOT + 1, NOW)

    assert inbox.newer_run(BOT, first)
    assert not inbox.newer_run(BOT, second)


def test_keeping_waits_only_a_moment_for_another_program(
    inbox: Inbox, database: Database, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.chats.inbox.PATIENCE", 0.05)
    run = inbox.begin(BOT, NOW)
    with Database.open(database_path) as other, other.writing(), pytest.raises(DatabaseLocked):
        inbox.take(BOT, run, {5: "five"}, NOW)

    assert inbox.take(BOT, run, {5: "five"}, NOW) == {5}
    with database.writing() as writer:  # others wait as long as ever
        assert writer.execute("PRAGMA busy_timeout").fetchone() == (30_000,)


def test_one_claim_at_a_time(tmp_path: Path) -> None:
    first, second = Claim(tmp_path / "news.db"), Claim(tmp_path / "news.db")

    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()
    assert (tmp_path / "news.db-claim").stat().st_mode & 0o777 == 0o600
