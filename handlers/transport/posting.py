"""One Bot API call for each kind of message. The sender decides whether and when to retry."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import ReplyParameters
from telegram.constants import ParseMode

from bot.models import ChatKey
from handlers.transport.bot import RawUpdatesBot
from handlers.transport.keyboards import asking, keyboard, preview_of
from handlers.transport.retrying import Try
from handlers.views.messages import Attachment, Part, Picture


@dataclass(frozen=True, slots=True)
class Posting:
    """How a message is sent, apart from its content."""

    reply_to: int | None = None  #: message that it answers
    silent: bool = False  #: no sound
    paid: bool = False  #: may exceed Telegram's free pace


async def post(bot: RawUpdatesBot, chat: ChatKey, part: Part, made: Try, given: Posting, *, previews: bool) -> int:
    """Send a message and return its id. ``previews``: whether the chat wants link previews. Raises TelegramError."""
    return await bot.post_message(
        made.chat_id,
        part.plain if made.plain else part.html,
        parse_mode=None if made.plain else ParseMode.HTML,
        message_thread_id=chat.thread_id or None,
        link_preview_options=preview_of(part, without=made.plain or not previews),
        disable_notification=given.silent or None,
        allow_paid_broadcast=given.paid or None,
        reply_markup=asking(part) or keyboard(part.rows, links=not made.plain),
        reply_parameters=_reply(given.reply_to),
    )


async def post_photo(bot: RawUpdatesBot, chat: ChatKey, picture: Picture, made: Try, reply_to: int | None) -> int:
    """As ``post``, for a photo."""
    caption = picture.caption
    message = await bot.send_photo(
        made.chat_id,
        picture.png,
        caption=caption.plain if made.plain else caption.html,
        parse_mode=None if made.plain else ParseMode.HTML,
        message_thread_id=chat.thread_id or None,
        reply_markup=keyboard(caption.rows, links=not made.plain),
        reply_parameters=_reply(reply_to),
        filename="chart.png",
    )
    return message.message_id


async def post_file(bot: RawUpdatesBot, chat: ChatKey, file: Attachment, made: Try) -> int:
    """As ``post``, for a file."""
    caption = file.caption
    message = await bot.send_document(
        made.chat_id,
        file.content,
        filename=file.name,
        caption=caption.plain if made.plain else caption.html,
        parse_mode=None if made.plain else ParseMode.HTML,
        message_thread_id=chat.thread_id or None,
    )
    return message.message_id


async def change(bot: RawUpdatesBot, message_id: int, part: Part, made: Try, *, previews: bool) -> None:
    """Edit a message in place. Raises TelegramError."""
    await bot.edit_message_text(
        part.plain if made.plain else part.html,
        chat_id=made.chat_id,
        message_id=message_id,
        parse_mode=None if made.plain else ParseMode.HTML,
        link_preview_options=preview_of(part, without=made.plain or not previews),
        reply_markup=keyboard(part.rows, links=not made.plain),
    )


def _reply(to: int | None) -> ReplyParameters | None:
    return ReplyParameters(to, allow_sending_without_reply=True) if to else None
