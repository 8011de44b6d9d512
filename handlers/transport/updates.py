"""Telegram's updates as plain values for the handlers."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import CallbackQuery, Message, MessageEntity, Update, User
from telegram.constants import ChatType
from telegram.ext import filters

from bot.models import ChatKey
from bot.text.typed import as_typed


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """A message to the bot."""

    chat: ChatKey
    user_id: int  #: 0 = sent on behalf of the chat or of another one
    private: bool
    message_id: int
    words: str  #: a command's arguments; otherwise the text or caption without the bot's name, as_typed()
    command: str = ""  #: without slash and bot name
    reply_to: int | None = None  #: id of the bot's message that this answers
    forwarded: bool = False
    as_chat: bool = False  #: an anonymous administrator, or a channel's post
    language: str = ""  #: of the sender's app, as an IETF tag; "" = unknown
    edits: int | None = None  #: id of the message that answered it before it was edited

    @property
    def answers_to(self) -> int | None:
        """The message to reply to: in groups, so that it is clear who is answered."""
        return None if self.private else self.message_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Pressed:
    """A button press."""

    id: str
    chat: ChatKey
    user_id: int
    private: bool
    message_id: int
    data: str
    message: Message | None  #: None when Telegram no longer shows it to bots
    language: str = ""  #: as in ``Incoming``
    typed: bool = False  #: whether it was asked for in words, so that the result is a new message
    channel: bool = False  #: in a channel, where a new message goes to all its readers


def read_message(update: Update) -> Incoming | None:
    """The message of an update, including edited ones and channel posts; None if there is none."""
    message = update.message or update.edited_message or update.channel_post
    return None if message is None else _incoming(message)


def read_guest(update: Update) -> tuple[str, Incoming] | None:
    """A call of the bot in a chat of which it is not a member, and the query id to answer; None for other updates."""
    message = update.guest_message
    return (message.guest_query_id, _incoming(message)) if message and message.guest_query_id else None


def _incoming(message: Message) -> Incoming:
    command, words = _command(message)
    sender = message.sender_chat  # then "from" is a user that Telegram has made up for all such messages
    return Incoming(
        chat=key_of(message),
        user_id=message.from_user.id if message.from_user and not sender else 0,
        private=message.chat.type == ChatType.PRIVATE,
        message_id=message.message_id,
        words=as_typed(words if command else _without_mention(words, _bot(message).username)).strip(),
        command=command,
        reply_to=_replied_to(message),
        forwarded=message.forward_origin is not None,
        as_chat=sender is not None and sender.id == message.chat.id,
        language=(message.from_user.language_code or "") if message.from_user else "",
    )


def read_press(query: CallbackQuery) -> Pressed | None:
    """A button press below one of our messages; None for others."""
    message = query.message
    if message is None:
        return None
    seen = message if isinstance(message, Message) else None
    return Pressed(
        id=query.id,
        chat=key_of(seen) if seen else ChatKey(chat_id=message.chat.id),
        user_id=query.from_user.id,
        private=message.chat.type == ChatType.PRIVATE,
        message_id=message.message_id,
        data=query.data or "",
        channel=message.chat.type == ChatType.CHANNEL,
        message=seen,
        language=query.from_user.language_code or "",
    )


def key_of(message: Message) -> ChatKey:
    """The chat and, in forums, the topic. Ordinary reply threads have a thread id too, but are not topics."""
    thread = message.message_thread_id if message.is_topic_message else None
    return ChatKey(chat_id=message.chat.id, thread_id=thread or 0)


class Addressed(filters.MessageFilter):
    """Messages meant for the bot: all in private chats; in groups, mentions of it, replies to it and captions.

    Of captions those that are commands and name it; commands in texts have handlers of their own.
    """

    def filter(self, message: Message) -> bool:
        """Whether ``message`` is meant for the bot."""
        if message.via_bot is not None and message.via_bot.id == _bot(message).id:
            return False  # a user shares what the bot offered
        if message.chat.type == ChatType.PRIVATE:
            return True
        bot = _bot(message)
        return _replied_to(message) is not None or _mentions(message, bot) or _commands_in_caption(message, bot)


def is_meant(message: Message) -> bool:
    """Whether a message is meant for the bot, as ``Addressed`` or as a command."""
    return Addressed().filter(message) or (filters.COMMAND.filter(message) and not names_another(message))


def named(message: Message) -> bool:
    """Whether a command names this bot ("/help@our_bot")."""
    first = (message.text or "").split(maxsplit=1)[0]
    return first.partition("@")[2].lower() == (_bot(message).username or "").lower()


def names_another(message: Message) -> bool:
    """Whether a command names another bot."""
    first = (message.text or "").split(maxsplit=1)[0]
    return "@" in first and not named(message)


def _bot(message: Message) -> User:
    return message.get_bot().bot


def _replied_to(message: Message) -> int | None:
    """The bot's message that ``message`` replies to. A reply to a topic's first message is not made by a person.

    In a channel any post, because Telegram does not tell who wrote it.
    """
    replied = message.reply_to_message
    if replied is not None and message.chat.type == ChatType.CHANNEL:
        return replied.message_id
    if replied is None or replied.from_user is None or replied.forum_topic_created:
        return None
    return replied.message_id if replied.from_user.id == _bot(message).id else None


def _mentions(message: Message, bot: User) -> bool:
    mention = f"@{bot.username}".lower()
    found = {
        **message.parse_entities([MessageEntity.MENTION]),
        **message.parse_caption_entities([MessageEntity.MENTION]),
    }
    return any(text.lower() == mention for text in found.values())


def _commands_in_caption(message: Message, bot: User) -> bool:
    command, _, name = (message.caption or "").partition("\n")[0].partition(" ")[0].partition("@")
    return command.startswith("/") and name.lower() == (bot.username or "").lower()


def _command(message: Message) -> tuple[str, str]:
    """The command at the start and the text after it; ("", text) without a command."""
    text = message.text or message.caption or ""
    if not any(entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0 for entity in message.entities):
        return "", text.strip()
    first, *rest = text.split(maxsplit=1)  # at whatever stands between: a blank, a line break, a tab, a wide space
    return first[1:].partition("@")[0].lower(), "".join(rest).strip()


def _without_mention(words: str, username: str | None) -> str:
    """Remove mentions of the bot, also within the text: "@our_bot, who won?" -> "who won?"."""
    mention = f"@{username}".lower()
    kept = [word for word in words.split() if word.lower().rstrip(",:;.!?") != mention] if username else None
    return words if kept is None or len(kept) == len(words.split()) else " ".join(kept)
