"""What readers think of answers: right or wrong, with the numbers that the answer was judged by, for later fitting.

The question's words and who asked are kept for some days only; after that a row holds numbers and a verdict.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlite_utils

from bot.store.database import Database
from bot.store.rows import as_text

KEEP_WORDS = timedelta(days=30)
KEEP_READERS = timedelta(days=1)  # at least: so long a reader can change a verdict


_WRITE = """
INSERT INTO feedback (answer_id, chat_id, user_id, created, verdict, sentences, grounds, question, short)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (answer_id, user_id) DO UPDATE SET verdict = excluded.verdict, created = excluded.created
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class RatedAnswer:
    """An answer that somebody is to judge, or has judged."""

    answer: int  #: row of the view that keeps the answer; unique in the database
    question: str
    short: str = ""  #: the short answer shown, "" for none
    sentences: tuple[int, ...] = ()  #: rows of the excerpts shown, best first
    grounds: tuple[tuple[str, float], ...] = ()  #: named numbers, as in models.Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredVerdict:
    """One stored verdict, for fitting."""

    created: datetime  #: aware UTC
    right: bool
    sentences: tuple[int, ...]
    grounds: dict[str, float]
    question: str | None  #: None once its days are over
    short: str | None


class Feedback:
    """Verdicts. Every method may be called from any thread and raises StoreError.

    ``keep_words``: how long a question and its reader are kept beside a verdict; zero = not at all.
    """

    def __init__(self, database: Database, keep_words: timedelta = KEEP_WORDS) -> None:
        self._database = database
        self._keep_words = keep_words

    def judge(self, judged: RatedAnswer, *, chat_id: int, user_id: int, right: bool, now: datetime) -> bool:
        """Keep one verdict of a user on an answer, the last one counts; whether it is new or another than before."""
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
        """What a user thinks of an answer; None = they have not said, or it is long ago."""
        with self._database.reading() as reader:
            sql = "SELECT verdict FROM feedback WHERE answer_id = ? AND user_id = ?"
            found = reader.execute(sql, (answer, user_id)).fetchone()
        return None if found is None else bool(found[0])

    def all(self, now: datetime) -> list[StoredVerdict]:
        """Every verdict, oldest first; words whose days are over are left out even where they are still stored."""
        with self._database.reading() as reader:
            rows = reader.execute("SELECT * FROM feedback ORDER BY created, id").fetchall()
        return [_verdict(row, now - self._keep_words) for row in rows]


def purge(writer: sqlite_utils.Database, now: datetime, keep_words: timedelta) -> None:
    """Part of another transaction: take words and readers out of verdicts older than ``keep_words``."""
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
