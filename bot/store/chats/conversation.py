"""Short-lived state of chats: turns, for understanding follow-ups, and views, for paging through lists."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta

import sqlite_utils

from bot.models import ChatKey, Turn
from bot.models.saved_views import SavedView
from bot.store.base.rows import as_text
from bot.store.chats import feedback
from bot.store.chats.turns import turn_from_json, turn_to_json
from bot.store.file.database import Database
from bot.store.following import preferences, subscriptions

RECENT = timedelta(minutes=10)  # a question asked within this time may be a follow-up without being a reply
KEEP_TURNS = timedelta(days=1)
KEEP_VIEWS = timedelta(days=30)
PATIENCE = 4.0  # seconds to wait for other writers: somebody waits for the answer that this belongs to


class Conversation:
    """Turns and views. Thread-safe; every method raises StoreError.

    ``keep_words`` is how long feedback keeps its words; expired words are removed together with expired turns.
    """

    def __init__(self, database: Database, keep_words: timedelta = feedback.KEEP_WORDS) -> None:
        self._database = database
        self._keep_words = keep_words

    def remember(self, chat: ChatKey, user_id: int, turn: Turn, *, message_id: int | None, now: datetime) -> None:
        """Keep a turn for a day. ``message_id`` is the bot's answer, to which people may reply."""
        with self._database.writing(patience=PATIENCE) as writer:
            self._purge(writer, now)
            writer.execute(
                "INSERT INTO turns (chat_id, thread_id, user_id, message_id, asked, turn) VALUES (?, ?, ?, ?, ?, ?)",
                (chat.chat_id, chat.thread_id, user_id, message_id, as_text(now), turn_to_json(turn)),
            )

    def turns(
        self, chat: ChatKey, user_id: int, *, now: datetime, reply_to: int | None = None, before: int | None = None
    ) -> list[Turn]:
        """The user's turns of the last ten minutes, oldest first; those before that of an answer (a message id).

        With ``reply_to`` (a message id), only the turn of that answer, whoever asked and however long ago.
        """
        with self._database.reading() as reader:
            if reply_to is not None:
                rows = _answered_by(reader, chat, reply_to, now)
            else:
                rows = _recent(reader, chat, user_id, now, before)
        return [turn_from_json(row["turn"]) for row in rows]

    def save_view(self, chat_id: int, user_id: int, kind: str, payload: dict[str, object], *, now: datetime) -> int:
        """Keep the content of a paged list for thirty days; return its row, which the list's buttons refer to.

        ``payload`` must be serialisable as JSON.
        """
        with self._database.writing(patience=PATIENCE) as writer:
            self._purge(writer, now)
            cursor = writer.execute(
                "INSERT INTO views (chat_id, user_id, created, kind, payload) VALUES (?, ?, ?, ?, ?)",
                (chat_id, user_id, as_text(now), kind, json.dumps(payload)),
            )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def view(self, row: int, *, chat_id: int) -> SavedView | None:
        """A saved view; None if it has expired or belongs to another chat."""
        with self._database.reading() as reader:
            sql = "SELECT kind, payload FROM views WHERE id = ? AND chat_id = ?"
            found = reader.execute(sql, (row, chat_id)).fetchone()
        return None if found is None else SavedView(found["kind"], json.loads(found["payload"]))

    def owner(self, row: int, *, chat_id: int) -> int:
        """The user for whom a view was saved; 0 if it belongs to the chat or has expired."""
        with self._database.reading() as reader:
            found = reader.execute("SELECT user_id FROM views WHERE id = ? AND chat_id = ?", (row, chat_id)).fetchone()
        return int(found["user_id"]) if found else 0

    def view_of_message(self, chat_id: int, message_id: int, kind: str) -> dict[str, object] | None:
        """The payload of the latest view of a kind whose ``message`` is ``message_id``, or None."""
        with self._database.reading() as reader:
            found = reader.execute(
                "SELECT payload FROM views WHERE chat_id = ? AND kind = ? AND json_extract(payload, '$.message') = ?"
                " ORDER BY id DESC LIMIT 1",
                (chat_id, kind, message_id),
            ).fetchone()
        return None if found is None else json.loads(found["payload"])

    def forget(self, *, chat_id: int, user_id: int, whole: bool = False) -> int:
        """Delete stored data; return the number of rows deleted.

        In a private chat (``chat_id == user_id``): everything of the chat, including subscriptions and deliveries, and
        the user's turns, views and verdicts in groups. In a group: only what that user has there or, with ``whole``,
        everything of the group, including subscriptions and deliveries.
        """
        private = chat_id == user_id
        where = "chat_id = :chat OR user_id = :user" if private else "chat_id = :chat AND (:whole OR user_id = :user)"
        given = {"chat": chat_id, "user": user_id, "whole": whole}
        with self._database.writing() as writer:
            gone = 0
            if private or whole:
                gone = subscriptions.forget(writer, chat_id) + preferences.forget(writer, chat_id)
            for table in ("turns", "views", "feedback"):
                gone += writer.execute(f"DELETE FROM {table} WHERE {where}", given).rowcount  # noqa: S608
        return gone

    def _purge(self, writer: sqlite_utils.Database, now: datetime) -> None:
        writer.execute("DELETE FROM turns WHERE asked < ?", (as_text(now - KEEP_TURNS),))
        writer.execute("DELETE FROM views WHERE created < ?", (as_text(now - KEEP_VIEWS),))
        feedback.purge(writer, now, self._keep_words)


def _recent(
    reader: sqlite3.Connection, chat: ChatKey, user_id: int, now: datetime, before: int | None
) -> list[sqlite3.Row]:
    return reader.execute(
        "SELECT turn FROM turns WHERE chat_id = :chat AND thread_id = :thread AND user_id = :user AND asked >= :since"
        " AND id < ifnull((SELECT min(id) FROM turns WHERE chat_id = :chat AND message_id = :before), :none)"
        " ORDER BY asked, id",
        {
            "chat": chat.chat_id,
            "thread": chat.thread_id,
            "user": user_id,
            "since": as_text(now - RECENT),
            "before": before,
            "none": 2**63 - 1,
        },
    ).fetchall()


def _answered_by(reader: sqlite3.Connection, chat: ChatKey, message_id: int, now: datetime) -> list[sqlite3.Row]:
    return reader.execute(
        "SELECT turn FROM turns WHERE chat_id = ? AND message_id = ? AND asked >= ? ORDER BY id DESC LIMIT 1",
        (chat.chat_id, message_id, as_text(now - KEEP_TURNS)),
    ).fetchall()
