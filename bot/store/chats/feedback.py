"""Readers' verdicts on answers, right or wrong, with the numbers behind each answer, kept for later fitting.

The question's words and its reader are kept for a few days only; after that a row holds numbers and a verdict.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlite_utils

from bot.store.base.rows import as_text
from bot.store.file.database import Database

KEEP_WORDS = timedelta(days=30)
KEEP_READERS = timedelta(days=1)  # minimum time during which a reader can change a verdict


_WRITE = """
INSERT INTO feedback (answer_id, chat_id, user_id, created, verdict, sentences, grounds, question, short)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (answer_id, user_id) DO UPDATE SET verdict = excluded.verdict, created = excluded.created
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class RatedAnswer:
    """An answer that a reader judges."""

    answer: int  #: row of the view that keeps the answer; unique in the database
    question: str
    short: str = ""  #: the short answer shown, "" for none
    sentences: tuple[int, ...] = ()  #: rows of the excerpts shown, best first
    grounds: tuple[tuple[str, float], ...] = ()  #: named numbers, as in models.Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredVerdict:
    """A stored verdict, for fitting."""

    created: datetime  #: aware UTC
    right: bool
    sentences: tuple[int, ...]
    grounds: dict[str, float]
    question: str | None  #: None once its days are over
    short: str | None


class Feedback:
    """Verdicts. Thread-safe; every method raises StoreError.

    ``keep_words`` is how long a question and its reader are kept with a verdict; zero keeps neither.
    """

    def __init__(self, database: Database, keep_words: timedelta = KEEP_WORDS) -> None:
        self._database = database
        self._keep_words = keep_words

    def judge(self, judged: RatedAnswer, *, chat_id: int, user_id: int, right: bool, now: datetime) -> bool:
        """Store a user's verdict on an answer, replacing an earlier one; return whether it is new or different."""
        with self._database.writing() as writer:
            before = writer.execute(
                "SELECT verdict FROM feedback WHERE answer_id = ? AND user_id = ?", (judged.answer, user_id)
            ).fetchone()
            writer.execute(
                _WRITE,
                (
                    judged.answer,
                    chat_id,
                    user_id,
                    as_text(now),
                    int(right),
                    json.dumps(judged.sentences),
                    json.dumps(dict(judged.grounds)),
                    judged.question if self._keep_words else None,
                    judged.short if self._keep_words else None,
                ),
            )
            purge(writer, now, self._keep_words)
        return before is None or bool(before[0]) != right

    def verdict(self, answer: int, user_id: int) -> bool | None:
        """A user's verdict on an answer; None if there is none, or its reader is no longer stored."""
        with self._database.reading() as reader:
            sql = "SELECT verdict FROM feedback WHERE answer_id = ? AND user_id = ?"
            found = reader.execute(sql, (answer, user_id)).fetchone()
        return None if found is None else bool(found[0])

    def all(self, now: datetime) -> list[StoredVerdict]:
        """All verdicts, oldest first, without words older than ``keep_words``, even if they are still stored."""
        with self._database.reading() as reader:
            rows = reader.execute("SELECT * FROM feedback ORDER BY created, id").fetchall()
        return [_verdict(row, now - self._keep_words) for row in rows]


def purge(writer: sqlite_utils.Database, now: datetime, keep_words: timedelta) -> None:
    """Remove words and readers from verdicts older than ``keep_words``. Part of a running transaction."""
    writer.execute(
        "UPDATE feedback SET chat_id = NULL, user_id = NULL, question = NULL, short = NULL"
        " WHERE created <= ? AND user_id IS NOT NULL",
        (as_text(now - max(keep_words, KEEP_READERS)),),
    )


def _verdict(row: sqlite3.Row, oldest: datetime) -> StoredVerdict:
    created = datetime.fromisoformat(row["created"])
    return StoredVerdict(
        created=created,
        right=bool(row["verdict"]),
        sentences=tuple(json.loads(row["sentences"])),
        grounds=json.loads(row["grounds"]),
        question=row["question"] if created > oldest else None,
        short=row["short"] if created > oldest else None,
    )
