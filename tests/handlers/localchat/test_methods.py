"""Integration: queries, drafts, reactions, files, commands and descriptions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import (
    Bot,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    MenuButtonCommands,
    ReactionTypeEmoji,
)
from telegram.error import BadRequest

from handlers.localchat.people import ask_inline, press
from tests.support import localchat as support
from tests.support.dialogue import Clock
from tests.support.localchat import Json, ask
from tests.support.telegram_user import LocalUser, PeopledServer

asha, bot, clock, server = support.asha, support.bot, support.clock, support.server

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x03\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\x00IEND\xaeB`\x82"
)

# ---- answers to queries ---------------------------------------------------------------------------


async def test_callback_answers(bot: Bot, server: PeopledServer, asha: LocalUser, clock: Clock) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="m")]])
    await bot.send_message(asha.id, "x", reply_markup=markup)
    [said] = asha.history()
    query, _ = await press(server.backend, asha.user, said.message, said.button("More"))

    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(query.id, "x" * 201)
    assert await bot.answer_callback_query(query.id, "x" * 200, show_alert=True)
    assert query.answer == {"text": "x" * 200, "show_alert": True, "url": ""}
    clock.now = datetime(2024, 7, 10, 9, 2, tzinfo=UTC)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await bot.answer_callback_query(query.id)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("12345")


@pytest.mark.parametrize(
    ("ids", "error"),
    [
        ([""], "RESULT_ID_INVALID"),
        (["x" * 65], "RESULT_ID_INVALID"),
        (["a", "a"], "RESULT_ID_DUPLICATE"),
        ([str(n) for n in range(51)], "RESULTS_TOO_MUCH"),
    ],
)
async def test_inline_answers_that_are_refused(
    server: PeopledServer, asha: LocalUser, ids: list[str], error: str
) -> None:
    query, _ = await ask_inline(server.backend, asha.user, "modi")
    results = [{"type": "article", "id": n, "title": "x", "input_message_content": {"message_text": "x"}} for n in ids]

    answer = await ask(server, "answerInlineQuery", {"inline_query_id": query.id, "results": results})

    assert answer["description"] == f"Bad Request: {error}"


async def test_an_inline_answer(bot: Bot, server: PeopledServer, asha: LocalUser) -> None:
    query, _ = await ask_inline(server.backend, asha.user, "modi")

    await bot.answer_inline_query(query.id, [InlineQueryResultArticle("1", "One", InputTextMessageContent("one"))])

    assert query.answer is not None
    assert [result["title"] for result in query.answer["results"]] == ["One"]


# ---- drafts, actions, reactions -------------------------------------------------------------------------


async def test_drafts(bot: Bot, server: PeopledServer, asha: LocalUser) -> None:
    group = server.group("Newsroom", asha)

    assert await bot.send_message_draft(asha.id, 7, "Looking …")
    assert await bot.send_message_draft(asha.id, 7, "")
    with pytest.raises(BadRequest, match="Drafts can be sent to private chats only"):
        await bot.send_message_draft(group.id, 7, "Looking …")
    with pytest.raises(BadRequest, match="Random_id_invalid"):
        await bot.send_message_draft(asha.id, 0, "Looking …")
    assert asha.history() == []


async def test_chat_actions(bot: Bot, asha: LocalUser) -> None:
    assert await bot.send_chat_action(asha.id, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(asha.id, "thinking")


async def test_reactions(bot: Bot, asha: LocalUser) -> None:
    message = await bot.send_message(asha.id, "x")

    assert await bot.set_message_reaction(asha.id, message.message_id, "👀")
    assert asha.history()[0].message.reaction == "👀"
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await bot.set_message_reaction(asha.id, message.message_id, "🐍")
    with pytest.raises(BadRequest, match="Reactions_too_many"):
        await bot.set_message_reaction(asha.id, message.message_id, [ReactionTypeEmoji("👀"), ReactionTypeEmoji("👍")])


# ---- files ------------------------------------------------------------------------------------------------


async def test_a_picture_can_be_sent_and_fetched(bot: Bot, asha: LocalUser) -> None:
    message = await bot.send_photo(asha.id, PNG, caption="<b>Rain</b>", parse_mode="HTML")
    [photo] = message.photo

    fetched = await (await bot.get_file(photo.file_id)).download_as_bytearray()

    assert (photo.width, photo.height) == (4, 3)
    assert message.caption == "Rain"
    assert bytes(fetched) == PNG
    assert (await bot.send_photo(asha.id, photo.file_id)).photo[0].file_id == photo.file_id


async def test_a_document_can_be_sent_and_its_caption_changed(bot: Bot, asha: LocalUser) -> None:
    message = await bot.send_document(asha.id, b"a,b\n", filename="quotes.csv")

    edited = await bot.edit_message_caption(asha.id, message.message_id, caption="All quotes")

    assert message.document is not None
    assert message.document.file_name == "quotes.csv"
    assert edited.caption == "All quotes"  # type: ignore[union-attr]
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", asha.id, message.message_id)


@pytest.mark.parametrize(
    ("method", "call", "error"),
    [
        ("sendPhoto", {"photo": "nothing"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": "https://a.example/x.png"}, "failed to get HTTP URL content"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "x", "caption": "x" * 1025}, "message caption is too long"),
        ("getFile", {"file_id": "nothing"}, "wrong file_id or the file is temporarily unavailable"),
    ],
)
async def test_files_that_are_refused(
    server: PeopledServer, asha: LocalUser, method: str, call: Json, error: str
) -> None:
    answer = await ask(server, method, {"chat_id": asha.id, **call})

    assert answer["description"] == f"Bad Request: {error}"


async def test_a_text_is_no_picture(bot: Bot, asha: LocalUser) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(asha.id, b"hello")


# ---- what the bot says about itself -----------------------------------------------------------------------


async def test_commands_by_scope_and_language(bot: Bot, asha: LocalUser) -> None:
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("latest", "Latest")], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([("latest", "Neueste")], scope=BotCommandScopeAllPrivateChats(), language_code="de")
    await bot.set_my_commands([("stats", "Stats")], scope=BotCommandScopeChat(asha.id))

    [german] = await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "de")
    menu = asha.server.backend.profile.menu

    assert german.description == "Neueste"
    assert menu(asha.user, asha.server.backend.state.chats[asha.id])[0]["command"] == "stats"
    await bot.delete_my_commands(BotCommandScopeChat(asha.id))
    assert menu(asha.user, asha.server.backend.state.chats[asha.id])[0]["command"] == "latest"


async def test_commands_of_one_member_of_a_group(bot: Bot, server: PeopledServer, asha: LocalUser) -> None:
    ben = server.user("Ben")
    group = server.group("Newsroom", asha, ben)
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("mute", "Mute")], scope=BotCommandScopeChatMember(group.id, ben.id))

    menus = [server.backend.profile.menu(who.user, group.chat)[0]["command"] for who in (asha, ben)]

    assert menus == ["help", "mute"]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ({"commands": [{"command": "Latest", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "x", "description": "y" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "x", "description": "y"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "scope": {"type": "everybody"}}, "can't parse BotCommandScope: unsupported type specified"),
        ({"commands": [], "language_code": "deutsch"}, "invalid language code specified"),
    ],
)
async def test_commands_that_are_refused(server: PeopledServer, call: Json, error: str) -> None:
    answer = await ask(server, "setMyCommands", call)

    assert answer["description"] == f"Bad Request: {error}"


async def test_name_descriptions_and_menu_button(bot: Bot) -> None:
    await bot.set_my_name("The newsbot")
    await bot.set_my_description("Ask about the news")
    await bot.set_my_short_description("News")
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())

    assert (await bot.get_my_name()).name == "The newsbot"
    assert (await bot.get_me()).first_name == "The newsbot"
    assert (await bot.get_my_description()).description == "Ask about the news"
    assert (await bot.get_my_short_description("de")).short_description == "News"
    assert (await bot.get_chat_menu_button()).type == "commands"


@pytest.mark.parametrize(
    ("method", "field", "longest"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_what_the_bot_says_about_itself_is_short(
    server: PeopledServer, method: str, field: str, longest: int
) -> None:
    assert (await ask(server, method, {field: "x" * longest}))["ok"]
    assert "too long" in (await ask(server, method, {field: "x" * (longest + 1)}))["description"]
