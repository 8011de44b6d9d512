""" "Was this right?": two buttons below an answer, one verdict a reader, deleted with the rest."""

from __future__ import annotations

from bot.store.chats.feedback import StoredVerdict
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser

QUESTION = "How many cracked bolts were found?"


def verdicts(room: Room) -> list[StoredVerdict]:
    return room.newsroom.chats.verdicts(room.clock())


async def test_a_verdict_is_kept_marked_and_can_be_changed(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.say(QUESTION)
    assert answer.buttons[-1] == ["👍", "👎", "🔔 Story"]

    [marked] = await asha.press(answer, "👍")
    assert asha.toast == "Noted: right. Thank you!"
    assert (marked.id, marked.html, marked.buttons[-1][:2]) == (answer.id, answer.html, ["👍 ✓", "👎"])

    [changed] = await asha.press(marked, "👎")
    assert "in other words" in asha.toast
    assert changed.buttons[-1][:2] == ["👍", "👎 ✓"]

    (kept,) = verdicts(room)
    assert (kept.right, kept.question, kept.short) == (False, QUESTION, "62")
    assert kept.grounds["chance"] > 0
    assert {name.split(".")[0] for name in kept.grounds} == {"chance", "answers", "rank"}


async def test_the_same_verdict_twice_changes_nothing(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.say(QUESTION)
    [marked] = await asha.press(answer, "👍")
    await asha.press(marked, "👍 ✓")

    assert asha.toast == "I have that already, thank you."
    assert len(verdicts(room)) == 1


async def test_the_mark_is_there_after_turning_pages(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.say("What did traders in Greywick sell on the market?")
    [marked] = await asha.press(answer, "👍")
    [more] = await asha.press(marked, "More")
    assert not any("Right" in label for row in more.buttons for label in row)

    [back] = await asha.press(more, "Back")
    assert (back.html, back.buttons) == (answer.html, marked.buttons)


async def test_a_declined_question_is_not_judged(asha: LocalUser) -> None:
    [answer] = await asha.say("Who won the chess championship in Zanzibar?")

    assert answer.buttons == [["🔔 Follow Zanzibar", "Latest headlines"]]


async def test_forgetting_deletes_verdicts(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.say(QUESTION)
    await asha.press(answer, "👎")
    [choice] = await asha.say("/forgetme")
    await asha.press(choice, "Delete it all")

    assert verdicts(room) == []


async def test_privacy_says_what_is_kept_of_a_verdict(asha: LocalUser) -> None:
    [told] = await asha.say("/privacy")

    assert "right or wrong, I keep that with the question for 30 days" in told.text


async def test_in_a_group_everybody_has_a_verdict_and_no_mark_is_shown(
    asha: LocalUser, ben: LocalUser, room: Room
) -> None:
    group = room.server.group("Readers", asha, ben)
    [answer] = await asha.say(f"/ask {QUESTION}", chat=group)
    await asha.press(answer, "👍")
    assert asha.toast == "Noted: right. Thank you!"
    await ben.press(answer, "👎")

    assert sorted(verdict.right for verdict in verdicts(room)) == [False, True]
