"""Following: commands, buttons, and one message for each new article."""

from __future__ import annotations

import pytest

from bot.models import ChatKey, NewArticle
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Elena Marsh", "articles that name Elena Marsh"),
        ("herring", "articles with herring"),
        ("from:Coast Radio", "articles from Coast Radio"),
        ("everything", "every new article"),
        ("everything -cricket", "every new article, but not cricket"),
    ],
)
async def test_the_confirmation_says_what_exactly_is_followed(asha: LocalUser, words: str, what: str) -> None:
    [answer] = await asha.say(f"/follow {words}")

    assert answer.text.startswith(f"You now follow {what}.")
    assert answer.buttons == [["How it comes", "Unfollow"]]


async def test_twice_is_once(asha: LocalUser) -> None:
    await asha.say("/subscribe herring")

    [answer] = await asha.say("/follow Herring")

    assert answer.text.startswith("You follow already: ")


@pytest.mark.parametrize(
    ("words", "what"),
    [("herring", "articles with herring"), ("everything -cricket", "every new article, but not cricket")],
)
async def test_unfollow_from_the_confirmation_and_back(asha: LocalUser, words: str, what: str) -> None:
    [followed] = await asha.say(f"/follow {words}")

    [ended] = await asha.press(followed, "Unfollow")
    assert ended.text == f"You no longer follow {what}."
    assert ended.id == followed.id

    [again] = await asha.press(ended, "Follow again")
    assert again.text.startswith(f"You now follow {what}.")


async def test_what_is_in_the_list_is_muted_and_ended(asha: LocalUser) -> None:
    await asha.say("/follow herring")
    await asha.say("/follow Elena Marsh")
    [listed] = await asha.say("/following")
    assert "1. articles with herring\n2. articles that name Elena Marsh" in listed.text

    assert listed.buttons == [["1. herring", "2. Elena Marsh"]]

    [opened] = await asha.press(listed, "1. herring")
    [muted] = await asha.press(opened, "Mute 24 h")
    assert muted.text.startswith("You follow articles with herring.\n\nMuted until 23 November 2026, 12:00 UTC\n")
    assert asha.toast == "Muted for 24 hours: articles with herring."
    [listed] = await asha.press(muted, "Back")
    assert "1. articles with herring (muted until 23 November 2026, 12:00 UTC)" in listed.text

    [opened] = await asha.press(listed, "1. herring")
    [unmuted] = await asha.press(opened, "Unmute")
    assert "Muted" not in unmuted.text
    assert asha.toast == "No longer muted: articles with herring."

    [ended] = await asha.press(unmuted, "Unfollow")
    assert ended.text == "You no longer follow articles with herring."
    [shorter] = await asha.say("/following")
    assert shorter.text == "You follow\n\n1. articles that name Elena Marsh"


async def test_a_long_list_has_pages(asha: LocalUser) -> None:
    for number in range(8):
        await asha.say(f"/follow herring{number}")
    [first] = await asha.say("/following")

    [second] = await asha.press(first, "More")

    assert "7. articles with herring6" in second.text
    assert "7–8 of 8" in second.text


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/unfollow Elena Marsh", "You no longer follow articles that name Elena Marsh."),
        ("/unsubscribe herring", "You no longer follow articles with herring."),
        ("/unfollow all", "Done: 2 subscriptions ended."),
        ("/unfollow quokkas", "You don't follow “quokkas”."),
        ("/unfollow", "You follow"),
        ("/follow", "What shall I watch for?"),
        ("/follow " + "x" * 201, "That is too long to follow"),
    ],
)
async def test_words(asha: LocalUser, said: str, answered: str) -> None:
    await asha.say("/follow herring")
    await asha.say("/follow Elena Marsh")

    [answer] = await asha.say(said)

    assert answer.text.startswith(answered)


async def test_a_new_article_is_one_message(asha: LocalUser, ben: LocalUser, room: Room) -> None:
    await asha.say("/follow Elena Marsh")
    await asha.say("/follow ferry")  # matches the same article
    await ben.say("/follow volcano")

    added = room.newsroom.add(articles.FERRY)
    async with room.delivering():
        got = await asha.receive()

    assert added.deliveries == 1
    assert got.text.startswith("First new ferry reaches Port Lindon\n")
    assert "Coast Radio · 22 November 2026, 11:00 UTC" in got.text
    assert "You follow articles" in got.text
    assert got.buttons == [["Read", "Follow this story"], ["Mute 24 h", "Unfollow"]]
    assert not room.newsroom.deliveries.due(room.clock())
    assert [one.text for one in ben.history()][1:] == []


