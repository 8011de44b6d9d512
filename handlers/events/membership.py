"""Comings and goings: blocked and unblocked, added to a group or removed from it, groups that change their id."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ChatMemberHandler, ContextTypes, MessageHandler, filters

from bot.models import ChatKey
from bot.translation import N_, gettext
from handlers.commands.context import Desk
from handlers.transport.telegram_application import TelegramApplication
from handlers.views.callback_data import Code, data
from handlers.views.menu import HEADLINES
from handlers.views.messages import button, note, rows

AWAY = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
GREETING = N_(
    "Hello! Write {mention} and your question, or reply to me, to ask about the news. "
    "Administrators can let this group /follow a name."
)


def register(app: TelegramApplication, desk: Desk) -> None:
    """Watch the bot's own membership and group migrations."""

    async def member(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await membership(desk, update)

    async def migrated(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await migration(desk, update)

    app.add_handler(ChatMemberHandler(member, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, migrated))


async def membership(desk: Desk, update: Update) -> None:
    """Blocked or removed: hold deliveries back. Unblocked or added: go on, and greet a new group."""
    change = update.my_chat_member
    if change is None:
        return
    chat_id, new = change.chat.id, change.new_chat_member.status
    if new in AWAY:
        await desk.awake.drained()  # what got through before must not wake the chat after this
        await asyncio.to_thread(
            desk.newsroom.subscriptions.pause_chat, chat_id, "blocked" if chat_id > 0 else "removed"
        )
        return
    if not desk.admits(chat_id, change.from_user.id):
        return
    await asyncio.to_thread(desk.newsroom.subscriptions.resume_chat, chat_id)
    joined = change.old_chat_member.status in AWAY and change.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}
    if joined:
        words = gettext(GREETING).format(mention=f"@{desk.sender.username}")
        latest = button(gettext("Latest headlines"), data(Code.HOME, HEADLINES))
        await desk.sender.send(ChatKey(chat_id=chat_id), note(words, buttons=rows((latest,))))


async def migration(desk: Desk, update: Update) -> None:
    """A group became a supergroup with another id; Telegram says so in the old chat and in the new one."""
    message = update.message
    if message and message.migrate_to_chat_id:
        await asyncio.to_thread(desk.newsroom.subscriptions.move_chat, message.chat.id, message.migrate_to_chat_id)
    elif message and message.migrate_from_chat_id:
        await asyncio.to_thread(desk.newsroom.subscriptions.move_chat, message.migrate_from_chat_id, message.chat.id)
