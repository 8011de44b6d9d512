"""The library's bot with our changes: what is read of what Telegram answers."""

from __future__ import annotations

import asyncio
import json

import pytest

from handlers.transport.bot import RawUpdatesBot
from handlers.transport.request import AiohttpRequest

SENT = {
    "message_id": 5,
    "date": 1_790_000_000,
    "chat": {"id": 7, "type": "private", "first_name": "Ann"},
    "text": "News",
    "entities": [{"type": "bold", "offset": 0, "length": 4}],
    "reply_markup": {"inline_keyboard": [[{"text": "More", "callback_data": "m"}]]},
}


def answering(bot: RawUpdatesBot, result: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each request answered like this."""

    async def do_request(*_given: object, **_named: object) -> tuple[int, bytes]:
        return 200, json.dumps({"ok": True, "result": result}).encode()

    monkeypatch.setattr(AiohttpRequest, "do_request", do_request)


@pytest.fixture
def bot() -> RawUpdatesBot:
    return RawUpdatesBot("123:token", request=AiohttpRequest(pool=1), get_updates_request=AiohttpRequest(pool=1))


def test_a_message_that_was_sent_has_its_number_chat_and_day_only(
    bot: RawUpdatesBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(bot, SENT, monkeypatch)
    message = asyncio.run(bot.send_message(7, "News"))
    assert (message.message_id, message.chat.id, message.date.year) == (5, 7, 2026)
    assert message.text is None
    assert message.reply_markup is None
    assert not message.entities


@pytest.mark.parametrize(("result", "number"), [(SENT, 5), ({"message_id": 9}, 9)])
def test_a_copy_has_its_number(
    result: dict[str, object], number: int, bot: RawUpdatesBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(bot, result, monkeypatch)
    assert asyncio.run(bot.copy_message(7, 8, 4)).message_id == number


def test_a_change_of_a_message_that_telegram_only_confirms_is_true(
    bot: RawUpdatesBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(bot, True, monkeypatch)
    assert asyncio.run(bot.edit_message_text("News", inline_message_id="x")) is True


def test_what_is_no_message_is_read_whole(bot: RawUpdatesBot, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(bot, {"id": 1, "is_bot": True, "first_name": "newsbot", "username": "newsbot"}, monkeypatch)
    assert asyncio.run(bot.get_me()).username == "newsbot"
