"""The chat and the command line are one program: the same words get the same reply in both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.models import ChatKey
from bot.newsroom import ReplyKind
from bot.understanding.follow_requests import FollowAction
from handlers.commands.respond import FOLLOWING, SHOWING
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


def asked(database: Path, words: str) -> dict[str, object]:
    """What ``newsbot ask --json`` prints."""
    result = CliRunner().invoke(app, ["ask", words, "--db", str(database), "--date", "2026-11-22", "--json"])
    assert result.exit_code == 0, result.output
    record: dict[str, object] = json.loads(result.stdout)
    return record


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        ("thanks!", "talk", "You're welcome!"),
        ("How do I unsubscribe?", "talk", "/following lists what you follow"),
        ("Wer hat den Marathon gewonnen?", "talk", "I only understand English."),
        ("asdf", "talk", "I didn't understand that"),
        ("what happened yesterday?", "headlines", "Storm Odile leaves"),
        ("What happened today?", "declined", "Nothing from today yet; the newest is from 21 November 2026."),
        ("latest news about the ferry", "headlines", "Minister defends"),
        ("anything new about the volcano today?", "declined", "Nothing about “the volcano” from today yet;"),
        ("any news about quokkas?", "declined", "Nothing about “quokkas” in my articles."),
        ("Has Marsh said anything about ferries?", "quotes", "Four ferries are cheaper"),
        ("Did Priya Nair say anything about ferries?", "declined", "I have no quotes by Priya Nair about ferries."),
        ("Who owns a bakery?", "answer", "Tom Reed, who owns a bakery"),
        ("Elena Marsh", "person", "Elena Marsh"),
        ("Tell me about the bridge", "brief", "62 cracked bolts"),
        ("timeline of the ferries", "timeline", "four new ferries"),
        ("Compare Elena Marsh and Anna Reed on ferries", "comparison", "ferries that have no crew"),
        ("Who won the chess championship in Zanzibar?", "declined", "My articles don't say."),
    ],
)
async def test_the_same_in_both(asha: LocalUser, annotated: Path, words: str, kind: str, told: str) -> None:
    [answer] = await asha.say(words)
    result = CliRunner().invoke(app, ["ask", words, "--db", str(annotated), "--date", "2026-11-22"])
    record = asked(annotated, words)

    assert told in answer.text
    assert told in " ".join(result.stdout.split())
    assert record["kind"] == kind
    assert record["abstained"] is (kind in {"talk", "declined"})


async def test_following_in_words_is_confirmed_as_the_command_is(asha: LocalUser, room: Room) -> None:
    [command] = await asha.say("/follow Priya Nair")
    await asha.say("/unfollow all")

    [followed] = await asha.say("Tell me when Priya Nair resigns")
    [listed] = await asha.say("what do I follow?")
    [ended] = await asha.say("stop sending me news about Priya Nair")

    assert followed.text == command.text
    assert "Priya Nair" in listed.text
    assert ended.text == "You no longer follow articles that name Priya Nair."
    assert room.newsroom.subscriptions.of(ChatKey(chat_id=asha.id)) == []


async def test_whoever_wants_to_know_when_somebody_speaks_follows_what_they_say(asha: LocalUser) -> None:
    [followed] = await asha.say("ping me if Priya Nair says anything about ferries")
    [ended] = await asha.say("stop sending me news about Priya Nair")

    assert followed.text.startswith("You now follow what Priya Nair says about ferries.")
    assert ended.text.endswith("Did you mean this?")


async def test_whoever_wants_it_all_to_stop_sees_what_there_is(asha: LocalUser) -> None:
    await asha.say("notify me about storms")

    [listed] = await asha.say("unsubscribe")

    assert listed.text.startswith("You follow")
    assert "storms" in listed.text


async def test_no_chat_no_following(annotated: Path) -> None:
    record = asked(annotated, "notify me about storms")

    assert record["kind"] == "follow"
    assert record["text"] == "Only a chat can follow “storms”: write the same to the bot."


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/today", "Nothing from today yet; the newest is from 21 November 2026."),
        ("/today 20 November", "Latest, 20 November"),
        ("/today volcano", "Nothing about “volcano” from today yet"),
        ("/ latest", "Latest"),
        ("／latest volcano", "Latest on volcano"),
        ("/brief the bridge", "In brief: the bridge · "),
        ("/timeline ferries", "Timeline: ferries · "),
        ("/trending", "In the news"),  # of the last days, since today has none
        ("/brief 20 November", "Latest, 20 November"),
        ("/brief since 1 November", "Latest, since 1 November"),
        ('/timeline from:"Lindon Herald"', "Latest from Lindon Herald"),
        ("/today tomorrow", "Nothing from tomorrow yet; the newest is from "),
        ("/latest next week", "Nothing from next week yet; the newest is from "),
        ("/brief", "On what? For example: /brief the central bank"),
        ("/start brief-the_bridge", "In brief: the bridge · "),
    ],
)
async def test_commands_for_what_words_ask_too(asha: LocalUser, command: str, told: str) -> None:
    [answer] = await asha.say(command)

    assert answer.text.startswith(told)


def test_every_kind_of_reply_is_shown() -> None:
    assert set(SHOWING) == set(ReplyKind)
    assert set(FOLLOWING) == set(FollowAction)


async def test_a_day_without_news_leaves_room_for_three_headlines(asha: LocalUser) -> None:
    [answer] = await asha.say("what happened on 2 november")

    assert answer.text.startswith("Nothing from 2 November; the newest is from 21 November 2026.")
    assert "3. " in answer.text
    assert "4. " not in answer.text


@pytest.mark.parametrize("words", ["/latest 😀", "/latest -1", '/latest "', "/latest -bridge before:2000-01-01"])
async def test_what_cannot_be_followed_is_not_offered(asha: LocalUser, words: str) -> None:
    [answer] = await asha.say(words)

    assert not [label for row in answer.buttons for label in row if "Follow" in label]
    assert "before:" not in answer.text
