"""Many chats at once, each in order: real updates through the real update processor."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from handlers.transport.ordering import InOrder

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def update(number: int, chat_id: int = 1) -> Update:
    message = Message(number, NOW, Chat(chat_id, "private"))
    return Update(number, message=message)


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
