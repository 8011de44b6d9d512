"""Edited questions, channels, groups of several askers, and updates of kinds that newsbot does not know."""

from __future__ import annotations

from bot.models import ChatKey
from handlers.localchat.models import Message
from handlers.transport.given_answers import GivenAnswers
from handlers.transport.updates import Incoming
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


def last_of(room: Room, user: LocalUser) -> Message:
    return [one for one in room.server.messages(user.id) if one.sender.id == user.id][-1]


async def test_an_edited_question_gets_its_answer_edited(asha: LocalUser, room: Room) -> None:
    [first] = await asha.say("How many homes lost power?")

    [second] = await asha.edit(last_of(room, asha), "Who owns a bakery?", answered=True)
    [third] = await asha.edit(last_of(room, asha), "/latest volcano", answered=True)

    assert {first.id, second.id, third.id} == {first.id}
    assert "Tom Reed" in second.text
    assert third.text.startswith("Latest on volcano")


async def test_an_edited_question_is_not_a_follow_up_to_itself(asha: LocalUser, room: Room) -> None:
    await asha.say("How many homes lost power?")

    [alone] = await asha.edit(last_of(room, asha), "and in the north?", answered=True)
    room.clock.forward(minutes=20)
    await asha.say("Who owns a bakery?")
    [follows] = await asha.say("how old is he?")
    [edited] = await asha.edit(last_of(room, asha), "and where is he from?", answered=True)

    assert "Asked:" not in alone.text
    assert follows.text.startswith("Asked: how old is Tom Reed?")
    assert edited.text.startswith("Asked: and where is Tom Reed from?")


async def test_an_edit_that_changes_no_word_is_left_alone(asha: LocalUser, room: Room) -> None:
    await asha.say("hi")

    assert await asha.edit(last_of(room, asha), "hi") == []


def test_only_the_last_answers_are_remembered() -> None:
    given = GivenAnswers(most=2)
    asked = [Incoming(chat=ChatKey(chat_id=1), user_id=1, private=True, message_id=at, words="hi") for at in range(3)]
    for one in asked:
        given.keep(one, 10 + one.message_id)
    given.keep(asked[0], None)

    assert [bool(given.of(one.chat, one.message_id)) for one in asked] == [False, True, True]


async def test_a_channel_follows_by_posts_of_its_own(asha: LocalUser, room: Room) -> None:
    channel = room.server.channel("Ferry news", asha)

    [followed] = await asha.say("/follow ferries", chat=channel)
    silence = await asha.say("Who owns a bakery?", chat=channel, answered=False)

    assert followed.text.startswith("Now followed here: articles with ferries.")
    assert silence == []
    assert [one.value for one in room.newsroom.subscriptions.of(ChatKey(chat_id=channel.id))] == ["ferries"]


async def test_pages_are_turned_by_whoever_asked(asha: LocalUser, ben: LocalUser, room: Room) -> None:
    group = room.server.group("Newsroom", asha, ben)
    [answer] = await asha.say("@newsbot_local_bot latest on Greywick", chat=group)

    assert await ben.press(answer, "▶") == []
    toast = ben.toast
    [turned] = await asha.press(answer, "▶")
    await ben.press(answer, "1")

    assert toast == "Only whoever asked can turn these pages. Ask yourself, and you get your own."
    assert turned.id == answer.id


async def test_the_newest_of_all_is_turned_by_everybody(asha: LocalUser, ben: LocalUser, room: Room) -> None:
    group = room.server.group("Newsroom", asha, ben)
    [answer] = await asha.say("/latest", chat=group)

    [turned] = await ben.press(answer, "▶")

    assert turned.id == answer.id


async def test_unknown_updates_and_fields_are_passed_over(asha: LocalUser, room: Room) -> None:
    updates = room.server.backend.updates
    updates.allow([])
    await updates.put("telepathy", {"from": {"id": asha.id}, "thought": "who won?"})
    await updates.put("message", {"message_id": 0, "date": 0, "chat": {"id": asha.id, "type": "hologram"}})
    await updates.put("poll", {"id": "1", "question": "Who won?", "options": []})
    await updates.put("edited_channel_post", {"message_id": 1, "date": 0, "chat": {"id": -5, "type": "channel"}})

    [answer] = await asha.say("Who owns a bakery?")

    assert "Tom Reed" in answer.text
