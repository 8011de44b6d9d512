"""/settings and /digest: every button and every answer, over HTTP."""

from __future__ import annotations

from datetime import time

import pytest

from bot.models import ChatKey
from bot.models.schedules import Cadence, ChatSchedule, QuietHours
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser, Said


def schedule(room: Room, user: LocalUser) -> ChatSchedule:
    return room.newsroom.schedules.of_chat(user.id)


async def page(user: LocalUser) -> Said:
    [answer] = await user.say("/settings")
    return answer


async def test_the_page_says_what_holds(asha: LocalUser) -> None:
    answer = await page(asha)

    assert answer.text == (
        "When news comes to this chat\n"
        "Time zone: not set, so I use mine, where it is 12:00 now\n"
        "News: at once\n"
        "Quiet hours: none\n\n"
        "/following has settings for each thing you follow."
    )
    assert answer.buttons == [
        ["✓ At once", "Daily", "Weekdays", "Weekly"],
        ["Time zone", "Quiet hours", "Digests", "Language"],
    ]


@pytest.mark.parametrize(
    ("label", "cadence", "told"),
    [
        ("Daily", Cadence.DAILY, "News: in a digest, the next one tomorrow at 08:00"),
        ("Weekdays", Cadence.WEEKDAYS, "News: in a digest, the next one tomorrow at 08:00"),
        ("Weekly", Cadence.WEEKLY, "News: in a digest, the next one tomorrow at 08:00"),
    ],
)
async def test_all_news_as_a_digest_and_at_once_again(
    asha: LocalUser, room: Room, label: str, cadence: Cadence, told: str
) -> None:
    [changed] = await asha.press(await page(asha), label)
    assert told in changed.text
    assert changed.buttons[0].count(f"✓ {label}") == 1
    assert schedule(room, asha).cadence is cadence

    [back] = await asha.press(changed, "At once")
    assert "News: at once" in back.text
    assert schedule(room, asha).cadence is Cadence.NOW


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("time zone Kolkata", "Time zone: Kolkata, where it is 17:30 now"),
        ("timezone Berlin", "Time zone: Berlin, where it is 13:00 now"),
        ("quiet hours 22:00 to 07:00", "Quiet hours: 22:00 to 07:00"),
        ("language german", "Erledigt."),
        ("Zanzibarian", "When news comes to this chat"),
    ],
)
async def test_what_is_written_behind_the_command_is_set(asha: LocalUser, words: str, told: str) -> None:
    [answer] = await asha.say(f"/settings {words}")

    assert told in answer.text


@pytest.mark.parametrize(
    ("place", "told", "zone"),
    [
        ("Kolkata", "Time zone: Kolkata, where it is 17:30 now", "Asia/Kolkata"),
        ("germany", "Time zone: Berlin, where it is 13:00 now", "Europe/Berlin"),
    ],
)
async def test_the_zone_by_a_name(asha: LocalUser, room: Room, place: str, told: str, zone: str) -> None:
    [question] = await asha.press(await page(asha), "Time zone")
    assert question.text.startswith("Which city are you in, or which country?")

    [answer] = await asha.say(place, reply=question)

    assert answer.text.startswith("Done.")
    assert told in answer.text
    assert schedule(room, asha).zone == zone


async def test_a_country_with_several_clocks_is_asked_back(asha: LocalUser, room: Room) -> None:
    [question] = await asha.press(await page(asha), "Time zone")
    [offered] = await asha.say("USA", reply=question)
    assert offered.text == "Which of these cities has your time?"

    [answer] = await asha.press(offered, "New York")

    assert answer.id == offered.id
    assert "Time zone: New York, where it is 07:00 now" in answer.text
    assert schedule(room, asha).zone == "America/New_York"


async def test_a_place_that_nobody_knows(asha: LocalUser, room: Room) -> None:
    [question] = await asha.press(await page(asha), "Time zone")

    [answer] = await asha.say("Xyzzy", reply=question)

    assert answer.text.startswith("I know no time zone for that. Try the largest city near you")
    assert schedule(room, asha) == ChatSchedule()
    [again] = await asha.say("Berlin", reply=question)  # the question can be answered once more
    assert "Berlin" in again.text


