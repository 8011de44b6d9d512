"""The cost of a query that does not depend on the machine: steps of SQLite's virtual machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


def counted(reader: sqlite3.Connection, work: Callable[[], _T]) -> tuple[_T, int]:
    """What ``work`` returns, and the steps that ``reader`` took for it."""
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    reader.set_progress_handler(step, 1)
    try:
        return work(), taken
    finally:
        reader.set_progress_handler(None, 1)
