"""One process at a time sends what is owed and takes over what an ended one left: a lock that ends with its holder.

A lock of the operating system on a file beside the database is released however its holder ends, kill -9 included,
and is the same for processes in different containers that share the folder.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.errors import DatabaseReadOnly


class Claim:
    """The right to be the one, for one database file."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}-claim")
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Whether it is ours, now or already; never waits. Raises StoreError where no file can be made."""
        if self._descriptor is not None:
            return True
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise DatabaseReadOnly from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Leave it to others; idempotent. The file stays: removing it could give two processes a lock each."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)
