"""Words that turn the message shown last: its next page, its second article, its source."""

from __future__ import annotations

import pytest

from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


@pytest.mark.parametrize("words", ["next page", "show more", "next"])
async def test_the_next_page_and_back(asha: LocalUser, words: str) -> None:
    [first] = await asha.say("/latest")

    [second] = await asha.say(words)
    assert second.id != first.id
    assert second.text.splitlines()[1].startswith("5.")

    [again] = await asha.say("previous")
    assert again.text == first.text


@pytest.mark.parametrize(("language", "on", "back"), [("de", "weiter", "zurück"), ("ar", "المزيد", "رجوع")])
async def test_the_words_of_the_buttons_turn_pages_too(room: Room, language: str, on: str, back: str) -> None:
    reader = room.server.user("Reader", language_code=language)
    [first] = await reader.say("/latest")

    [second] = await reader.say(on)
    [again] = await reader.say(back)

    assert second.text.splitlines()[1].startswith("5.")
    assert again.text == first.text


async def test_an_article_is_opened_by_its_number(asha: LocalUser) -> None:
    [latest] = await asha.say("/latest")
    second = next(line for line in latest.text.splitlines() if line.startswith("2. ")).removeprefix("2. ")
    second = second.partition(" · ")[0]

    [article] = await asha.say("open the second one")

    assert article.text.startswith(second)


async def test_numbers_alone_open_the_items_of_the_list(asha: LocalUser) -> None:
    [latest] = await asha.say("/latest")
    titles = {line[0]: line[3:].partition(" · ")[0] for line in latest.text.splitlines() if line[:1].isdecimal()}
    await asha.say("thanks!")

    opened = [await asha.say(number) for number in ("2", "3.", "1")]

    assert [one.text.splitlines()[0] for [one] in opened] == [titles["2"], titles["3"], titles["1"]]


@pytest.mark.parametrize("words", ["7", "the second one", "open number 3"])
async def test_where_no_list_is_shown_nothing_is_opened(asha: LocalUser, words: str) -> None:
    [answer] = await asha.say(words)

    assert answer.text == "There is nothing more to show here. Ask again, or try /latest."


@pytest.mark.parametrize("words", ["source?", "where is that from", "read me the article"])
async def test_the_source_of_an_answer(asha: LocalUser, words: str) -> None:
    await asha.say("How many cracked bolts were found?")

    [context] = await asha.say(words)

    assert "<b>The city council voted for the closure after inspectors found 62 cracked bolts" in context.html


async def test_more_of_an_answer(asha: LocalUser) -> None:
    [answer] = await asha.say("What did traders in Greywick sell on the market?")

    [more] = await asha.say("more please")

    assert more.text != answer.text


async def test_where_there_is_nothing_more_it_is_said(asha: LocalUser) -> None:
    await asha.say("/latest")

    [told] = await asha.say("open number 99")

    assert told.text == "There is nothing more to show here. Ask again, or try /latest."


async def test_sources_without_an_answer_are_the_outlets(asha: LocalUser) -> None:
    await asha.say("thanks")

    [told] = await asha.say("sources")

    assert "Lindon Herald" in told.text


async def test_more_quotes_are_more_of_the_same_person(asha: LocalUser) -> None:
    [first] = await asha.say("/who Marsh")

    [more] = await asha.say("more")

    assert first.text.startswith("Elena Marsh · ")
    assert more.text.startswith("Elena Marsh · ")
    assert "\n3. " in more.text


async def test_where_all_quotes_are_shown_others_are_no_more_of_them(asha: LocalUser) -> None:
    await asha.say("/who Marsh about sailors")

    [told] = await asha.say("more")

    assert told.text == "There is nothing more to show here. Ask again, or try /latest."
