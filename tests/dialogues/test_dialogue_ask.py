"""You ask, the bot answers with exact words and their origin, or says that its articles don't say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.models import NewArticle
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


async def test_an_answer_is_an_exact_sentence_with_its_origin(asha: LocalUser) -> None:
    [answer] = await asha.say("How many homes lost power in the storm?")

    assert "Storm Odile cut the power of 12,000 homes along the coast on Saturday night." in answer.text
    assert "Storm Odile leaves 12,000 homes without power — Lindon Herald, 21 November 2026, 06:00 UTC" in answer.text
    assert "<blockquote" in answer.html


@pytest.mark.parametrize(
    "question",
    [
        "Who owns a bakery?",
        "/ask Who owns a bakery?",
        "WHO OWNS A BAKERY",
        "Who owns a bak\u00ader\u200by?",
        "Ｗｈｏ ｏｗｎｓ ａ ｂａｋｅｒｙ？",
        "／ask 𝐖𝐡𝐨 𝐨𝐰𝐧𝐬 𝐚 𝐛𝐚𝐤𝐞𝐫𝐲?",
    ],
)
async def test_questions_in_every_form(asha: LocalUser, question: str) -> None:
    [answer] = await asha.say(question)

    assert "Tom Reed, who owns a bakery at the northern end" in answer.text
    assert answer.links[0] == articles.BRIDGE.url


async def test_what_no_article_says_is_declined(asha: LocalUser) -> None:
    [answer] = await asha.say("Who won the chess championship in Zanzibar?")

    assert answer.text.startswith("My articles don't say.")


async def test_the_sentence_in_its_paragraph_and_back(asha: LocalUser) -> None:
    [answer] = await asha.say("How many cracked bolts were found?")
    first = next(label for row in answer.buttons for label in row if label.startswith("In context"))

    [context] = await asha.press(answer, first)
    assert "<b>The city council voted for the closure after inspectors found 62 cracked bolts" in context.html
    assert context.id == answer.id
    assert ["◀ Back", "Share ↗", "Read"] in context.buttons

    [again] = await asha.press(context, "Back")
    assert again.html == answer.html
    assert again.buttons == answer.buttons


async def test_more_excerpts_and_back(asha: LocalUser) -> None:
    [answer] = await asha.say("What did traders in Greywick sell on the market?")

    [more] = await asha.press(answer, "More")
    assert more.id == answer.id
    assert more.text != answer.text

    [first] = await asha.press(more, "Back")
    assert first.html == answer.html


async def test_a_follow_up_goes_on_from_the_answer(asha: LocalUser, room: Room) -> None:
    await asha.say("Who is the geologist on Sarn island?")
    room.clock.forward(minutes=5)

    [answer] = await asha.say("How many people could go home?")

    assert "340 people" in answer.text


async def test_a_reply_goes_on_from_that_answer_hours_later(asha: LocalUser, room: Room) -> None:
    [volcano] = await asha.say("What fell silent on Sarn island?")
    room.clock.forward(hours=3)
    await asha.say("Who owns a bakery?")

    [answer] = await asha.say("When can the people go home?", reply=volcano)

    assert "340 people could go home in August" in answer.text


async def test_old_evidence_for_a_question_about_now_is_called_old(asha: LocalUser) -> None:
    [answer] = await asha.say("Is the volcano on Sarn island silent now?")

    assert answer.text.startswith("⚠ Old news: the newest I have on this is from 9 July 2024.")


async def test_what_somebody_said_is_answered_with_their_words(asha: LocalUser) -> None:
    [answer] = await asha.say("What did Elena Marsh say about ferries?")

    assert answer.text.startswith("Elena Marsh · ")
    assert "“Four ferries are cheaper than one collapsed bridge" in answer.text


async def test_what_nobody_said_is_searched(asha: LocalUser) -> None:
    [answer] = await asha.say("What did the crane say about the warehouse?")

    assert "crane fell onto a warehouse" in answer.text


async def test_odd_input_is_kept_out_of_the_markup(asha: LocalUser) -> None:
    [answer] = await asha.say('<b>Who</b> & "what" defended </blockquote> ferries?')

    assert "Minister defends <ferry> money & timetable" in answer.text


async def test_a_revised_article_is_not_shown_as_it_was(asha: LocalUser, room: Room) -> None:
    [answer] = await asha.say("How many cracked bolts were found?")
    room.newsroom.add(NewArticle(id="bridge", title="Bridge stays open", text="The bridge stays open after all."))
    first = next(label for row in answer.buttons for label in row if label.startswith("In context"))

    await asha.press(answer, first)

    assert asha.toast == "That article has changed or is gone. Please ask again."
    assert asha.alert is False


async def test_a_follow_up_says_how_it_was_understood(asha: LocalUser) -> None:
    [first] = await asha.say("How many homes lost power on Saturday?")
    [second] = await asha.say("And who was hurt there?")

    assert "Asked: " not in first.text
    assert second.text.startswith("Asked: How many homes lost power on Saturday?")


async def test_days_in_figures_are_words_in_a_heading(asha: LocalUser) -> None:
    [answer] = await asha.say("/timeline ferries since:2026-11-01")

    assert answer.text.startswith("Timeline: ferries, since 1 November 2026")


async def test_a_day_has_its_stories(asha: LocalUser, room: Room) -> None:
    other = replace(articles.STORM, id="storm-too", source="Coast Radio", url="https://coast.example/storm")
    room.newsroom.add(replace(other, text=f"{other.text}\nSchools in Greywick stay closed."))

    [answer] = await asha.say("what happened on 21 November 2026?")

    assert answer.text.count("Storm Odile leaves 12,000 homes") == 1
    assert "also: " in answer.text


async def test_a_declined_question_does_not_colour_the_next_one(asha: LocalUser, ben: LocalUser) -> None:
    whole = "How many homes lost power in the storm?"
    [declined] = await asha.say("How many homes in Peru have power?")
    [after] = await asha.say(whole)
    [alone] = await ben.say(whole)

    assert declined.text.startswith("My articles don't say.")
    assert after.html == alone.html


async def test_the_last_answer_is_summed_up_followed_and_told_in_order(asha: LocalUser) -> None:
    await asha.say("Who defended the money for new ferries?")
    [brief] = await asha.say("sum it up for me")
    await asha.say("How many homes lost power in Storm Odile?")
    [timeline] = await asha.say("timeline please")
    await asha.say("How many homes lost power in Storm Odile?")
    [followed] = await asha.say("keep me posted on this")

    assert "new ferries" in brief.text.splitlines()[0]
    assert "Storm Odile" in timeline.text.splitlines()[0]
    assert "Storm Odile" in followed.text


async def test_more_of_an_answer_has_no_few_words_in_bold(asha: LocalUser) -> None:
    await asha.say("How many homes lost power in Storm Odile?")
    [more] = await asha.say("tell me more")

    assert "<blockquote" in more.html
    assert "<b>" not in more.html.partition("<blockquote")[0]


async def test_several_questions_of_a_message_are_answered_one_by_one(asha: LocalUser) -> None:
    answers = await asha.say("Who is the geologist on Sarn island? And how many people could go home?")

    assert len(answers) == 2
    assert "340 people" in answers[1].text
