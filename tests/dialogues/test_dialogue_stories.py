"""One message a story: later outlets are put into it; old news and back-fills are silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.models import ChatKey, NewArticle
from tests.support.affairs import affairs
from tests.support.dialogue import Room, until
from tests.support.telegram_user import LocalUser, Said

TEN = [one.article for one in affairs() if one.event == "ten-outlets-0"]


def told(user: LocalUser) -> list[str]:
    return [one.text for one in user.history() if "Nordhaven Bank" in one.text and "You follow" in one.text]


async def test_ten_outlets_of_one_event_are_one_message(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow bank")
    today = [replace(article, published=room.clock()) for article in TEN]
    async with room.delivering():
        room.newsroom.add(today[0])
        await until(lambda: len(told(asha)) == 1)
        await until(lambda: not room.newsroom.deliveries.due(room.clock()))  # recorded, so that others are added to it
        for article in today[1:]:
            room.newsroom.add(article)
        room.clock.forward(minutes=3)
        await until(lambda: "also:" in told(asha)[0])

    (message,) = told(asha)
    assert message.startswith("Nordhaven Bank closes after run on deposits")
    assert "also: The Meridian Post, Northgate Business Review" in message
    assert "and 3 more" in message
    assert len(room.server.calls_of("editMessageText")) == 1


async def test_outlets_that_came_before_it_was_sent_stand_in_it_at_once(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow bank")
    for article in TEN[:3]:
        room.newsroom.add(replace(article, published=room.clock()))
    async with room.delivering():
        await until(lambda: len(told(asha)) == 1)

    assert "also: The Meridian Post, Northgate Business Review" in told(asha)[0]
    assert room.newsroom.deliveries.next_due() is None


@pytest.mark.parametrize(("days", "owed"), [(0.5, 1), (1.9, 1), (2.6, 0), (4000, 0)])
def test_old_news_is_silent(room: Room, days: float, owed: int) -> None:
    room.newsroom.subscriptions.follow(ChatKey(chat_id=5), "bank", now=room.clock())

    added = room.newsroom.add(replace(TEN[0], published=room.clock() - timedelta(days=days)))

    assert added.deliveries == owed


def test_a_back_fill_is_silent(room: Room) -> None:
    room.newsroom.subscriptions.follow(ChatKey(chat_id=5), "bank", now=room.clock())

    assert room.newsroom.add(replace(TEN[0], published=room.clock(), news=False)).deliveries == 0


async def test_a_turn_replies_to_the_first_message_of_its_story(asha: LocalUser, room: Room) -> None:
    strike = [one.article for one in affairs("following_turns.txt") if one.affair.strip() == "dockers"]
    walk_out, _, halted, ordered, ordered_too, deal = strike

    await asha.say("/follow Port Selby")
    async with room.delivering():

        async def came(article: NewArticle, messages: int, days: int = 3) -> list[Said]:
            room.clock.forward(days=days)
            room.newsroom.add(replace(article, published=room.clock()))
            room.clock.forward(minutes=3)
            await until(lambda: len(asha.history()) == messages)
            await until(lambda: not room.newsroom.deliveries.due(room.clock()))  # recorded
            return asha.history()

        first = (await came(walk_out, 2))[-1]
        await asha.press(first, "Follow this story")
        await asha.say("/unfollow Port Selby")
        turn = (await came(halted, 5))[-1]
        await came(ordered, 6)
        await came(ordered_too, 6, days=0)
        await until(lambda: "also:" in asha.history()[-1].text)
        again = asha.history()[-1]
        last = (await came(deal, 7))[-1]

    assert "You follow the story Dockers at Port Selby walk out over robots." in turn.text
    assert [one.message.reply_to for one in (turn, again, last)] == [first.id] * 3
    assert "also: Radio Tern" in again.text
    assert last.text.startswith("Deal at Port Selby")
