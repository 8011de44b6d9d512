"""Settings asked for in sentences, and the ways back from /unfollow, over HTTP."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.models import ChatKey
from bot.models.schedules import Cadence, QuietHours, SubscriptionSchedule
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


async def test_a_digest_is_asked_for_in_a_sentence(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.say("send me one message every morning at 8:15")

    assert "News: in a digest" in answer.text
    chat = room.newsroom.schedules.of_chat(asha.id)
    assert (chat.cadence, chat.times) == (Cadence.DAILY, (time(8, 15),))


async def test_quiet_hours_are_asked_for_in_a_sentence(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.say("no notifications between 10pm and 7am please")

    assert "Quiet hours: 22:00 to 07:00" in answer.text
    assert room.newsroom.schedules.of_chat(asha.id).quiet == QuietHours(start=time(22), end=time(7))

    [page] = await asha.say("don't message me at night")
    assert page.text.startswith("Quiet hours: 22:00 to 07:00")


async def test_language_length_and_previews_are_asked_for(asha: LocalUser, room: Room) -> None:
    await asha.say("longer answers please")
    await asha.say("no link previews")
    [answer] = await asha.say("can you answer in German?")

    found = room.newsroom.preferences.of(asha.id)
    assert (found.language, found.long_answers, found.previews) == ("de", True, False)
    assert answer.text.startswith("Erledigt.")


async def test_a_language_that_newsbot_does_not_speak_shows_those_it_does(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.say("switch to French")

    assert answer.buttons[0] == ["✓ English", "Deutsch", "العربية"]
    assert room.newsroom.preferences.of(asha.id).language == ""


async def test_a_time_zone_and_the_page_of_settings(asha: LocalUser, room: Room) -> None:
    await asha.say("set my time zone to Lisbon")
    assert room.newsroom.schedules.of_chat(asha.id).zone == "Europe/Lisbon"

    [page] = await asha.say("open settings")
    assert page.text.startswith("When news comes to this chat")


async def test_mute_for_some_days_and_unmute(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow ferry")
    await asha.say("/follow monsoon")
    [answer] = await asha.say("mute the monsoon for 3 days")

    ferry, monsoon = room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))
    assert "2. articles with monsoon (muted until" in answer.text
    assert monsoon.muted_until == room.clock() + timedelta(days=3)
    assert ferry.muted_until is None

    [answer] = await asha.say("unmute monsoon")
    assert "2. articles with monsoon" in answer.text
    assert "muted until" not in answer.text


async def test_nothing_can_be_muted_that_is_not_followed(asha: LocalUser) -> None:
    [answer] = await asha.say("mute Saul for a day")

    assert answer.text == ("You don't follow “Saul”, so there is nothing to mute. /following shows what you follow.")


@pytest.mark.parametrize("words", ["monsoon", "monsooon"])
async def test_a_slip_in_unfollow_offers_what_comes_near(asha: LocalUser, room: Room, words: str) -> None:
    await asha.say("/follow monsoon -rugby")
    [answer] = await asha.say(f"/unfollow {words}")

    assert answer.buttons == [["Unfollow monsoon -rugby"]]
    await asha.press(answer, "Unfollow monsoon -rugby")
    assert room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id)) == []


@pytest.mark.parametrize("words", ["/unfollow all", "/unfollow everything"])
async def test_everything_ended_comes_back(asha: LocalUser, room: Room, words: str) -> None:
    for followed in ("ferry", "monsoon -rugby", "from:Reuters"):
        await asha.say(f"/follow {followed}")
    [answer] = await asha.say(words)
    assert answer.text == "Done: 3 subscriptions ended."

    [back] = await asha.press(answer, "Follow again")
    assert back.text.startswith("You follow")
    assert len(room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))) == 3


@pytest.mark.parametrize("words", ["/unfollow all", "/unfollow ferry"])
async def test_what_was_ended_comes_back_as_it_came(asha: LocalUser, room: Room, words: str) -> None:
    await asha.say("/follow ferry")
    [before] = room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))
    wanted = SubscriptionSchedule(cadence=Cadence.DAILY, silent=True)
    room.newsroom.schedules.set_subscription(before.chat, before.row, wanted)
    [answer] = await asha.say(words)

    await asha.press(answer, "Follow again")

    [after] = room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))
    assert room.newsroom.schedules.of_subscription(after.row) == wanted


async def test_what_cannot_be_set_is_told_above_what_is(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.say("send me the news at 8 every morning except fridays")

    assert answer.text.startswith("I left out “except fridays”.")
    assert room.newsroom.schedules.of_chat(asha.id).cadence is Cadence.DAILY


async def test_a_command_that_names_a_setting_sets_it(asha: LocalUser) -> None:
    await asha.say("/follow herring")

    [muted] = await asha.say("/pause")
    [back] = await asha.say("/unmute")

    assert "herring" in muted.text
    assert "muted" in muted.text
    assert "muted" not in back.text
