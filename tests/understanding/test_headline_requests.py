"""Which words ask for headlines and what about."""

from __future__ import annotations

import pytest

from bot.understanding.headline_requests import latest_topic

OUTLETS = ("Reuters", "Tessarn Courier")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("latest headlines", ""),
        ("Show me the latest news", ""),
        ("any news?", ""),
        ("What are today's headlines?", "today"),
        ("news yesterday", "yesterday"),
        ("What happened today?", "today"),
        ("what happened on 7 November", "on 7 November"),
        ("What happened in November 2026?", "in November 2026"),
        ("headlines from Friday", "Friday"),
        ("hi, any news about the ferry pls", "the ferry"),
        ("headlines from yesterday", "yesterday"),
        ("what's new about Modi?", "Modi"),
        ("What’s new with the ferry?", "the ferry"),
        ("What is happening in Tilsen?", "Tilsen"),
        ("latest news about the central bank", "the central bank"),
        ("Give me the latest on Heron-2", "Heron-2"),
        ("news from Reuters", 'from:"Reuters"'),
        ("News from the Tessarn Courier today", 'from:"Tessarn Courier" today'),
        ("news from Ankara", "Ankara"),
        ("Any articles on measles?", "measles"),
        ("from:courier", "from:courier"),
        ("from:courier after:2026-11-01 -ferry", "from:courier after:2026-11-01 -ferry"),
        ("latest news from:courier", "from:courier"),
        ("stories about snow after:yesterday", "snow after:yesterday"),
    ],
)
def test_asks_for_headlines(text: str, topic: str) -> None:
    assert latest_topic(text, OUTLETS) == topic


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Who won the cup?",
        "What happened to the ferry?",
        "What is the latest inflation figure?",
        "How many stories does the tower have?",
        "Which newspaper broke the news about Strake?",
        "What did Modi say about the news?",
        "ferry from:courier",
        "Why is the news late?",
        "modi",
    ],
)
def test_asks_something_else(text: str) -> None:
    assert latest_topic(text, OUTLETS) is None
