"""Forum topics that are closed or deleted: the group is told once, and its news go to the general topic."""

from __future__ import annotations

import pytest

from handlers.localchat import faults
from handlers.transport.delivery import TOPIC_GONE
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Room, until
from tests.support.telegram_user import LocalGroup, LocalUser


@pytest.fixture
async def forum(asha: LocalUser, room: Room) -> LocalGroup:
    """A forum that follows a name in topic 4 and, in the general topic, another."""
    group = room.server.group("Forum", asha, topics=[4, 9])
    await asha.say("/follow Elena Marsh", chat=group, thread_id=4)
    await asha.say("/follow Tom Reed", chat=group)
    return group


def said(room: Room, group: LocalGroup) -> list[tuple[int, str]]:
    """What the bot sent by itself: topic and beginning."""
    mine = [one for one in room.server.messages(group.id) if one.sender.is_bot]
    return [(one.thread_id, one.body.text[:20]) for one in mine if not one.body.text.startswith("You now")]


@pytest.mark.parametrize("deleted", [False, True], ids=["closed", "deleted"])
async def test_news_of_a_topic_that_is_gone_go_to_the_general_one(
    asha: LocalUser, room: Room, forum: LocalGroup, deleted: bool
) -> None:
    if deleted:
        del forum.chat.topics[4]
    else:
        forum.close_topic(4)
    room.newsroom.add(articles.FERRY)
    async with room.delivering():
        await until(lambda: len(said(room, forum)) == 2)
    [listed] = await asha.say("/following", chat=forum)

    assert said(room, forum)[:2] == [(0, TOPIC_GONE[:20]), (0, "First new ferry reach"[:20])]
    assert "Elena Marsh" in listed.text
    assert "Tom Reed" in listed.text


async def test_a_group_whose_general_topic_is_closed_too_is_left_alone(room: Room, forum: LocalGroup) -> None:
    room.server.faults.add("sendMessage", faults.refused(400, "Bad Request: TOPIC_CLOSED"), times=2)
    room.newsroom.add(articles.FERRY)
    async with room.delivering():
        await until(lambda: not room.newsroom.deliveries.due(room.clock()))

    room.clock.forward(hours=1)
    assert room.newsroom.deliveries.due(room.clock()) == []
    assert said(room, forum) == []
