"""What a chat can set, who may use the bot, and in which language it speaks."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.models import ChatKey
from bot.newsroom import Newsroom
from handlers.localchat.state import FIRST_USER
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Clock, Room, running
from tests.support.telegram_user import LocalGroup, LocalUser, Said


async def page(user: LocalUser, group: LocalGroup | None = None) -> Said:
    """The page of language and answers."""
    [settings] = await user.say("/settings", chat=group)
    [shown] = await user.press(settings, "Language")
    return shown


async def test_the_length_of_answers_and_previews_are_set_by_buttons(asha: LocalUser, room: Room) -> None:
    question = "What did Elena Marsh promise about ferries, invoices and the bridge?"
    [short] = await asha.say(question)
    settings = await page(asha)
    assert [row[0] for row in settings.buttons] == ["✓ English", "✓ Short answers", "✓ With previews"]

    await asha.press(settings, "Long answers")
    [changed] = await asha.press(settings, "Without")
    [long] = await asha.say(question)

    assert asha.toast == "Done."
    assert "✓ Long answers" in changed.buttons[1]
    assert short.html.count("<blockquote") < long.html.count("<blockquote")
    assert short.message.link_preview != {"is_disabled": True}
    assert long.message.link_preview == {"is_disabled": True}


async def test_the_language_changes_in_place_and_for_what_comes(asha: LocalUser, room: Room) -> None:
    settings = await page(asha)

    [german] = await asha.press(settings, "Deutsch")
    [help_] = await asha.say("/help")
    await asha.say("/follow Elena Marsh")
    room.newsroom.add(articles.FERRY)
    async with room.delivering():
        news = await asha.receive()
    [arabic] = await asha.press(settings, "العربية")

    assert german.id == settings.id
    assert german.text.startswith("Wie ich in diesem Chat schreibe")
    assert "/latest [Thema] – Neueste Schlagzeilen" in help_.text
    assert "Du folgst Artikeln, die Elena Marsh nennen." in news.text
    assert articles.FERRY.title in news.text
    assert arabic.text.startswith("كيف أكتب في هذه المحادثة")


@pytest.mark.parametrize(
    ("code", "words", "told"),
    [
        ("de", "/today", "Noch nichts von heute; "),
        ("de", "/brief quokkas", "Ich habe keinen Artikel über „quokkas“."),
        ("ar", "/today", "لا شيء بعد من اليوم؛ "),
        ("ar", "/brief quokkas", "ليس لديّ مقال عن «quokkas»."),
    ],
)
async def test_days_and_quotation_marks_are_those_of_the_language(room: Room, code: str, words: str, told: str) -> None:
    [answer] = await room.server.user("Dora", language_code=code).say(words)

    assert answer.text.startswith(told)


@pytest.mark.parametrize(("code", "first"), [("en", "Mon"), ("de", "Mo."), ("ar", "الاثنين")])
async def test_days_of_the_week_differ_in_every_language(room: Room, code: str, first: str) -> None:
    dora = room.server.user("Dora", language_code=code)
    [settings] = await dora.say("/digest 8:00")

    [times] = await dora.press(settings, settings.buttons[1][2])

    days = [label.removeprefix("✓ ") for row in times.buttons[-3:-1] for label in row]
    assert len(set(days)) == 7
    assert days[0] == first


async def test_an_app_s_language_is_spoken_until_another_is_chosen(room: Room) -> None:
    dora = room.server.user("Dora", language_code="de-AT")

    [greeting] = await dora.say("/start")
    [followed] = await dora.say("/follow Elena Marsh")

    assert greeting.text.startswith("Hallo!")
    assert "12 Artikel aus 3 Quellen, der neueste: gestern." in greeting.text
    assert followed.text.startswith("Du folgst jetzt Artikeln, die Elena Marsh nennen.")
    assert room.newsroom.preferences.of(dora.id).language == "de"


async def test_a_group_speaks_what_its_administrators_choose(asha: LocalUser, room: Room) -> None:
    dora = room.server.user("Dora", language_code="de")
    group = room.server.group("Newsroom", asha, dora)
    [before] = await dora.say("/help", chat=group)
    settings = await page(asha, group)

    await dora.press(settings, "Deutsch")
    refused = dora.toast
    await asha.press(settings, "Deutsch")
    [after] = await dora.say("/help", chat=group)

    assert before.text.startswith("Ask me about the news")
    assert refused == "Only administrators can change what is followed here."
    assert after.text.startswith("Frag mich nach den Nachrichten")


async def test_forgetting_forgets_the_settings_too(asha: LocalUser, room: Room) -> None:
    settings = await page(asha)
    await asha.press(settings, "Long answers")
    [asked] = await asha.say("/forgetme")

    await asha.press(asked, "Delete it all")

    assert not room.newsroom.preferences.of(asha.id).long_answers


async def test_a_group_that_changes_its_id_keeps_its_settings(asha: LocalUser, room: Room) -> None:
    group = room.server.group("Newsroom", asha)
    settings = await page(asha, group)
    await asha.press(settings, "Deutsch")

    moved = await group.migrate()
    [answer] = await asha.say("/help", chat=moved)

    assert answer.text.startswith("Frag mich nach den Nachrichten")


# ---- who may use it ------------------------------------------------------------------------------------


@pytest.fixture
async def run_by_asha(newsroom: Newsroom, clock: Clock) -> AsyncIterator[Room]:
    """The same, run by its first user, for admitted people only."""
    async with running(newsroom, clock, admins=frozenset({FIRST_USER}), listed=True) as opened:
        opened.server.user("Asha")
        yield opened


async def test_only_who_is_admitted_is_answered(run_by_asha: Room) -> None:
    asha, ben = run_by_asha.server.user("Asha"), run_by_asha.server.user("Ben")

    [refused] = await ben.say("hi")
    silence = await ben.say("hi", answered=False)
    offered = await ben.inline("")
    [told] = await asha.say(f"/allow {ben.id}")
    [answered] = await ben.say("hi")
    [listed] = await asha.say("/allow")

    assert refused.text == f"I am for invited people only. Whoever runs me can invite you: /allow {ben.id}"
    assert silence == []
    assert offered["results"] == []
    assert told.text == f"Admitted: {ben.id}."
    assert answered.text.startswith("Hello!")
    assert listed.text == f"Only people who are admitted may use me.\n\nAdmitted\n{ben.id}"


async def test_who_is_banned_hears_nothing_until_they_are_no_more(run_by_asha: Room) -> None:
    asha, ben = run_by_asha.server.user("Asha"), run_by_asha.server.user("Ben")
    await asha.say(f"/allow {ben.id}")
    [latest] = await ben.say("/latest")
    await ben.say("/follow Elena Marsh")

    [told] = await asha.say(f"/ban {ben.id}")
    silence = await ben.say("hi", answered=False)
    await ben.press(latest, "▶")
    run_by_asha.newsroom.add(articles.FERRY)
    owed = run_by_asha.newsroom.deliveries.due(run_by_asha.clock(), limit=9)
    await asha.say(f"/unban {ben.id}")
    await asha.say(f"/allow {ben.id}")
    [welcome] = await ben.say("hi")

    assert told.text == f"Banned: {ben.id}. I no longer answer them or send them anything."
    assert silence == []
    assert ben.toast == ""
    assert [one for one in owed if one.chat == ChatKey(chat_id=ben.id)] == []
    assert welcome.text.startswith("Hello!")


async def test_an_admitted_group_stays_admitted_under_another_id(run_by_asha: Room) -> None:
    asha, ben = run_by_asha.server.user("Asha"), run_by_asha.server.user("Ben")
    group = run_by_asha.server.group("Newsroom", asha, ben)
    await asha.say(f"/allow {group.id}")
    [before] = await ben.say("/latest", chat=group)

    moved = await group.migrate()
    [after] = await ben.say("/latest", chat=moved)

    assert after.text == before.text


@pytest.mark.parametrize("command", ["/allow", "/ban", "/unban"])
async def test_only_whoever_runs_it_decides_who_may(asha: LocalUser, command: str) -> None:
    [answer] = await asha.say(f"{command} 5")

    assert answer.text == "Only whoever runs me can do that."


async def test_odd_numbers_are_asked_for_again(run_by_asha: Room) -> None:
    asha = run_by_asha.server.user("Asha")

    [whom] = await asha.say("/ban somebody")
    [yourself] = await asha.say(f"/ban {asha.id}")

    assert whom.text == "Whom? Send the number of a user or chat, such as /ban 123456789"
    assert yourself.text == "You run me, so you cannot be banned."


def refused(room: Room) -> list[str]:
    return [call.description for call in room.server.backend.calls if call.error]


async def test_what_is_chosen_already_is_not_sent_again(asha: LocalUser, room: Room) -> None:
    settings = await page(asha)

    assert await asha.press(settings, "✓ English") == []

    assert asha.toast == "Done."
    assert refused(room) == []