async def test_the_buttons_of_a_notification(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow Elena Marsh")
    room.newsroom.add(articles.NO_ADDRESS)
    async with room.delivering():
        got = await asha.receive()
    assert "Elena Marsh thanked the sailors of the ferry." in got.text
    assert got.buttons == [["In context", "Follow this story"], ["Mute 24 h", "Unfollow"]]

    [context] = await asha.press(got, "In context")
    assert "A silver cup was won in rowing boats on Sunday. <b>Elena Marsh thanked" in context.html
    assert context.id != got.id

    [muted] = await asha.press(got, "Mute 24 h")
    assert muted.text == got.text
    assert muted.buttons == [["In context", "Follow this story"], ["Unmute", "Unfollow"]]
    [subscription] = room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id))
    assert subscription.muted_until

    [ended] = await asha.press(muted, "Unfollow")
    assert ended.buttons == [["In context", "Follow this story"], ["Follow again"]]
    assert room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id)) == []

    [again] = await asha.press(ended, "Follow again")
    assert again.text.startswith("You now follow articles that name Elena Marsh.")


async def test_what_was_unfollowed_elsewhere_is_said(asha: LocalUser) -> None:
    [followed] = await asha.say("/follow herring")
    await asha.say("/unfollow herring")

    await asha.press(followed, "Unfollow")

    assert asha.toast == "That is not followed any more."


async def test_what_would_have_come_is_shown_at_once(asha: LocalUser) -> None:
    [answer] = await asha.say("/follow storm, bridge")

    assert "Read as: storm or bridge." in answer.text
    assert "It would have come 3 times last week, for example:" in answer.text
    assert "• Storm Odile leaves 12,000 homes without power" in answer.text


async def test_an_ambiguous_word_is_asked_back_once(asha: LocalUser, room: Room) -> None:
    florence = NewArticle(id="pugh", text="Florence Pugh came to Port Lindon. Pugh stayed for a day.", source="Post")
    room.newsroom.add(florence)
    [asked] = await asha.say("/follow Florence")

    assert asked.text == "What do you mean by Florence?"
    assert [button for row in asked.buttons for button in row] == [
        "Florence, the city",
        "Florence Pugh, a person",
        "any of them",
    ]
    await asha.press(asked, "Florence Pugh, a person")

    assert asha.history()[-1].text.startswith("You now follow articles that name Florence Pugh (a person).")


async def test_a_speaker_on_an_ambiguous_word_keeps_speaking(asha: LocalUser, room: Room) -> None:
    florence = NewArticle(id="pugh", text="Florence Pugh came to Port Lindon. Pugh stayed for a day.", source="Post")
    room.newsroom.add(florence)
    [asked] = await asha.say("/follow when Elena Marsh says something about Florence")

    assert asked.text == "What do you mean by Florence?"
    await asha.press(asked, "Florence, the city")

    told = "You now follow what Elena Marsh says about Florence (a place)."
    assert asha.history()[-1].text.startswith(told)


async def test_a_list_that_was_emptied_already_is_not_sent_again(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow herring")
    [listed] = await asha.say("/following")
    [opened] = await asha.press(listed, "1. herring")
    await asha.press(opened, "Unfollow")

    assert await asha.press(opened, "Unfollow") == []

    assert asha.toast == "That is not followed any more."
    assert [call.description for call in room.server.backend.calls if call.error] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("herring -rugby", "articles with herring, but not rugby"),
        ("word:herring OR ferries", "articles with herring or ferries"),
        ("(ferry OR boat) NOT cricket", "articles with ferry or boat, but not cricket"),
        ("Herring price OR storm -Labour", "articles with Herring and price, or storm, but not Labour"),
        ("everything -from:Reuters", "every new article, not from Reuters"),
        ('flood from:"Coast Radio"', "articles with flood, from Coast Radio"),
        ("says:Marsh ferry -rugby", "what Marsh says about ferry, but not rugby"),
        ("says:Marsh -rugby", "what Marsh says, but not rugby"),
        ("UK government -rugby", "articles with UK and government, or Downing Street, or Whitehall, but not rugby"),
    ],
)
async def test_operators_are_shown_back_in_words(asha: LocalUser, words: str, told: str) -> None:
    await asha.say(f"/follow {words}")

    [listed] = await asha.say("/following")

    assert listed.text == f"You follow\n\n1. {told}"


async def test_what_nobody_knows_is_doubted_and_what_is_like_it_offered(asha: LocalUser) -> None:
    [answer] = await asha.say("/follow Coast Dayly")

    assert "No article here has had “Coast Dayly” yet" in answer.text
    await asha.press(answer, "Coast Radio")

    assert asha.history()[-1].text.startswith("You now follow articles from Coast Radio.")


async def test_the_last_one_is_shown_where_nothing_would_have_come_last_week(asha: LocalUser) -> None:
    [rare] = await asha.say("/follow Priya Nair")
    [never] = await asha.say("/follow quokkas")
    [often] = await asha.say("/follow bridge")

    told = "Nothing would have come last week.\nThe last one, 9 Jul 2024: Volcano on Sarn island falls silent"
    assert told in rare.text
    assert "The last one" not in never.text + often.text
