"""No connection to Telegram is ever lost, however many questions were slow enough to show "typing ..."."""

from __future__ import annotations

import asyncio

import pytest

from bot.newsroom import Newsroom
from handlers.commands import context
from handlers.localchat import people
from handlers.transport.limits import QuestionLimit, QuestionVerdict
from handlers.transport.request import AiohttpRequest
from tests.support.dialogue import Clock, running, until

PEOPLE, ROUNDS = 60, 50  # 3,000 questions


async def test_three_thousand_slow_questions_leave_every_connection_idle(
    newsroom: Newsroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "PATIENCE", 0.0)  # each of them is slow
    monkeypatch.setattr(QuestionLimit, "ask", lambda *_: QuestionVerdict.FINE)
    async with running(newsroom, clock) as room:
        state = room.server.backend.state
        users = [state.add_user(f"Reader {number}") for number in range(PEOPLE)]
        for _ in range(ROUNDS):
            for user in users:
                await people.say(room.server.backend, user, state.chats[user.id], "/sources")
            await asyncio.sleep(0)
        request = room.app.bot.request
        assert isinstance(request, AiohttpRequest)
        await until(lambda: len(room.server.calls_of("sendMessage")) == PEOPLE * ROUNDS, patience=300)
        await until(lambda: not request.under_way)
        assert request._session is not None
        connector = request._session.connector
        assert connector is not None
        held = len(connector._acquired)
        shown = len(room.server.calls_of("sendChatAction"))

    assert shown > PEOPLE * ROUNDS / 2
    assert held == 0
