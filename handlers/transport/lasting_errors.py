"""Errors that come back every second while their cause lasts (a full disk, a removed database), logged sparingly."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

EVERY = 60.0  # seconds after which an error that lasts is logged again


class LastingErrors:
    """Logs an error when it is new, and once in ``EVERY`` seconds while it lasts."""

    def __init__(self, log: logging.Logger, clock: Callable[[], float] = time.monotonic) -> None:
        self._log = log
        self._clock = clock
        self._told = ""
        self._told_at = 0.0

    def tell(self, words: str) -> None:
        """Log ``words`` unless they are what was logged last, less than ``EVERY`` seconds ago."""
        now = self._clock()
        if words != self._told or now - self._told_at >= EVERY:
            self._log.error("%s", words)
            self._told, self._told_at = words, now
