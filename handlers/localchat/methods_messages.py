"""Bot API methods that send, edit and delete messages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from handlers.localchat.api_json import Json, entities_json, message_json
from handlers.localchat.backend import Backend
from handlers.localchat.content import (
    MAX_TEXT,
    open_chat,
    read_body,
    read_caption,
    read_preview,
    read_reply,
    read_text,
    read_thread,
)
from handlers.localchat.errors import bad_request
from handlers.localchat.formatted import units
from handlers.localchat.keyboards import read_markup
from handlers.localchat.models import Chat, Message
from handlers.localchat.params import Params
from handlers.localchat.state import BOT

DELETABLE = timedelta(hours=48)
MAX_DELETED = 100  # messages per call of deleteMessages

_ACTIONS = """
typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location
record_video_note upload_video_note
"""
ACTIONS = frozenset(_ACTIONS.split())

_REACTIONS = """
👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥
🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨
🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
REACTIONS = frozenset(_REACTIONS.split())
_EMOJI_STYLE = "\ufe0f"  # variation selector that some clients add

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def send_message(backend: Backend, params: Params) -> Json:
    """sendMessage."""
    body = read_text(backend, params)
    chat = open_chat(backend, params)
    return send(backend, chat, params, body=body, link_preview=read_preview(params))


def send(backend: Backend, chat: Chat, params: Params, **fields: Any) -> Json:
    """Store a message of the bot with the parameters common to all sending methods. Raises ApiError."""
    thread = read_thread(chat, params)
    reply_to, quote = read_reply(backend, chat, params)
    keyboard = read_markup(params.data("reply_markup"))
    backend.keep_pace(chat, paid=params.flag("allow_paid_broadcast"))
    message = backend.state.add_message(
        chat,
        BOT,
        thread_id=thread,
        reply_to=reply_to,
        quote=quote,
        keyboard=keyboard,
        silent=params.flag("disable_notification"),
        protected=params.flag("protect_content"),
        **fields,
    )
    return message_json(message, chat)


def edit_message_text(backend: Backend, params: Params) -> Json:
    """editMessageText."""
    body = read_text(backend, params)
    chat, message = _own_message(backend, params)
    if message.media:
        raise bad_request("there is no text in the message to edit")
    fields = {"body": body, "keyboard": read_markup(params.data("reply_markup"))}
    return _change(backend, chat, message, fields | {"link_preview": read_preview(params)})


def edit_message_caption(backend: Backend, params: Params) -> Json:
    """editMessageCaption."""
    body = read_caption(backend, params)
    chat, message = _own_message(backend, params)
    if not message.media:
        raise bad_request("there is no caption in the message to edit")
    return _change(backend, chat, message, {"body": body, "keyboard": read_markup(params.data("reply_markup"))})


def edit_message_reply_markup(backend: Backend, params: Params) -> Json:
    """editMessageReplyMarkup; the message is not marked as edited."""
    chat, message = _own_message(backend, params)
    fields = {"keyboard": read_markup(params.data("reply_markup"))}
    return _change(backend, chat, message, fields, edited=False)


def _change(backend: Backend, chat: Chat, message: Message, fields: Json, *, edited: bool = True) -> Json:
    if all(getattr(message, name) == value for name, value in fields.items()):
        raise bad_request(NOT_MODIFIED)
    backend.keep_pace(chat)
    return message_json(backend.state.change_message(chat, message, edited=edited, **fields), chat)


def _own_message(backend: Backend, params: Params) -> tuple[Chat, Message]:
    if "inline_message_id" in params:
        raise bad_request("MESSAGE_ID_INVALID")
    if "message_id" not in params:
        raise bad_request("message identifier is not specified")
    chat = open_chat(backend, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender.id != BOT.id or message.service:
        raise bad_request("message can't be edited")
    return chat, message


def delete_message(backend: Backend, params: Params) -> bool:
    """deleteMessage."""
    chat = open_chat(backend, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(backend, chat, message):
        raise bad_request("message can't be deleted for everyone")
    backend.state.delete_message(chat, message.message_id)
    return True


def delete_messages(backend: Backend, params: Params) -> bool:
    """deleteMessages: 1-100 at once; missing ones are skipped."""
    chat = open_chat(backend, params)
    numbers = params.data("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= MAX_DELETED:
        raise bad_request("message identifiers are not specified")
    for message in [chat.messages[number] for number in numbers if number in chat.messages]:
        if _deletable(backend, chat, message):
            backend.state.delete_message(chat, message.message_id)
    return True


def _deletable(backend: Backend, chat: Chat, message: Message) -> bool:
    mine = message.sender.id == BOT.id
    young = backend.clock() - message.date < DELETABLE
    return young and (mine or not chat.is_group or BOT.id in chat.admins)


def send_message_draft(backend: Backend, params: Params) -> bool:
    """sendMessageDraft: private chats only; an empty text is shown as "Thinking"."""
    body = read_body(backend, params, "text", "entities")
    chat = open_chat(backend, params)
    if chat.is_group:
        raise bad_request("drafts can be sent to private chats only")
    if units(body.text) > MAX_TEXT:
        raise bad_request("message is too long")
    if not params.integer("draft_id"):
        raise bad_request("RANDOM_ID_INVALID")
    draft = {"draft_id": params.integer("draft_id"), "text": body.text, "entities": entities_json(body, chat)}
    backend.state.publish("draft", chat.id, draft)
    return True


def send_chat_action(backend: Backend, params: Params) -> bool:
    """sendChatAction."""
    chat = open_chat(backend, params)
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    backend.state.publish("action", chat.id, {"action": params.text("action")})
    return True


def set_message_reaction(backend: Backend, params: Params) -> bool:
    """setMessageReaction: a bot has at most one, a standard emoji."""
    chat = open_chat(backend, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    reactions = params.data("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = "".join(str(reaction.get("emoji", "")) for reaction in reactions)
    if reactions and emoji.replace(_EMOJI_STYLE, "") not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    backend.state.change_message(chat, message, edited=False, reaction=emoji)
    return True
