"""What two said, side by side: /compare, /who of two names, sides without names; and what only sounds so."""

from __future__ import annotations

import pytest

from bot.models import NewArticle
from tests.support.dialogue import Room
from tests.support.dialogue_articles import day
from tests.support.telegram_user import LocalUser

PAY = NewArticle(
    id="pay",
    title="Nurses and hospitals far apart on pay",
    source="Lindon Herald",
    url="",
    published=day("2026-11-21T10:00"),
    text="""Talks on the pay of nurses at Greywick hospital broke off on Friday.
"The pay of a nurse does not cover the rent," said the union's chairwoman, Dora Hale.
"Higher pay would close two wards," said Karl Wend, head of the hospital employers.""",
)


@pytest.mark.parametrize(
    "words",
    [
        "/who Elena Marsh, Tom Reed",
        "/who Elena Marsh and Tom Reed",
        "/who Marsh / Tom Reed",
        "/compare Elena Marsh and Tom Reed",
        "compare Elena Marsh and Tom Reed",
    ],
)
async def test_two_names_are_shown_side_by_side(asha: LocalUser, words: str) -> None:
    [answer] = await asha.say(words)

    assert answer.text.startswith("Side by side: ")
    assert "Four ferries are cheaper" in answer.text
    assert "Nobody asked us" in answer.text


@pytest.mark.parametrize("words", ["/who Marsh, Elena", "/who Elena Marsh about ferries and bridges", "/who Reed"])
async def test_one_name_is_not_two(asha: LocalUser, words: str) -> None:
    [answer] = await asha.say(words)

    assert not answer.text.startswith("Side by side")


async def test_compare_asks_for_whom(asha: LocalUser) -> None:
    [question] = await asha.say("/compare")

    [answer] = await asha.say("Elena Marsh and Tom Reed", reply=question)

    assert question.text.startswith("Whom? For example:\n/compare ")
    assert answer.text.startswith("Side by side: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("/compare Elena Marsh", "Compare “Elena Marsh” with whom or what?"),
        ("compare Marsh and", "Compare “Marsh” with whom or what?"),
        ("compare", "Whom shall I compare?"),
        ("/compare 😀", "Whom shall I compare?"),
    ],
)
async def test_a_side_that_is_lacking_is_asked_for(asha: LocalUser, words: str, said: str) -> None:
    [answer] = await asha.say(words)

    assert answer.text.startswith(said)
    assert answer.buttons == []


async def test_the_command_is_no_question_in_a_conversation_either(asha: LocalUser) -> None:
    await asha.say("What did Elena Marsh say about ferries?")

    [answer] = await asha.say("/compare Elena Marsh")

    assert answer.text.startswith("Compare “Elena Marsh” with whom or what?")


async def test_groups_have_sides_too(asha: LocalUser, room: Room) -> None:
    room.newsroom.add(PAY)

    [answer] = await asha.say("compare what unions and employers said about pay")

    assert "does not cover the rent" in answer.text
    assert "would close two wards" in answer.text


async def test_what_two_agreed_on_is_a_question(asha: LocalUser) -> None:
    [answer] = await asha.say("what did Elena Marsh and Tom Reed agree on?")

    assert not answer.text.startswith("Side by side")


async def test_a_brief_of_one_outlet_is_called_so_and_followed_so(asha: LocalUser) -> None:
    [brief] = await asha.say('/brief from:"Lindon Herald" bridge')

    [followed] = await asha.press(brief, "🔔 Follow bridge, from Lindon…")

    assert brief.text.startswith("In brief: bridge, from Lindon Herald")
    assert followed.text.startswith("You now follow articles with bridge, from Lindon Herald.")
