"""States of the US by their abbreviations."""

from __future__ import annotations

import pytest

from bot.following.names.states import states_in_full


@pytest.mark.parametrize(
    ("words", "full"),
    [
        ("N.H. primary", "New Hampshire primary"),
        ("nh primary", "nh primary"),
        ("n.h. primary", "New Hampshire primary"),
        ("NY OR N.J. trains", "New York OR New Jersey trains"),
        ("trains -Conn.", "trains -Conn."),
        ("calif. wildfires", "California wildfires"),
        ("mass. nurses", "mass. nurses"),
        ("Mass. nurses", "Massachusetts nurses"),
        ("W.Va. miners", "West Virginia miners"),
        ("R-NC", "R-NC"),
        ("from:N.H. Gazette", "from:N.H. Gazette"),
        ("SCOTUS", "SCOTUS"),
        ("Pa", "Pa"),
    ],
)
def test_states_in_full(words: str, full: str) -> None:
    assert states_in_full(words) == full


def test_only_what_would_be_read_as_a_word() -> None:
    assert states_in_full("Mass. and N.H. voters", shortened_only=True) == "Massachusetts and N.H. voters"
