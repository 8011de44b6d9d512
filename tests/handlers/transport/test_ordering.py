"""Many chats at once, each in order: real updates through the real update processor."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from telegram import CallbackQuery, Chat, Message, Update, User

from handlers.transport.ordering import PRESSES, InOrder, crowded

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def update(number: int, chat_id: int = 1) -> Update:
    message = Message(number, NOW, Chat(chat_id, "private"))
    return Update(number, message=message)


def press(number: int, user_id: int, chat_id: int = -100) -> Update:
    message = Message(number, NOW, Chat(chat_id, "group" if chat_id < 0 else "private"))
    query = CallbackQuery(str(number), User(user_id, "Ben", is_bot=False), "c", message=message, data="x")
    return Update(number, callback_query=query)


async def test_each_chat_is_answered_in_order_and_none_waits_for_another() -> None:
    processor, done, slow = InOrder(), [], asyncio.Event()

    async def handle(name: str, *, wait: bool = False) -> None:
        if wait:
            await slow.wait()
        done.append(name)

    first = asyncio.create_task(processor.process_update(update(1), handle("slow", wait=True)))
    second = asyncio.create_task(processor.process_update(update(2), handle("after it")))
    await processor.process_update(update(3, chat_id=2), handle("elsewhere"))
    assert done == ["elsewhere"]
    slow.set()
    await asyncio.gather(first, second)

    assert done == ["elsewhere", "slow", "after it"]


async def test_a_chat_with_many_waiting_messages_leaves_room_for_others() -> None:
    processor, done, slow = InOrder(at_once=2), [], asyncio.Event()

    async def handle(name: str, *, wait: bool = False) -> None:
        if wait:
            await slow.wait()
        done.append(name)

    flood = [asyncio.create_task(processor.process_update(update(n), handle("flood", wait=True))) for n in range(9)]
    await asyncio.sleep(0)
    async with asyncio.timeout(20):
        await processor.process_update(update(10, chat_id=2), handle("elsewhere"))
    assert done == ["elsewhere"]
    slow.set()
    await asyncio.gather(*flood)


async def test_a_failure_does_not_hold_up_the_chat() -> None:
    processor, done = InOrder(), []

    async def fail() -> None:
        raise ValueError

    async def work() -> None:
        done.append("done")

    results = await asyncio.gather(
        processor.process_update(update(1), fail()),
        processor.process_update(update(2), work()),
        return_exceptions=True,
    )

    assert isinstance(results[0], ValueError)
    assert done == ["done"]


async def test_what_is_done_or_failed_is_finished_and_what_is_given_up_is_not() -> None:
    processor, slow = InOrder(), asyncio.Event()
    finished: list[int] = []
    processor.finished = finished.append

    async def fail() -> None:
        raise ValueError

    tasks = [
        asyncio.create_task(processor.process_update(update(1), asyncio.sleep(0))),
        asyncio.create_task(processor.process_update(update(2), fail())),
        asyncio.create_task(processor.process_update(update(3), slow.wait())),
    ]
    await asyncio.wait(tasks[:2])
    await processor.abandon()

    assert finished == [1, 2]
    assert tasks[2].cancelled()


async def test_a_member_who_presses_and_presses_delays_the_group_by_a_few_presses_only() -> None:
    processor, slow = InOrder(), asyncio.Event()
    done: list[tuple[str, bool]] = []

    async def handle(name: str, *, wait: bool = True) -> None:
        if wait and not crowded():
            await slow.wait()
        done.append((name, crowded()))

    flood = [asyncio.create_task(processor.process_update(press(n, 5), handle("flood"))) for n in range(9)]
    other = asyncio.create_task(processor.process_update(press(20, 6), handle("other", wait=False)))
    question = asyncio.create_task(processor.process_update(update(21, chat_id=-100), handle("question", wait=False)))
    async with asyncio.timeout(20):
        await asyncio.gather(*flood[PRESSES:])
    assert done == [("flood", True)] * (9 - PRESSES)
    slow.set()
    await asyncio.gather(*flood, other, question)
    assert done[9 - PRESSES :] == [*[("flood", False)] * PRESSES, ("other", False), ("question", False)]

    await processor.process_update(press(30, 5), handle("later"))
    assert done[-1] == ("later", False)


async def test_in_private_every_press_waits_for_its_turn() -> None:
    processor, done = InOrder(), []

    async def handle() -> None:
        await asyncio.sleep(0)
        done.append(crowded())

    await asyncio.gather(*(processor.process_update(press(n, 5, chat_id=5), handle()) for n in range(9)))

    assert done == [False] * 9
