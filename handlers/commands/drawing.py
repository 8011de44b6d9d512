"""Pictures are drawn in one thread: matplotlib opens its fonts anew for each thread that draws, and keeps them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import ParamSpec, TypeVar

_GIVEN = ParamSpec("_GIVEN")
_DRAWN = TypeVar("_DRAWN")
_THREAD = ThreadPoolExecutor(1, thread_name_prefix="drawing")


async def drawn(draw: Callable[_GIVEN, _DRAWN], *given: _GIVEN.args, **named: _GIVEN.kwargs) -> _DRAWN:
    """``draw(*given)``, one after the other, in the language of the running task."""
    run = partial(copy_context().run, draw, *given, **named)
    return await asyncio.get_running_loop().run_in_executor(_THREAD, run)
