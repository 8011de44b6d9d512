"""What chats set in /settings, and who may use the bot at all."""

from __future__ import annotations

from datetime import datetime

import sqlite_utils

from bot.models.preferences import DEFAULT_PREFERENCES, Preferences
from bot.store.database import Database
from bot.store.rows import as_text


class PreferenceStore:
    """Every method may be called from any thread and raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, chat_id: int) -> Preferences:
        """What a chat set; the defaults where it set nothing."""
        with self._database.reading() as reader:
            sql = "SELECT language, long_answers, previews FROM preferences WHERE chat_id = ?"
            found = reader.execute(sql, (chat_id,)).fetchone()
        if found is None:
            return DEFAULT_PREFERENCES
        return Preferences(language=found[0], long_answers=bool(found[1]), previews=bool(found[2]))

    def set(self, chat_id: int, wanted: Preferences) -> None:
        """Keep what a chat sets."""
        with self._database.writing() as writer:
            writer.execute(
                "INSERT INTO preferences (chat_id, language, long_answers, previews) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (chat_id) DO UPDATE SET language = excluded.language,"
                " long_answers = excluded.long_answers, previews = excluded.previews",
                (chat_id, wanted.language, wanted.long_answers, wanted.previews),
            )


def forget(writer: sqlite_utils.Database, chat_id: int) -> int:
    """Delete what a chat set; how many rows went."""
    return int(writer.execute("DELETE FROM preferences WHERE chat_id = ?", (chat_id,)).rowcount)


def move(writer: sqlite_utils.Database, old: int, new: int) -> None:
    """A group has another id now; what the new one set stays."""
    writer.execute("UPDATE OR IGNORE preferences SET chat_id = ? WHERE chat_id = ?", (new, old))
    forget(writer, old)
    writer.execute("UPDATE OR IGNORE admissions SET id = ? WHERE id = ?", (new, old))


class AdmissionStore:
    """Users and chats that are admitted or banned, by id; raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[int, bool]:
        """Id -> whether it is admitted; those of whom nothing is said are missing."""
        with self._database.reading() as reader:
            rows = reader.execute("SELECT id, admitted FROM admissions ORDER BY since, id").fetchall()
        return {int(row[0]): bool(row[1]) for row in rows}

    def set(self, number: int, admitted: bool | None, now: datetime) -> None:
        """Admit or ban a user or chat; None: say nothing of it any more."""
        with self._database.writing() as writer:
            writer.execute("DELETE FROM admissions WHERE id = ?", (number,))
            if admitted is not None:
                values = (number, admitted, as_text(now))
                writer.execute("INSERT INTO admissions (id, admitted, since) VALUES (?, ?, ?)", values)
