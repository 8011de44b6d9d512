"""Integration: sending, changing and deleting messages by Telegram's rules."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity, ReplyParameters
from telegram.error import BadRequest

from handlers.localchat.limits import ServerLimits
from handlers.localchat.people import say
from tests.support import localchat as support
from tests.support.dialogue import Clock
from tests.support.localchat import Json, ask, keyboard, new_bot, one
from tests.support.telegram_user import LocalUser, PeopledServer

asha, bot, clock, server = support.asha, support.bot, support.clock, support.server

UNCLOSED = 'Can\'t find end tag corresponding to start tag "b"'
PARSE = "can't parse inline keyboard button: "
URL = "inline keyboard button URL "
BUTTON = {"text": "More", "callback_data": "more"}
LINKS = "".join(f'<a href="https://a.example/{"x" * 200}/{n}">{n}</a> ' for n in range(60))

# ---- sending -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: " + UNCLOSED),
        ({"text": "*x*", "parse_mode": "MarkdownV2"}, "the local server parses HTML only, not Markdown"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": LINKS, "parse_mode": "HTML"}, "ENTITIES_TOO_LONG"),
        ({"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]}, "ENTITY_BOUNDS_INVALID"),
        ({"text": "x", "entities": [{"type": "bolder", "offset": 0, "length": 1}]}, "can't parse MessageEntity"),
        ({"text": "x", "chat_id": 999}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "message_thread_id": 5}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 77}}, "message to be replied not found"),
        ({"text": "x", **one(callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "x", **one(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", **one(text="", callback_data="x")}, PARSE + 'can\'t find field "text"'),
        ({"text": "x", **one()}, PARSE + "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", **one(url="tg://x", callback_data="x")}, PARSE + "exactly one action must be specified"),
        ({"text": "x", **one(pay=True)}, "BUTTON_TYPE_INVALID"),
        ({"text": "x", **one(url="javascript:alert(1)")}, URL + "'javascript:alert(1)' is invalid: Wrong HTTP URL"),
        ({"text": "x", **one(url="ftp://a.example")}, URL + "'ftp://a.example' is invalid: Unsupported URL protocol"),
        ({"text": "x", **one(url="https://")}, URL + "'https://' is invalid: URL host is empty"),
        ({"text": "x", **one(url="http://localhost/")}, URL + "'http://localhost/' is invalid: Wrong HTTP URL"),
        ({"text": "x", **one(copy_text={"text": "y" * 257})}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", **one(callback_data="x", style="loud")}, PARSE + "invalid button style specified"),
        ({"text": "x", **keyboard([BUTTON] * 9)}, "reply markup is too long"),
        ({"text": "x", **keyboard(*[[BUTTON] * 8] * 13)}, "reply markup is too long"),
        ({"text": "x", "reply_markup": [1]}, "object expected as reply markup"),
    ],
)  # fmt: skip
async def test_what_send_message_refuses(server: PeopledServer, asha: LocalUser, call: Json, error: str) -> None:
    answer = await ask(server, "sendMessage", {"chat_id": asha.id, **call})

    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {error}"}
    assert asha.history() == []


@pytest.mark.parametrize(
    "call",
    [
        {"text": "x" * 4096},
        {"text": "😀" * 2048},
        {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "html"},
        {"text": "x", **one(callback_data="é" * 32)},
        {"text": "x", **keyboard(*[[BUTTON] * 8] * 12)},
        {"text": "x", **one(copy_text={"text": "y" * 256})},
        {"text": "x", **one(url="tg://resolve?domain=x")},
        {"text": "x", **one(url="https://a.example/x")},
        {"text": "x", **one(switch_inline_query_current_chat="")},
        {"text": "x", "reply_parameters": {"message_id": 77, "allow_sending_without_reply": True}},
    ],
)
async def test_what_send_message_takes(server: PeopledServer, asha: LocalUser, call: Json) -> None:
    answer = await ask(server, "sendMessage", {"chat_id": asha.id, **call})

    assert answer["ok"], answer
    assert len(asha.history()) == 1


async def test_a_sent_message_comes_back_parsed(bot: Bot, asha: LocalUser) -> None:
    source = (
        '<b>Kerala</b> 😀 <blockquote expandable>see <a href="https://a.example/1">the\nreport</a></blockquote> /latest'
    )
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="n:2")]])

    message = await bot.send_message(
        asha.id,
        source,
        parse_mode="HTML",
        reply_markup=buttons,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )

    kinds = [(e.type, message.parse_entity(e)) for e in message.entities]
    assert kinds == [
        ("bold", "Kerala"),
        (MessageEntity.EXPANDABLE_BLOCKQUOTE, "see the\nreport"),
        ("text_link", "the\nreport"),
        ("bot_command", "/latest"),
    ]
    assert message.reply_markup == buttons
    assert message.link_preview_options is not None
    assert message.link_preview_options.is_disabled
    assert message.date == datetime(2024, 7, 10, 9, 0, tzinfo=UTC)


async def test_a_reply_carries_the_original_and_its_quote(bot: Bot, asha: LocalUser) -> None:
    first = await bot.send_message(asha.id, "The monsoon reached Kerala")

    second = await bot.send_message(
        asha.id, "It did", reply_parameters=ReplyParameters(first.message_id, quote="reached Kerala")
    )

    assert second.reply_to_message is not None
    assert second.reply_to_message.text == "The monsoon reached Kerala"
    assert second.quote is not None
    assert second.quote.text == "reached Kerala"


async def test_a_quote_must_be_in_the_original(bot: Bot, asha: LocalUser) -> None:
    first = await bot.send_message(asha.id, "The monsoon reached Kerala")

    with pytest.raises(BadRequest, match="Quote_text_invalid"):
        await bot.send_message(asha.id, "x", reply_parameters=ReplyParameters(first.message_id, quote="left Kerala"))


async def test_somebody_who_never_wrote_cannot_be_written_to(bot: Bot, server: PeopledServer) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(server.user("Ben").id, "Hello")


# ---- changing and deleting ---------------------------------------------------------------


async def test_an_edit_replaces_text_and_buttons(bot: Bot, asha: LocalUser) -> None:
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="2")]])
    message = await bot.send_message(asha.id, "page 1", reply_markup=buttons)

    edited = await bot.edit_message_text("page <i>2</i>", asha.id, message.message_id, parse_mode="HTML")

    assert (edited.text, edited.reply_markup) == ("page 2", None)  # type: ignore[union-attr]
    assert [said.html for said in asha.history()] == ["page <i>2</i>"]


async def test_changed_buttons_leave_no_edited_mark(bot: Bot, asha: LocalUser) -> None:
    message = await bot.send_message(asha.id, "x")

    edited = await bot.edit_message_reply_markup(
        asha.id, message.message_id, reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("y", callback_data="y")]])
    )

    assert edited.edit_date is None  # type: ignore[union-attr]
    assert asha.history()[0].buttons == [["y"]]


async def test_edits_that_telegram_refuses(bot: Bot, asha: LocalUser, server: PeopledServer) -> None:
    mine = await bot.send_message(asha.id, "x", parse_mode="HTML")
    theirs = (await say(server.backend, asha.user, server.backend.state.chats[asha.id], "hello")).message

    for number, text, error in [
        (mine.message_id, "<b></b>x", "Message is not modified"),
        (theirs.message_id, "y", "Message can't be edited"),
        (99, "y", "Message to edit not found"),
        (mine.message_id, "", "Message text is empty"),
    ]:
        with pytest.raises(BadRequest, match=error):
            await bot.edit_message_text(text, asha.id, number, parse_mode="HTML")


async def test_deleting(bot: Bot, asha: LocalUser, clock: Clock) -> None:
    old = await bot.send_message(asha.id, "old")
    clock.now = datetime(2024, 7, 12, 9, 0, tzinfo=UTC)
    new = await bot.send_message(asha.id, "new")

    assert await bot.delete_message(asha.id, new.message_id)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(asha.id, old.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(asha.id, new.message_id)
    assert [said.text for said in asha.history()] == ["old"]


async def test_many_are_deleted_at_once(bot: Bot, asha: LocalUser) -> None:
    sent = [await bot.send_message(asha.id, str(n)) for n in range(3)]

    await bot.delete_messages(asha.id, [sent[0].message_id, sent[2].message_id, 99])

    assert [said.text for said in asha.history()] == ["1"]


# ---- pace ------------------------------------------------------------------------------------------


async def test_too_many_messages_are_held_back(clock: Clock) -> None:
    seconds = [0.0]
    async with PeopledServer(clock=clock, pace=ServerLimits(chat_burst=2), timer=lambda: seconds[0]) as server:
        asha = server.user("Asha")
        server.backend.state.chats[asha.id].started = True
        async with new_bot(server) as bot:
            await bot.send_message(asha.id, "1")
            await bot.send_message(asha.id, "2")
            refused = await ask(server, "sendMessage", {"chat_id": asha.id, "text": "3"})
            seconds[0] = 1.0
            await bot.send_message(asha.id, "4")

    assert (refused["description"], refused["parameters"]) == (
        "Too Many Requests: retry after 1",
        {"retry_after": 1},
    )
    assert [said.text for said in asha.history()] == ["1", "2", "4"]
