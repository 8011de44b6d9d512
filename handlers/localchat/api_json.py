"""Conversion of the local server's values to Bot API objects. Pure."""

from __future__ import annotations

from typing import Any

from handlers.localchat.formatted import Formatted, TextEntity
from handlers.localchat.keyboards import keyboard_to_json
from handlers.localchat.models import BOT, Chat, ChatType, File, Media, MediaKind, Message, User

Json = dict[str, Any]


def user_json(user: User) -> Json:
    """A ``User`` object."""
    data: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    if user.username:
        data["username"] = user.username
    return data if user.is_bot else data | {"language_code": user.language_code}


def chat_json(chat: Chat) -> Json:
    """A ``Chat`` object."""
    data: Json = {"id": chat.id, "type": chat.type.value}
    if chat.type is ChatType.PRIVATE:
        user = chat.members[chat.id]
        return data | {"first_name": user.first_name} | ({"username": user.username} if user.username else {})
    data["title"] = chat.title
    return data | {"is_forum": True} if chat.topics and chat.is_group else data


def entity_json(entity: TextEntity, members: dict[int, User]) -> Json:
    """A ``MessageEntity`` object."""
    data: Json = {"type": entity.type, "offset": entity.offset, "length": entity.length}
    extras = {"url": entity.url, "language": entity.language, "custom_emoji_id": entity.custom_emoji_id}
    data |= {name: value for name, value in extras.items() if value}
    if entity.unix_time is not None:
        data |= {"unix_time": entity.unix_time, "date_time_format": entity.date_time_format}
    if entity.user_id in members:
        data["user"] = user_json(members[entity.user_id])
    return data


def message_json(message: Message, chat: Chat, *, with_reply: bool = True) -> Json:
    """A ``Message`` object; includes the message replied to, one level deep."""
    data: Json = {
        "message_id": message.message_id,
        "from": user_json(message.sender),
        "chat": chat_json(chat),
        "date": int(message.date.timestamp()),
    }
    if chat.type is ChatType.CHANNEL:
        data["sender_chat"] = chat_json(chat)
        if not message.sender.is_bot:
            del data["from"]
    if message.via_bot:
        data["via_bot"] = user_json(BOT)
    data |= _body_json(message, chat) | message.service
    if message.edited is not None:
        data["edit_date"] = int(message.edited.timestamp())
    if message.keyboard:
        data["reply_markup"] = keyboard_to_json(message.keyboard)
    if message.thread_id:
        data |= {"message_thread_id": message.thread_id, "is_topic_message": True}
    if message.link_preview:
        data["link_preview_options"] = message.link_preview
    if message.protected:
        data["has_protected_content"] = True
    return data | (_reply_json(message, chat) if with_reply else {})


def _reply_json(message: Message, chat: Chat) -> Json:
    original = chat.messages.get(message.reply_to or 0)
    if original is None:
        return {}
    data: Json = {"reply_to_message": message_json(original, chat, with_reply=False)}
    if message.quote is not None:
        data["quote"] = {"text": message.quote.text, "position": 0, "is_manual": True}
    return data


def _body_json(message: Message, chat: Chat) -> Json:
    text, entities = ("caption", "caption_entities") if message.media else ("text", "entities")
    data = _media_json(message.media) if message.media else {}
    if message.body.text:
        data[text] = message.body.text
    if message.body.entities:
        data[entities] = entities_json(message.body, chat)
    return data


def entities_json(body: Formatted, chat: Chat) -> list[Json]:
    """``MessageEntity`` objects of a text in a chat."""
    return [entity_json(entity, chat.members) for entity in body.entities]


def _media_json(media: Media) -> Json:
    file = media.file
    base = file_json(file)
    size = {"width": file.width, "height": file.height}
    match media.kind:
        case MediaKind.PHOTO:
            return {"photo": [base | size]}
        case MediaKind.STICKER:
            kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
            return {"sticker": base | size | kind}
        case MediaKind.VOICE:
            return {"voice": base | {"duration": 2, "mime_type": file.mime_type}}
    return {"document": base | {"file_name": file.name, "mime_type": file.mime_type}}


def file_json(file: File) -> Json:
    """The fields common to all file objects."""
    return {"file_id": file.id, "file_unique_id": f"u{file.id}", "file_size": file.size}


def member_json(user: User, status: str) -> Json:
    """A ``ChatMember`` object: creator, administrator, member, left or kicked."""
    data: Json = {"user": user_json(user), "status": status}
    match status:
        case "creator":
            return data | {"is_anonymous": False}
        case "kicked":
            return data | {"until_date": 0}
        case "administrator":
            return data | dict.fromkeys(_ADMIN_RIGHTS, False) | {"can_delete_messages": True}
    return data


_ADMIN_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
