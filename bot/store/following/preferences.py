"""Settings that chats make in /settings, and who may use the bot."""

from __future__ import annotations

from datetime import datetime

import sqlite_utils

from bot.models.preferences import DEFAULT_PREFERENCES, Preferences
from bot.store.base.rows import as_text
from bot.store.file.database import Database


class PreferenceStore:
    """Preferences of chats. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, chat_id: int) -> Preferences:
        """The preferences of a chat, or the defaults if it has set none."""
        with self._database.reading() as reader:
            sql = "SELECT language, long_answers, previews FROM preferences WHERE chat_id = ?"
            found = reader.execute(sql, (chat_id,)).fetchone()
        if found is None:
            return DEFAULT_PREFERENCES
        return Preferences(language=found[0], long_answers=bool(found[1]), previews=bool(found[2]))

    def set(self, chat_id: int, wanted: Preferences) -> None:
        """Store the preferences of a chat."""
        with self._database.writing() as writer:
            writer.execute(
                "INSERT INTO preferences (chat_id, language, long_answers, previews) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (chat_id) DO UPDATE SET language = excluded.language,"
                " long_answers = excluded.long_answers, previews = excluded.previews",
                (chat_id, wanted.language, wanted.long_answers, wanted.previews),
            )


def forget(writer: sqlite_utils.Database, chat_id: int) -> int:
    """Delete the preferences of a chat; return the number of rows deleted."""
    return int(writer.execute("DELETE FROM preferences WHERE chat_id = ?", (chat_id,)).rowcount)


def move(writer: sqlite_utils.Database, old: int, new: int) -> None:
    """Transfer preferences and admission to a group's new id, where the new id has none."""
    writer.execute("UPDATE OR IGNORE preferences SET chat_id = ? WHERE chat_id = ?", (new, old))
    forget(writer, old)
    writer.execute("UPDATE OR IGNORE admissions SET id = ? WHERE id = ?", (new, old))


class AdmissionStore:
    """Users and chats that are admitted or banned, by id. Every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[int, bool]:
        """Whether each id is admitted. Ids without an entry are left out."""
        with self._database.reading() as reader:
            rows = reader.execute("SELECT id, admitted FROM admissions ORDER BY since, id").fetchall()
        return {int(row[0]): bool(row[1]) for row in rows}

    def set(self, number: int, *, admitted: bool | None, now: datetime) -> None:
        """Admit or ban a user or chat; None deletes its entry."""
        with self._database.writing() as writer:
            writer.execute("DELETE FROM admissions WHERE id = ?", (number,))
            if admitted is not None:
                values = (number, admitted, as_text(now))
                writer.execute("INSERT INTO admissions (id, admitted, since) VALUES (?, ?, ?)", values)
