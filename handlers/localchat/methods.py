"""The table of Bot API methods."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from handlers.localchat import methods_bot as bot
from handlers.localchat import methods_chats as chats
from handlers.localchat import methods_inline as inline
from handlers.localchat import methods_media as media
from handlers.localchat import methods_messages as messages
from handlers.localchat.backend import Backend
from handlers.localchat.params import Params

Method = Callable[[Backend, Params], Any]

METHODS: Mapping[str, Method] = {
    "getMe": bot.get_me,
    "getUpdates": bot.get_updates,
    "setWebhook": bot.set_webhook,
    "deleteWebhook": bot.delete_webhook,
    "getWebhookInfo": bot.get_webhook_info,
    "logOut": bot.log_out,
    "close": bot.close,
    "sendMessage": messages.send_message,
    "editMessageText": messages.edit_message_text,
    "editMessageCaption": messages.edit_message_caption,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "deleteMessages": messages.delete_messages,
    "sendMessageDraft": messages.send_message_draft,
    "sendChatAction": messages.send_chat_action,
    "setMessageReaction": messages.set_message_reaction,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "getFile": media.get_file,
    "answerCallbackQuery": bot.answer_callback_query,
    "answerInlineQuery": inline.answer_inline_query,
    "answerGuestQuery": inline.answer_guest_query,
    "setMyCommands": bot.set_my_commands,
    "getMyCommands": bot.get_my_commands,
    "deleteMyCommands": bot.delete_my_commands,
    "setMyName": bot.setter("name"),
    "getMyName": bot.getter("name"),
    "setMyDescription": bot.setter("description"),
    "getMyDescription": bot.getter("description"),
    "setMyShortDescription": bot.setter("short_description"),
    "getMyShortDescription": bot.getter("short_description"),
    "setChatMenuButton": bot.set_chat_menu_button,
    "getChatMenuButton": bot.get_chat_menu_button,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatMemberCount": chats.get_chat_member_count,
    "getChatAdministrators": chats.get_chat_administrators,
    "leaveChat": chats.leave_chat,
    "createForumTopic": chats.create_forum_topic,
}

_BY_LOWER_CASE = {name.lower(): name for name in METHODS}


def method_name(written: str) -> str | None:
    """The canonical spelling of a method name, which Telegram reads without regard to case; None if there is none."""
    return _BY_LOWER_CASE.get(written.lower())


async def call(backend: Backend, name: str, params: Params) -> Any:
    """Call the method ``name`` of ``METHODS`` and return its JSON result. Raises ApiError."""
    result = METHODS[name](backend, params)
    return await result if inspect.isawaitable(result) else result
