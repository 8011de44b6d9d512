"""In groups the bot speaks when spoken to, and administrators decide what is followed."""

from __future__ import annotations

import pytest

from bot.models import ChatKey
from handlers.commands.callbacks import TOO_FAST
from handlers.commands.context import PRESSES_A_MINUTE
from handlers.localchat import faults
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Room, until
from tests.support.telegram_user import LocalGroup, LocalUser


@pytest.fixture
def group(room: Room, asha: LocalUser, ben: LocalUser) -> LocalGroup:
    """Asha's group, with Ben in it."""
    return room.server.group("Harbour", asha, ben)


@pytest.fixture
def name(room: Room) -> str:
    return f"@{room.app.bot.username}"


async def test_a_mention_is_answered_as_a_reply(ben: LocalUser, group: LocalGroup, name: str) -> None:
    [answer] = await ben.say(f"{name} who owns a bakery?", chat=group)

    assert "Tom Reed" in answer.text
    assert answer.message.reply_to is not None


async def test_a_reply_to_the_bot_is_a_follow_up(ben: LocalUser, group: LocalGroup, name: str) -> None:
    [first] = await ben.say(f"{name} What fell silent on Sarn island?", chat=group)

    [answer] = await ben.say("How many people can go home?", chat=group, reply=first)

    assert "340 people" in answer.text


@pytest.mark.parametrize("said", ["who owns a bakery?", "/help@other_news_bot", "/latest@other_news_bot", "/xyzzy"])
async def test_talk_among_people_is_left_alone(ben: LocalUser, group: LocalGroup, room: Room, said: str) -> None:
    group.promote_bot()  # it sees every message now

    assert await ben.say(said, chat=group, answered=False) == []


async def test_commands_with_and_without_the_bot_s_name(ben: LocalUser, group: LocalGroup, name: str) -> None:
    [plain] = await ben.say("/latest", chat=group)
    [named] = await ben.say(f"/latest{name} volcano", chat=group)
    [spaced] = await ben.say(f"/latest{name}\N{NO-BREAK SPACE}\tvolcano", chat=group)
    [unknown] = await ben.say(f"/lates{name}", chat=group)

    assert plain.text.startswith("Latest")
    assert named.text.startswith("Latest on volcano")
    assert spaced.text == named.text
    assert unknown.text == "I don't know /\u2060lates. Did you mean /latest?"


async def test_a_command_behind_the_bots_name_is_one(ben: LocalUser, group: LocalGroup, name: str) -> None:
    [headlines] = await ben.say(f"{name} /latest volcano", chat=group)
    [refused] = await ben.say(f"{name} /follow herring", chat=group)

    assert headlines.text.startswith("Latest on volcano")
    assert "administrators" in refused.text


async def test_what_a_group_follows_is_told_of_as_the_groups(asha: LocalUser, group: LocalGroup, room: Room) -> None:
    [nothing] = await asha.say("/following", chat=group)
    await asha.say("/follow Elena Marsh", chat=group)
    [again] = await asha.say("/follow Elena Marsh", chat=group)
    [listed] = await asha.say("/following", chat=group)
    async with room.delivering():
        room.newsroom.add(articles.FERRY)
        await until(lambda: asha.history(chat=group)[-1].text.startswith("First new ferry"))

    told = asha.history(chat=group)[-1].text
    assert nothing.text.startswith("Nothing is followed here yet.")
    assert again.text.startswith("Followed here already: articles that name Elena Marsh.")
    assert listed.text == "Followed here\n\n1. articles that name Elena Marsh"
    assert told.endswith("Followed here: articles that name Elena Marsh.")
    assert "You follow" not in told


async def test_only_administrators_follow(asha: LocalUser, ben: LocalUser, group: LocalGroup, room: Room) -> None:
    [refused] = await ben.say("/follow herring", chat=group)
    [followed] = await asha.say("/follow herring", chat=group)
    await ben.press(followed, "Unfollow")

    assert refused.text == "Only administrators can change what is followed here."
    assert refused.message.keyboard[0][0].value == f"https://t.me/{room.app.bot.username}?start=follow_herring"
    assert followed.text.startswith("Now followed here: articles with herring.")
    assert ben.toast == refused.text
    assert len(room.newsroom.subscriptions.of(ChatKey(chat_id=group.id))) == 1


@pytest.mark.parametrize("reason", ["CHAT_ADMIN_REQUIRED", "member list is inaccessible", "user not found"])
async def test_administrators_are_known_where_telegram_hides_members(
    asha: LocalUser, ben: LocalUser, group: LocalGroup, room: Room, reason: str
) -> None:
    room.server.faults.add("getChatMember", faults.refused(400, f"Bad Request: {reason}"), times=2)

    [refused] = await ben.say("/follow herring", chat=group)
    [followed] = await asha.say("/follow herring", chat=group)

    assert refused.text == "Only administrators can change what is followed here."
    assert followed.text.startswith("Now followed here: articles with herring.")


async def test_a_member_who_writes_as_a_channel_is_no_administrator(
    asha: LocalUser, group: LocalGroup, room: Room
) -> None:
    """Telegram shows all of them to bots as one and the same user."""
    everyone = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
    sent = {"message_id": 9_001, "date": 1, "chat": {"id": group.id, "type": "supergroup", "title": "Harbour"}}
    channel = {"id": -100_555, "type": "channel", "title": "Ferry fans"}
    command = {"text": "/follow herring", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}
    posted = {**sent, **command, "from": everyone, "sender_chat": channel}

    await room.server.backend.updates.put("message", posted)
    await until(lambda: bool(asha.history(chat=group)))

    assert asha.history(chat=group)[-1].text == "Only administrators can change what is followed here."


