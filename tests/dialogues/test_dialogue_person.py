"""A person's page: a photo with a caption, or a text; everything behind its buttons comes as a new message."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.models import NewArticle
from bot.newsroom import open_newsroom
from bot.retention import Retention
from bot.store.file.database import Database
from handlers.commands import callbacks
from handlers.localchat.faults import Fault, refused, status, too_many
from handlers.localchat.methods_media import picture_size
from handlers.localchat.models import MediaKind
from handlers.views.callback_data import Code, data
from handlers.views.html import units
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Clock, Room
from tests.support.telegram_user import LocalUser, Said

#: another week of Elena Marsh's words, so that there is something to draw
QUAY = NewArticle(
    id="quay",
    title="Old quay to be rebuilt",
    source="Market Post",
    url="https://market.example/quay",
    published=articles.day("2026-11-04"),
    text="""The old quay of Greywick will be rebuilt next year.
"A quay is a road that ends in water," Elena Marsh, the transport minister, said.
Tom Reed welcomed the plan.""",
)


@pytest.fixture(scope="session")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all articles of the dialogues and one more."""
    path = tmp_path_factory.mktemp("portraits") / "news.db"
    with closing(open_newsroom(path, clock=Clock())) as newsroom:
        for _ in newsroom.add_many((*articles.ALL, QUAY)):
            pass
    return path


def is_photo(said: Said) -> bool:
    return said.message.media is not None and said.message.media.kind is MediaKind.PHOTO


async def test_a_page_with_a_chart(asha: LocalUser, room: Room) -> None:
    [page] = await asha.say("/person Elena Marsh")

    assert not is_photo(page)
    assert page.text.startswith("Elena Marsh\n")
    assert "“Transport Minister Elena Marsh” — Coast Radio, 20 Nov 2026" in page.text
    assert "In 3 articles" in page.text
    assert "4 Nov 2026 – 20 Nov 2026" in page.text
    assert "Latest words" in page.text
    assert "https://coast.example/ferries" in page.links
    assert units(page.text) <= 400
    assert page.buttons == [["💬 What they said", "More"], ["📊 Picture", "🔔 Follow"]]

    [drawn] = await asha.press(page, "Picture")
    assert drawn.message.media is not None
    assert picture_size(room.server.backend.state.files.content(drawn.message.media.file.id) or b"") == (1200, 720)
    assert drawn.text == "Quotes of Elena Marsh per week"


async def test_the_rest_of_a_page_comes_when_asked_for(asha: LocalUser) -> None:
    [page] = await asha.say("/person Elena Marsh")

    [whole] = await asha.press(page, "More")

    assert not is_photo(whole)
    assert whole.text.index("ferries are cheaper") < whole.text.index("Named together with")
    assert whole.buttons[0] == ["💬 What they said"]


async def test_a_page_without_quotes_of_two_weeks_is_a_text(asha: LocalUser) -> None:
    [page] = await asha.say("/person Priya Nair")

    assert page.message.media is None
    assert "“Geologist Priya Nair” — Coast Radio, 9 Jul 2024" in page.text
    assert "“The mountain has gone back to sleep”" in page.text


async def test_what_they_said_comes_as_a_message_with_pages(asha: LocalUser) -> None:
    [page] = await asha.say("/person Elena Marsh")

    [first] = await asha.press(page, "What they said")
    assert first.id != page.id
    assert first.text.startswith("Elena Marsh · ")

    [second] = await asha.press(first, "Older")
    assert second.id == first.id
    assert "a road that ends in water" in second.text


async def test_the_page_of_somebody_named_together_with_them(asha: LocalUser) -> None:
    [page] = await asha.press((await asha.say("/person Elena Marsh"))[0], "More")

    [other] = await asha.press(page, "Anna Reed")

    assert other.id != page.id
    assert other.text.startswith("Anna Reed")
    assert "“Anna Reed, an opposition member” — Coast Radio" in other.text


async def test_the_page_from_a_look_up(asha: LocalUser) -> None:
    [said] = await asha.say("/who Elena Marsh")

    [page] = await asha.press(said, "Profile")

    assert page.text.startswith("Elena Marsh\n")


async def test_following_from_the_page(asha: LocalUser, room: Room) -> None:
    [page] = await asha.say("/person Elena Marsh")

    [told] = await asha.press(page, "Follow")

    assert "You now follow articles that name Elena Marsh." in told.text
    [listed] = await asha.say("/following")
    assert "Elena Marsh" in listed.text


