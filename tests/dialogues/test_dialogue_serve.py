"""The bot as a whole: starting, stopping, and what makes it stop by itself."""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.errors import SettingError
from bot.models import ChatKey
from bot.newsroom import Newsroom, open_newsroom
from bot.store.chats.inbox import MOST_BEGUN
from handlers.application import build_application, serve
from handlers.commands.context import TOO_MANY
from handlers.localchat import faults, people
from handlers.localchat.models import User
from handlers.localchat.state import BOT
from handlers.localchat.webhook import WebhookSettings
from handlers.options import BotOptions
from handlers.transport import conflicts
from handlers.transport.ending import SECOND_POLLER, WRONG_TOKEN, Ending
from handlers.transport.intake import Intake
from handlers.transport.limits import QuestionLimit
from handlers.transport.pace import UNPACED
from handlers.transport.polling import Poller
from handlers.transport.webhook import Webhook
from tests.support import dialogue_articles as articles
from tests.support.dialogue import Clock, until
from tests.support.ports import free_port
from tests.support.telegram_user import PeopledServer

UNAUTHORIZED = faults.refused(401, "Unauthorized")
UNKNOWN = faults.refused(404, "Not Found")


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[PeopledServer]:
    async with PeopledServer(clock=clock, pace=None) as opened:
        yield opened


async def started(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, **more: Any
) -> tuple[asyncio.Task[None], asyncio.Event]:
    """``serve`` as a task, ready, and the event that stops it."""
    stop, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(
        serve(
            newsroom,
            BotOptions(token=server.token, base_url=server.base_url, clock=clock, **{"rates": UNPACED, **more}),
            stop=stop,
            ready=ready.set,
        )
    )
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
    assert ready.is_set()
    return task, stop


async def test_it_answers_delivers_and_stops(newsroom: Newsroom, server: PeopledServer, clock: Clock) -> None:
    task, stop = await started(newsroom, server, clock)
    asha = server.user("Asha")

    [followed] = await asha.say("/follow Elena Marsh")
    newsroom.add(articles.FERRY)
    got = await asha.receive()
    await until(lambda: len(server.calls_of("setMyCommands")) == 6)  # two menus in three languages
    stop.set()
    await task

    assert followed.text.startswith("You now follow")
    assert got.text.startswith("First new ferry")


async def test_the_local_chat_may_ask_more_at_once(newsroom: Newsroom, server: PeopledServer, clock: Clock) -> None:
    task, stop = await started(newsroom, server, clock, limit=QuestionLimit(per_minute=21))
    asha = server.user("Asha")

    heard = [(await asha.say("hi"))[0].text for _ in range(22)]
    stop.set()
    await task

    assert heard[20].startswith("Hello!")
    assert heard[21] == TOO_MANY


@pytest.mark.parametrize("link", ["q_Who_won_the_marathon", "who_Elena_Marsh", "today"])
async def test_a_question_in_a_link_counts_as_one(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, link: str
) -> None:
    task, stop = await started(newsroom, server, clock, limit=QuestionLimit(per_minute=1))
    asha = server.user("Asha")

    await asha.say("hi")
    [told] = await asha.say(f"/start {link}")
    stop.set()
    await task

    assert told.text == TOO_MANY


async def test_a_wrong_token_is_one_clear_sentence(newsroom: Newsroom, server: PeopledServer) -> None:
    token = "1234:not-the-token"

    with pytest.raises(SettingError) as caught:
        await serve(newsroom, BotOptions(token=token, base_url=server.base_url), stop=asyncio.Event())

    assert str(caught.value) == WRONG_TOKEN
    assert caught.value.__suppress_context__
    assert token not in str(caught.value)


