"""Lines that lead to another article."""

from __future__ import annotations

import pytest

from bot.text.link_lines import leads_elsewhere


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Read more: Wildfire near Athens forces thousands from their homes", True),
        ("RELATED STORIES | Storm: what we know", True),
        ("Also watch: Ferry sinks", True),
        ("Watch: the moment the bridge fell", True),
        ("He asked to read more: the minister had sent only a summary.", False),
        ("Related costs rose: fuel was dearer.", False),
        ("The minister said: no more.", False),
        ("More than 40 died in the fire", False),
        ("Read more: " + "x" * 300, False),
    ],
)
def test_lines_that_lead_elsewhere(sentence: str, leads: bool) -> None:
    assert leads_elsewhere(sentence) is leads
