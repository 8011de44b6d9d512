"""Actions of Telegram users, turned into messages and updates; for the page and for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.localchat.api_json import chat_json, member_json, message_json, user_json
from handlers.localchat.backend import Backend
from handlers.localchat.content import MAX_TEXT
from handlers.localchat.formatted import Formatted, cut, units
from handlers.localchat.found_entities import with_found
from handlers.localchat.keyboards import InlineButton
from handlers.localchat.methods_chats import standing
from handlers.localchat.methods_inline import read_result
from handlers.localchat.models import Chat, ChatType, File, Media, MediaKind, Message, Query, User
from handlers.localchat.state import BOT

BLOCKED = "bot was blocked by the user"

#: the first bytes of a picture and of a sound, for stickers and voice messages
_SAMPLES: Mapping[MediaKind, tuple[File, bytes]] = {
    MediaKind.STICKER: (
        File(id="sample-sticker", name="sticker.webp", size=4, mime_type="image/webp", width=512, height=512),
        b"RIFF",
    ),
    MediaKind.VOICE: (File(id="sample-voice", name="voice.ogg", size=4, mime_type="audio/ogg"), b"OggS"),
}


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    """A user's message, and the number of its update (None if the bot does not receive it)."""

    message: Message
    update: int | None


async def say(
    backend: Backend, user: User, chat: Chat, text: str, *, reply_to: int | None = None, thread_id: int = 0
) -> WrittenMessage:
    """Send one message of at most 4096 UTF-16 code units."""
    body = with_found(Formatted(text=text.strip()))
    return await _write(backend, user, chat, body=body, reply_to=reply_to, thread_id=thread_id)


async def forward(backend: Backend, user: User, chat: Chat, text: str, origin: Mapping[str, Any]) -> WrittenMessage:
    """Forward a message of somebody else's or of a channel; ``origin``: its ``MessageOrigin``."""
    return await _write(
        backend, user, chat, body=with_found(Formatted(text=text.strip())), service={"forward_origin": dict(origin)}
    )


async def send_sample(backend: Backend, user: User, chat: Chat, kind: MediaKind) -> WrittenMessage:
    """Send a sticker or a voice message."""
    file = backend.state.files.keep(*_SAMPLES[kind])
    return await _write(backend, user, chat, media=Media(kind=kind, file=file))


async def send_document(backend: Backend, user: User, chat: Chat, file: File, content: bytes) -> WrittenMessage:
    """Send a file."""
    return await _write(
        backend, user, chat, media=Media(kind=MediaKind.DOCUMENT, file=backend.state.files.keep(file, content))
    )


async def share_location(backend: Backend, user: User, chat: Chat, latitude: float, longitude: float) -> WrittenMessage:
    """Send a location, in degrees."""
    return await _write(backend, user, chat, service={"location": {"latitude": latitude, "longitude": longitude}})


async def _write(backend: Backend, user: User, chat: Chat, **fields: Any) -> WrittenMessage:
    if not chat.is_group:
        await _start(backend, user, chat)
    message = backend.state.add_message(chat, user, **fields)
    if BOT.id not in chat.members and _addressed(message.body):
        return WrittenMessage(message, await _call_guest(backend, user, chat, message))
    if not _visible_to_bot(chat, message):
        return WrittenMessage(message, None)
    kind = "channel_post" if chat.type is ChatType.CHANNEL else "message"
    return WrittenMessage(message, await backend.updates.put(kind, message_json(message, chat)))


async def _call_guest(backend: Backend, user: User, chat: Chat, message: Message) -> int | None:
    """Call the bot in a chat of which it is not a member; it may answer this one message."""
    query = backend.state.add_query(user, message=message)
    call = {"guest_query_id": query.id, "guest_bot_caller_user": user_json(user)}
    return await backend.updates.put("guest_message", message_json(message, chat, with_reply=False) | call)


async def _start(backend: Backend, user: User, chat: Chat) -> None:
    chat.started = True
    if chat.forbidden == BLOCKED:
        await unblock(backend, user)


def _visible_to_bot(chat: Chat, message: Message) -> bool:
    """Whether the bot receives a message.

    With privacy mode, only commands, mentions of it and replies to it in groups.
    """
    if BOT.id not in chat.members:
        return False
    original = chat.messages.get(message.reply_to or 0)
    replied = original is not None and original.sender.id == BOT.id
    return not chat.is_group or BOT.id in chat.admins or replied or _addressed(message.body)


