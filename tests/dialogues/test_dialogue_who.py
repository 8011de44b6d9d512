"""Who said what: exact words, direct and reported, pages, choices, dates."""

from __future__ import annotations

import pytest

from handlers.localchat.client import LocalUser


async def test_quotes_newest_first_with_cue_and_origin(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Elena Marsh")

    assert answer.text.startswith("Elena Marsh · ")
    assert answer.text.index("Minister defends") < answer.text.index("Four ferries are cheaper")
    assert "“Four ferries are cheaper than one collapsed bridge" in answer.text
    assert "<i>said</i>" in answer.html
    assert "(reported)" in answer.text


async def test_pages_are_turned_in_place(asha: LocalUser) -> None:
    [first] = await asha.say("/who Elena Marsh")

    [second] = await asha.press(first, "Older")
    assert second.id == first.id
    assert "harbour bridge" in second.text

    [again] = await asha.press(second, "Newer")
    assert again.html == first.html


async def test_a_quote_in_its_paragraph_and_back(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Priya Nair")

    [context] = await asha.press(answer, "¶ 1")
    assert "nine weeks of eruptions" in context.text

    [again] = await asha.press(context, "Back")
    assert again.html == answer.html


async def test_several_people_of_one_name_are_a_choice(asha: LocalUser) -> None:
    [choice] = await asha.say("/who Reed")
    assert choice.text == "Which Reed do you mean?"

    [answer] = await asha.press(choice, "Anna Reed")

    assert "counting ferries that have no crew" in answer.text
    assert "Nobody asked us" not in answer.text


async def test_near_spellings_are_offered(asha: LocalUser) -> None:
    [choice] = await asha.say("/who Pria Nayr")
    assert choice.text == "I have no quotes by “Pria Nayr”. Did you mean:"

    [answer] = await asha.press(choice, "Priya Nair")

    assert "The mountain has gone back to sleep" in answer.text


async def test_about_a_topic(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Elena Marsh about invoices")

    assert "We will publish every invoice" in answer.text
    assert "collapsed bridge" not in answer.text


@pytest.mark.parametrize(
    ("dates", "shown"),
    [("since 19 November", True), ("until 19 November 2026", False), ("last week", False), ("this week", True)],
)
async def test_within_dates(asha: LocalUser, dates: str, shown: bool) -> None:
    [answer] = await asha.say(f"/who Elena Marsh {dates}")

    assert ("Four ferries are cheaper" in answer.text) is shown


async def test_nothing_on_a_topic_offers_everything(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Priya Nair about tomatoes")
    assert answer.text == "I have no quotes by Priya Nair about tomatoes."

    [everything] = await asha.press(answer, "All quotes by Priya Nair")

    assert "gone back to sleep" in everything.text


async def test_nobody_of_that_name(asha: LocalUser) -> None:
    [answer] = await asha.say("/who Xylophonius Quack")

    assert answer.text.startswith("I have no quotes by “Xylophonius Quack”.")


@pytest.mark.parametrize(
    ("said", "answered"),
    [("/who", "Whose words?"), ("/who Marsh since the flood", "I don't understand the date “the flood”.")],
)
async def test_what_cannot_be_looked_up(asha: LocalUser, said: str, answered: str) -> None:
    [answer] = await asha.say(said)

    assert answer.text.startswith(answered)
