"""What a person's words ask for. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.wording import Talk, small_talk, topic_of, who_question, who_request

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "name", "about", "dates"),
    [
        ("Modi", "Modi", "", ""),
        ("  “Narendra   Modi” ", "Narendra Modi", "", ""),
        ("Putin about the war", "Putin", "the war", ""),
        ("Foreign Ministry about Russia since July 2024", "Foreign Ministry", "Russia", "since July 2024"),
        ("MEA last week", "MEA", "", "last week"),
        ("", "", "", ""),
    ],
)
def test_arguments_of_who(words: str, name: str, about: str, dates: str) -> None:
    request = who_request(words, NOW)

    assert (request.name, request.about, request.window.words) == (name, about, dates)


@pytest.mark.parametrize(
    ("words", "name", "about", "dates"),
    [
        ("What did Putin say about Modi?", "Putin", "Modi", ""),
        ("what has the Russian Foreign Ministry said on the talks", "the Russian Foreign Ministry", "the talks", ""),
        ("What did MEA say yesterday?", "MEA", "", "yesterday"),
        ("What did Modi say on Monday?", "Modi", "", "on Monday"),
        ("what did Modi say about Russia last week", "Modi", "Russia", "last week"),
        ("What does Modi think of Putin?", "Modi", "Putin", ""),
        ("quotes by Lavrov about gas", "Lavrov", "gas", ""),
    ],
)
def test_questions_for_somebody_s_words(words: str, name: str, about: str, dates: str) -> None:
    request = who_question(words, NOW)

    assert request is not None
    assert (request.name, request.about, request.window.words) == (name, about, dates)


@pytest.mark.parametrize(
    "words",
    [
        "who said that talks were scheduled?",
        "what did Putin call Modi?",
        "what did he say?",
        "What did they say about it?",
        "When did Modi say so?",
        "what did Putin say to Modi at the dinner?",
        "Putin",
    ],
)
def test_other_questions_stay_questions(words: str) -> None:
    assert who_question(words, NOW) is None


@pytest.mark.parametrize(
    ("words", "talk"),
    [
        ("Hi!", Talk.GREETING),
        ("hello bot", Talk.GREETING),
        ("Good morning 🙂", Talk.GREETING),
        ("thank you so much!!", Talk.THANKS),
        ("ok", Talk.FINE),
        ("What’s new?", Talk.LATEST),
        ("news", Talk.LATEST),
        ("what can you do?", Talk.HELP),
        ("bye", Talk.BYE),
        ("hi, who is Modi?", None),
        ("thanks giving", None),
        ("🙂", None),
        ("", None),
    ],
)
def test_small_talk(words: str, talk: Talk | None) -> None:
    assert small_talk(words) is talk


@pytest.mark.parametrize(
    ("question", "names", "topic"),
    [
        ("Who met him?", ("Vladimir Putin", "Moscow"), "Vladimir Putin"),
        ("What did the volcano on Mount Etna do in Italy?", (), "Mount Etna"),
        ("What happened?", (), ""),
    ],
)
def test_what_could_be_followed(question: str, names: tuple[str, ...], topic: str) -> None:
    assert topic_of(question, names) == topic
