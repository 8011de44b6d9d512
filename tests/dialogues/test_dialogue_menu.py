"""Commands without news, small talk, and messages that are no questions."""

from __future__ import annotations

import pytest

from bot.models import NewArticle
from handlers.commands.context import Scope
from handlers.commands.registry import COMMANDS
from handlers.transport.limits import QUESTIONS_A_MINUTE
from tests.support.dialogue import Room
from tests.support.telegram_user import LocalUser


@pytest.fixture
def by_webhook() -> bool:
    """Answers to commands are the same however updates come: once is enough."""
    return False


async def test_start_greets_and_its_buttons_answer_below(asha: LocalUser) -> None:
    [greeting] = await asha.say("/start")
    assert greeting.text.startswith("Hello! Ask me about the news.")
    assert "12 articles from 3 outlets, newest: yesterday." in greeting.text

    [latest] = await asha.press(greeting, "Latest headlines")
    [help_] = await asha.press(greeting, "Help")

    assert latest.text.startswith("Latest")
    assert latest.id != greeting.id
    assert "/follow" in help_.text


@pytest.mark.parametrize(
    ("payload", "answered"),
    [
        ("who-Priya_Nair", "Priya Nair · "),
        ("follow-Priya_Nair", "You now follow articles that name Priya Nair."),
        ("latest-volcano", "Latest on volcano"),
        ("who_Priya_Nair", "Priya Nair · "),
        ("q_What_did_Priya_Nair_say", "Priya Nair · "),
        ("a_1", "Volcano on Sarn island falls silent"),
        ("a_999", "Hello!"),
        ("a_x", "Hello!"),
        ("q_", "Hello!"),
        ("ask-Who_owns_a_bakery", ""),
        ("privacy", "What I keep"),
        ("unheard-of", "Hello!"),
    ],
)
async def test_deep_links(asha: LocalUser, payload: str, answered: str) -> None:
    [answer] = await asha.say(f"/start {payload}")

    assert answer.text.startswith(answered)


async def test_the_greeting_offers_what_surely_works(asha: LocalUser) -> None:
    [greeting] = await asha.say("/start")
    question, quotes, story, latest = (row[0] for row in greeting.buttons)

    [answer] = await asha.press(greeting, question)
    [said] = await asha.press(greeting, quotes)
    [article] = await asha.press(greeting, story)

    assert latest == "Latest headlines"
    assert question == "Who defended the money?"
    assert "Transport Minister Elena Marsh defended the money" in answer.text
    assert quotes == "What did Elena Marsh say?"
    assert said.text.startswith("Elena Marsh · ")
    assert article.text.startswith("Storm Odile leaves 12,000 homes without power")


async def test_more_than_eight_outlets_are_shown_on_demand(asha: LocalUser, room: Room) -> None:
    for number in range(9):
        room.newsroom.add(NewArticle(text=f"It rained in {number} towns.", source=f"Outlet {number}"))
    [few] = await asha.say("/sources")

    [every] = await asha.press(few, "All outlets (12)")

    assert few.text.count("•") == 8
    assert every.text.count("•") == 12


async def test_help_names_every_command(asha: LocalUser) -> None:
    [answer] = await asha.say("/help")

    assert all(f"/{one.name}" in answer.text for one in COMMANDS if one.scope not in {Scope.NOWHERE, Scope.OPERATORS})


async def test_privacy_and_sources(asha: LocalUser) -> None:
    [privacy] = await asha.say("/privacy")
    [sources] = await asha.say("/sources")

    assert "/forgetme deletes it all" in privacy.text
    assert sources.text.startswith("12 articles, 9 July 2024 – 21 November 2026")
    assert "• Market Post: 8" in sources.text


async def test_latest_pages_in_place(asha: LocalUser) -> None:
    [first] = await asha.say("/latest")
    assert first.text.index("Storm Odile leaves") < first.text.index("Minister defends")
    assert "1–4 of 12" in first.text
    assert len(first.links) == 3  # the storm's article has no address

    [second] = await asha.press(first, "▶")
    assert second.id == first.id
    assert "5–8 of 12" in second.text

    [again] = await asha.press(second, "◀")
    assert again.html == first.html


@pytest.mark.parametrize(
    ("topic", "heading", "shown"),
    [
        ("volcano", "Latest on volcano", "Volcano on Sarn island"),
        ("from:Coast Radio", "Latest from Coast Radio", "Minister defends"),
        ('from:"Coast Radio" after:2026-11-01', "Latest, after 1 November 2026, from Coast Radio", "Minister defends"),
        ("-storm", "Latest, without storm", "Minister defends"),
        ("Elena Marsh", "Latest on Elena Marsh", "harbour bridge"),
    ],
)
async def test_latest_on_a_topic(asha: LocalUser, topic: str, heading: str, shown: str) -> None:
    [answer] = await asha.say(f"/latest {topic}")

    assert answer.text.startswith(heading)
    assert shown in answer.text
    assert "Storm Odile" not in answer.text