async def test_several_people_of_one_name_are_a_choice(asha: LocalUser) -> None:
    [choice] = await asha.say("/person Reed")
    assert choice.text == "Which Reed do you mean?"

    [page] = await asha.press(choice, "Tom Reed")

    assert page.text.startswith("Tom Reed")
    assert "“Tom Reed, who owns a bakery at the northern end” — Lindon Herald" in page.text


async def test_near_spellings_are_offered(asha: LocalUser) -> None:
    [choice] = await asha.say("/person Pria Nayr")
    assert choice.text == "My articles don't name “Pria Nayr”. Did you mean:"

    [page] = await asha.press(choice, "Priya Nair")

    assert page.text.startswith("Priya Nair")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/person", "Whose page?"),
        ("/person ?", "Whose page?"),
        ("/person Xylophonius <b>Quack</b>", "My articles don't name “Xylophonius <b>Quack</b>”."),
    ],
)
async def test_nobody_to_show(asha: LocalUser, said: str, answered: str) -> None:
    [answer] = await asha.say(said)

    assert answer.text.startswith(answered)


async def test_a_question_goes_on_from_the_page(asha: LocalUser) -> None:
    await asha.say("/person Elena Marsh")

    [answer] = await asha.say("What did she say about invoices?")

    assert "We will publish every invoice" in answer.text


async def test_a_button_of_somebody_who_is_gone(asha: LocalUser, room: Room) -> None:
    [page] = await asha.press((await asha.say("/person Elena Marsh"))[0], "More")
    with room.newsroom._database.writing() as writer:
        for table, column in (("quotes", "entity_id"), ("quotes", "spoken_for"), ("mentions", "entity_id")):
            writer.execute(f"UPDATE {table} SET {column} = NULL")
        writer.execute("DELETE FROM entities")

    for label in ("What they said", "Anna Reed"):
        await asha.press(page, label)
        assert asha.toast == callbacks.STALE


async def test_in_a_group_the_page_answers_the_command(asha: LocalUser, room: Room) -> None:
    group = room.server.group("Newsroom", asha, topics=[7])

    [page] = await asha.say("/person Elena Marsh", chat=group, thread_id=7)

    assert (page.message.thread_id, page.message.reply_to) == (7, page.id - 1)


@pytest.mark.parametrize(
    "fault",
    [
        refused(400, "Bad Request: not enough rights to send photos to the chat"),
        refused(400, "Bad Request: IMAGE_PROCESS_FAILED"),
    ],
)
async def test_what_telegram_does_not_take_as_a_photo_goes_as_text(asha: LocalUser, room: Room, fault: Fault) -> None:
    [page] = await asha.say("/person Elena Marsh")
    room.server.faults.add("sendPhoto", fault)

    [told] = await asha.press(page, "Picture")

    assert told.message.media is None
    assert told.text == "Quotes of Elena Marsh per week"


@pytest.mark.parametrize(
    "fault",
    [
        too_many(1),
        status(502),
        refused(404, "Not Found"),
        refused(400, "Bad Request: can't parse entities: unsupported start tag"),
    ],
)
async def test_a_photo_is_tried_again(asha: LocalUser, room: Room, fault: Fault) -> None:
    [page] = await asha.say("/person Elena Marsh")
    room.server.faults.add("sendPhoto", fault)

    [drawn] = await asha.press(page, "Picture")

    assert is_photo(drawn)


async def test_every_press_fits_into_a_button() -> None:
    for code in (Code.PERSON, Code.SAID):
        assert len(data(code, 2**63 - 1).encode()) <= 64


async def test_a_timeline_s_picture_comes_when_asked_for_dark_and_light(asha: LocalUser) -> None:
    [answer] = await asha.say("/timeline ferries")

    [dark] = await asha.press(answer, "Picture")
    [light] = await asha.press(dark, "Light")

    assert dark.message.media is not None
    assert light.message.media is not None
    assert dark.text.startswith("Timeline: ferries\n")
    assert light.button("Dark")


async def test_whose_articles_are_all_gone_has_no_page(
    asha: LocalUser, room: Room, clock: Clock, tmp_path: Path
) -> None:
    await asha.say("/person Elena Marsh")
    with closing(Database.open(tmp_path / "news.db")) as opened:
        while Retention(opened, 1).expire(clock() + timedelta(days=60)):
            pass

    [gone] = await asha.say("/person Elena Marsh")

    assert gone.text.startswith("My articles don't name “Elena Marsh”.")
