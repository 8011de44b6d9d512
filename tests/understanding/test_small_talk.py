"""Small talk and questions about newsbot itself."""

from __future__ import annotations

import pytest

from bot.understanding.small_talk import WORDS, Talk, small_talk


@pytest.mark.parametrize(
    ("words", "talk"),
    [
        ("Hi!", Talk.GREETING),
        ("hello bot", Talk.GREETING),
        ("Good morning 🙂", Talk.GREETING),
        ("thank you so much!!", Talk.THANKS),
        ("thanks for your help", Talk.THANKS),
        ("ok", Talk.FINE),
        ("how are you?", Talk.FEELING),
        ("Tell me a joke", Talk.OFF_TOPIC),
        ("what is 2+2?", Talk.OFF_TOPIC),
        ("What time is it?", Talk.OFF_TOPIC),
        ("write me a short poem", Talk.OFF_TOPIC),
        ("Are you human?", Talk.IDENTITY),
        ("who made you?", Talk.IDENTITY),
        ("what can you do?", Talk.HELP),
        ("What can I ask you?", Talk.HELP),
        ("How do I use this?", Talk.HELP),
        ("what kind of questions can you answer", Talk.HELP),
        ("how do I follow somebody?", Talk.STARTING),
        ("How can I get alerts about storms?", Talk.STARTING),
        ("How do I unsubscribe?", Talk.STOPPING),
        ("how can I stop these messages", Talk.STOPPING),
        ("Which newspapers do you read?", Talk.SOURCES),
        ("where do you get your news from?", Talk.SOURCES),
        ("What do you know about me?", Talk.PRIVACY),
        ("delete my data", Talk.PRIVACY),
        ("bye", Talk.BYE),
        ("hi, who is Modi?", None),
        ("thanks giving", None),
        ("how do I vote?", None),
        ("What is 5 percent of 40?", None),
        ("tell me a story about Putin", None),
        ("What is the time of the match?", None),
        ("which newspapers were banned?", None),
        ("what do you know about Modi?", None),
        ("🙂", None),
        ("", None),
    ],
)
def test_small_talk(words: str, talk: Talk | None) -> None:
    assert small_talk(words) is talk


def test_everything_has_its_words() -> None:
    assert set(WORDS) == set(Talk)
