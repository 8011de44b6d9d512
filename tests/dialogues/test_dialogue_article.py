"""An article is read in the chat: opened by its number below the headlines, and back."""

from __future__ import annotations

from tests.support import dialogue_articles as articles
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


async def test_a_number_below_the_headlines_opens_the_article_and_leads_back(asha: LocalUser) -> None:
    [headlines] = await asha.say("/latest")

    [page] = await asha.press(headlines, "1")
    assert page.id == headlines.id
    assert "\n" in page.text
    assert headlines.text.split("1. ")[1].split(" · ")[0] in page.text

    [again] = await asha.press(page, "◀ Back")
    assert (again.html, again.buttons) == (headlines.html, headlines.buttons)


async def test_an_article_without_address_can_be_read(asha: LocalUser) -> None:
    [headlines] = await asha.say("/latest storm Odile")

    [page] = await asha.press(headlines, "1")

    assert articles.STORM.text.split("\n")[-1] in page.text


async def test_a_person_of_the_article_has_a_button_to_the_page(asha: LocalUser) -> None:
    [headlines] = await asha.say("/latest ferry money")
    [page] = await asha.press(headlines, "1")

    answers = await asha.press(page, "👤 Elena Marsh")

    assert any("Elena Marsh" in one.text for one in answers)


async def test_an_article_that_is_gone_is_said_so(asha: LocalUser, room: Room) -> None:
    [headlines] = await asha.say("/latest")
    room.newsroom.article_pages.of = lambda row: None  # type: ignore[method-assign]

    await asha.press(headlines, "1")

    assert asha.toast == "That article is gone. Please ask again."
