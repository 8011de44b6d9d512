"""A lock that threads get in the order in which they asked for it.

``threading.Lock`` may give itself to the thread that has just released it, so that under load somebody with little
patience waits behind any number of others.
"""

from __future__ import annotations

import threading
from collections import deque


class FairLock:
    """As ``threading.Lock``, but first come, first served."""

    def __init__(self) -> None:
        self._changed = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Event] = deque()

    def acquire(self, timeout: float = -1) -> bool:
        """Wait for a turn, at most ``timeout`` seconds (-1: without limit); return whether it came."""
        with self._changed:
            if not self._held:
                self._held = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        try:
            came = mine.wait(None if timeout < 0 else timeout)
        except BaseException:  # Ctrl-C
            if self._gave_up(mine):
                self.release()
            raise
        return came or self._gave_up(mine)

    def _gave_up(self, mine: threading.Event) -> bool:
        """Leave the line; return whether the turn came at the last moment."""
        with self._changed:
            if not mine.is_set():
                self._waiting.remove(mine)
            return mine.is_set()

    def release(self) -> None:
        """End the turn; the next one in line has it at once."""
        with self._changed:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False
