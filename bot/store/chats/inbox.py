"""The inbox: incoming updates, kept until they are answered, so that a process that ends loses none.

    take    before Telegram is told that an update arrived; each update once, even if several runs fetch it
    done    when it is answered; its text is deleted, its number kept for a day in case Telegram repeats it
    adopt   take over what a run that has ended left unanswered

Several runs may share one file for a while (a rolling restart): a run answers what it took itself, and adopts only when
it alone is left (see claim.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store.base.rows import as_text
from bot.store.file.database import Database, Writer

KEEP_NUMBERS = timedelta(days=1)  # as long as Telegram keeps updates that nobody confirms
PURGE_EACH = 500  # old numbers are purged once per this many updates
MOST_BEGUN = 5  # runs that may begin an update; one that was there when all of them ended is not tried again
PATIENCE = 2.0  # seconds to wait for another process's lock before an update is answered without being stored


_TAKE = """
INSERT INTO inbox (bot, number, run, received, body, digest) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (bot, number) DO UPDATE
SET run = excluded.run, received = excluded.received, begun = 1, body = excluded.body, digest = excluded.digest
WHERE inbox.digest IS NOT excluded.digest
"""


@dataclass(frozen=True, slots=True)
class Adopted:
    """Updates left unanswered by earlier runs."""

    bodies: tuple[str, ...]  #: JSON of updates, oldest first
    given_up: tuple[str, ...]  #: those that went with every run that began them, which get no further attempt


class Inbox:
    """Updates of one or more bots. Thread-safe; every method raises StoreError.

    ``bot`` is the bot's user id, ``run`` the number returned by ``begin``.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, bot: int, now: datetime, *, afresh: bool = False) -> int:
        """Register a run and return its number, which is larger than all earlier ones.

        ``afresh``: delete the bot's stored updates, because the server that numbered them is gone.
        """
        with self._database.writing() as writer:
            if afresh:
                writer.execute("DELETE FROM inbox WHERE bot = ?", [bot])
            sql = "INSERT INTO runs (bot, started) VALUES (?, ?)"
            run = writer.execute(sql, [bot, as_text(now)]).lastrowid
            _purge(writer, bot, now)
        assert run is not None
        return run

    def owner(self) -> int | None:
        """The bot on Telegram whose chats the database holds; None if none has used it yet."""
        with self._database.reading() as reader:
            row = reader.execute("SELECT bot FROM owner").fetchone()
        return int(row[0]) if row else None

    def own(self, bot: int) -> None:
        """Record that the database holds the chats of this bot on Telegram."""
        with self._database.writing() as writer:
            writer.execute("INSERT OR REPLACE INTO owner (one, bot) VALUES (1, ?)", [bot])

    def newer_run(self, bot: int, run: int) -> bool:
        """Whether a newer run of the bot has begun."""
        with self._database.reading() as reader:
            sql = "SELECT EXISTS (SELECT 1 FROM runs WHERE bot = ? AND id > ?)"
            (newer,) = reader.execute(sql, [bot, run]).fetchone()
        return bool(newer)

    def take(self, bot: int, run: int, bodies: Mapping[int, str], now: datetime) -> set[int]:
        """Store updates (JSON by number) and return the numbers that no run had taken before.

        Waits for ``PATIENCE`` only. A known number with a different body is a new update: a server that lost its memory
        numbers from the start again.
        """
        with self._database.writing(patience=PATIENCE) as writer:
            time = as_text(now)
            return {
                number
                for number, body in bodies.items()
                if writer.execute(_TAKE, [bot, number, run, time, body, _digest(body)]).rowcount
            }

    def unanswered(self) -> int:
        """Number of updates of all bots that were taken and are not answered yet."""
        with self._database.reading() as reader:
            [found] = reader.execute("SELECT count(*) FROM inbox WHERE body IS NOT NULL").fetchone()
        return int(found)

    def done(self, bot: int, numbers: Collection[int], now: datetime) -> None:
        """Mark updates as answered. Waits for ``PATIENCE`` only, because updates that arrive wait for this."""
        with self._database.writing(patience=PATIENCE) as writer:
            for number in numbers:
                writer.execute("UPDATE inbox SET body = NULL WHERE bot = ? AND number = ?", [bot, number])
            if any(number % PURGE_EACH == 0 for number in numbers):
                _purge(writer, bot, now)

    def adopt(self, bot: int, run: int) -> Adopted:
        """Take over what other runs have left unanswered. Call this only if no other run is alive."""
        with self._database.writing() as writer:
            rows = writer.execute(
                "SELECT body, begun FROM inbox WHERE bot = ? AND body IS NOT NULL AND run <> ? ORDER BY number",
                [bot, run],
            ).fetchall()
            writer.execute(
                "UPDATE inbox SET body = NULL WHERE bot = ? AND body IS NOT NULL AND run <> ? AND begun >= ?",
                [bot, run, MOST_BEGUN],
            )
            writer.execute(
                "UPDATE inbox SET run = ?, begun = begun + 1 WHERE bot = ? AND body IS NOT NULL AND run <> ?",
                [run, bot, run],
            )
        return Adopted(
            bodies=tuple(body for body, begun in rows if begun < MOST_BEGUN),
            given_up=tuple(body for body, begun in rows if begun >= MOST_BEGUN),
        )


def _purge(writer: Writer, bot: int, now: datetime) -> None:
    oldest = as_text(now - KEEP_NUMBERS)
    writer.execute("DELETE FROM inbox WHERE bot = ? AND body IS NULL AND received < ?", [bot, oldest])
    writer.execute("DELETE FROM runs WHERE bot = ? AND started < ?", [bot, oldest])


def _digest(body: str) -> bytes:
    """An eight-byte digest that distinguishes updates."""
    return hashlib.blake2b(body.encode(), digest_size=8).digest()
