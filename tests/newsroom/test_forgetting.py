"""/forgetme over the whole file: whatever table comes to hold something about a chat, nothing of it may stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.models import ChatKey, NewArticle, Turn
from bot.models.preferences import Preferences
from bot.models.schedules import Cadence, ChatSchedule, SubscriptionSchedule
from bot.newsroom import Newsroom, open_newsroom
from bot.store.chats.feedback import RatedAnswer

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
READER = 777000111
CHAT = ChatKey(chat_id=READER)
WORDS = ("okapi", "zebu", "quokka")


@pytest.fixture
def newsroom(database_path: Path) -> Iterator[Newsroom]:
    with closing(open_newsroom(database_path, clock=lambda: NOW)) as opened:
        yield opened


def traces(path: Path) -> list[str]:
    """The tables with a value that holds the reader's id or words."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = {name: repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables}
    return sorted(name for name, rows in told.items() if any(mark in rows for mark in (str(READER), *WORDS)))


def use_everything(newsroom: Newsroom) -> None:
    followed, _ = newsroom.subscriptions.follow(CHAT, "okapi OR zebu", now=NOW)
    newsroom.subscriptions.follow(CHAT, "everything", now=NOW)
    newsroom.preferences.set(READER, Preferences(language="de"))
    newsroom.schedules.set_chat(READER, ChatSchedule(zone="Asia/Kolkata", times=(time(8),), cadence=Cadence.DAILY))
    newsroom.schedules.set_subscription(CHAT, followed.row, SubscriptionSchedule(silent=True))
    newsroom.chats.remember(CHAT, READER, Turn(question="Where is the quokka?"), message_id=5, now=NOW)
    view = newsroom.chats.save_view(READER, READER, "answer", {"question": "Where is the quokka?"}, now=NOW)
    judged = RatedAnswer(answer=view, question="Where is the quokka?", short="quokka")
    newsroom.chats.judge(judged, CHAT, READER, right=True, now=NOW)
    newsroom.add(NewArticle(text="The harbour of Quillhaven froze on Sunday. Nobody was hurt.", published=NOW))


def test_forgetting_leaves_no_trace_in_any_table(newsroom: Newsroom, database_path: Path) -> None:
    use_everything(newsroom)
    before = traces(database_path)

    newsroom.chats.forget(chat_id=READER, user_id=READER, whole=True)

    assert {"chats", "deliveries", "feedback", "interests", "preferences", "turns", "views"} <= set(before)
    assert traces(database_path) == []
