"""What a person's words ask for. Pure."""

from __future__ import annotations

import pytest

from bot.understanding.small_talk import Talk, small_talk


@pytest.mark.parametrize(
    ("words", "talk"),
    [
        ("Hi!", Talk.GREETING),
        ("hello bot", Talk.GREETING),
        ("Good morning 🙂", Talk.GREETING),
        ("thank you so much!!", Talk.THANKS),
        ("ok", Talk.FINE),
        ("What’s new?", Talk.LATEST),
        ("news", Talk.LATEST),
        ("what can you do?", Talk.HELP),
        ("bye", Talk.BYE),
        ("hi, who is Modi?", None),
        ("thanks giving", None),
        ("🙂", None),
        ("", None),
    ],
)
def test_small_talk(words: str, talk: Talk | None) -> None:
    assert small_talk(words) is talk
