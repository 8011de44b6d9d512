"""Integration: chats that do not want messages, groups, topics, and the way in."""

from __future__ import annotations

import re
import socket

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, EndPointNotFound, Forbidden, InvalidToken, NetworkError
from telegram.request import HTTPXRequest

from bot.errors import NewsbotError
from tests.support import localchat as support
from tests.support.dialogue import Clock
from tests.support.localchat import PLAIN
from tests.support.telegram_user import LocalUser, PeopledServer

asha, bot, clock, server = support.asha, support.bot, support.clock, support.server

# ---- chats that do not want messages ---------------------------------------------------------


async def test_a_blocked_bot_is_told_so(bot: Bot, asha: LocalUser) -> None:
    await asha_blocks(asha)

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(asha.id, "x")


async def asha_blocks(asha: LocalUser) -> None:
    asha.server.backend.state.chats[asha.id].forbidden = "bot was blocked by the user"


async def test_a_deleted_account_is_told_so(bot: Bot, asha: LocalUser) -> None:
    asha.deactivate()

    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(asha.id, "x")


async def test_a_migrated_group_names_its_new_id(bot: Bot, server: PeopledServer, asha: LocalUser) -> None:
    group = server.group("Newsroom", asha)
    new = await group.migrate()

    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "x")

    assert caught.value.new_chat_id == new.id
    assert (await bot.send_message(new.id, "x")).chat.type == "supergroup"


async def test_a_bot_that_was_removed_is_told_so(bot: Bot, server: PeopledServer, asha: LocalUser) -> None:
    group = server.group("Newsroom", asha)
    await group.kick_bot()

    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group.id, "x")


async def test_leaving_a_group(bot: Bot, server: PeopledServer, asha: LocalUser) -> None:
    group = server.group("Newsroom", asha)

    assert await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(group.id, "x")


async def test_topics(bot: Bot, server: PeopledServer, asha: LocalUser) -> None:
    forum = server.group("Forum", asha, topics=[5, 6])
    forum.close_topic(6)

    message = await bot.send_message(forum.id, "x", message_thread_id=5)

    assert message.message_thread_id == 5
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(forum.id, "x", message_thread_id=6)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "x", message_thread_id=7)


async def test_members_and_administrators(bot: Bot, server: PeopledServer, asha: LocalUser) -> None:
    ben, stranger = server.user("Ben"), server.user("Chen")
    group = server.group("Newsroom", asha, ben)

    statuses = [(await bot.get_chat_member(group.id, who.id)).status for who in (asha, ben, stranger)]
    admins = await bot.get_chat_administrators(group.id)

    assert statuses == ["creator", "member", "left"]
    assert [admin.user.id for admin in admins] == [asha.id]
    assert await bot.get_chat_member_count(group.id) == 3
    assert (await bot.get_chat(group.id)).title == "Newsroom"
    assert (await bot.get_chat(f"@{asha.user.username}")).id == asha.id


# ---- the way in -----------------------------------------------------------------------------------------------


async def test_get_me(bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.username, me.is_bot, me.can_read_all_group_messages) == ("newsbot_local_bot", True, False)


async def test_a_wrong_token_is_refused(server: PeopledServer) -> None:
    async with HTTPXRequest(httpx_kwargs=PLAIN) as request:
        with pytest.raises(InvalidToken, match="Unauthorized"):
            await request.retrieve(f"{server.base_url}123:wrong/getMe")


async def test_an_unknown_method_is_refused(bot: Bot) -> None:
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendTelegram")


async def test_after_logging_out_every_call_is_refused(bot: Bot) -> None:
    assert await bot.close()
    assert await bot.log_out()

    with pytest.raises(NetworkError, match="Logged out"):
        await bot.get_me()


async def test_calls_are_recorded(bot: Bot, server: PeopledServer, asha: LocalUser) -> None:
    await bot.send_message(asha.id, "x")
    with pytest.raises(BadRequest):
        await bot.send_message(1, "x")

    assert [(call.params["chat_id"], call.error) for call in server.calls_of("sendMessage")] == [
        (str(asha.id), 0),
        ("1", 400),
    ]
    assert server.calls[-1].description == "Bad Request: chat not found"


# ---- ports --------------------------------------------------------------------------------------------


async def test_the_first_free_port_is_taken(clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        server = PeopledServer(clock=clock)
        await server.start(first_port=port, tries=50)
        await server.stop()

        assert server.url != f"http://127.0.0.1:{port}/"
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/bot", server.base_url)
        assert re.fullmatch(r"\d+:[A-Za-z0-9_-]{35}", server.token)


async def test_when_every_port_is_busy_the_error_says_so(clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(NewsbotError, match=f"No free port for the local chat between {port} and {port}"):
            await PeopledServer(clock=clock).start(first_port=port, tries=1)
