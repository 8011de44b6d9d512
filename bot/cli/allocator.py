"""One memory pool for all threads of a process, where the C library keeps one for each (glibc).

Each thread that answers would otherwise keep its largest answer's memory for good: 66 MB after some hundred messages.
Allocation is a small part of the work, and Python's lock lets one thread at a time do most of it.
"""

from __future__ import annotations

import ctypes
import sys

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def share_one_pool() -> None:
    """Let threads that start from now on allocate from one pool; does nothing without glibc."""
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):
            library.mallopt(_ARENA_MAX, 1)
