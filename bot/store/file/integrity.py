"""Looks for damaged pages in the database file, a table at a time.

SQLite notices damage only when it reads the page, which for an old article may be months later, when every backup has
it too. Each table is examined in a transaction of its own, so that the write-ahead log does not grow meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from bot.errors import DatabaseDamaged
from bot.store.base.errors import DAMAGED
from bot.store.file.database import Database

STEPS = 10_000  # of SQLite between two looks whether to give up


class Integrity:
    """Examines a database. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def damage(self) -> str:
        """What is known to be wrong with the file, and what to do, for whoever runs newsbot; "" for nothing."""
        found = self._database.condition.damage
        return found and DAMAGED.format(path=self._database.path, damage=found)

    @property
    def refused(self) -> str:
        """Why nothing can be written just now; "" if the last transaction was."""
        return self._database.condition.refused

    def tables(self) -> list[str]:
        """The tables with pages of their own. Raises StoreError."""
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY rootpage"
        with self._database.reading() as reader:
            return [str(name) for (name,) in reader.execute(sql)]

    def examine(self, table: str, give_up: Callable[[], bool] = lambda: False) -> str:
        """What is wrong with a table and its indices; "" for nothing, also if ``give_up`` ended the examination.

        The first finding is kept in ``damage``. Raises StoreError.
        """
        known = self._database.condition.damage
        try:
            with self._database.reading() as reader:
                found = _quick_check(reader, table, give_up)
        except DatabaseDamaged as error:
            self._database.condition.damage = known or f"{table}: {error.__cause__}"
            return f"{table}: {error.__cause__}"
        if not found:
            return ""
        self._database.condition.noted(f"{table}: {found}")
        return f"{table}: {found}"

    @property
    def met(self) -> int:
        """How often damage was met so far."""
        return self._database.condition.met

    def whole(self, met: int) -> bool:
        """Record that an examination which began when damage had been met ``met`` times read every table to its end.

        Returns whether damage was known that is not there any more.
        """
        return self._database.condition.found_whole(met)


def _quick_check(reader: sqlite3.Connection, table: str, give_up: Callable[[], bool]) -> str:
    reader.set_progress_handler(give_up, STEPS)
    try:
        quoted = table.replace("'", "''")
        (found,) = reader.execute(f"PRAGMA quick_check('{quoted}')").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return ""
    finally:
        reader.set_progress_handler(None, 0)
    return "" if found == "ok" else str(found).splitlines()[-1].rstrip(".")
