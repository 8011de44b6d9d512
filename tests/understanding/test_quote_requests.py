"""What look-ups ask for, in people's words. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.dates import DateNotUnderstood
from bot.understanding.quote_requests import Lookup, command, on_topic, question

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
WORDS = "who what did said about on since x 's \" ‘ of anything from saying"


def told(found: Lookup) -> tuple[str, str, str, str]:
    return found.name, found.about, found.exact, found.window.words


@pytest.mark.parametrize(
    ("words", "name", "about", "exact", "dates"),
    [
        ("Modi", "Modi", "", "", ""),
        ("  “Narendra   Modi” ", "Narendra Modi", "", "", ""),
        ("Putin about the war", "Putin", "the war", "", ""),
        ("Foreign Ministry about Russia since July 2024", "Foreign Ministry", "Russia", "", "since July 2024"),
        ("MEA last week", "MEA", "", "", "last week"),
        ("Putin on Ukraine", "Putin on Ukraine", "", "", ""),
        ("", "", "", "", ""),
        ("about", "", "", "", ""),
        ("the", "", "", "", ""),
        ("of the", "", "", "", ""),
        ("the governor", "the governor", "", "", ""),
        ("Said", "", "", "", ""),
        ("since 2024-07-01", "", "", "", ""),
        ("until yesterday", "", "", "", ""),
        ("Onassis", "Onassis", "", "", ""),
        ("May", "May", "", "", ""),
        ("about grain exports", "", "grain exports", "", ""),
        ("anyone about tariffs last week", "", "tariffs", "", "last week"),
        ("talked about grain exports since July", "", "grain exports", "", "since July"),
        ("said “dear friend”?", "", "", "dear friend", ""),
        ("Said 'dear friend'", "", "", "dear friend", ""),
        ("called him a dear friend", "", "", "dear friend", ""),
        ("said that talks were scheduled", "", "talks were scheduled", "", ""),
        ("Marsh since:2026-11-01", "Marsh", "", "", "since 2026-11-01"),
        (
            "Marsh after:2026-11-01 about tolls until:yesterday",
            "Marsh",
            "tolls",
            "",
            "after 2026-11-01 until yesterday",
        ),
        ("Elena Marsh since 2025 about tolls", "Elena Marsh", "tolls", "", "since 2025"),
        ("Marsh last week about tolls", "Marsh", "tolls", "", "last week"),
        ('Marsh said "dear friend"', "Marsh", "", "dear friend", ""),
        ("Elena Marsh said “dear friend” since July", "Elena Marsh", "", "dear friend", "since July"),
        ("Marsh about", "Marsh", "", "", ""),
        ("Marsh since", "Marsh", "", "", ""),
        ("Edward Said", "Edward Said", "", "", ""),
        ("Said Business School", "Said Business School", "", "", ""),
    ],
)
def test_arguments_of_who(words: str, name: str, about: str, exact: str, dates: str) -> None:
    found = command(words, NOW)

    assert told(found) == (name, about, exact, dates)
    assert not found.whole, "whoever writes /who wants quotes"


def test_a_border_that_is_no_date_is_said() -> None:
    with pytest.raises(DateNotUnderstood, match="the flood"):
        command("Marsh since the flood", NOW)


@pytest.mark.parametrize(
    ("words", "name", "about", "dates"),
    [
        ("What did Putin say about Modi?", "Putin", "Modi", ""),
        ("what has the Russian Foreign Ministry said on the talks", "the Russian Foreign Ministry", "the talks", ""),
        ("what has the finance ministry said on tariffs since March", "the finance ministry", "tariffs", "since March"),
        ("What did MEA say yesterday?", "MEA", "", "yesterday"),
        ("What did Modi say on Monday?", "Modi", "", "on Monday"),
        ("what did Modi say about Russia last week", "Modi", "Russia", "last week"),
        ("What did Modi say last week about Russia?", "Modi", "Russia", "last week"),
        ("What does Modi think of Putin?", "Modi", "Putin", ""),
        ("What else did Marsh say?", "Marsh", "", ""),
        ("What did Marsh have to say about ferries?", "Marsh", "ferries", ""),
        ("What is Marsh saying about the bridge?", "Marsh", "the bridge", ""),
        ("tell me what Saul said about winter", "Saul", "winter", ""),
        ("What did Corrin tell reporters about measles?", "Corrin", "measles", ""),
        ("quotes by Lavrov about gas", "Lavrov", "gas", ""),
        ("Show me quotes from Lavrov", "Lavrov", "", ""),
        ("any statements by the police on Strake?", "the police", "Strake", ""),
        ("anything from Lavrov on gas this year", "Lavrov", "gas", "this year"),
        ("anything from Priya Nair last week about the mountain", "Priya Nair", "the mountain", "last week"),
        ("Is there anything by Lavrov about gas?", "Lavrov", "gas", ""),
        ("Did Putin say anything about Ukraine?", "Putin", "Ukraine", ""),
        ("has Marsh commented on the strike?", "Marsh", "the strike", ""),
        ("Has Modi spoken about Ukraine?", "Modi", "Ukraine", ""),
        ("Marsh's comments on the budget", "Marsh", "the budget", ""),
        ("what were Jones’ views on the budget?", "Jones", "the budget", ""),
        ("who talked about grain exports?", "", "grain exports", ""),
        ("Who said anything about Modi", "", "Modi", ""),
        ("who spoke on tariffs last month?", "", "tariffs", "last month"),
        ("Who else has commented on the budget?", "", "the budget", ""),
        ("who mentioned Ukraine?", "", "Ukraine", ""),
        ("what has been said about the tunnel?", "", "the tunnel", ""),
        ("What do people say about the tunnel?", "", "the tunnel", ""),
        ("Quotes about the ferry", "", "the ferry", ""),
    ],
)
def test_questions_for_words(words: str, name: str, about: str, dates: str) -> None:
    found = question(words, NOW)

    assert found is not None
    assert told(found) == (name, about, "", dates)
    assert not found.whole


@pytest.mark.parametrize(
    ("words", "about", "exact", "whole"),
    [
        ("who said 'dear friend'?", "", "dear friend", False),
        ("Who said “dear friend” about Modi?", "Modi", "dear friend", False),
        ("Who called Modi his “dear friend”?", "Modi", "dear friend", False),
        ("who called him a dear friend", "", "dear friend", True),
        ("who described the deal as a betrayal", "the deal", "betrayal", True),
        ("who said that talks were scheduled?", "talks were scheduled", "", True),
        ("Who warned prices would rise until March?", "prices would rise until March", "", True),
    ],
)
def test_questions_for_who_said_something(words: str, about: str, exact: str, whole: bool) -> None:
    found = question(words, NOW)

    assert found is not None
    assert (found.name, found.about, found.exact, found.whole) == ("", about, exact, whole)


@pytest.mark.parametrize(
    "words",
    [
        "what did Putin call Modi?",
        "what did he say?",
        "What did they say about it?",
        "What did his lawyer say about the ferry?",
        "What did Modi say about it?",
        "What do you think about Modi?",
        "When did Modi say so?",
        "what did Putin say to Modi at the dinner?",
        "What did the government say it would do?",
        "What was Strake accused of saying?",
        "What happened after Marsh said she would resign?",
        "Why did Saul say she would resign?",
        "Did Putin talk to Modi about Ukraine?",
        "Did Modi visit Ukraine?",
        "Has the court spoken?",
        "Who spoke at the ceremony?",
        "Who spoke on Monday?",
        "Who talked to Putin?",
        "Who called the election?",
        "Who called a strike?",
        "Who posted bail for Strake?",
        "Who wrote the report on the ferry?",
        "Who is the spokesman of Norlys?",
        "Who won “Song of the Year”?",
        "What is 'dear friend' in Russian?",
        "How many people commented on the plan?",
        "What does MEA stand for?",
        "What is the report about?",
        "Putin",
        "",
    ],
)
def test_other_questions_stay_questions(words: str) -> None:
    assert question(words, NOW) is None


@pytest.mark.parametrize(
    ("name", "parted"),
    [
        ("Putin on Ukraine", ("Putin", "Ukraine")),
        ("Committee on Aid on hunger", ("Committee on Aid", "hunger")),
        ("Putin", None),
        ("on Ukraine", None),
    ],
)
def test_a_name_that_may_be_a_name_and_a_topic(name: str, parted: tuple[str, str] | None) -> None:
    found = on_topic(Lookup(name=name))

    assert ((found.name, found.about) if found else None) == parted


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=60))
def test_any_words(words: list[str]) -> None:
    for read in (command, question):
        try:
            found = read(" ".join(words), NOW)
        except DateNotUnderstood:
            continue
        assert found is None or not found.mentioned
