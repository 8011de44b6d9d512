"""Let answers survive a failing search cluster."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from bot.errors import ArchiveUnavailable

_LOG = logging.getLogger(__name__)

Given = ParamSpec("Given")
Told = TypeVar("Told")


def steady(method: Callable[Given, Told]) -> Callable[Given, Told]:
    """Decorate a read-only method: if the cluster fails within it, it is run again, and SQLite answers instead."""

    @functools.wraps(method)
    def begun_again(*args: Given.args, **kwargs: Given.kwargs) -> Told:
        try:
            return method(*args, **kwargs)
        except ArchiveUnavailable as error:
            _LOG.warning("answered without the search cluster: %s", error)
            return method(*args, **kwargs)

    return begun_again
