"""What is known to be wrong with the file and its disk, for /healthz and whoever runs newsbot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import DatabaseDamaged, DatabaseReadOnly, DiskFailed, DiskFull
from bot.store.base.errors import fixable_errors


class Condition:
    """Kept up to date by all who use the file through ``Database``."""

    def __init__(self) -> None:
        self.damage = ""  #: what is wrong with its pages; stays, as no later success repairs them
        self.refused = ""  #: why the last transaction could not be written; "" after one that could

    @contextmanager
    def noticing(self, *, query_only: bool = False) -> Iterator[None]:
        """As ``fixable_errors``, and keeps in mind what was met."""
        try:
            with fixable_errors(query_only=query_only):
                yield
        except DatabaseDamaged as error:
            self.damage = self.damage or str(error.__cause__)
            raise
        except (DiskFull, DatabaseReadOnly, DiskFailed) as error:
            self.refused = self.refused if query_only else str(error)
            raise
