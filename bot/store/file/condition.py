"""What is known to be wrong with the file and its disk, for /healthz and whoever runs newsbot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import DatabaseDamaged, DatabaseReadOnly, DiskFailed, DiskFull
from bot.store.base.errors import fixable_errors, is_damage


class Condition:
    """Kept up to date by all who use the file through ``Database``."""

    def __init__(self) -> None:
        self.damage = ""  #: what is wrong with its pages; stays until a whole examination finds nothing
        self.met = 0  #: how often damage was met, in pages that an examination reads too
        self._lasting = False  #: whether there is damage that no examination of pages shows
        self.refused = ""  #: why the last transaction could not be written; "" after one that could

    def noted(self, damage: str, *, lasting: bool = False) -> None:
        """Keep damage in mind; what was met first is told."""
        self.damage = self.damage or damage
        self.met += 1
        self._lasting = self._lasting or lasting

    def found_whole(self, met: int) -> bool:
        """Forget the damage if every page could be read since it was met for the ``met``-th time.

        A disk or a network may have given a wrong page once. Returns whether there was some, and none is known now.
        """
        if not self.damage or self._lasting or met != self.met:
            return False
        self.damage = ""
        return True

    @contextmanager
    def noticing(self, *, query_only: bool = False) -> Iterator[None]:
        """As ``fixable_errors``, and keeps in mind what was met."""
        try:
            with fixable_errors(query_only=query_only):
                yield
        except DatabaseDamaged as error:
            self.noted(str(error.__cause__), lasting=_is_lasting(error.__cause__))
            raise
        except (DiskFull, DatabaseReadOnly, DiskFailed) as error:
            self.refused = self.refused if query_only else str(error)
            raise


def _is_lasting(cause: BaseException | None) -> bool:
    """Whether it is damage of content rather than of pages: a lost table, an index that does not fit its text."""
    code = getattr(cause, "sqlite_errorcode", 0)
    return cause is None or code == sqlite3.SQLITE_CORRUPT_VTAB or not is_damage(cause)
