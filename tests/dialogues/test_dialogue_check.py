"""Did they really say that? In the chat and, for the same words, on the command line."""

from __future__ import annotations

import pytest

from tests.support.telegram_user import LocalUser


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/check Marsh said “Four ferries are cheaper than one collapsed bridge”", "Yes, Elena Marsh is quoted"),
        ("did elena marsh say 'we will publish every invoice'?", "Yes, Elena Marsh is quoted"),
        ("Elena Marsh: “Two ferries are cheaper than one collapsed bridge.”", "Changed: “Two”, in the article “Four”"),
        ("/check Marsh said that ferries would run every ten minutes", "Only in the paper's own words"),
        ("/check Priya Nair said “we will publish every invoice”", "Not Priya Nair: Elena Marsh said it."),
        ("/check Marsh said “The moon is made of ferry timetables and cheese”", "My articles don't have these words."),
    ],
)
async def test_a_verdict_with_the_exact_words(asha: LocalUser, words: str, told: str) -> None:
    [answer] = await asha.say(words)

    assert told in answer.text


async def test_two_quotations_in_one_message(asha: LocalUser) -> None:
    [answer] = await asha.say(
        "/check Marsh said “They start in February” and “Nineteen thousand cars a day is too much for a tired bridge”."
    )

    assert answer.text.count("Yes, Elena Marsh is quoted") == 2


async def test_a_bare_command_is_explained(asha: LocalUser) -> None:
    [answer] = await asha.say("/check")

    assert answer.text.startswith("Which words?")
