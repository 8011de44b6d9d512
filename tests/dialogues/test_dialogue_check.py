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


@pytest.mark.parametrize("of_channel", [True, False])
async def test_a_quotation_in_a_forwarded_message_is_checked(asha: LocalUser, *, of_channel: bool) -> None:
    words = "SHOCKING: Elena Marsh said: “Two ferries are cheaper than one collapsed bridge.” Share this!"

    [short] = await asha.forward(words, "Coast Rumours", of_channel=of_channel)
    [long] = await asha.forward(
        f"{words}\n{'They do not want you to know it. ' * 30}", "Rumours", of_channel=of_channel
    )

    assert "Changed: “Two”, in the article “Four”" in short.text
    assert "Changed: “Two”, in the article “Four”" in long.text


async def test_a_forwarded_message_without_quotations_is_not_taken_in(asha: LocalUser) -> None:
    [told] = await asha.forward("The ferries start in February.", "Ben")
    [answer] = await asha.forward("How many cracked bolts were found?", "Ben")

    assert told.text.startswith("Of a forwarded message I only check quotations")
    assert "62 cracked bolts" in answer.text


async def test_two_quotations_in_one_message(asha: LocalUser) -> None:
    [answer] = await asha.say(
        "/check Marsh said “They start in February” and “Nineteen thousand cars a day is too much for a tired bridge”."
    )

    assert answer.text.count("Yes, Elena Marsh is quoted") == 2


async def test_a_bare_command_is_explained(asha: LocalUser) -> None:
    [answer] = await asha.say("/check")

    assert answer.text.startswith("Which words?")
