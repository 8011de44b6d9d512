"""Entities by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities known by a name: rows and labels, without repeats."""

    rows: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


NOBODY = Entities()
