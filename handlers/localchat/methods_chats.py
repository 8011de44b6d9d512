"""Bot API methods about chats and their members."""

from __future__ import annotations

from handlers.localchat.api_json import Json, chat_json, member_json
from handlers.localchat.backend import Backend
from handlers.localchat.content import open_chat
from handlers.localchat.errors import bad_request
from handlers.localchat.formatted import units
from handlers.localchat.models import Chat, User
from handlers.localchat.params import Params
from handlers.localchat.state import BOT

MAX_TOPIC_NAME = 128  # UTF-16 code units
_TOPIC_COLOUR = 0x6FB9F0  # the first that Telegram offers
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(backend: Backend, params: Params) -> Json:
    """getChat."""
    chat = backend.state.chat(params.chat_id())
    if chat.is_group and chat.forbidden:
        open_chat(backend, params)
    gifts = dict.fromkeys(_GIFTS, False)
    return chat_json(chat) | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_chat_member(backend: Backend, params: Params) -> Json:
    """getChatMember."""
    chat = open_chat(backend, params)
    user = backend.state.users.get(params.integer("user_id"))
    if user is None:
        raise bad_request("user not found")
    return member_json(user, standing(chat, user))


def get_chat_member_count(backend: Backend, params: Params) -> int:
    """getChatMemberCount."""
    return len(open_chat(backend, params).members)


def get_chat_administrators(backend: Backend, params: Params) -> list[Json]:
    """getChatAdministrators; includes this bot, but no other bots."""
    chat = open_chat(backend, params)
    if not chat.is_group:
        raise bad_request("there are no administrators in the private chat")
    return [member_json(user, standing(chat, user)) for user in chat.members.values() if user.id in chat.admins]


def standing(chat: Chat, user: User) -> str:
    """A user's status in a chat: creator, administrator, member or left."""
    if user.id not in chat.members:
        return "left"
    if user.id not in chat.admins:
        return "member"
    people = [member for member in chat.members if member in chat.admins and member != BOT.id]
    return "creator" if people[:1] == [user.id] else "administrator"


def leave_chat(backend: Backend, params: Params) -> bool:
    """leaveChat."""
    chat = open_chat(backend, params)
    if not chat.is_group:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members.pop(BOT.id, None)
    chat.admins.discard(BOT.id)
    chat.forbidden = f"bot is not a member of the {chat.type.value} chat"
    backend.state.chat_changed(chat)
    return True


def create_forum_topic(backend: Backend, params: Params) -> Json:
    """createForumTopic, in forums and, if enabled for the bot, in private chats."""
    chat, name = open_chat(backend, params), params.text("name")
    if not name or units(name) > MAX_TOPIC_NAME:
        raise bad_request("TOPIC_TITLE_INVALID")
    if chat.is_group and not chat.topics:
        raise bad_request("the chat is not a forum")
    if chat.is_group and BOT.id not in chat.admins:
        raise bad_request("not enough rights to create a topic")
    if not chat.is_group and not backend.state.private_topics:
        raise bad_request("the chat is not a forum")
    backend.keep_pace(chat)
    opened = {"name": name, "icon_color": _TOPIC_COLOUR}
    topic = backend.state.add_message(chat, BOT, service={"forum_topic_created": opened})
    chat.topics[topic.message_id] = True
    return opened | {"message_thread_id": topic.message_id}
