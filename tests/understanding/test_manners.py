"""Courtesy and questions about newsbot in words that nobody foresaw."""

from __future__ import annotations

import pytest

from bot.understanding.manners import about_newsbot, asks_of_anyone, manners
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


@pytest.mark.parametrize(
    ("text", "anyone"),
    [
        ("how many seats do you need for a majority?", True),
        ("And where do you register to vote?", True),
        ("What documents would you need at the border", True),
        ("how old do you have to be to marry", True),
        ("Do you need a break?", False),
        ("how much memory do you need", False),
        ("What do you need to know about me?", False),
        ("how many articles do you have", False),
        ("which papers do you read", False),
    ],
)
def test_you_may_be_anybody(text: str, anyone: bool) -> None:
    assert asks_of_anyone(text) is anyone
    if anyone:
        assert about_newsbot(text) is None
