"""When Telegram or the network stumbles: nothing is lost, nothing is doubled, and the bot goes on."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from telegram.error import TelegramError, TimedOut

from bot.errors import DatabaseDamaged, DatabaseLocked
from bot.language import Language
from bot.models import Answer, Turn
from bot.newsroom import Newsroom
from bot.store.file.database import Database
from handlers.commands import context
from handlers.commands.callbacks import STALE
from handlers.events.errors import BUSY, UNREADABLE
from handlers.localchat import faults
from handlers.localchat.state import BOT, FIRST_USER
from handlers.transport import pace
from handlers.transport.notices import tell_admins
from handlers.transport.request import AiohttpRequest
from handlers.transport.retrying import Again, Patience, Try, next_try
from handlers.transport.sender import Sender
from tests.support.dialogue import Clock, Room, running, until
from tests.support.telegram_user import LocalUser


@pytest.mark.parametrize(
    "fault",
    [faults.status(500), faults.proxied(403), faults.proxied(404), faults.dropped(), faults.too_many(1)],
    ids=["500", "a proxy's 403", "a proxy's 404", "dropped", "429"],
)
async def test_an_answer_survives_a_failed_attempt(asha: LocalUser, room: Room, fault: faults.Fault) -> None:
    room.server.faults.add("sendMessage", fault)

    [answer] = await asha.say("/privacy")

    assert answer.text.startswith("What I keep")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried again is tried at once; how long it waits is test_errors.py's matter."""

    def at_once(error: TelegramError, made: Try, patience: Patience) -> Again | None:
        again = next_try(error, made, patience)
        return again and replace(again, after=0.0)

    monkeypatch.setattr("handlers.transport.sender.next_try", at_once)


@pytest.mark.parametrize(
    "fault",
    [faults.status(500), faults.status(502), faults.dropped()],
    ids=["500", "502", "dropped"],
)
@pytest.mark.usefixtures("impatient")
async def test_an_answer_survives_as_many_failed_attempts_in_a_row_as_come(
    asha: LocalUser, room: Room, fault: faults.Fault
) -> None:
    room.server.faults.add("sendMessage", fault, times=25)

    [answer] = await asha.say("/privacy")

    assert answer.text.startswith("What I keep")


