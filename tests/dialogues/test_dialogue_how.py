"""How one subscription comes: the page's buttons, a test, other words; and what follows from them, over HTTP."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.models import ChatKey, NewArticle
from bot.models.schedules import Cadence, SubscriptionSchedule
from tests.support import dialogue_articles as articles
from tests.support.affairs import affairs
from tests.support.dialogue import Room, until
from tests.support.telegram_user import LocalUser, Said

#: No two of these tell one story.
STORIES = list({one.event.rsplit("-", 1)[0]: one.article for one in reversed(affairs())}.values())


@pytest.fixture
def by_webhook() -> bool:
    """Settings are the same however updates come: once is enough."""
    return False


def article(number: int, room: Room) -> NewArticle:
    """One that is new now."""
    return replace(STORIES[number], published=room.clock())


async def follow(user: LocalUser, words: str = "herring") -> Said:
    [answer] = await user.say(f"/follow {words}")
    return answer


async def page(user: LocalUser, words: str = "herring") -> Said:
    [answer] = await user.press(await follow(user, words), "How it comes")
    return answer


def schedule(room: Room, user: LocalUser) -> SubscriptionSchedule:
    [one] = room.newsroom.subscriptions.of(ChatKey(chat_id=user.id))
    return room.newsroom.schedules.of_subscription(one.row)


def news(user: LocalUser, begins: str) -> list[Said]:
    return [one for one in user.history() if one.text.startswith(begins)]


def single(user: LocalUser) -> list[Said]:
    """Messages that hold one article."""
    return [one for one in user.history() if one.buttons[-1:] == [["Mute 24 h", "Unfollow"]]]


async def test_the_page_says_what_holds(asha: LocalUser) -> None:
    answer = await page(asha)

    assert answer.text == (
        "You follow articles with herring.\n\n"
        "Comes at once\n"
        "Sound: on, for the first of several\n"
        "In quiet hours: held until they end\n"
        "Limit: at most 20 messages an hour, then one with the rest"
    )
    assert answer.buttons == [
        ["Mute 24 h", "Unfollow"],
        ["✓ At once", "Daily", "Weekdays", "Weekly"],
        ["Sound off", "Send in quiet hours too"],
        ["3 an hour", "10 an hour", "✓ 20 an hour"],
        ["50 an hour", "No limit"],
        ["Test", "Edit", "◀ Back"],
    ]


@pytest.mark.parametrize(
    ("label", "back", "set_to"),
    [
        ("Daily", "At once", SubscriptionSchedule(cadence=Cadence.DAILY)),
        ("Weekdays", "At once", SubscriptionSchedule(cadence=Cadence.WEEKDAYS)),
        ("Weekly", "At once", SubscriptionSchedule(cadence=Cadence.WEEKLY)),
        ("Sound off", "Sound on", SubscriptionSchedule(silent=True)),
        ("Send in quiet hours too", "Hold in quiet hours", SubscriptionSchedule(through_quiet=True)),
        ("3 an hour", "20 an hour", SubscriptionSchedule(ceiling=3)),
        ("50 an hour", "20 an hour", SubscriptionSchedule(ceiling=50)),
        ("No limit", "20 an hour", SubscriptionSchedule(ceiling=0)),
    ],
)
async def test_each_choice_and_back(
    asha: LocalUser, room: Room, label: str, back: str, set_to: SubscriptionSchedule
) -> None:
    [changed] = await asha.press(await page(asha), label)
    assert schedule(room, asha) == set_to

    await asha.press(changed, back)
    assert replace(schedule(room, asha), cadence=None) == SubscriptionSchedule()


async def test_from_the_list_and_back(asha: LocalUser) -> None:
    for number in range(7):
        await follow(asha, f"herring{number}")
    [first] = await asha.say("/following")
    [second] = await asha.press(first, "More")
    [opened] = await asha.press(second, "7. herring6")
    assert opened.text.startswith("You follow articles with herring6.")

    [back] = await asha.press(opened, "Back")

    assert "7. articles with herring6" in back.text


async def test_a_test_shows_what_a_message_looks_like(asha: LocalUser) -> None:
    await follow(asha, "Elena Marsh")
    [listed] = await asha.say("/following")
    [opened] = await asha.press(listed, "1. ")

    [sample] = await asha.press(opened, "Test")

    assert sample.text.startswith("This is what a message looks like, with the newest article that matches:\n\n")
    assert "You follow articles that name Elena Marsh." in sample.text


async def test_a_test_without_anything_to_show(asha: LocalUser) -> None:
    [opened] = await asha.press(await follow(asha, "quokkas"), "How it comes")

    [sample] = await asha.press(opened, "Test")

    assert sample.text == "None of my articles matches it yet, so there is nothing to show."


async def test_other_words_are_read_again_and_tried(asha: LocalUser, room: Room) -> None:
    [quiet] = await asha.press(await page(asha), "Sound off")
    [question] = await asha.press(quiet, "Edit")
    assert question.text.startswith("You follow articles with herring. What should it be instead?")

    [answer] = await asha.say("Elena Marsh", reply=question)

    assert answer.text.startswith("Changed. You now follow articles that name Elena Marsh.")
    assert "last week" in answer.text
    [one] = room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))
    assert one.value == "Elena Marsh"
    assert schedule(room, asha).silent
    added = room.newsroom.add(articles.FERRY)
    assert added.deliveries == 1
    [again] = await asha.press(answer, "How it comes")
    assert again.text.startswith("You follow articles that name Elena Marsh.")


async def test_an_ambiguous_new_word_is_asked_back(asha: LocalUser, room: Room) -> None:
    [question] = await asha.press(await page(asha), "Edit")

    [asked] = await asha.say("Jaguar", reply=question)
    [answer] = await asha.press(asked, "Jaguar, the carmaker")

    assert asked.text == "What do you mean by Jaguar?"
    assert answer.text.startswith("Changed. You now follow")
    [one] = room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))
    assert one.value == "org:Jaguar"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("x" * 201, "That is too long to follow"),
        ("ferry", "You follow that already"),
    ],
)
async def test_words_that_cannot_be_followed_change_nothing(asha: LocalUser, room: Room, words: str, told: str) -> None:
    await follow(asha, "ferry")
    [question] = await asha.press(await page(asha), "Edit")

    [answer] = await asha.say(words, reply=question)

    assert answer.text.startswith(told)
    assert [one.value for one in room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))] == ["ferry", "herring"]


async def test_what_was_unfollowed_meanwhile(asha: LocalUser) -> None:
    opened = await page(asha)
    [question] = await asha.press(opened, "Edit")
    await asha.say("/unfollow all")

    await asha.press(opened, "Daily")
    assert asha.toast == "That is not followed any more."
    [answer] = await asha.say("ferry", reply=question)
    assert answer.text == "That is not followed any more."


async def test_in_groups_administrators_decide(asha: LocalUser, ben: LocalUser, room: Room) -> None:
    group = room.server.group("Family", asha, ben)
    [followed] = await asha.say("/follow herring", chat=group)
    [opened] = await asha.press(followed, "How it comes")
    [question] = await asha.press(opened, "Edit")

    await ben.press(opened, "Daily")
    assert ben.toast == "Only administrators can change what is followed here."
    [refused] = await ben.say("ferry", reply=question, chat=group)

    assert refused.text == ben.toast


async def test_a_digest_over_http(asha: LocalUser, room: Room) -> None:
    await follow(asha, "everything")
    await asha.say("/digest 18:00")
    async with room.delivering():
        for number in range(12):
            room.newsroom.add(article(number, room))
        room.clock.forward(hours=6)
        await until(lambda: len(news(asha, "Your digest")) == 1)

    [first] = news(asha, "Your digest")
    assert first.text.startswith("Your digest: 12 articles\n\nFor every new article:\n1. ")
    assert first.text.endswith("1–10 of 12\n\n/following changes what comes, /digest when.")
    assert first.buttons == [["1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"], ["More ▶"]]
    [second] = await asha.press(first, "More")
    assert "\n11. " in second.text
    title = second.text.partition("12. ")[2].partition(" · ")[0]
    [opened] = await asha.press(second, "12")
    assert title in opened.text
    [back] = await asha.press(second, "Back")
    assert back.text == first.text
    assert room.newsroom.deliveries.next_due() is None


async def test_quiet_hours_over_http(asha: LocalUser, room: Room) -> None:
    await follow(asha, "everything")
    [home] = await asha.say("/settings")
    [quiet] = await asha.press(home, "Quiet hours")
    await asha.press(quiet, "22:00–07:00")
    room.clock.forward(hours=11)
    async with room.delivering():
        for number in range(2):
            room.newsroom.add(article(number, room))
        assert room.newsroom.deliveries.due(room.clock()) == []
        room.clock.forward(hours=8)
        await until(lambda: len(news(asha, "While it was quiet: 2 articles")) == 1)

    assert single(asha) == []


async def test_the_rest_of_an_hour_over_http(asha: LocalUser, room: Room) -> None:
    await asha.press(await page(asha, "everything"), "3 an hour")
    async with room.delivering():
        for number in range(8):
            room.newsroom.add(article(number, room))
        for count in (1, 2, 3):
            await until(lambda count=count: len(single(asha)) == count)  # type: ignore[misc]
            await until(lambda: not room.newsroom.deliveries.due(room.clock()))  # it is recorded
            room.clock.forward(seconds=2)
        room.clock.forward(hours=1)
        await until(lambda: len(news(asha, "5 more this hour")) == 1)

    [told] = news(asha, "5 more this hour")
    assert told.buttons == [["Show them"]]
    [shown] = await asha.press(told, "Show them")
    assert shown.text.startswith("More of this hour: 5 articles")
    assert [one.message.silent for one in single(asha)] == [False, True, True]


async def test_a_silent_subscription_over_http(asha: LocalUser, room: Room) -> None:
    await asha.press(await page(asha, "everything"), "Sound off")
    room.newsroom.add(article(1, room))
    async with room.delivering():
        got = await asha.receive()

    assert got.message.silent


@pytest.mark.parametrize(
    ("said", "cadence"),
    [
        ("news about Elena Marsh every morning", Cadence.DAILY),
        ("send me the Elena Marsh news once a week", Cadence.WEEKLY),
        ("tell me when there is news about Elena Marsh", None),
    ],
)
async def test_a_wish_for_news_at_times_is_followed_in_a_digest(
    asha: LocalUser, room: Room, said: str, cadence: Cadence | None
) -> None:
    [answer] = await asha.say(said)

    assert answer.text.startswith("You now follow articles that name Elena Marsh.")
    assert ("in a digest" in answer.text) is (cadence is not None)
    assert schedule(room, asha).cadence is cadence


async def test_what_is_excluded_stays_so_when_a_word_is_chosen(asha: LocalUser, room: Room) -> None:
    [asked] = await asha.say('/follow Jaguar -football from:"Coast Radio"')

    [followed] = await asha.press(asked, "Jaguar, the carmaker")

    [one] = room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))
    assert followed.text.startswith("You now follow")
    assert one.value == 'org:Jaguar -football from:"Coast Radio"'


async def test_what_is_followed_ends_by_its_number(asha: LocalUser, room: Room) -> None:
    await follow(asha, "herring")
    await follow(asha, "glaciers")

    [first] = await asha.say("/unfollow 1")
    [missing] = await asha.say("/unfollow 7")

    assert first.text == "You no longer follow articles with herring."
    assert missing.text.startswith("You don't follow “7”.")
    assert [one.value for one in room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))] == ["glaciers"]
