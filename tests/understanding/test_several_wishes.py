"""Two wishes in one message."""

from __future__ import annotations

import pytest

from bot.understanding.several_wishes import first_and_later


@pytest.mark.parametrize(
    ("text", "first", "later"),
    [
        ("sum up the trial and tell me when there is more", "sum up the trial", "tell me when there is more"),
        ("follow the ferry, and mute the storm", "follow the ferry", "mute the storm"),
        ("Who won the race? Then notify me about the next one", "Who won the race?", "notify me about the next one"),
        ("what's new, also send me the headlines", "what's new", "send me the headlines"),
        ("Who won the race? And where was it held?", "Who won the race?", "where was it held?"),
        ("1. Who won the race? 2. Where was it held?", "Who won the race?", "Where was it held?"),
        ("Who won? Who lost the race? Where was it held?", "Who won? Who lost the race? Where was it held?", ""),
        ("mute the storm. follow the ferry instead", "mute the storm", "follow the ferry instead"),
    ],
)
def test_a_second_wish_is_kept_apart(text: str, first: str, later: str) -> None:
    assert first_and_later(text) == (first, later)


@pytest.mark.parametrize(
    "text",
    [
        "Who won the race and how old is she?",
        "Did the police stop and follow the car?",
        "Who won the race? The one in Malle?",
        "What did Saul say about prices? Really?",
        "Who said 'why should I pay for it? who is he to ask?'",
        "Is it true? Who won the race? Who lost the race? Where was it? When was it held?",
        "What did the bank lend and give to the miners?",
        "and tell me when it ends",
        "whenever the union speaks, let me know",
        "compare the Wire and the Courier",
    ],
)
def test_one_wish_stays_whole(text: str) -> None:
    assert first_and_later(text) == (text, "")
