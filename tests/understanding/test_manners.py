"""Courtesy and questions about newsbot in words that nobody foresaw."""

from __future__ import annotations

import pytest

from bot.understanding.manners import about_newsbot, manners
from bot.understanding.small_talk import Talk


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("thanks for helping me out today", Talk.THANKS),
        ("i really appreciate it", Talk.THANKS),
        ("good talk, see you later", Talk.BYE),
        ("it was lovely to speak with you", Talk.BYE),
        ("hey, how's it hanging", Talk.FEELING),
        ("heyo", Talk.GREETING),
        ("how are you, old friend", Talk.FEELING),
        ("how old are you", None),
        ("Guten Morgen!", Talk.GREETING),
        ("مرحبًا", Talk.GREETING),
        ("شكرًا جزيلًا", Talk.THANKS),
        ("Tschüss", Talk.BYE),
        ("got any good jokes", Talk.OFF_TOPIC),
        ("thanks, who won the marathon?", None),
        ("Thanksgiving", None),
        ("thanks giving", None),
        ("Who said goodbye?", None),
        ("How is the storm?", None),
        ("", None),
    ],
)
def test_manners(text: str, talk: Talk | None) -> None:
    assert manners(text) is talk


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("do you have a nickname?", Talk.IDENTITY),
        ("tell me who your boss is", Talk.IDENTITY),
        ("what am I allowed to ask you", Talk.HELP),
        ("what can I ask the bot", Talk.HELP),
        ("where do your articles come from these days", Talk.SOURCES),
        ("How do you catch measles?", None),
        ("Who won the marathon?", None),
        ("can you tell me who won the marathon", None),
        ("what can you win in the baking show", None),
        ("what can you do for me", Talk.IDENTITY),
    ],
)
def test_questions_about_newsbot(text: str, talk: Talk | None) -> None:
    assert about_newsbot(text) is talk