@pytest.mark.usefixtures("impatient")
async def test_an_answer_that_nobody_confirms_is_sent_again(
    asha: LocalUser, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server hangs up to the caller's time-out twice and has done nothing."""
    real, failures = AiohttpRequest.do_request, [TimedOut(), TimedOut()]

    async def silent(self: AiohttpRequest, url: str, *args: Any, **options: Any) -> tuple[int, bytes]:
        if url.endswith("/sendMessage") and failures:
            raise failures.pop()
        return await real(self, url, *args, **options)

    monkeypatch.setattr(AiohttpRequest, "do_request", silent)

    [answer] = await asha.say("/privacy")

    assert answer.text.startswith("What I keep")
    assert not failures


@pytest.mark.parametrize(
    "reason", ["can't parse entities: whatever", "BUTTON_COPY_TEXT_INVALID", "WEBPAGE_URL_INVALID"]
)
async def test_formatting_that_telegram_refuses_goes_out_as_plain_text(
    asha: LocalUser, room: Room, reason: str
) -> None:
    room.server.faults.add("sendMessage", faults.refused(400, f"Bad Request: {reason}"))

    [answer] = await asha.say("/latest")

    assert answer.text.startswith("Latest · 1–4 of 12\n1. Storm Odile")
    assert answer.links == []
    assert answer.buttons[-1] == ["1", "2", "3", "4", "▶"]


async def test_a_page_whose_change_was_made_unheard_keeps_its_formatting(asha: LocalUser, room: Room) -> None:
    [first] = await asha.say("/latest")
    room.server.faults.add("editMessageText", faults.dropped(after=True))

    [second] = await asha.press(first, "▶")

    assert len(room.server.calls_of("editMessageText")) == 2
    assert second.id == first.id
    assert second.links


@pytest.mark.parametrize("reason", ["MESSAGE_ID_INVALID", "message can't be edited", "MESSAGE_AUTHOR_REQUIRED"])
async def test_a_page_whose_message_cannot_be_changed_comes_anew(asha: LocalUser, room: Room, reason: str) -> None:
    [first] = await asha.say("/latest")
    room.server.faults.add("editMessageText", faults.refused(400, f"Bad Request: {reason}"))

    [second] = await asha.press(first, "▶")

    assert second.id != first.id
    assert second.text.startswith("Latest · 5–8")
    assert asha.toast == ""


async def test_a_press_is_answered_although_its_message_is_out_of_reach(asha: LocalUser, room: Room) -> None:
    [first] = await asha.say("/latest")
    room.server.faults.add("editMessageText", faults.refused(403, "Forbidden: MESSAGE_AUTHOR_REQUIRED"))

    await asha.press(first, "▶")

    assert asha.toast.startswith("Sorry, something went wrong")


async def test_a_press_that_waits_for_long_is_answered_meanwhile(
    asha: LocalUser, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram takes an answer to a press for some seconds only, but may ask to wait for longer before a change."""
    [first] = await asha.say("/latest")
    monkeypatch.setattr("handlers.transport.press_marks.LONG_WAIT", 0.0)
    changed = hold(room, monkeypatch, "/editMessageText")

    pressing = asyncio.create_task(asha.press(first, "▶"))
    await until(lambda: bool(room.server.calls_of("answerCallbackQuery")))
    assert not room.server.calls_of("editMessageText")
    changed.set()
    await pressing

    assert asha.history()[-1].text.startswith("Latest · 5–8")
    assert len(room.server.calls_of("answerCallbackQuery")) == 1


TOO_OLD = faults.refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")


async def test_a_notice_for_which_it_is_too_late_comes_as_a_message(asha: LocalUser, room: Room) -> None:
    """The bot was away when the button was pressed: the reader is owed what came of it."""
    [followed] = await asha.say("/follow herring")
    room.server.faults.add("answerCallbackQuery", TOO_OLD)

    *_, told = await asha.press(followed, "Unfollow")

    assert asha.toast == ""
    assert told.id != followed.id
    assert told.text == "You no longer follow articles with herring."


async def test_an_apology_for_which_it_is_too_late_comes_as_a_message(asha: LocalUser, room: Room) -> None:
    [first] = await asha.say("/latest")
    room.server.faults.add("editMessageText", faults.refused(403, "Forbidden: MESSAGE_AUTHOR_REQUIRED"))
    room.server.faults.add("answerCallbackQuery", TOO_OLD)

    [told] = await asha.press(first, "▶")

    assert told.text.startswith("Sorry, something went wrong")


async def test_a_page_that_comes_late_needs_no_words(asha: LocalUser, room: Room) -> None:
    [first] = await asha.say("/latest")
    room.server.faults.add("answerCallbackQuery", TOO_OLD)

    [second] = await asha.press(first, "▶")

    assert second.id == first.id
    assert second.text.startswith("Latest · 5–8")


async def test_a_notice_is_cut_to_what_telegram_takes(asha: LocalUser, monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts UTF-16 units, of which letters of rare scripts have two."""
    [followed] = await asha.say("/follow herring")
    await asha.say("/unfollow herring")
    monkeypatch.setattr("handlers.commands.following.NOT_ANY_MORE", "\N{GOTHIC LETTER AHSA}" * 150)

    await asha.press(followed, "Unfollow")

    assert asha.toast == "\N{GOTHIC LETTER AHSA}" * 99 + "…"


def hold(room: Room, monkeypatch: pytest.MonkeyPatch, method: str) -> asyncio.Event:
    """Keep calls of a method from leaving until the event is set."""
    real, let_go = AiohttpRequest.do_request, asyncio.Event()

    async def held(self: AiohttpRequest, url: str, *args: Any, **options: Any) -> tuple[int, bytes]:
        if url.endswith(method):
            await let_go.wait()
        return await real(self, url, *args, **options)

    monkeypatch.setattr(AiohttpRequest, "do_request", held)
    return let_go


async def test_an_update_delivered_twice_is_answered_once(asha: LocalUser, room: Room) -> None:
    room.server.faults.repeat_update()

    await asha.say("/privacy")
    await asha.say("/help")

    assert len(asha.history()) == 2


async def test_the_same_page_pressed_twice_is_no_error(asha: LocalUser, room: Room) -> None:
    [first] = await asha.say("/latest")
    [second] = await asha.press(first, "▶")
    calls = len(room.server.calls_of("sendMessage"))

    assert await asha.press(first, "▶") == []
    assert asha.toast == ""
    assert len(room.server.calls_of("sendMessage")) == calls
    assert asha.history()[-1].html == second.html


async def test_a_fault_of_ours_is_answered_with_an_apology_and_logged_without_words(
    asha: LocalUser, room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.newsroom.close()
    with caplog.at_level(logging.INFO):
        [answer] = await asha.say("who owns the secret bakery?")

    assert answer.text == "Sorry, something went wrong on my side. Please try again in a moment."
    assert "secret" not in caplog.text
    assert room.server.token not in caplog.text
    assert "failed: RuntimeError at database.py:" in caplog.text


@pytest.mark.usefixtures("impatient")
async def test_a_change_without_an_answer_is_no_failure(
    asha: LocalUser, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    [first] = await asha.say("/latest")

    async def change(*_: object) -> None:
        raise TimedOut

    monkeypatch.setattr(Sender, "_change", change)

    await asha.press(first, "▶")

    assert asha.toast == ""


async def test_a_turn_that_cannot_be_kept_needs_no_apology(
    asha: LocalUser, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise DatabaseLocked

    monkeypatch.setattr(room.newsroom.chats, "remember", busy)

    [answer] = await asha.say("Who owns a bakery?")

    assert "Tom Reed" in answer.text


async def test_an_answer_that_is_no_json_is_not_logged(
    asha: LocalUser, room: Room, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = AiohttpRequest.do_request

    async def cut(self: AiohttpRequest, url: str, *args: Any, **options: Any) -> tuple[int, bytes]:
        status, body = await real(self, url, *args, **options)
        return (status, body[:-9]) if url.endswith("/sendMessage") else (status, body)

    monkeypatch.setattr(AiohttpRequest, "do_request", cut)
    await asha.say("/who Elena Marsh")

    assert "Marsh" not in caplog.text


class SlowNewsroom(Newsroom):
    """A newsroom whose questions take as long as the test likes."""

    let_go: threading.Event

    def ask(self, question: str, *, asked: datetime, history: Sequence[Turn] = (), limit: int = 10) -> Answer:
        self.let_go.wait()
        return super().ask(question, asked=asked, history=history, limit=limit)


async def test_a_slow_question_delays_nobody_and_shows_typing(annotated: Path, tmp_path: Path, clock: Clock) -> None:
    shutil.copy(annotated, tmp_path / "news.db")
    slow = SlowNewsroom(Database.open(tmp_path / "news.db"), Language(), clock)
    slow.let_go = threading.Event()
    with closing(slow):
        async with running(slow, clock) as room:
            room.server.settled = None  # it would wait for both
            asha, ben = room.server.user("Asha"), room.server.user("Ben")
            waiting = asyncio.create_task(asha.say("Who owns a bakery?"))
            await until(lambda: bool(room.server.calls_of("sendChatAction")))
            [first] = await ben.say("/latest")
            assert asha.history() == []
            slow.let_go.set()
            [second] = await waiting

    assert first.text.startswith("Latest")
    assert "Tom Reed" in second.text


async def test_two_messages_of_a_chat_are_answered_in_order(room: Room, asha: LocalUser) -> None:
    again = room.server.user("Asha")
    await asyncio.gather(asha.say("Who owns a bakery?", answered=False), again.say("/privacy", answered=False))

    first, second = asha.history()
    assert "Tom Reed" in first.text
    assert second.text.startswith("What I keep")


async def test_an_update_that_cannot_be_read_holds_up_nobody(
    asha: LocalUser, ben: LocalUser, room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    await asha.say("/privacy")
    updates, chat = room.server.backend.updates, {"id": asha.id, "type": "private", "first_name": "Asha"}
    poll = {"message_id": 77, "date": 1, "chat": chat, "from": {"id": asha.id}, "poll": {"secret": "shape"}}
    with caplog.at_level(logging.INFO):
        await updates.put("message", poll)
        await updates.put("message", {**poll, "from": {"id": asha.id, "is_bot": False, "first_name": "Asha"}})
        await updates.put("callback_query", {"id": 5})
        [answer] = await ben.say("/privacy")
        await until(lambda: len(asha.history()) == 2)

    assert answer.text.startswith("What I keep")
    assert asha.history()[1].text.startswith("I only read text")
    assert caplog.text.count("cannot be read in full") == 3
    assert "secret" not in caplog.text


async def test_what_is_only_read_is_answered_while_nothing_can_be_stored(
    asha: LocalUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program keeps the database locked; a full disk or a read-only one is no different."""
    monkeypatch.setattr("bot.store.chats.inbox.PATIENCE", 0.0)
    monkeypatch.setattr("bot.store.chats.conversation.PATIENCE", 0.0)
    with closing(sqlite3.connect(tmp_path / "news.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        [answer] = await asha.say("How many homes lost power in the storm?")
        [quotes] = await asha.say("/who Elena Marsh")
        [greeting] = await asha.say("/start")
        other.execute("ROLLBACK")

    await asha.press(quotes, "Older ▶")

    assert asha.toast == STALE
    assert "12,000 homes" in answer.text
    assert quotes.text.startswith("Elena Marsh")
    assert greeting.text.startswith("Hello!")


async def test_what_is_to_be_stored_while_nothing_can_be_is_refused_soon_and_kindly(
    asha: LocalUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands and buttons alike; afterwards the same words do it."""
    for module in ("context", "callbacks"):
        monkeypatch.setattr(f"handlers.commands.{module}.LONGEST_WAIT", 0.0)
    monkeypatch.setattr("bot.store.chats.inbox.PATIENCE", 0.0)
    [settings] = await asha.say("/settings")
    with closing(sqlite3.connect(tmp_path / "news.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        [refused] = await asha.say("/follow Elena Marsh")
        [unasked] = await asha.say("/follow Florence")  # its buttons would be of no use
        await asha.press(settings, "Weekly")
        other.execute("ROLLBACK")

    [followed] = await asha.say("/follow Elena Marsh")

    assert refused.text == unasked.text == asha.toast == BUSY
    assert followed.text.startswith("You now follow")


async def test_administrators_are_told_once_of_a_damaged_database(
    asha: LocalUser, room: Room, newsroom: Newsroom
) -> None:
    await asha.say("/stats")  # bots can only write to users who have written to them
    stop, told = asyncio.Event(), asha.history
    telling = asyncio.create_task(tell_admins(newsroom, room.sender, frozenset({FIRST_USER}), stop, look=0.01))

    newsroom._database.condition.damage = "sentences: Page 7 is never used"
    await until(lambda: any("is damaged" in message.text for message in told()))
    feed, _ = newsroom.feeds.store("https://one.example/feed", title="One")
    with newsroom._database.writing() as writer:
        newsroom.feeds.feeds.notify(writer, feed.row, "Afterwards.", room.clock())
    await until(lambda: told()[-1].text == "Afterwards.")
    stop.set()
    await telling

    assert sum("is damaged" in message.text for message in told()) == 1


async def test_who_meets_damage_is_told_that_trying_again_is_no_use(
    asha: LocalUser, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object, **__: object) -> None:
        raise DatabaseDamaged

    monkeypatch.setattr(room.newsroom, "latest", damaged)
    monkeypatch.setattr(room.newsroom, "headlines_on", damaged)

    [answer] = await asha.say("/latest storm")

    assert answer.text == UNREADABLE


async def test_a_long_wait_after_typing_delays_no_answer(
    asha: LocalUser, ben: LocalUser, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "PATIENCE", 0.0)  # "typing ..." is shown for every message
    room.server.faults.add("sendChatAction", faults.too_many(300), times=3)
    begun = asyncio.get_running_loop().time()

    [answer] = await asha.say("Who owns a bakery?")
    [other] = await ben.say("/privacy")

    assert "Tom Reed" in answer.text
    assert other.text.startswith("What I keep")
    assert room.server.calls_of("sendChatAction")
    assert asyncio.get_running_loop().time() - begun < 100  # seconds, far from the 300


async def test_long_waits_of_two_chats_mute_nobody_else(
    asha: LocalUser, ben: LocalUser, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "PROOF", -1.0)  # the second wait comes long after the first one
    monkeypatch.setattr(pace, "GUESS", 0.2)
    monkeypatch.setattr("handlers.transport.connection.LAST_WAIT", 0.2)
    group = room.server.group("Family", asha, ben)
    room.server.settled = None  # it would wait for those two as well
    for chat, calls in ((group, 1), (None, 2)):
        room.server.faults.add("sendMessage", faults.too_many(3600))
        await asha.say(f"/privacy@{BOT.username}" if chat else "/privacy", chat=chat, answered=False)
        await until(lambda calls=calls: len(room.server.calls_of("sendMessage")) == calls)  # type: ignore[misc]

    [answer] = await ben.say("/privacy")

    assert answer.text.startswith("What I keep")
    assert asha.history() == asha.history(chat=group) == []
