"""Entities by their names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities that go by a name: rows and labels, each once."""

    rows: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


NOBODY = Entities()