async def test_the_zone_by_a_shared_location(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.share_location(35.68, 139.76)

    assert "Time zone: Tokyo, where it is 21:00 now" in answer.text
    assert schedule(room, asha).zone == "Asia/Tokyo"


async def test_quiet_hours_by_buttons(asha: LocalUser, room: Room) -> None:
    [quiet] = await asha.press(await page(asha), "Quiet hours")
    assert quiet.buttons == [
        ["22:00–07:00", "23:00–07:00"],
        ["23:00–08:00", "00:00–08:00"],
        ["✓ None", "Other hours", "◀ Back"],
    ]

    [night] = await asha.press(quiet, "23:00–07:00")
    assert night.text.startswith("Quiet hours: 23:00 to 07:00")
    assert schedule(room, asha).quiet == QuietHours(start=time(23), end=time(7))

    [none] = await asha.press(night, "None")
    assert none.text.startswith("Quiet hours: none")
    assert schedule(room, asha).quiet is None
    [home] = await asha.press(none, "Back")
    assert home.text.startswith("When news comes to this chat")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("22:30-6:45", "Quiet hours: 22:30 to 06:45"),
        ("from 10pm to 7am", "Quiet hours: 22:00 to 07:00"),
        ("off", "Quiet hours: none"),
        ("whenever", "I don't understand “whenever” as quiet hours."),
        ("22", "I don't understand “22” as quiet hours."),
    ],
)
async def test_other_quiet_hours(asha: LocalUser, words: str, told: str) -> None:
    [quiet] = await asha.press(await page(asha), "Quiet hours")
    [question] = await asha.press(quiet, "Other hours")

    [answer] = await asha.say(words, reply=question)

    assert told in answer.text


async def test_digest_times_by_buttons(asha: LocalUser, room: Room) -> None:
    [times] = await asha.press(await page(asha), "Digests")
    assert times.buttons[0] == ["06:00", "07:00", "✓ 08:00", "09:00", "12:00"]

    [two] = await asha.press(times, "18:00")
    assert "Digests: 08:00, 18:00" in two.text
    [one] = await asha.press(two, "08:00")
    assert schedule(room, asha).times == (time(18),)

    await asha.press(one, "18:00")
    assert asha.toast == "A digest needs at least one time."
    assert schedule(room, asha).times == (time(18),)

    [friday] = await asha.press(one, "Fri")
    assert "weekly ones on Friday" in friday.text
    assert schedule(room, asha).weekday == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("7:15 18:30", "Digests: 07:15, 18:30"),
        ("noon", "Digests: 12:00"),
        ("13pm", "There is no time “13pm”."),
        ("breakfast", "I don't understand “breakfast” as times."),
    ],
)
async def test_other_digest_times(asha: LocalUser, words: str, told: str) -> None:
    [times] = await asha.press(await page(asha), "Digests")
    [question] = await asha.press(times, "Other times")

    [answer] = await asha.say(words, reply=question)

    assert told in answer.text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "News: at once"),
        ("8:00 18:00", "News: in a digest, the next one today at 18:00\nDigests: 08:00, 18:00"),
        ("daily 9am", "News: in a digest, the next one tomorrow at 09:00\nDigests: 09:00"),
        ("weekdays 7:30", "News: in a digest, the next one tomorrow at 07:30\nDigests: 07:30"),
        ("weekly on Friday at 17:00", "next Friday at 17:00\nDigests: 17:00, weekly ones on Friday"),
        ("weekly", "News: in a digest, the next one tomorrow at 08:00"),
        ("off", "News: at once"),
        ("whenever you like", "I don't understand “whenever you like” as times."),
    ],
)
async def test_digest_by_words(asha: LocalUser, words: str, told: str) -> None:
    [answer] = await asha.say(f"/digest {words}")

    assert told in answer.text


async def test_a_digest_for_all_goes_before_a_subscriptions_own(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow herring")
    [one] = room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))
    await asha.say("/digest 9:00")

    assert room.newsroom.schedules.of_subscription(one.row).cadence is None
    assert schedule(room, asha).cadence is Cadence.DAILY


@pytest.mark.parametrize(
    "data", ["1.x.99", "1.x.8.1440", "1.x.4.5000.1", "1.x.10.9", "1.x.9.7", "1.x.2.12345", "1.x.7.0.9999"]
)
async def test_presses_that_mean_nothing_change_nothing(asha: LocalUser, room: Room, data: str) -> None:
    home = await page(asha)
    forged = room.server.backend.state.chats[asha.id].messages[home.id].keyboard[0][1]
    object.__setattr__(forged, "value", data)

    await asha.press(home, "Daily")

    assert schedule(room, asha) == ChatSchedule()


async def test_in_groups_administrators_decide(asha: LocalUser, ben: LocalUser, room: Room) -> None:
    group = room.server.group("Family", asha, ben)
    [home] = await ben.say("/settings", chat=group)

    await ben.press(home, "Daily")
    assert ben.toast == "Only administrators can change what is followed here."
    [refused] = await ben.say("/digest 8:00", chat=group)
    assert refused.text == ben.toast
    [changed] = await asha.press(home, "Daily")

    assert "in a digest" in changed.text
    assert room.newsroom.schedules.of_chat(group.id).cadence is Cadence.DAILY
