"""What is only polite in a question is no part of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import politeness
from bot.understanding.politeness import without_courtesies


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("hi can u tell me who won the marathon pls", "who won the marathon"),
        ("Could you please tell me how many were hurt so far?", "how many were hurt so far?"),
        ("Hello! I would like to know when the ferry left.", "when the ferry left."),
        ("please tell me why it sank, thanks!", "why it sank!"),
        ("Do you know where the mayor lives?", "where the mayor lives?"),
        ("I was wondering if the bridge is open", "if the bridge is open"),
        ("Good morning, any idea who owns the port?", "who owns the port?"),
        ("news about Putin pls", "news about Putin"),
        ("tell me about the ferry", "about the ferry"),
        ("tell me more", "more"),
        ("Hello", "Hello"),
        ("thanks!", "thanks!"),
        ("Please", "Please"),
        ("Hi Tech shares fell why?", "Tech shares fell why?"),
        ("Would you know it?", "it?"),
        ("Who can tell me apart?", "Who can tell me apart?"),
        ("Can the mayor resign?", "Can the mayor resign?"),
        ("Okay Airways fined how much?", "Okay Airways fined how much?"),
        ("", ""),
    ],
)
def test_courtesies(text: str, plain: str) -> None:
    assert without_courtesies(text) == plain


@given(st.text(max_size=200))
def test_something_is_always_left(text: str) -> None:
    plain = without_courtesies(text)
    assert plain in text or len(plain) < len(text)
    assert any(map(str.isalnum, plain)) == any(map(str.isalnum, text))


@pytest.mark.parametrize("pattern", [politeness._ENDINGS, politeness._TAILS])
def test_endings_begin_where_their_marks_begin(pattern: re.Pattern[str]) -> None:
    # else thousands of marks are tried once from each of them, and everybody waits for seconds
    text = "the ferry, ... please"
    assert pattern.match(text, text.index(","))
    assert not any(pattern.match(text, start) for start in range(text.index(",") + 1, text.index("please")))
