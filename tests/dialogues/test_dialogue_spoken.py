"""Days, wishes and small talk as people say them, learners of English among them."""

from __future__ import annotations

import pytest

from tests.support.telegram_user import LocalUser


async def test_the_night_before_last_is_a_day(asha: LocalUser) -> None:
    [answer] = await asha.say("what happened the night before last?")

    assert answer.text.startswith("Latest, the night before last\n1. Minister defends <ferry> money & timetable")


async def test_news_only_at_a_time_is_a_digest(asha: LocalUser) -> None:
    [answer] = await asha.say("only send me news at 7:30 in the morning")

    assert "News: in a digest, the next one tomorrow at 07:30" in answer.text


@pytest.mark.parametrize(
    ("words", "answered"),
    [
        ("what happened Tuesday week?", "Nothing from Tuesday week; the newest is from 21 November 2026."),
        ("what happened a week past Friday", "Nothing from a week past Friday; the newest is from 21 November 2026."),
        ("helo, how it works?", "Ask me about the news in your own words."),
        ("I don't understand", "Ask me about the news in your own words."),
        ("i not understand it", "Ask me about the news in your own words."),
        ("how did the ferries develop from October to November?", "Timeline: ferries"),
        ("follow a person", "What shall I watch for?"),
        ("and who replaced him", "I can't tell whom or what you mean."),
        ("timeline please", "A timeline of what? For example"),
        ("summarise", "A summary of what? For example"),
    ],
)
async def test_it_is_understood(asha: LocalUser, words: str, answered: str) -> None:
    [answer, *_] = await asha.say(words)

    assert answer.text.startswith(answered)


@pytest.mark.parametrize("words", ["who is backing Elena Marsh?", "and who replaced Elena Marsh"])
async def test_who_does_something_to_somebody_is_asked(asha: LocalUser, words: str) -> None:
    """Neither the page of whom it is done to, nor a complaint."""
    [answer] = await asha.say(words)

    assert answer.text.startswith("My articles don't say.") or "In context" in str(answer.buttons)