@pytest.mark.parametrize(
    ("topic", "there", "gone"),
    [
        ("ferries after:2026-11-18", "Minister defends", "harbour bridge to close"),
        ("ferries before:2026-11-20", "harbour bridge to close", "Minister defends"),
        ("after:2026-11-20", "Storm Odile leaves", "Minister defends"),
        ('from:"Coast Radio" since:2026-11-20', "Minister defends", "Storm Odile leaves"),
    ],
)
async def test_latest_of_days_in_figures(asha: LocalUser, topic: str, there: str, gone: str) -> None:
    [answer] = await asha.say(f"/latest {topic}")

    assert there in answer.text
    assert gone not in answer.text


@pytest.mark.parametrize("said", ["/timeline ferries since:2026-11-01", "/latest quokkas before:2026-11-01"])
async def test_days_of_a_topic_are_not_followed(asha: LocalUser, said: str) -> None:
    [answer] = await asha.say(said)
    topic = said.split()[1]

    label = "🔔 Follow" if said.startswith("/timeline") else f"🔔 Follow {topic}"  # beside the picture there is no room
    [followed] = await asha.press(answer, label)

    assert answer.button(label).text == label
    assert followed.text.startswith(f"You now follow articles with {topic}.")


async def test_latest_on_something_unheard_of_offers_to_follow_it(asha: LocalUser) -> None:
    [answer] = await asha.say("/latest quokkas")
    assert answer.text == "Nothing about “quokkas” in my articles."

    [followed] = await asha.press(answer, "Follow quokkas")

    assert followed.text.startswith("You now follow articles with quokkas.")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("hi", "Hello!"),
        ("Thanks!", "You're welcome!"),
        ("news", "Latest"),
        ("what can you do?", "Ask me about the news"),
        ("/lates", "I don't know /\u2060lates. Did you mean /latest?"),
        (
            "/cancel",
            "Nothing is waiting: what you write is a new question, unless you reply to one of mine."
            " /help shows what I can do.",
        ),
        ("/addfeedd", "I don't know /\u2060addfeedd. /help shows what I can do."),
        ("/xyzzy", "I don't know /\u2060xyzzy. /help shows what I can do."),
        ("🙂", "👍"),
        ("...", "Type a question"),
        ("???", "Type a question"),
        ("why " * 1000, "That is more than 500 characters."),
        ("/ask", "What would you like to know?"),
        ("/ask " + "why " * 200, "That is more than 500 characters."),
    ],
)
async def test_kind_answers(asha: LocalUser, said: str, answered: str) -> None:
    [answer] = await asha.say(said)

    assert answer.text.startswith(answered)


async def test_an_album_is_answered_once(asha: LocalUser, room: Room) -> None:
    await asha.say("/privacy")
    person = {"id": asha.id, "is_bot": False, "first_name": "Asha"}
    chat = {"id": asha.id, "type": "private", "first_name": "Asha"}
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    sent = {"date": 1, "chat": chat, "from": person, "photo": photo}
    captioned = {"caption": "Who owns a bakery?", "media_group_id": "12"}

    for number in range(3):
        await room.server.backend.updates.put("message", sent | {"message_id": 100 + number, "media_group_id": "11"})
    await room.server.backend.updates.put("message", sent | captioned | {"message_id": 200})
    await room.server.backend.updates.put("message", sent | {"message_id": 201, "media_group_id": "12"})
    await asha.say("/help")

    _, refused, answer, _ = asha.history()
    assert refused.text.startswith("I can't read pictures")
    assert "Tom Reed" in answer.text


async def test_stickers_and_voice_are_answered_kindly(asha: LocalUser) -> None:
    [sticker] = await asha.sticker()
    [voice] = await asha.voice()

    assert "I only read text" in sticker.text
    assert "can't listen" in voice.text


async def test_forgetting_asks_first_and_forgets_all(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow Elena Marsh")
    await asha.say("Who owns a bakery?")
    [kept] = await asha.say("/forgetme")
    [kept] = await asha.press(kept, "Keep it")
    assert kept.text == "Nothing was deleted."

    [asked] = await asha.say("/forgetme")
    [gone] = await asha.press(asked, "Delete it all")

    assert gone.text.startswith("Deleted: ")
    [following] = await asha.say("/following")
    assert following.text.startswith("You follow nothing yet.")


async def test_too_many_questions_are_answered_once(asha: LocalUser, ben: LocalUser, room: Room) -> None:
    for _ in range(QUESTIONS_A_MINUTE):
        await asha.say("hi")

    [told] = await asha.say("hi")
    silence = await asha.say("hi", answered=False)
    [other] = await ben.say("hi")
    room.clock.forward(minutes=1)
    [welcome] = await asha.say("hi")

    assert told.text.startswith("That's a lot of questions at once.")
    assert silence == []
    assert other.text.startswith("Hello!")
    assert welcome.text.startswith("Hello!")


async def test_an_old_button_is_answered_kindly(asha: LocalUser, room: Room) -> None:
    [first] = await asha.say("/latest market")
    room.newsroom.chats.forget(chat_id=asha.id, user_id=asha.id)

    await asha.press(first, "▶")

    assert asha.toast == "That button is too old. Please ask again."
