"""A run begins and takes over although another program keeps the database locked for long."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.errors import DatabaseLocked
from bot.store.chats.inbox import Inbox
from bot.store.file.database import Database
from handlers.transport.bot import RawUpdatesBot
from handlers.transport.intake import Intake


class LockedInbox(Inbox):
    """An inbox whose database is locked the first ``locked`` times."""

    locked = 2

    def begin(self, bot: int, now: datetime, *, afresh: bool = False) -> int:
        self.locked -= 1
        if self.locked >= 0:
            raise DatabaseLocked
        return super().begin(bot, now, afresh=afresh)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.transport.intake.AGAIN", 0.0)


def intake_of(inbox: Inbox, stop: asyncio.Event) -> Intake:
    return Intake(inbox, RawUpdatesBot("77:token"), asyncio.Queue(), lambda: datetime.now(UTC), stop)


async def test_a_locked_database_is_waited_for(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    inbox = LockedInbox(database)
    intake = intake_of(inbox, asyncio.Event())

    await intake.start()
    await intake.close()

    assert inbox.locked == -1
    assert caplog.text.count("another program keeps the database locked") == 2


async def test_a_run_that_is_stopped_meanwhile_ends(database: Database) -> None:
    stop = asyncio.Event()
    stop.set()

    with pytest.raises(DatabaseLocked):
        await intake_of(LockedInbox(database), stop).start()
