"""Forum topics that are closed or deleted: the group is told once, and its news go to the general topic."""

from __future__ import annotations

import pytest

from handlers.localchat import faults
from handlers.transport.delivery import TOPIC_GONE
from handlers.transport.sender import MOVED
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
    return [(one.thread_id, one.body.text[:20]) for one in mine if not one.body.text.startswith("Now followed here")]


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


@pytest.mark.parametrize("refusal", ["TOPIC_CLOSED", "message thread not found"])
async def test_an_answer_for_a_topic_that_was_closed_meanwhile_comes_in_the_general_one(
    asha: LocalUser, room: Room, forum: LocalGroup, refusal: str
) -> None:
    room.server.faults.add("sendMessage", faults.refused(400, f"Bad Request: {refusal}"))

    [answer] = await asha.say("/latest", chat=forum, thread_id=9)

    assert answer.message.thread_id == 0
    assert answer.text.startswith(f"{MOVED}\n\nLatest")
    assert answer.buttons


async def test_a_page_in_a_closed_topic_that_cannot_be_turned_is_sent_to_the_general_one(
    asha: LocalUser, room: Room, forum: LocalGroup
) -> None:
    [first] = await asha.say("/latest", chat=forum, thread_id=9)
    forum.close_topic(9)
    room.server.faults.add("editMessageText", faults.refused(400, "Bad Request: TOPIC_CLOSED"))

    [turned] = await asha.press(first, "▶")

    assert turned.message.thread_id == 0
    assert turned.text.startswith(MOVED)
