"""A limit on the processor time that one article may take, so that no file can hold up the others.

What the models spend is limited by the text itself (``bot/language/annotator.py``), the same on every machine. This is
the limit for what nobody foresaw: a rule or a parser that takes for ever over some text.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from bot.errors import TakesTooLong

SECONDS = 180.0  #: of processor time, all threads together; the worst shapes known take 40
_AGAIN = 10.0  # seconds until the exception is raised again, should a destructor have swallowed it


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TakesTooLong in the block after so much processor time.

    Only the main thread of a process can be interrupted, and not on Windows; elsewhere there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TakesTooLong
