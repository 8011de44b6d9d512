"""Answers that do not depend on a search cluster being well."""

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
    """A method that only reads, begun again where the cluster fails in it: the second time SQLite answers."""

    @functools.wraps(method)
    def begun_again(*args: Given.args, **kwargs: Given.kwargs) -> Told:
        try:
            return method(*args, **kwargs)
        except ArchiveUnavailable as error:
            _LOG.warning("answered without the search cluster: %s", error)
            return method(*args, **kwargs)

    return begun_again
