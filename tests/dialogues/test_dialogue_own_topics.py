"""A topic of its own for what somebody follows, in private chats where Telegram offers it; over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.newsroom import Newsroom
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Clock, Room, running
from tests.support.telegram_user import LocalUser, Said

OWN, BACK = "A topic of its own", "Without its own topic"


@pytest.fixture
async def room(newsroom: Newsroom, clock: Clock, by_webhook: bool) -> AsyncIterator[Room]:
    """A bot that may open topics in private chats."""
    async with running(newsroom, clock, private_topics=True, by_webhook=by_webhook) as opened:
        yield opened


async def page(user: LocalUser) -> Said:
    [followed] = await user.say("/follow Elena Marsh")
    [opened] = await user.press(followed, "How it comes")
    return opened


async def news(room: Room, user: LocalUser) -> Said:
    room.clock.forward(minutes=5)
    room.newsroom.add(articles.FERRY)
    async with room.delivering():
        return await user.receive()


async def test_news_come_in_the_topic_that_a_button_opens(asha: LocalUser, room: Room) -> None:
    _, opened, changed = await asha.press(await page(asha), OWN)

    message = await news(room, asha)

    assert opened.text == "News about it comes here from now on: articles that name Elena Marsh."
    assert opened.message.thread_id == message.message.thread_id > 0
    assert [BACK] in changed.buttons
    [created] = room.server.calls_of("createForumTopic")
    assert created.params["name"] == "articles that name Elena Marsh"


async def test_the_general_topic_still_lists_and_ends_it(asha: LocalUser) -> None:
    await asha.press(await page(asha), OWN)

    [again] = await asha.say("/follow Elena Marsh")
    [listed] = await asha.say("/following")
    [ended] = await asha.say("/unfollow Elena Marsh")

    assert again.text.startswith("You follow already: articles that name Elena Marsh.")
    assert "1. articles that name Elena Marsh" in listed.text
    assert ended.text == "You no longer follow articles that name Elena Marsh."


async def test_a_button_takes_it_back(asha: LocalUser, room: Room) -> None:
    *_, changed = await asha.press(await page(asha), OWN)
    await asha.press(changed, BACK)

    message = await news(room, asha)

    assert message.message.thread_id == 0


async def test_a_topic_that_is_gone_is_no_loss(asha: LocalUser, room: Room) -> None:
    _, opened, _ = await asha.press(await page(asha), OWN)
    room.server.backend.state.chats[asha.id].topics.pop(opened.message.thread_id)

    told = await news(room, asha)

    assert told.text.startswith("The topic that I sent news to is closed or gone")


async def test_what_telegram_refuses_is_said(asha: LocalUser, room: Room) -> None:
    shown = await page(asha)
    room.server.backend.state.private_topics = False  # switched off since the bot started

    assert await asha.press(shown, OWN) == []
    assert asha.toast == "Telegram does not let me open a topic here."


async def test_without_topics_there_is_no_button(newsroom: Newsroom, clock: Clock) -> None:
    async with running(newsroom, clock) as plain:
        shown = await page(plain.server.user("Asha"))

    assert [OWN] not in shown.buttons
