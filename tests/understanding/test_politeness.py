"""What is only polite in a question is no part of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import politeness
from bot.understanding.politeness import changes_topic, told_to_answer, without_courtesies, wondered


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
        ("oh no, was anybody hurt?", "was anybody hurt?"),
        ("aww who found it", "who found it"),
        ("How old is she, do you know?", "How old is she?"),
        ("why did he leave tho", "why did he leave"),
        ("How sad. Who was driving?", "Who was driving?"),
        ("When does it reopen? We liked the cafe.", "When does it reopen?"),
        ("We own a boat from Oste. When does the lock open?", "We own a boat from Oste. When does the lock open?"),
        ("Thanks. Another question: who owns the port?", "who owns the port?"),
        ("ok next one how long is the tunnel", "how long is the tunnel"),
        ("Another question?", "Another question?"),
        ("", ""),
    ],
)
def test_courtesies(text: str, plain: str) -> None:
    assert without_courtesies(text) == plain


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Right, on a different note, who owns the port?", True),
        ("I see. Different question: how long is the tunnel?", True),
        ("thx, moving on - price of bread in Oste", True),
        ("And who owns the port?", False),
        ("Is another question on the ballot?", False),
        ("Moving on?", False),
    ],
)
def test_what_says_that_the_topic_changes(text: str, changes: bool) -> None:
    assert changes_topic(text) is changes


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("I want to know who's paying for the bridge", "who's paying for the bridge"),
        ("hi, i wonder why the mayor left", "why the mayor left"),
        ("I wonder if the mayor will run again", "whether the mayor will run again"),
        ("I'd like to know if the lock is open", "whether the lock is open"),
        ("do you know if the mayor runs again?", "whether the mayor runs again?"),
        ("I’m curious about what the bridge cost", "what the bridge cost"),
        ("any idea whether the port has been sold", "whether the port has been sold"),
        ("I want to know if the mayor resigns", "I want to know if the mayor resigns"),
        ("I need to know when the lock opens", "I need to know when the lock opens"),
        ("let me know if the lock is open", "let me know if the lock is open"),
        ("Stevie Wonder if known", "Stevie Wonder if known"),
        ("I want to know more about the port", "I want to know more about the port"),
    ],
)
def test_what_somebody_wants_to_know(text: str, question: str) -> None:
    assert wondered(text) == question


def test_a_question_at_the_end_of_a_long_message() -> None:
    text = "hello, my son says you know it all. I would like to know whether the mayor has sold his boat, thank you"
    assert wondered(told_to_answer(text)) == "whether the mayor has sold his boat, thank you"


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


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Good evening! We sat in the garden and nobody knew: could you tell us who painted the mill?",
            "who painted the mill?",
        ),
        ("My son asks me all day long, so please tell me why the ferry is late", "why the ferry is late"),
        ("It is for my school, I'd like to know how old the mill is", "how old the mill is"),
        ("Follow the mill for me. Tell me who bought it", ""),
        ("Whenever I vote, tell me who is standing", ""),
        ("Send me news of the mill, let me know who buys it", ""),
        ("I saw the mill. Who bought it? Tell me who sold it", ""),
        ("I like the mill, let me know when it opens", ""),
        ("The mill was sold yesterday, tell me who bought it", ""),
    ],
)
def test_the_question_that_a_message_leads_up_to(text: str, question: str) -> None:
    assert told_to_answer(text) == (question or text)
