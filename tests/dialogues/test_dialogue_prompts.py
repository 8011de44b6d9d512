"""A command without its words asks for them, and a reply is read as if it stood behind the command."""

from __future__ import annotations

import pytest

from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


@pytest.mark.parametrize(
    ("command", "asks", "reply", "answered"),
    [
        ("/follow", "What shall I watch for?", "Elena Marsh", "You now follow articles that name Elena Marsh."),
        ("/subscribe", "What shall I watch for?", "herring", "You now follow articles with herring."),
        ("follow something", "What shall I watch for?", "everything", "You now follow every new article."),
        ("/who", "Whose words?", "Elena Marsh about ferries", "Elena Marsh · "),
        ("/who the", "Whose words?", "Tom Reed", "Tom Reed · "),
        ("/person", "Whose page?", "Elena Marsh", "Elena Marsh\n"),
        ("/brief", "On what?", "the bridge", "In brief: the bridge"),
        ("/timeline", "On what?", "ferries", "Timeline: ferries"),
        ("/ask", "What would you like to know?", "Who owns a bakery?", "Tom Reed"),
        ("/check", "Which words?", "Elena Marsh said “Four ferries are cheaper”", "“Four ferries are cheaper”"),
    ],
)
async def test_a_reply_is_taken_for_the_words(
    asha: LocalUser, command: str, asks: str, reply: str, answered: str
) -> None:
    [question] = await asha.say(command)
    assert question.text.startswith(asks)

    [answer, *_] = await asha.say(reply, reply=question)

    assert answer.text.startswith(answered)


async def test_without_a_reply_the_next_message_is_a_new_question(asha: LocalUser) -> None:
    await asha.say("/follow")

    [answer] = await asha.say("Who owns a bakery?")

    assert answer.text.startswith("Tom Reed")


async def test_in_a_group_a_reply_needs_no_mention_but_the_right_to_follow(asha: LocalUser, room: Room) -> None:
    group = room.server.group("Readers", asha, ben := room.server.user("Ben"))
    [question] = await ben.say("/follow@newsbot_local_bot", chat=group)

    [refused] = await ben.say("herring", chat=group, reply=question)
    [followed] = await asha.say("herring", chat=group, reply=question)

    assert refused.text == "Only administrators can change what is followed here."
    assert followed.text.startswith("Now followed here: articles with herring.")


async def test_a_reply_does_not_lift_who_may_do_it(asha: LocalUser) -> None:
    """Feeds are for whoever runs the bot."""
    [refused] = await asha.say("/removefeed")

    [answer] = await asha.say("1", reply=refused)

    assert refused.text == "Only whoever runs me can do that."
    assert not answer.text.startswith("Which one?")
