"""Integration: people of the test client talk to python-telegram-bot's Application over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ChatType
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from handlers.localchat.limits import ServerLimits
from tests.support import localchat as support
from tests.support.dialogue import Clock
from tests.support.localchat import App, running
from tests.support.telegram_user import LocalUser, NoReaction, PeopledServer

clock, server = support.clock, support.server

Context = ContextTypes.DEFAULT_TYPE
BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Louder", callback_data="loud"), InlineKeyboardButton("Secret", callback_data="secret")],
        [InlineKeyboardButton("Read", url="https://a.example/1")],
    ]
)


async def echo(update: Update, context: Context) -> None:
    message = update.effective_message
    assert message is not None
    if message.text == "hush":
        return
    if message.edit_date:
        await message.reply_text(f"now {message.text}")
        return
    kind = "sticker" if message.sticker else "voice" if message.voice else f"<b>{message.text}</b>"
    await message.reply_text(kind, parse_mode="HTML", reply_markup=BUTTONS)


async def start(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text(f"Hello {' '.join(context.args or [])}".strip())


async def pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    if query.data == "secret":
        await query.answer("Psst", show_alert=True)
        return
    await query.answer("Done")
    await query.edit_message_text("LOUD")


async def found(update: Update, context: Context) -> None:
    assert update.inline_query is not None
    text = update.inline_query.query
    await update.inline_query.answer([InlineQueryResultArticle("1", text.upper(), InputTextMessageContent(text))])


async def stood(update: Update, context: Context) -> None:
    assert update.my_chat_member is not None
    context.bot_data.setdefault("standing", []).append(update.my_chat_member.new_chat_member.status)


def register(app: App) -> None:
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(pressed))
    app.add_handler(InlineQueryHandler(found))
    app.add_handler(ChatMemberHandler(stood))
    app.add_handler(MessageHandler(filters.ALL & ~filters.StatusUpdate.ALL, echo))


@pytest.fixture(params=["told", "guessed"])
async def asha(server: PeopledServer, request: pytest.FixtureRequest) -> AsyncIterator[LocalUser]:
    """Asha beside a running bot; "guessed" = the server is not told when the bot is done."""
    async with running(server, register):
        if request.param == "guessed":
            server.settled = None
        yield server.user("Asha")


async def test_saying_and_hearing(asha: LocalUser) -> None:
    [answer] = await asha.say("hi & bye")

    assert (answer.text, answer.html) == ("hi & bye", "<b>hi &amp; bye</b>")
    assert answer.buttons == [["Louder", "Secret"], ["Read"]]


async def test_a_command_with_a_payload(asha: LocalUser) -> None:
    [answer] = await asha.say("/start from_a_link")

    assert answer.text == "Hello from_a_link"


async def test_a_pressed_button_changes_the_message(asha: LocalUser) -> None:
    [answer] = await asha.say("hi")

    [changed] = await asha.press(answer, "Louder")

    assert (changed.id, changed.text, changed.buttons) == (answer.id, "LOUD", [])
    assert (asha.toast, asha.alert) == ("Done", False)


async def test_a_pressed_button_may_only_answer(asha: LocalUser) -> None:
    [answer] = await asha.say("hi")

    assert await asha.press(answer, "Secr") == []
    assert (asha.toast, asha.alert) == ("Psst", True)


@pytest.mark.parametrize("text", ["Quieter", "e", "Read"])
async def test_a_button_must_be_there_alone_and_call_the_bot(asha: LocalUser, text: str) -> None:
    [answer] = await asha.say("hi")

    with pytest.raises(LookupError):
        await asha.press(answer, text)


async def test_stickers_voice_and_edits(asha: LocalUser) -> None:
    [sticker] = await asha.sticker()
    [voice] = await asha.voice()
    await asha.say("text")
    mine = asha.server.messages(asha.id)[-2]

    [edited] = await asha.edit(mine, "text after all", answered=True)

    assert (sticker.text, voice.text, edited.text) == ("sticker", "voice", "now text after all")


async def test_a_long_text_arrives_as_several_messages(asha: LocalUser) -> None:
    answers = await asha.say("word " * 1000)

    assert [len(answer.text) for answer in answers] == [4094, 904]


async def test_silence_can_be_expected(asha: LocalUser) -> None:
    assert await asha.say("hush", answered=False) == []


async def test_an_inline_query(asha: LocalUser) -> None:
    answer = await asha.inline("modi")

    assert [result["title"] for result in answer["results"]] == ["MODI"]


async def test_a_group_is_private_by_default(asha: LocalUser, server: PeopledServer) -> None:
    ben = server.user("Ben")
    group = server.group("Newsroom", asha, ben)

    [hello] = await ben.say("/start", chat=group)
    [mention] = await asha.say("@newsbot_local_bot what now", chat=group)
    [reply] = await ben.say("and then", chat=group, reply=mention)
    [addressed] = await asha.say("/start@newsbot_local_bot x", chat=group)

    assert await asha.say("just us", chat=group, answered=False) == []
    assert await asha.say("/start@other_bot", chat=group, answered=False) == []
    assert [hello.text, reply.text, addressed.text] == ["Hello", "and then", "Hello x"]
    assert ben.history() == []


async def test_an_administrator_hears_everything(asha: LocalUser, server: PeopledServer) -> None:
    group = server.group("Newsroom", asha)
    group.promote_bot()

    [answer] = await asha.say("just us", chat=group)

    assert answer.text == "just us"


async def test_a_forum_topic_is_kept(asha: LocalUser, server: PeopledServer) -> None:
    forum = server.group("Forum", asha, topics=[5])

    [answer] = await asha.say("/start", chat=forum, thread_id=5)

    assert answer.message.thread_id == 5


async def test_a_migrated_group_goes_on(asha: LocalUser, server: PeopledServer) -> None:
    group = await server.group("Newsroom", asha).migrate()

    [answer] = await asha.say("/start", chat=group)

    assert (answer.text, answer.message.chat_id) == ("Hello", group.id)


async def test_a_notification_is_received(asha: LocalUser, server: PeopledServer) -> None:
    await asha.say("/start")

    async with support.new_bot(server) as bot:
        await asyncio.gather(asha.receive(), bot.send_message(asha.id, "News!"))

    assert asha.history()[-1].text == "News!"


async def test_typing_again_unblocks(server: PeopledServer) -> None:
    standing: dict[str, Any] = {}

    def watch(app: App) -> None:
        register(app)
        app.bot_data = standing

    async with running(server, watch):
        asha = server.user("Asha")
        await asha.say("/start")
        await asha.block()
        await asha.say("/start")
        await asha.block()
        await asha.unblock()

    assert standing["standing"] == ["kicked", "member", "kicked", "member"]


async def test_chat_types_are_told(server: PeopledServer) -> None:
    seen: list[str] = []

    async def note(update: Update, context: Context) -> None:
        assert update.effective_chat is not None
        seen.append(update.effective_chat.type)

    async with running(server, lambda app: app.add_handler(MessageHandler(filters.ALL, note))):
        asha = server.user("Asha")
        for chat in (None, server.group("Group", asha), server.group("Forum", asha, topics=[1])):
            await asha.say("/x", chat=chat, answered=False)

    assert seen == [ChatType.PRIVATE, ChatType.GROUP, ChatType.SUPERGROUP]


async def test_a_silent_bot_is_a_failure(server: PeopledServer) -> None:
    async with running(server):
        with pytest.raises(NoReaction, match="said nothing"):
            await server.user("Asha").say("hello?")


async def test_receiving_gives_up(server: PeopledServer) -> None:
    with pytest.raises(NoReaction, match="sent nothing"):
        await server.user("Asha").receive(patience=0.05)


async def test_a_flood_is_refused_and_the_dialogue_fails(clock: Clock) -> None:
    frozen = ServerLimits(chat_burst=1)
    async with PeopledServer(clock=clock, pace=frozen, timer=lambda: 0.0) as server, running(server, register):
        asha = server.user("Asha")
        await asha.say("1")
        with pytest.raises(NoReaction):
            await asha.say("2")

    assert [call.error for call in server.calls_of("sendMessage")] == [0, 429]