@pytest.mark.parametrize(
    ("named", "heard"), [(True, ["Now followed here: articles with herring."]), (False, [])], ids=["named", "unnamed"]
)
async def test_a_command_in_a_caption_is_heard_if_it_names_the_bot(
    asha: LocalUser, ben: LocalUser, group: LocalGroup, room: Room, named: bool, heard: list[str], name: str
) -> None:
    """The unnamed one may be another bot's, as Telegram's privacy mode has it."""
    command = f"/follow{name}" if named else "/follow"
    picture = {
        "message_id": 9_001, "date": 1, "chat": {"id": group.id, "type": "supergroup", "title": "Harbour"},
        "from": {"id": asha.id, "is_bot": False, "first_name": "Asha"}, "caption": f"{command} herring",
        "photo": [{"file_id": "a", "file_unique_id": "a", "width": 9, "height": 9}],
        "caption_entities": [{"type": "bot_command", "offset": 0, "length": len(command)}],
    }  # fmt: skip

    await room.server.backend.updates.put("message", picture)
    *_, last = await ben.say(f"{name} who owns a bakery?", chat=group)

    told = [one.text.partition("\n")[0] for one in ben.history(chat=group)]
    assert told == [*heard, last.text.partition("\n")[0]]


async def test_other_bots_are_not_answered(ben: LocalUser, group: LocalGroup, room: Room, name: str) -> None:
    robot = {"id": 7_001, "is_bot": True, "first_name": "Robot", "username": "robot_bot"}
    chat = {"id": group.id, "type": "supergroup", "title": "Harbour"}
    mention = [{"type": "mention", "offset": 0, "length": len(name)}]
    asked = {"message_id": 9_001, "date": 1, "chat": chat, "from": robot, "text": f"{name} who owns a bakery?"}

    await room.server.backend.updates.put("message", asked | {"entities": mention})
    [answer] = await ben.say(f"{name} who owns a bakery?", chat=group)

    assert len(ben.history(chat=group)) == 1
    assert "Tom Reed" in answer.text


async def test_a_member_follows_in_private_with_a_tap(
    asha: LocalUser, ben: LocalUser, group: LocalGroup, name: str, room: Room
) -> None:
    [answer] = await asha.say(f"{name} What did Elena Marsh say about ferries?", chat=group)
    [page] = await asha.press(answer, "Profile")

    await ben.press(page, "Follow Elena Marsh")

    assert ben.opened == f"https://t.me/{name[1:]}?start=follow_Elena_Marsh"
    assert room.newsroom.subscriptions.of(ChatKey(chat_id=group.id)) == []
    [followed] = await ben.say(f"/start {ben.opened.partition('start=')[2]}")
    assert followed.text.startswith("You now follow articles that name Elena Marsh.")


async def test_forgetting_a_group_is_for_administrators(ben: LocalUser, group: LocalGroup) -> None:
    [refused] = await ben.say("/forgetme", chat=group)

    assert refused.text.startswith("Only administrators can change")


async def test_administrators_delete_all_that_is_kept_of_a_group(
    asha: LocalUser, ben: LocalUser, group: LocalGroup, room: Room
) -> None:
    await asha.say("/follow herring", chat=group)
    [page] = await ben.say("/latest@newsbot_local_bot Greywick", chat=group)
    [asked] = await asha.say("/forgetme", chat=group)
    [gone] = await asha.press(asked, "Delete it all")
    await ben.press(page, "▶")

    assert gone.text.startswith("Deleted: ")
    assert room.newsroom.subscriptions.of(ChatKey(chat_id=group.id)) == []
    assert ben.toast == "That button is too old. Please ask again."


async def test_answers_and_notifications_stay_in_their_topic(asha: LocalUser, room: Room) -> None:
    forum = room.server.group("Forum", asha, topics=[4, 9])
    [followed] = await asha.say("/follow Elena Marsh", chat=forum, thread_id=9)
    [answer] = await asha.say("/latest", chat=forum, thread_id=4)

    room.newsroom.add(articles.FERRY)
    async with room.delivering():
        got = await asha.receive(chat=forum)

    assert [followed.message.thread_id, answer.message.thread_id, got.message.thread_id] == [9, 4, 9]


async def test_being_added_to_a_group_is_greeted(asha: LocalUser, group: LocalGroup) -> None:
    await group.kick_bot()
    await group.add_bot()

    assert (await asha.receive(chat=group)).text.startswith("Hello! Write @")


async def test_a_group_that_becomes_a_supergroup_keeps_what_it_follows(
    asha: LocalUser, group: LocalGroup, room: Room
) -> None:
    await asha.say("/follow Elena Marsh", chat=group)

    bigger = await group.migrate()
    room.newsroom.add(articles.FERRY)
    async with room.delivering():
        got = await asha.receive(chat=bigger)

    assert got.text.startswith("First new ferry")
    assert room.newsroom.subscriptions.of(ChatKey(chat_id=group.id)) == []


async def test_whoever_presses_all_the_time_is_told_and_the_others_are_answered(
    asha: LocalUser, ben: LocalUser, group: LocalGroup, name: str, room: Room
) -> None:
    [latest] = await ben.say("/latest", chat=group)
    for _ in range(PRESSES_A_MINUTE):
        [latest] = await ben.press(latest, "▶" if latest.buttons[0][-1] == "▶" else "◀")

    assert await ben.press(latest, latest.buttons[0][-1]) == []
    assert ben.toast == TOO_FAST
    [answer] = await asha.say(f"{name} who owns a bakery?", chat=group)
    assert "Tom Reed" in answer.text

    room.clock.forward(minutes=1)
    assert await ben.press(latest, latest.buttons[0][-1])
