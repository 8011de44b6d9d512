"""A log of changes to the archive, for copies of it that are kept elsewhere (in a search cluster).

    an article is stored, revised, given vectors or removed -> a row of index_changes, in the same transaction
    a target (a copy) -> the number up to which it has applied all changes

Changes are logged only while there is a target, and kept until all targets have applied them. They are written by
triggers (bot/store/schema/schema_changes.py).
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import StoreError
from bot.store.file.database import Database

_COLUMNS = "generation, prefix, state, acknowledged, copied"


class TargetState(StrEnum):
    """State of a copy."""

    FILLING = "filling"  # being filled from its predecessor
    LIVE = "live"  # answers questions


@dataclass(frozen=True, slots=True)
class IndexTarget:
    """A copy of the archive."""

    generation: int  #: part of the names of its indices
    prefix: str
    state: TargetState
    acknowledged: int  #: every change up to this one is in it
    copied: int  #: row of the last article that was copied from the one before; -1 = all are


@dataclass(frozen=True, slots=True)
class IndexChange:
    """The latest of one or more changes of an article."""

    seq: int
    article: int
    removed: bool
    revision: int


@dataclass(frozen=True, slots=True)
class ChangeBatch:
    """A batch of consecutive changes, reduced to the last one of each article."""

    last: int  #: number of the last change
    changes: tuple[IndexChange, ...]


class IndexChanges:
    """The log of changes and its targets. Safe for threads and processes; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def targets(self) -> list[IndexTarget]:
        """All copies, oldest first."""
        with self._database.reading() as reader:
            rows = reader.execute(f"SELECT {_COLUMNS} FROM index_targets ORDER BY generation")  # noqa: S608 - constants
            return [_target(row) for row in rows]

    def live(self, prefix: str) -> IndexTarget | None:
        """The copy under ``prefix`` that answers questions, or None."""
        return next((one for one in self.targets() if one.prefix == prefix and one.state is TargetState.LIVE), None)

    def begin(self, prefix: str) -> IndexTarget:
        """Create a copy.

        The first one under its prefix is live and gets every article; later ones are filled from the live one. Changes
        that the live copy has not applied yet are also sent to a new copy, since copying would miss them.
        """
        with self._database.writing() as writer:
            lives = "SELECT acknowledged FROM index_targets WHERE prefix = ? AND state = 'live'"
            known = writer.execute(lives, (prefix,)).fetchone()
            (last,) = writer.execute("SELECT coalesce(max(seq), 0) FROM index_changes").fetchone()
            told = writer.execute("SELECT seq FROM sqlite_sequence WHERE name = 'index_changes'").fetchone()
            start = known[0] if known else max(last, told[0] if told else 0)
            state, copied = (TargetState.FILLING, 0) if known else (TargetState.LIVE, -1)
            generation = writer.execute(
                "INSERT INTO index_targets (prefix, state, acknowledged, copied) VALUES (?, ?, ?, ?)",
                (prefix, state.value, start, copied),
            ).lastrowid
            if not known:
                writer.execute(
                    "INSERT INTO index_changes (article_id, op, revision)"
                    " SELECT id, 'put', revision FROM articles ORDER BY sort_time DESC, id DESC"
                )
        assert generation is not None
        return IndexTarget(generation, prefix, state, start, copied)

    def refuse_thin(self) -> None:
        """Raise StoreError if the contents of some articles exist only in a copy."""
        with self._database.reading() as reader:
            (thin,) = reader.execute("SELECT count(*) FROM thin_articles").fetchone()
        if thin:
            raise StoreError(
                f"The contents of {thin:,} articles are in the search cluster only; it cannot be filled from here."
            )

    def pending(self, target: IndexTarget, limit: int) -> ChangeBatch | None:
        """The next ``limit`` changes for ``target``, or None if it is up to date."""
        with self._database.reading() as reader:
            rows = reader.execute(
                """SELECT seq, article_id, op, revision FROM index_changes
                   WHERE seq > (SELECT acknowledged FROM index_targets WHERE generation = ?) ORDER BY seq LIMIT ?""",
                (target.generation, limit),
            ).fetchall()
        if not rows:
            return None
        latest = {row[1]: IndexChange(row[0], row[1], row[2] == "remove", row[3]) for row in rows}
        return ChangeBatch(rows[-1][0], tuple(sorted(latest.values(), key=lambda change: change.seq)))

    def count_pending(self, target: IndexTarget) -> int:
        """Number of changes that ``target`` has not applied yet."""
        with self._database.reading() as reader:
            (count,) = reader.execute(
                """SELECT count(*) FROM index_changes
                   WHERE seq > (SELECT acknowledged FROM index_targets WHERE generation = ?)""",
                (target.generation,),
            ).fetchone()
        return int(count)

    def is_behind(self, prefix: str, most: int) -> bool:
        """Whether the live copy under ``prefix`` is missing or lags by more than ``most`` changes.

        False if SQLite no longer holds all contents.
        """
        with self._database.reading() as reader:
            if reader.execute("SELECT 1 FROM thin_articles LIMIT 1").fetchone():
                return False
            known = reader.execute(
                "SELECT acknowledged FROM index_targets WHERE prefix = ? AND state = 'live'", (prefix,)
            ).fetchone()
            if known is None:
                return True
            waiting = "SELECT 1 FROM index_changes WHERE seq > ? ORDER BY seq LIMIT 1 OFFSET ?"
            return reader.execute(waiting, (known[0], most)).fetchone() is not None

    def waiting(self) -> int:
        """Number of changes not yet applied, over all targets.

        Before the first target exists, the number of articles.
        """
        targets = self.targets()
        if targets:
            return sum(map(self.count_pending, targets))
        with self._database.reading() as reader:
            return int(reader.execute("SELECT count(*) FROM articles").fetchone()[0])

    def acknowledge(self, target: IndexTarget, seq: int) -> None:
        """Record that ``target`` has applied all changes up to ``seq``; delete those that all targets have applied."""
        with self._database.writing() as writer:
            writer.execute(
                "UPDATE index_targets SET acknowledged = max(acknowledged, ?) WHERE generation = ?",
                (seq, target.generation),
            )
            writer.execute("DELETE FROM index_changes WHERE seq <= (SELECT min(acknowledged) FROM index_targets)")

    def copied(self, target: IndexTarget, row: int) -> None:
        """Record that articles up to ``row`` have been copied to ``target`` (-1: all of them)."""
        with self._database.writing() as writer:
            writer.execute("UPDATE index_targets SET copied = ? WHERE generation = ?", (row, target.generation))

    def promote(self, target: IndexTarget) -> None:
        """Make ``target`` the live copy and forget the older copies under its prefix."""
        with self._database.writing() as writer:
            writer.execute(
                "DELETE FROM index_targets WHERE prefix = ? AND generation <> ?", (target.prefix, target.generation)
            )
            writer.execute("UPDATE index_targets SET state = 'live' WHERE generation = ?", (target.generation,))

    def forget(self, target: IndexTarget) -> None:
        """Forget a copy, and all changes if it was the last one."""
        with self._database.writing() as writer:
            writer.execute("DELETE FROM index_targets WHERE generation = ?", (target.generation,))
            writer.execute("DELETE FROM index_changes WHERE NOT EXISTS (SELECT 1 FROM index_targets)")


def _target(row: sqlite3.Row) -> IndexTarget:
    return IndexTarget(row[0], row[1], TargetState(row[2]), row[3], row[4])
