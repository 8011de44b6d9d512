"""Questions for who holds an office, in whatever words."""

from __future__ import annotations

import pytest

from bot.understanding.office_questions import office_question


@pytest.mark.parametrize(
    ("text", "spelled", "where"),
    [
        ("Who is the mayor of Dunmere?", "mayor", "Dunmere"),
        ("who's Dunmere's mayor", "mayor", "Dunmere"),
        ("Dunmere's mayor?", "mayor", "Dunmere"),
        ("harbour chief of Dunmere", "harbour chief", "Dunmere"),
        ("Name the governor of Tarn's central bank.", "governor", "Tarn's central bank"),
        ("What is the name of the captain of the Sea Wren?", "captain", "the Sea Wren"),
        ("what's the mayor of Dunmere called", "mayor", "Dunmere"),
        ("Which woman is president of the union?", "president", "the union"),
        ("who is minister of health of Tarn?", "minister of health", "tarn"),
        ("Who is Tarn's roads minister?", "roads minister", "Tarn"),
        ("Who is the boss of Kestrel Air?", "managing director", "Kestrel Air"),
        ("who heads the museum in Dunmere", "director", "the museum in Dunmere"),
        ("Who is in charge of Kestrel Air right now?", "chief executive", "Kestrel Air"),
        ("Who captains Dunmere Rovers?", "captain", "Dunmere Rovers"),
        ("Who is Ilse Brun married to?", "husband", "Ilse Brun"),
        ("who is the CEO of Kestrel", "chief executive", "Kestrel"),
        ("who is head of government in Tarn", "prime minister", "Tarn"),
    ],
)
def test_the_office_and_what_it_is_of(text: str, spelled: str, where: str) -> None:
    found = office_question(text)

    assert found is not None
    assert spelled in found.spelled
    assert found.where == where


@pytest.mark.parametrize(
    ("text", "state", "now"),
    [
        ("Who is the former mayor of Dunmere?", "former", True),
        ("Who is the current mayor of Dunmere?", "", True),
        ("Who is interim mayor of Dunmere?", "interim", True),
        ("Who was the mayor of Dunmere?", "", False),
    ],
)
def test_whether_the_present_holder_is_asked_for(text: str, state: str, now: bool) -> None:
    found = office_question(text)

    assert found is not None
    assert (found.state, found.now) == (state, now)


@pytest.mark.parametrize(
    "text",
    [
        "Why did the mayor of Dunmere resign?",
        "What is the cost of the bridge?",
        "Who runs in the marathon?",
        "Who won the race in Dunmere?",
        "Who was fired as head of the museum?",
        "Who was found alive on the mountain?",
        "How old is Dunmere's mayor?",
        "the price of bread in Dunmere",
        "mayor",
    ],
)
def test_other_questions(text: str) -> None:
    assert office_question(text) is None
