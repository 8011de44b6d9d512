"""A lock that lets one process at a time send deliveries and take over what a process that ended left behind.

The operating system releases a file lock however its holder ends, ``kill -9`` included, and processes in different
containers that share the folder see the same lock.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.errors import DatabaseReadOnly


class Claim:
    """The claim of one process on one database file."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}-claim")
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Try to get the claim, without waiting; return whether it is held now.

        Raises DatabaseReadOnly if the lock file cannot be created.
        """
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
        """Release the claim.

        Idempotent. The file stays: if it were removed, two processes could each lock their own.
        """
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)