def _addressed(body: Formatted) -> bool:
    name = f"@{BOT.username}"
    for entity in body.entities:
        words = cut(body.text, entity.offset, entity.length)
        if entity.type == "mention" and words.lower() == name:
            return True
        if entity.type == "bot_command" and ("@" not in words or words.lower().endswith(name)):
            return True
    return False


async def edit(backend: Backend, user: User, message: Message, text: str) -> WrittenMessage:
    """Edit a user's own message."""
    chat = backend.state.chats[message.chat_id]
    changed = backend.state.change_message(chat, message, body=with_found(Formatted(text=text.strip())))
    seen = _visible_to_bot(chat, changed)
    return WrittenMessage(
        changed, await backend.updates.put("edited_message", message_json(changed, chat)) if seen else None
    )


async def press(backend: Backend, user: User, message: Message, button: InlineButton) -> tuple[Query, int | None]:
    """Press a callback button; returns the waiting query and the number of its update."""
    query = backend.state.add_query(user, message=message, data=button.value)
    chat = backend.state.chats[message.chat_id]
    content = {
        "id": query.id,
        "from": user_json(user),
        "message": message_json(message, chat),
        "chat_instance": str(chat.id),
        "data": query.data,
    }
    return query, await backend.updates.put("callback_query", content)


async def ask_inline(backend: Backend, user: User, text: str, offset: str = "") -> tuple[Query, int | None]:
    """Send an inline query; returns the waiting query and the number of its update."""
    query = backend.state.add_query(user, data=text)
    content = {"id": query.id, "from": user_json(user), "query": text, "offset": offset, "chat_type": "sender"}
    return query, await backend.updates.put("inline_query", content)


async def choose(backend: Backend, user: User, chat: Chat, query: Query, result_id: str) -> WrittenMessage:
    """Send one of the results that the bot offered for an inline query. Raises LookupError."""
    results = (query.answer or {}).get("results") or []
    found = next((one for one in results if str(one.get("id")) == result_id), None)
    if found is None:
        raise LookupError(f"no result {result_id!r} was offered")
    choice = read_result(backend, found)
    return await _write(
        backend,
        user,
        chat,
        body=choice.body,
        keyboard=choice.keyboard,
        link_preview=choice.link_preview,
        via_bot=True,
    )


async def block(backend: Backend, user: User) -> int | None:
    """Block the bot in the user's private chat."""
    return await _stand(backend, user, backend.state.chats[user.id], "member", "kicked", BLOCKED)


async def unblock(backend: Backend, user: User) -> int | None:
    """Unblock the bot."""
    return await _stand(backend, user, backend.state.chats[user.id], "kicked", "member", "")


async def kick(backend: Backend, user: User, chat: Chat) -> int | None:
    """Remove the bot from a group."""
    chat.members.pop(BOT.id, None)
    return await _stand(backend, user, chat, "member", "kicked", f"bot was kicked from the {chat.type.value} chat")


async def _stand(backend: Backend, user: User, chat: Chat, old: str, new: str, forbidden: str) -> int | None:
    """Change the bot's status in a chat."""
    chat.forbidden = forbidden
    backend.state.chat_changed(chat)
    content = {
        "chat": chat_json(chat),
        "from": user_json(user),
        "date": int(backend.clock().timestamp()),
        "old_chat_member": member_json(BOT, old),
        "new_chat_member": member_json(BOT, new),
    }
    return await backend.updates.put("my_chat_member", content)


async def add_bot(backend: Backend, user: User, chat: Chat) -> int | None:
    """Add the bot to a group (again)."""
    old = standing(chat, BOT)
    chat.members[BOT.id] = BOT
    return await _stand(backend, user, chat, old, "member", "")


async def migrate(backend: Backend, user: User, chat: Chat) -> tuple[Chat, int | None]:
    """Upgrade a group to a supergroup, with both service messages as Telegram sends them."""
    new = backend.state.migrate(chat)
    old_note = backend.state.add_message(chat, user, service={"migrate_to_chat_id": new.id})
    new_note = backend.state.add_message(new, user, service={"migrate_from_chat_id": chat.id})
    await backend.updates.put("message", message_json(old_note, chat))
    return new, await backend.updates.put("message", message_json(new_note, new))


def split_typed(text: str) -> list[str]:
    """Split a long text as Telegram's apps do: at line ends, else at spaces, else anywhere."""
    parts, rest = [], text.strip()
    while units(rest) > MAX_TEXT:
        head = cut(rest, 0, MAX_TEXT).removesuffix("\ufffd")
        at = max(head.rfind("\n"), 0) or max(head.rfind(" "), 0) or len(head)
        parts.append(head[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*parts, rest] if rest else parts
