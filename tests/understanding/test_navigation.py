"""Steps from the message shown last."""

from __future__ import annotations

import pytest

from bot.understanding.navigation import Navigation, Turning, navigation


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("next page", Navigation(Turning.MORE)),
        ("can you show me more please", Navigation(Turning.MORE)),
        ("go back", Navigation(Turning.BACK)),
        ("open the second one", Navigation(Turning.OPEN, 2)),
        ("read me the 3rd article", Navigation(Turning.OPEN, 3)),
        ("number two pls", Navigation(Turning.OPEN, 2)),
        ("2", Navigation(Turning.OPEN, 2)),
        ("12.", Navigation(Turning.OPEN, 12)),
        ("open 4", Navigation(Turning.OPEN, 4)),
        ("the last one", Navigation(Turning.OPEN, 0)),
        ("source?", Navigation(Turning.SOURCE)),
        ("where's that from", Navigation(Turning.SOURCE)),
    ],
)
def test_steps_through_what_was_shown(text: str, wanted: Navigation) -> None:
    assert navigation(text) == wanted


@pytest.mark.parametrize("text", ["tell me more", "who came second?", "2016", "the second storm", "next week"])
def test_other_requests_are_none(text: str) -> None:
    assert navigation(text) is None
