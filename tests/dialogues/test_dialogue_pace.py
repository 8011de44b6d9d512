"""Notifications and answers at once, at a server that counts: not one message too early."""

from __future__ import annotations

import asyncio

from bot.models import ChatKey
from bot.newsroom import Newsroom
from handlers.application import serve
from handlers.localchat import people
from handlers.options import BotOptions
from handlers.transport.pace import Rates
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Clock, until
from tests.support.telegram_user import PeopledServer

READERS, QUESTIONS = 150, 25


async def test_a_broadcast_beside_questions_earns_no_refusal(newsroom: Newsroom, clock: Clock) -> None:
    async with PeopledServer(clock=clock) as server:  # at Telegram's pace
        state = server.backend.state
        readers = [state.add_user(f"Reader {number}") for number in range(READERS)]
        for reader in readers:
            state.chats[reader.id].started = True
            newsroom.subscriptions.follow(ChatKey(chat_id=reader.id), "Elena Marsh", now=clock())
        stop, ready = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(
            serve(
                newsroom,
                BotOptions(token=server.token, base_url=server.base_url, clock=clock),
                stop=stop,
                ready=ready.set,
            )
        )
        await ready.wait()
        newsroom.add(articles.FERRY)
        await until(lambda: len(server.calls_of("sendMessage")) > 20)
        asking = [state.add_user(f"Asker {number}") for number in range(QUESTIONS)]
        for user in asking:
            await people.say(server.backend, user, state.chats[user.id], "/privacy")
            await asyncio.sleep(0.05)
        await until(lambda: len(server.calls_of("sendMessage")) == READERS + QUESTIONS, patience=60)
        stop.set()
        await serving
        pacer = server.backend.pacer

    assert pacer is not None
    assert (pacer.refusals, pacer.ignored) == (0, 0)
    sent = [int(str(call.params["chat_id"])) for call in server.calls_of("sendMessage")]
    last_answer = max(place for place, chat in enumerate(sent) if chat in {user.id for user in asking})
    assert last_answer < READERS + QUESTIONS - 20  # answers did not wait for the notifications


async def test_a_paid_broadcast_is_marked_so_and_answers_keep_the_free_pace(newsroom: Newsroom, clock: Clock) -> None:
    async with PeopledServer(clock=clock) as server:  # 30 messages a second, 1,000 of those that are paid for
        state = server.backend.state
        readers = {state.add_user(f"Reader {number}").id for number in range(READERS)}
        for reader in readers:
            state.chats[reader].started = True
            newsroom.subscriptions.follow(ChatKey(chat_id=reader), "Elena Marsh", now=clock())
        stop, ready = asyncio.Event(), asyncio.Event()
        rates = Rates(overall=1_000, paid=True)
        serving = asyncio.create_task(
            serve(
                newsroom,
                BotOptions(token=server.token, base_url=server.base_url, clock=clock, rates=rates),
                stop=stop,
                ready=ready.set,
            )
        )
        await ready.wait()
        asking = [state.add_user(f"Asker {number}") for number in range(QUESTIONS)]
        for user in asking:
            await people.say(server.backend, user, state.chats[user.id], "/privacy")
        newsroom.add(articles.FERRY)
        await until(lambda: len(server.calls_of("sendMessage")) == READERS + QUESTIONS, patience=60)
        stop.set()
        await serving
        pacer = server.backend.pacer

    assert pacer is not None
    assert (pacer.refusals, pacer.ignored) == (0, 0)
    paid = [
        int(str(one.params["chat_id"]))
        for one in server.calls_of("sendMessage")
        if "allow_paid_broadcast" in one.params
    ]
    assert sorted(paid) == sorted(readers)


async def test_whoever_floods_the_bot_is_answered_at_the_pace_of_a_chat(newsroom: Newsroom, clock: Clock) -> None:
    async with PeopledServer(clock=clock) as server:
        asha = server.backend.state.add_user("Asha")
        stop, ready = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(
            serve(
                newsroom,
                BotOptions(token=server.token, base_url=server.base_url, clock=clock),
                stop=stop,
                ready=ready.set,
            )
        )
        await ready.wait()
        for _ in range(8):
            await people.say(server.backend, asha, server.backend.state.chats[asha.id], "/privacy")
        await until(lambda: len(server.calls_of("sendMessage")) == 8, patience=60)
        stop.set()
        await serving
        pacer = server.backend.pacer

    assert pacer is not None
    assert pacer.refusals == 0
