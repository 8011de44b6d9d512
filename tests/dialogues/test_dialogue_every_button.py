"""Every button of what is sent for something followed: pressed again, by others, on old messages, over HTTP."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.models import ChatKey, NewArticle, Subscription
from bot.models.schedules import ChatSchedule, SubscriptionSchedule
from handlers.commands.callbacks import STALE
from handlers.events.errors import SORRY
from tests.support import dialogue_articles as articles
from tests.support.affairs import affairs
from tests.support.dialogue import Room, until
from tests.support.telegram_user import LocalGroup, LocalUser, Said

#: No two of these tell one story.
STORIES = list({one.event.rsplit("-", 1)[0]: one.article for one in reversed(affairs())}.values())


@pytest.fixture
def by_webhook() -> bool:
    """Buttons do the same however updates come: once is enough."""
    return False


async def press_each(user: LocalUser, message: Said, times: int = 1) -> list[str]:
    """Press every button of a message that calls the bot, so many times each; return all notices."""
    told = []
    for button in [one for row in message.message.keyboard for one in row if one.action == "callback_data"]:
        for _ in range(times):
            await user.press(message, button.text)
            told.append(user.toast)
    return told


async def delivered(room: Room, user: LocalUser, count: int, *, chat: LocalGroup | None = None) -> Said:
    """What the bot sends for so many new articles; the last message."""
    for article in STORIES[:count]:
        room.newsroom.add(replace(article, published=room.clock()))
    before = len(user.history(chat=chat))
    room.clock.forward(hours=20)
    async with room.delivering():
        await until(lambda: len(user.history(chat=chat)) > before)
        await until(lambda: not room.newsroom.deliveries.due(room.clock()))
    return user.history(chat=chat)[-1]


def state(room: Room, chat_id: int) -> tuple[list[Subscription], list[SubscriptionSchedule], ChatSchedule]:
    """All that the buttons may change."""
    found = room.newsroom.subscriptions.of(ChatKey(chat_id=chat_id))
    schedules = room.newsroom.schedules
    return found, [schedules.of_subscription(one.row) for one in found], schedules.of_chat(chat_id)


@pytest.fixture(params=["at once", "digest", "quiet", "page", "settings"])
async def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def shown(room: Room, user: LocalUser, kind: str, chat: LocalGroup | None = None) -> list[Said]:
    """Messages of a kind, with all their buttons."""
    [followed] = await user.say("/follow everything", chat=chat)
    if kind == "digest":
        await user.say("/digest 18:00", chat=chat)
    if kind == "quiet":
        [home] = await user.say("/settings", chat=chat)
        [quiet] = await user.press(home, "Quiet hours")
        await user.press(quiet, "00:00–08:00")
        room.clock.forward(hours=13)
    if kind in ("at once", "digest", "quiet"):
        return [followed, await delivered(room, user, 2 if kind == "at once" else 12, chat=chat)]
    if kind == "page":
        return [followed, *await user.press(followed, "How it comes")]
    [home] = await user.say("/settings", chat=chat)
    return [home, *await user.press(home, "Quiet hours"), *await user.press(home, "Digests")]


async def test_each_is_answered_and_again_and_after_weeks(asha: LocalUser, room: Room, kind: str) -> None:
    messages = await shown(room, asha, kind)

    for message in messages:
        told = await press_each(asha, message, times=2)
        assert not {STALE, SORRY} & set(told)
    room.clock.forward(days=60)
    for message in messages:
        assert SORRY not in await press_each(asha, message)
    assert not [one for one in asha.history() if SORRY in one.text]


async def test_members_of_a_group_change_nothing(asha: LocalUser, ben: LocalUser, room: Room, kind: str) -> None:
    group = room.server.group("Family", asha, ben)
    messages = await shown(room, asha, kind, group)
    before = state(room, group.id)

    for message in messages:
        await press_each(ben, message)
        room.clock.forward(minutes=2)  # of one member few presses a minute are taken

    assert state(room, group.id) == before


async def test_readers_of_a_channel_change_and_post_nothing(
    asha: LocalUser, ben: LocalUser, room: Room, kind: str
) -> None:
    channel = room.server.channel("News", asha)
    messages = await shown(room, asha, kind, channel)
    before, posts = state(room, channel.id), as_shown(asha, channel)

    for message in messages:
        await press_each(ben, message)
        room.clock.forward(minutes=2)

    assert state(room, channel.id) == before
    assert as_shown(asha, channel) == posts


def as_shown(user: LocalUser, chat: LocalGroup) -> list[tuple[int, str, list[list[str]]]]:
    """What everybody in a chat sees of the bot."""
    return [(one.id, one.html, one.buttons) for one in user.history(chat=chat)]


@pytest.mark.parametrize(
    ("words", "label", "link"),
    [
        ("/latest", "▶", "channel"),
        ("/latest", "1", "a_"),
        ("/ask What did Elena Marsh say?", "1", "a_"),
        ("/ask Who owns a bakery?", "In context", "a_"),
        ("/ask Who owns a bakery?", "More", "channel"),
        ("/following", "▶", "channel"),
    ],
)
async def test_only_who_runs_a_channel_turns_its_pages(
    asha: LocalUser, ben: LocalUser, room: Room, words: str, label: str, link: str
) -> None:
    channel = room.server.channel("News", asha)
    for number in range(9 if words == "/following" else 0):
        room.newsroom.subscriptions.follow(ChatKey(chat_id=channel.id), f"topic{number}", now=room.clock())
    [post] = await asha.say(words, chat=channel)
    before = as_shown(asha, channel)

    await ben.press(post, label)
    seen, opened = as_shown(asha, channel), ben.opened.partition("?start=")[2]
    [turned] = await asha.press(post, label)

    assert seen == before
    assert opened.startswith(link)
    assert turned.text != post.text


async def test_a_reader_of_a_channel_is_led_to_the_article_in_private(
    asha: LocalUser, ben: LocalUser, room: Room
) -> None:
    channel = room.server.channel("News", asha)
    _, digest = await shown(room, asha, "digest", channel)

    await ben.press(digest, "1")
    payload = ben.opened.partition("?start=")[2]
    [opened] = await ben.say(f"/start {payload}")

    assert opened.text.startswith(digest.text.partition("1. ")[2].partition("\n")[0])


async def test_questions_about_a_channel_are_answered_there(asha: LocalUser, room: Room) -> None:
    channel = room.server.channel("News", asha)
    [followed] = await asha.say("/follow everything", chat=channel)
    [page] = await asha.press(followed, "How it comes")
    assert page.text.startswith("Followed here: every new article.")
    [question] = await asha.press(page, "Edit")

    [changed] = await asha.say("ferry", chat=channel, reply=question)
    await asha.say("What a day!", chat=channel, answered=False)
    unheard = await asha.say("Indeed.", chat=channel, reply=changed, answered=False)

    assert changed.text.startswith("Changed. Now followed here: articles with ferry.")
    assert unheard == []


@pytest.fixture
def flood(room: Room) -> None:
    """More than fifty articles a day about turnips."""
    sold = (
        NewArticle(
            id=f"turnips-{number}",
            title=f"Market report {number}",
            source="Market Post",
            published=room.clock() - timedelta(minutes=20 * number),
            text=f"Traders in Greywick sold {number} tons of turnips. Stall {number * 7} sold most.",
        )
        for number in range(360)
    )
    for _ in room.newsroom.add_many(list(sold)):
        pass


@pytest.mark.usefixtures("flood")
async def test_what_comes_too_often_becomes_a_digest_by_a_button(asha: LocalUser) -> None:
    [followed] = await asha.say("/follow turnips")
    assert "That is more than 50 a day" in followed.text
    assert followed.buttons == [["How it comes", "Unfollow"], ["Daily digest", "Edit"]]

    [page] = await asha.press(followed, "Daily digest")
    [question] = await asha.press(page, "Edit")
    [changed] = await asha.say("turnips -cabbage", reply=question)

    assert "Comes in a digest, daily at 08:00" in page.text
    assert "It would have come 360 times last week" in changed.text
    assert "more than 50 a day" not in changed.text  # it is a digest already
    assert "Read as" not in changed.text  # the sentence says it
    assert changed.buttons == [["How it comes"]]


async def test_everything_may_be_one_thing_of_several(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow everything")
    await asha.say("/follow herring")

    [ended] = await asha.say("/unfollow everything")

    assert ended.text == "You no longer follow every new article."
    assert [one.value for one in state(room, asha.id)[0]] == ["herring"]


async def test_a_followed_story_promises_turns_and_a_digest_its_time(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow Elena Marsh")
    room.newsroom.add(articles.FERRY)
    async with room.delivering():
        got = await asha.receive()

    [story] = await asha.press(got, "Follow this story")
    await asha.say("/digest 18:00")
    [followed] = await asha.say("/follow herring")

    assert story.text == (
        "You now follow the story First new ferry reaches Port Lindon.\n"
        "I'll send a message when something new happens in it."
    )
    assert "Its news comes in a digest, daily; /digest sets the time." in followed.text
