"""What is kept of a message for its buttons, so that they can go on from it."""

from __future__ import annotations

from typing import NamedTuple


class SavedView(NamedTuple):
    """What a message showed: its kind (handlers/views/view_kinds.py) and what its buttons need."""

    kind: str
    payload: dict[str, object]
