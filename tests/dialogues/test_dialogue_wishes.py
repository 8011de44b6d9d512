"""Following beyond words: what somebody says, answers to a question, a story; why a message came."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.models import NewArticle
from bot.models.tuning import DEFAULT_TUNING
from bot.newsroom import Newsroom, open_newsroom
from tests.support.dialogue import Clock, Room
from tests.support.telegram_user import LocalUser, Said

WARNING = NewArticle(
    id="warning",
    title="Ferry line warns of delays",
    source="Coast Radio",
    text="The ferry line expects delays this week."
    " “The harbour is too shallow for us,” said Elena Marsh, its director.",
)
MENTION = NewArticle(
    id="mention",
    title="Prize for a director",
    source="Coast Radio",
    text="A jury gave its prize to Elena Marsh on Friday. The prize is worth 300 crowns.",
)
RACE = NewArticle(
    id="race",
    title="Brandt first in the Lodden Marathon",
    source="Coast Radio",
    text="Ilka Brandt won the Lodden Marathon on Sunday in two hours and 21 minutes. Rain fell all day.",
)
ENTRIES = NewArticle(
    id="entries",
    title="Lodden Marathon is full",
    source="Coast Radio",
    text="All 9,000 places in the Lodden Marathon are taken. The roads will be closed from seven.",
)
FIRE = NewArticle(
    id="fire",
    title="Fire destroys the glass market in Lodden",
    source="Coast Radio",
    text="A fire destroyed the glass market in Lodden on Sunday. Forty stalls burned down. Nobody was hurt.",
)
ARREST = NewArticle(
    id="arrest",
    title="Electrician arrested after market fire in Lodden",
    source="Harbour Lamp",
    text="Police arrested an electrician after the fire that destroyed the glass market in Lodden."
    " Detectives found faulty"
    " cables which he had laid in April. A judge will hear the man tomorrow.",
)


@pytest.fixture
def newsroom(annotated: Path, tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    """With the reranker, which judges saved questions."""
    path = tmp_path / "news.db"
    shutil.copy(annotated, path)
    tuning = replace(DEFAULT_TUNING, rerank_ms=300)
    with closing(open_newsroom(path, clock=clock, tuning=tuning)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("when Elena Marsh says something", "what Elena Marsh says"),
        ("Elena Marsh's statements about ferries", "what Elena Marsh says about ferries"),
        ("Who won the Lodden Marathon?", "whatever answers Who won the Lodden Marathon?"),
        ("tell me when anything answers who won the race", "whatever answers who won the race?"),
    ],
)
async def test_the_confirmation_of_a_wish(asha: LocalUser, words: str, what: str) -> None:
    [answer] = await asha.say(f"/follow {words}")

    assert answer.text.startswith(f"You now follow {what}.")
    [listed] = await asha.say("/following")
    assert f"1. {what}" in listed.text


@pytest.mark.parametrize(
    ("followed", "ended"),
    [
        ("when Elena Marsh says something about ferries", "when Elena Marsh says anything about ferries"),
        ("Elena Marsh's statements", "what Elena Marsh says"),
        ("Who won the Lodden Marathon?", "who won the Lodden Marathon"),
    ],
)
async def test_a_wish_ends_in_other_words_for_the_same(asha: LocalUser, followed: str, ended: str) -> None:
    await asha.say(f"/follow {followed}")

    [told] = await asha.say(f"/unfollow {ended}")

    assert told.text.startswith("You no longer follow wha")


async def got(room: Room, user: LocalUser, *added: NewArticle) -> Said:
    room.clock.forward(minutes=5)  # a chat gets one message a second
    for one in added:
        room.newsroom.add(one)
    async with room.delivering():
        return await user.receive()


async def test_what_somebody_says_comes_and_no_mere_mention(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow when Elena Marsh says something")

    message = await got(room, asha, MENTION, WARNING)

    assert message.text.startswith("Ferry line warns of delays")
    assert "<b>The harbour is too shallow for us" in message.html
    assert [one.text for one in asha.history()][1:] == [message.text]


async def test_a_saved_question_gets_what_answers_it(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow Who won the Lodden Marathon?")

    message = await got(room, asha, ENTRIES, RACE)

    assert message.text.startswith("Brandt first in the Lodden Marathon")
    assert "Ilka Brandt won the Lodden Marathon" in message.text
    assert "You follow whatever answers Who won the Lodden Marathon?" in message.text


async def test_a_story_is_followed_from_a_notification_and_its_turn_replies(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow market")
    first = await got(room, asha, FIRE)

    [followed] = await asha.press(first, "Follow this story")
    assert followed.text.startswith("You now follow the story Fire destroys the glass market in Lodden.")
    turn = await got(room, asha, ARREST)

    assert turn.text.startswith("Electrician arrested")
    assert turn.message.reply_to == first.id
    assert "You follow the story Fire destroys the glass market in Lodden." in turn.text
    assert ["Read", "Follow this story"] not in turn.buttons


async def test_a_story_is_followed_from_an_answer_and_an_article(asha: LocalUser, room: Room) -> None:
    room.newsroom.add(FIRE)
    [answer] = await asha.say("What destroyed the glass market in Lodden?")

    [followed] = await asha.press(answer, "Story")
    [ended] = await asha.press(followed, "Unfollow")
    [again] = await asha.press(ended, "Follow again")

    assert again.text.startswith("You now follow the story Fire destroys the glass market in Lodden.")


async def test_why_it_came_is_bold_in_the_sentence(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow delays")

    message = await got(room, asha, WARNING)

    assert "expects <b>delays</b> this week" in message.html


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("storm after:2026-10-01", "after: looks back into the archive (/latest takes it)"),
        ("flood source:BBC", "source: is from: here, as in from:Reuters. Here: “flood source:BBC” (character 7)."),
        ("flood intitle:bridge", "There is no intitle: here"),
    ],
)
async def test_an_operator_of_another_search_is_told_what_it_is_not_for(asha: LocalUser, words: str, told: str) -> None:
    [answer] = await asha.say(f"/follow {words}")

    assert answer.text.startswith(told)
    assert answer.buttons == []


async def test_two_wishes_of_one_message_are_both_done(asha: LocalUser) -> None:
    [shown, followed] = await asha.say("news on the volcano, and tell me when there is news about Elena Marsh")

    assert shown.text.startswith("Latest on the volcano")
    assert followed.text.startswith("You now follow articles that name Elena Marsh.")
