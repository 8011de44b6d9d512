"""The line that all messages stand in: answers first, nobody while Telegram says wait."""

from __future__ import annotations

import asyncio

import pytest

from handlers.transport.pace import MARGIN, Rates
from handlers.transport.rate_limit import UNANSWERED, RateLimit
from tests.support.simulated_time import in_simulated_time


async def send(limit: RateLimit, chat_id: int, *, answer: bool) -> None:
    async with limit.turn(chat_id, answer=answer):
        pass


@in_simulated_time
async def test_answers_go_before_notifications_that_came_earlier() -> None:
    limit, gone = RateLimit(Rates(overall=200.0)), []

    async def send(name: str, chat_id: int, *, answer: bool) -> None:
        async with limit.turn(chat_id, answer=answer):
            gone.append(name)

    news = [asyncio.create_task(send(f"news {number}", number, answer=False)) for number in range(1, 21)]
    await asyncio.sleep(0)
    answers = [asyncio.create_task(send(f"answer {number}", 100 + number, answer=True)) for number in range(3)]
    await asyncio.gather(*news, *answers)

    assert sorted(gone.index(f"answer {number}") for number in range(3)) <= [4, 5, 6]
    assert [one for one in gone if one.startswith("news")] == [f"news {number}" for number in range(1, 21)]


@in_simulated_time
async def test_a_chat_that_waits_for_its_own_pace_keeps_nobody_waiting() -> None:
    limit, gone = RateLimit(Rates(overall=1000.0, chat=20.0, chat_burst=1)), []

    async def send(name: str, chat_id: int) -> None:
        async with limit.turn(chat_id, answer=True):
            gone.append(name)

    await asyncio.gather(send("first", 1), send("second", 1), send("third", 1), send("other", 2))

    assert gone == ["first", "other", "second", "third"]


@in_simulated_time
async def test_nobody_goes_while_telegram_says_wait_not_even_those_in_the_line() -> None:
    limit, gone = RateLimit(Rates(overall=200.0)), []
    loop = asyncio.get_running_loop()

    async def send(chat_id: int, *, answer: bool) -> None:
        async with limit.turn(chat_id, answer=answer):
            gone.append(loop.time())

    waiting = [asyncio.create_task(send(number, answer=number % 2 == 0)) for number in range(1, 10)]
    await asyncio.sleep(0)
    early = len(gone)
    limit.refused(77, 10)
    over = loop.time() + 10
    waiting.append(asyncio.create_task(send(99, answer=True)))
    await asyncio.gather(*waiting)

    assert early < 9
    assert all(time >= over for time in gone[early:])


@in_simulated_time
async def test_who_gives_up_waiting_holds_up_nobody() -> None:
    limit, gone = RateLimit(Rates(overall=100.0)), []

    async def send(chat_id: int) -> None:
        async with limit.turn(chat_id, answer=False):
            gone.append(chat_id)

    tasks = [asyncio.create_task(send(number)) for number in range(1, 6)]
    await asyncio.sleep(0)
    tasks[3].cancel()
    await asyncio.wait(tasks)

    assert gone == [1, 2, 3, 5]
    assert limit.waiting == 0


@in_simulated_time
async def test_answers_alone_need_no_line_until_telegram_asked_everybody_to_wait() -> None:
    limit = RateLimit(Rates(overall=20.0))

    async def answers(first: int) -> int:
        tasks = [asyncio.create_task(send(limit, number, answer=True)) for number in range(first, first + 10)]
        await asyncio.sleep(0)
        gone = sum(task.done() for task in tasks)
        await asyncio.gather(*tasks)
        return gone

    assert await answers(1) == 10
    limit.refused(77, 1)
    await asyncio.sleep(1 + MARGIN)
    assert await answers(20) < 10


@in_simulated_time
async def test_a_notification_waits_for_the_answers_that_went_at_once() -> None:
    limit, loop = RateLimit(Rates(overall=50.0)), asyncio.get_running_loop()
    begun = loop.time()
    for number in range(1, 11):
        await send(limit, number, answer=True)

    await send(limit, 20, answer=False)

    assert loop.time() - begun >= 8 / 50


@in_simulated_time
async def test_notifications_wait_while_too_many_messages_are_unanswered() -> None:
    limit, sent, answered = RateLimit(Rates(overall=30.0)), [], asyncio.Event()

    async def slow(chat_id: int) -> None:
        async with limit.turn(chat_id, answer=False):
            sent.append(chat_id)
            await answered.wait()

    tasks = [asyncio.create_task(slow(number)) for number in range(1, UNANSWERED + 6)]
    await asyncio.sleep(60)
    stuck = len(sent)
    await send(limit, 100, answer=True)  # an answer does not
    answered.set()
    await asyncio.gather(*tasks)

    assert stuck == UNANSWERED
    assert len(sent) == UNANSWERED + 5


@in_simulated_time
@pytest.mark.parametrize(("asked", "waited"), [(3, 3 + MARGIN), (20, 0.0)])
async def test_presses_and_inline_queries_wait_only_if_they_are_not_too_old_then(asked: float, waited: float) -> None:
    limit, loop = RateLimit(Rates()), asyncio.get_running_loop()
    begun = loop.time()
    limit.refused(77, asked)
    assert limit.is_held(1)

    async with limit.unheld_turn():
        assert loop.time() - begun == pytest.approx(waited)


@in_simulated_time
async def test_a_refused_call_that_writes_nothing_holds_back_no_message() -> None:
    limit, loop = RateLimit(Rates()), asyncio.get_running_loop()
    begun = loop.time()
    limit.refused(0, 300, writes=False)
    limit.refused(1, 3, writes=False)

    await send(limit, 1, answer=True)
    sent = loop.time() - begun
    limit.refused(-7, 40)  # a group by itself: that presses were refused is no sign that all of the bot is meant
    others = limit.is_held(2)
    async with limit.unheld_turn(1):
        called = loop.time() - begun

    assert (sent, others) == (0.0, False)
    assert called == pytest.approx(3 + MARGIN)
    assert limit.is_held(0)
