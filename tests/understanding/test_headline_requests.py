"""Which words ask for headlines, what about and of which days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.understanding.headline_requests import HeadlineRequest, headline_request, split_days

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def outlets() -> tuple[str, ...]:
    return ("Reuters", "Tessarn Courier")


@pytest.mark.parametrize(
    ("text", "topic", "days"),
    [
        ("latest headlines", "", ""),
        ("Show me the latest news", "", ""),
        ("any news?", "", ""),
        ("What’s new?", "", ""),
        ("news", "", ""),
        ("top stories", "", ""),
        ("What are today's headlines?", "", "today's"),
        ("news yesterday", "", "yesterday"),
        ("What happened today?", "", "today"),
        ("what is new today?", "", "today"),
        ("yesterday's news", "", "yesterday's"),
        ("what happened on 7 November", "", "on 7 November"),
        ("What happened in November 2026?", "", "in November 2026"),
        ("headlines from Friday", "", "from Friday"),
        ("hi, any news about the ferry pls", "the ferry", ""),
        ("anything new about the ferry today?", "the ferry", "today"),
        ("any news about Blair today?", "Blair", "today"),
        ("What happened in Nordhaven last Tuesday?", "Nordhaven", "last Tuesday"),
        ("what's new about Modi?", "Modi", ""),
        ("What’s new with the ferry?", "the ferry", ""),
        ("What is happening in Tilsen?", "Tilsen", ""),
        ("latest news about the central bank", "the central bank", ""),
        ("Give me the latest on Heron-2", "Heron-2", ""),
        ("news from Reuters", 'from:"Reuters"', ""),
        ("News from the Tessarn Courier today", 'from:"Tessarn Courier"', "today"),
        ("news from Ankara", "Ankara", ""),
        ("latest from the Tessarn Courier", 'from:"Tessarn Courier"', ""),
        ("the latest from Ankara today", "Ankara", "today"),
        ("Any articles on measles?", "measles", ""),
        ("headlines from Reuters about the storm", 'the storm from:"Reuters"', ""),
        ("storm news from the Tessarn Courier yesterday", 'storm from:"Tessarn Courier"', "yesterday"),
        ("articles by the Tessarn Courier on Saul", 'Saul from:"Tessarn Courier"', ""),
        ("latest from reuters on Storm Petra", 'Storm Petra from:"Reuters"', ""),
        ("news from Reutersville about the storm", "Reutersville about the storm", ""),
        ("from:courier", "from:courier", ""),
        ("from:courier after:2026-11-01 -ferry", "from:courier after:2026-11-01 -ferry", ""),
        ("latest news from:courier", "from:courier", ""),
        ("stories about snow after:yesterday", "snow after:yesterday", ""),
    ],
)
def test_asks_for_headlines(text: str, topic: str, days: str) -> None:
    assert headline_request(text, outlets, NOW) == HeadlineRequest(topic=topic, days=days)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Who won the cup?",
        "What happened to the ferry?",
        "What happened in Nordhaven?",
        "What is the weather today?",
        "Who resigned yesterday?",
        "What is the latest inflation figure?",
        "How many stories does the tower have?",
        "Which newspaper broke the news about Strake?",
        "What did Modi say about the news?",
        "ferry from:courier",
        "What is going to happen tomorrow?",
        "What will happen next week?",
        "Why is the news late?",
        "modi",
    ],
)
def test_asks_something_else(text: str) -> None:
    assert headline_request(text, outlets, NOW) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the ferry yesterday", ("the ferry", "yesterday")),
        ("today", ("", "today")),
        ("the ferry", ("the ferry", "")),
        ("this week in Tilsen", ("in Tilsen", "this week")),
    ],
)
def test_days_are_split_off(text: str, parts: tuple[str, str]) -> None:
    assert split_days(text, NOW) == parts
