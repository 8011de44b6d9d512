"""Deliveries through Telegram's moods: at least once, never a flood, never for ever."""

from __future__ import annotations

import itertools
import threading
import time
from typing import Any

import pytest

from bot.models import Delivery, NewArticle
from handlers.localchat import faults
from handlers.transport.delivery import Courier
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Room, until
from tests.support.telegram_user import LocalUser

ON_ITS_WAY = "First new ferry"


@pytest.fixture
async def owed(asha: LocalUser, room: Room) -> Delivery:
    """One delivery to Asha, not sent yet."""
    await asha.say("/follow Elena Marsh")
    room.newsroom.add(articles.FERRY)
    [delivery] = room.newsroom.deliveries.due(room.clock())
    return delivery


def got(user: LocalUser) -> list[str]:
    """The notifications that a user has."""
    return [one.text for one in user.history() if one.text.startswith(ON_ITS_WAY)]


async def attempted(room: Room, times: int) -> None:
    """Wait until so many messages were tried (the first answered /follow) and what became of the last is written."""
    await until(lambda: len(room.server.calls_of("sendMessage")) > times)
    await until(lambda: not room.newsroom.deliveries.due(room.clock()))


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (faults.status(502), {"seconds": 2}),
        (faults.proxied(403), {"seconds": 2}),
        (faults.proxied(400), {"seconds": 2}),
        (faults.dropped(), {"seconds": 2}),
        (faults.too_many(1), {"seconds": 2}),
    ],
    ids=["502", "a proxy's 403", "a proxy's 400", "dropped", "429"],
)
async def test_a_failed_attempt_is_made_again_later(
    asha: LocalUser, room: Room, owed: Delivery, fault: faults.Fault, wait: dict[str, float]
) -> None:
    room.server.faults.add("sendMessage", fault)
    async with room.delivering():
        await attempted(room, 1)
        assert got(asha) == []
        room.clock.forward(**wait)
        await attempted(room, 2)

    assert len(got(asha)) == 1


async def test_an_article_without_a_title_is_told_once(asha: LocalUser, room: Room) -> None:
    await asha.say("/follow Elena Marsh")
    room.newsroom.add(NewArticle(text="Elena Marsh opened the lighthouse of Sarn."))

    async with room.delivering():
        told = await asha.receive()

    assert told.text.count("Elena Marsh opened the lighthouse of Sarn") == 1
    assert "You follow articles that name Elena Marsh" in told.text


async def test_who_blocked_the_bot_gets_it_after_unblocking(asha: LocalUser, room: Room, owed: Delivery) -> None:
    await asha.block()
    async with room.delivering():
        assert room.newsroom.deliveries.due(room.clock()) == []
        await asha.unblock()
        await until(lambda: len(got(asha)) == 1)


async def test_a_block_that_was_not_heard_of_is_noticed(asha: LocalUser, room: Room, owed: Delivery) -> None:
    room.server.faults.add("sendMessage", faults.refused(403, "Forbidden: bot was blocked by the user"))
    async with room.delivering():
        await attempted(room, 1)
    room.clock.forward(hours=1)
    assert room.newsroom.deliveries.due(room.clock()) == []

    await asha.say("/start")

    await until(lambda: len(room.newsroom.deliveries.due(room.clock())) == 1)  # chats are woken a moment later


async def test_who_writes_again_has_not_blocked_the_bot(asha: LocalUser, room: Room, owed: Delivery) -> None:
    """The update that told of the unblocking can be lost: Telegram keeps it for a day only."""
    room.server.faults.add("sendMessage", faults.refused(403, "Forbidden: bot was blocked by the user"))
    async with room.delivering():
        await attempted(room, 1)
    room.clock.forward(hours=1)
    assert room.newsroom.deliveries.due(room.clock()) == []

    await asha.say("/latest")

    await until(lambda: len(room.newsroom.deliveries.due(room.clock())) == 1)  # chats are woken a moment later


async def test_a_message_that_can_never_be_sent_is_dropped(asha: LocalUser, room: Room, owed: Delivery) -> None:
    room.server.faults.add("sendMessage", faults.refused(400, "Bad Request: TOPIC_CLOSED"))
    async with room.delivering():
        await attempted(room, 1)
    room.clock.forward(days=1)

    assert room.newsroom.deliveries.due(room.clock()) == []
    assert room.newsroom.deliveries.next_due() is None


async def test_refused_formatting_is_sent_plain_in_the_same_attempt(
    asha: LocalUser, room: Room, owed: Delivery
) -> None:
    room.server.faults.add("sendMessage", faults.refused(400, "Bad Request: can't parse entities: x"))
    async with room.delivering():
        await until(lambda: len(got(asha)) == 1)

    assert room.sender.plain_fallbacks == 1


async def test_many_chats_are_served_and_each_gets_one(room: Room) -> None:
    people = [room.server.user(f"Reader {number}") for number in range(30)]
    for person in people:
        await person.say("/follow Elena Marsh")
    room.newsroom.add(articles.FERRY)

    async with room.delivering():
        await until(lambda: all(got(person) for person in people))

    assert [len(got(person)) for person in people] == [1] * 30


async def test_a_send_that_ends_while_the_store_is_read_is_not_sent_again(
    asha: LocalUser, room: Room, owed: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second look reads the delivery as pending, and returns only after the first look's send is recorded."""
    room.server.faults.add("sendMessage", faults.late(0.5))
    read, keep = room.newsroom.deliveries.due, room.newsroom.deliveries.record
    looks, recorded = itertools.count(), threading.Event()
    couriers: list[Courier] = []

    def slowly(*args: Any, **kwargs: Any) -> list[Delivery]:
        due = read(*args, **kwargs)
        if next(looks) == 1:
            assert due == [owed], "the first send is meant to be under way still"
            assert recorded.wait(20)
            while couriers[0]._under_way:  # until the loop forgets the send
                time.sleep(0.005)
        return due

    def record(*args: Any) -> None:
        keep(*args)
        recorded.set()

    monkeypatch.setattr(room.newsroom.deliveries, "due", slowly)
    monkeypatch.setattr(room.newsroom.deliveries, "record", record)
    async with room.delivering() as courier:
        couriers.append(courier)
        await until(lambda: recorded.is_set() and next(looks) > 20)

    assert len(got(asha)) == 1


async def test_a_restart_sends_what_was_owed_and_nothing_twice(asha: LocalUser, room: Room, owed: Delivery) -> None:
    async with room.delivering():
        await until(lambda: len(got(asha)) == 1)
    room.clock.forward(minutes=5)

    async with room.delivering():
        room.newsroom.add(articles.NO_ADDRESS)
        await until(lambda: len(asha.history()) == 3)

    assert len(got(asha)) == 1


@pytest.mark.parametrize("ahead", [{"days": 400}, {"hours": 1}], ids=str)
async def test_a_clock_that_is_put_back_silences_nobody(
    asha: LocalUser, room: Room, owed: Delivery, ahead: dict[str, float]
) -> None:
    def moments_later() -> bool:
        room.clock.forward(seconds=1)
        return "sailors of the ferry" in asha.history()[-1].text

    room.clock.forward(**ahead)
    async with room.delivering():
        await until(lambda: not room.newsroom.stats().pending)  # sent, and that is written
        began = room.clock()
        room.clock.forward(**{unit: -number for unit, number in ahead.items()})
        room.newsroom.add(articles.NO_ADDRESS)
        await until(moments_later)
        assert room.clock() < began

    assert len(got(asha)) == 1