async def test_a_single_conflict_costs_nothing(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    task, stop = await started(newsroom, server, clock)
    server.faults.add("getUpdates", faults.refused(409, "Conflict: terminated by other getUpdates request"))

    [answer] = await server.user("Asha").say("/privacy")
    [second] = await server.user("Ben").say("/privacy")
    stop.set()
    await task

    assert answer.text == second.text
    assert caplog.text.count("another program fetches") == 1


async def test_a_second_program_that_stays_ends_an_older_one_loudly(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "FIRST_PAUSE", 0.01)
    ending = Ending(asyncio.Event())
    ticks = itertools.count(0, 25)  # each look at the time is 25 s later
    app = build_application(newsroom, BotOptions(token=server.token, base_url=server.base_url, clock=clock))
    async with app:
        intake = Intake(newsroom.inbox, app.bot, app.update_queue, clock, ending.stop)
        poller = Poller(app.bot, intake, ending, allowed=[], timer=lambda: 75 + next(ticks))
        poller._conflicts.started = 0.0
        server.faults.add("getUpdates", faults.refused(409, "Conflict: terminated by other"), times=4)
        async with asyncio.timeout(20):
            await poller.run()

    assert str(ending.fault) == SECOND_POLLER


async def test_a_rolling_restart_answers_everything_once_and_the_newer_one_stays(
    newsroom: Newsroom, tmp_path: Path, server: PeopledServer, clock: Clock
) -> None:
    with closing(open_newsroom(tmp_path / "news.db", clock=clock)) as newer:
        first, stop_first = await started(newsroom, server, clock)
        people_ = [server.backend.state.add_user(f"Reader {number}") for number in range(30)]
        await ask(server, people_[:10])
        second, stop_second = await started(newer, server, clock)
        await ask(server, people_[10:20])
        stop_first.set()
        await first
        await ask(server, people_[20:])
        await until(lambda: len(server.calls_of("sendMessage")) >= 30)
        newsroom.subscriptions.follow(ChatKey(chat_id=people_[0].id), "Elena Marsh", now=clock())
        newsroom.add(articles.FERRY)
        await until(lambda: len(server.calls_of("sendMessage")) > 30)
        stop_second.set()
        await second

    answered = [call.params["chat_id"] for call in server.calls_of("sendMessage")]
    assert sorted(answered) == sorted([str(one.id) for one in people_] + [str(people_[0].id)])


async def ask(server: PeopledServer, people_: list[User]) -> None:
    for user in people_:
        await people.say(server.backend, user, server.backend.state.chats[user.id], "/privacy")


async def test_what_a_killed_run_left_is_answered_by_the_next(
    newsroom: Newsroom, server: PeopledServer, clock: Clock
) -> None:
    asha = server.user("Asha")
    server.backend.state.chats[asha.id].started = True
    run = newsroom.inbox.begin(BOT.id, clock())
    chat = {"id": asha.id, "type": "private", "first_name": "Asha"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": {"id": asha.id, "is_bot": False, "first_name": "A"}}
    command = [{"type": "bot_command", "offset": 0, "length": 8}]
    bodies = {
        number: json.dumps({"update_id": number, "message": message | {"text": "/privacy", "entities": command}})
        for number in (7, 8, 9)
    }
    newsroom.inbox.take(BOT.id, run, bodies, clock())
    newsroom.inbox.done(BOT.id, [8], clock())

    task, stop = await started(newsroom, server, clock)
    await until(lambda: len(asha.history()) == 2)
    stop.set()
    await task
    task, stop = await started(newsroom, server, clock)
    [answer] = await server.user("Ben").say("/help")
    stop.set()
    await task

    assert len(asha.history()) == 2
    assert answer.text


async def test_who_asked_what_no_run_survives_is_told_so(
    newsroom: Newsroom, server: PeopledServer, clock: Clock
) -> None:
    asha, chat = server.user("Asha"), server.group("Harbour", server.user("Ben"))
    server.backend.state.chats[asha.id].started = True
    private = {"id": asha.id, "type": "private", "first_name": "Asha"}
    group = {"id": chat.id, "type": "supergroup", "title": "Harbour"}
    message = {"message_id": 1, "date": 1, "from": {"id": asha.id, "is_bot": False, "first_name": "A"}, "text": "Why?"}
    bodies = {
        number: json.dumps({"update_id": number, "message": message | {"chat": of}})
        for number, of in ((7, private), (8, group))
    }
    newsroom.inbox.take(BOT.id, newsroom.inbox.begin(BOT.id, clock()), bodies, clock())
    for _ in range(MOST_BEGUN - 1):
        newsroom.inbox.adopt(BOT.id, newsroom.inbox.begin(BOT.id, clock()))

    task, stop = await started(newsroom, server, clock)
    await until(lambda: len(asha.history()) == 1)
    stop.set()
    await task

    assert asha.history()[0].text.startswith("Sorry, something went wrong on my side.")
    assert asha.history(chat=chat) == []


async def test_updates_come_by_webhook_too(newsroom: Newsroom, server: PeopledServer, clock: Clock) -> None:
    port = free_port()
    task, stop = await started(
        newsroom, server, clock, webhook=Webhook(f"http://127.0.0.1:{port}/hook", port, "s3cret")
    )

    [answer] = await server.user("Asha").say("/privacy")
    stop.set()
    await task

    assert answer.text.startswith("What I keep")
    assert server.calls_of("setWebhook")


async def test_a_webhook_that_telegram_refuses_is_one_clear_sentence(newsroom: Newsroom, server: PeopledServer) -> None:
    webhook = Webhook("https://elsewhere.example/hook", free_port())
    with pytest.raises(SettingError, match="NEWSBOT_WEBHOOK_URL"):
        await serve(
            newsroom,
            BotOptions(token=server.token, base_url=server.base_url, webhook=webhook),
            stop=asyncio.Event(),
        )


async def test_a_busy_webhook_port_is_one_clear_sentence(newsroom: Newsroom, server: PeopledServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        webhook = Webhook("http://127.0.0.1/hook", int(busy.getsockname()[1]))
        options = BotOptions(token=server.token, base_url=server.base_url, webhook=webhook)

        with pytest.raises(SettingError, match="cannot listen on port"):
            await serve(newsroom, options, stop=asyncio.Event())


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that looks after a lost token and a lost webhook at once."""
    monkeypatch.setattr("handlers.transport.polling.PAUSE", 0.0)
    monkeypatch.setattr("handlers.transport.webhook_watch.EVERY", 0.05)


@pytest.mark.parametrize("refusal", [UNAUTHORIZED, UNKNOWN], ids=["401", "404"])
async def test_a_token_revoked_while_running_ends_it_loudly_in_the_end(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, monkeypatch: pytest.MonkeyPatch, refusal: faults.Fault
) -> None:
    monkeypatch.setattr("handlers.transport.tokens.BEARS", 0.0)
    task, _stop = await started(newsroom, server, clock)
    server.faults.add("getUpdates", refusal)

    with pytest.raises(SettingError, match="NEWSBOT_TELEGRAM_TOKEN"):
        await task


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("refusal", [UNAUTHORIZED, UNKNOWN], ids=["401", "404"])
async def test_a_valid_token_that_is_refused_for_a_moment_costs_nothing(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, caplog: pytest.LogCaptureFixture, refusal: faults.Fault
) -> None:
    task, stop = await started(newsroom, server, clock)
    server.faults.add("getUpdates", refusal, times=3)
    server.faults.add("sendMessage", refusal)

    [answer] = await server.user("Asha").say("/privacy")
    stop.set()
    await task

    assert answer.text.startswith("What I keep")
    assert caplog.text.count("Telegram does not accept the token any more") == 1
    assert "accepts the token again" in caplog.text


async def test_a_question_asked_as_the_token_was_revoked_is_answered_with_the_next_one(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.transport.connection.LAST_WAIT", 0.2)
    task, stop = await started(newsroom, server, clock)
    server.faults.add("sendMessage", UNAUTHORIZED, times=1000)
    asha = server.user("Asha")
    await asha.say("/privacy", answered=False)
    await until(lambda: bool(server.calls_of("sendMessage")))
    stop.set()
    await task
    server.backend.faults = faults.Faults()

    task, stop = await started(newsroom, server, clock)
    answer = await asha.receive()
    stop.set()
    await task

    assert answer.text.startswith("What I keep")


@pytest.mark.usefixtures("hurried")
async def test_a_webhook_that_somebody_removes_is_set_again(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    task, stop = await started(newsroom, server, clock, webhook=Webhook(f"http://127.0.0.1:{port}/hook", port))
    await server.backend.webhook.use(WebhookSettings(url=""))
    await until(lambda: len(server.calls_of("setWebhook")) == 2)
    monkeypatch.setattr("handlers.transport.webhook_watch.EVERY", 3600.0)

    [answer] = await server.user("Asha").say("/privacy")
    stop.set()
    await task

    assert answer.text.startswith("What I keep")


@pytest.mark.usefixtures("hurried")
async def test_a_webhook_that_is_removed_again_and_again_ends_it_loudly(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_: object) -> None: ...

    port = free_port()
    task, _stop = await started(newsroom, server, clock, webhook=Webhook(f"http://127.0.0.1:{port}/hook", port))
    monkeypatch.setattr("handlers.transport.connection.set_webhook", nothing)
    await server.backend.webhook.use(WebhookSettings(url=""))

    with pytest.raises(SettingError, match="Another program"):
        await task


@pytest.mark.usefixtures("hurried")
async def test_a_webhook_that_telegram_cannot_reach_is_said_with_its_reason(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    task, stop = await started(newsroom, server, clock, webhook=Webhook(f"http://127.0.0.1:{port}/hook", port, "a"))
    server.backend.webhook.settings = replace(server.backend.webhook.settings, secret="b")  # so each call is refused
    await ask(server, [server.user("Asha").user])
    await until(lambda: bool(server.backend.webhook.last_error))
    clock.forward(seconds=5)  # another failure than the first one seen

    await until(lambda: "to the webhook: Wrong response from the webhook: 403" in caplog.text)
    stop.set()
    await task


async def test_a_webhook_that_somebody_sets_is_deleted_by_a_run_that_polls(
    newsroom: Newsroom, server: PeopledServer, clock: Clock
) -> None:
    task, stop = await started(newsroom, server, clock)
    await server.backend.webhook.use(WebhookSettings(url=f"http://127.0.0.1:{free_port()}/hook"))

    [answer] = await server.user("Asha").say("/privacy")
    stop.set()
    await task

    assert answer.text.startswith("What I keep")


async def test_a_proxy_that_knows_no_such_page_ends_nothing(
    newsroom: Newsroom, server: PeopledServer, clock: Clock
) -> None:
    task, stop = await started(newsroom, server, clock)
    server.faults.add("getUpdates", faults.proxied(404))
    server.faults.add("getUpdates", faults.proxied(401))

    [answer] = await server.user("Asha").say("/privacy")
    stop.set()
    await task

    assert answer.text.startswith("What I keep")


async def test_a_menu_that_cannot_be_set_stops_nothing_and_is_set_later(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.introduction.FIRST_PAUSE", 0.0)
    server.faults.add("setMyCommands", faults.status(500), times=9)
    task, stop = await started(newsroom, server, clock)

    [answer] = await server.user("Asha").say("/privacy")
    await until(lambda: len(server.calls_of("setMyShortDescription")) == 3)
    stop.set()
    await task

    assert answer.text.startswith("What I keep")


async def test_an_unreachable_telegram_is_tried_again(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults.add("getMe", faults.status(502))

    task, stop = await started(newsroom, server, clock)
    stop.set()
    await task

    assert "Telegram cannot be reached" in caplog.text


async def test_the_token_is_never_logged(
    newsroom: Newsroom, server: PeopledServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        task, stop = await started(newsroom, server, clock)
        server.faults.add("sendMessage", faults.status(500))
        await server.user("Asha").say("/privacy")
        stop.set()
        await task

    assert caplog.records
    assert server.token not in caplog.text
