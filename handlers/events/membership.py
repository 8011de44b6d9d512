"""Membership changes: blocked and unblocked, added to or removed from a group, migration of a group to a new id."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ChatMemberHandler, ContextTypes, MessageHandler, filters

from bot.models import ChatKey
from bot.translation import N_, gettext
from handlers.commands.context import Services
from handlers.transport.telegram_application import TelegramApplication
from handlers.views.callback_data import Code, data
from handlers.views.html import ours
from handlers.views.menu import HEADLINES
from handlers.views.messages import button, page, rows

AWAY = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
GREETING = N_(
    "Hello! Write {mention} and your question, or reply to me, to ask about the news. "
    "Administrators can let this group /follow a name."
)


def register(app: TelegramApplication, services: Services) -> None:
    """Register the handlers of the bot's own membership and of group migrations."""

    async def member(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await membership(services, update)

    async def migrated(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await migration(services, update)

    app.add_handler(ChatMemberHandler(member, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, migrated))


async def membership(services: Services, update: Update) -> None:
    """Pause deliveries if the bot is blocked or removed.

    Resume them if it is unblocked or added, and greet a new group.
    """
    change = update.my_chat_member
    if change is None:
        return
    chat_id, new = change.chat.id, change.new_chat_member.status
    if new in AWAY:
        await services.awake.drained()  # earlier updates must not reactivate the chat after this
        await asyncio.to_thread(
            services.newsroom.subscriptions.pause_chat, chat_id, "blocked" if chat_id > 0 else "removed"
        )
        return
    if not services.admits(chat_id, change.from_user.id):
        return
    await asyncio.to_thread(services.newsroom.subscriptions.resume_chat, chat_id)
    joined = change.old_chat_member.status in AWAY and change.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}
    if joined:
        words = gettext(GREETING).format(mention=f"@{services.sender.username}")
        latest = button(gettext("Latest headlines"), data(Code.HOME, HEADLINES))
        await services.sender.send(ChatKey(chat_id=chat_id), page([ours(words)], buttons=rows((latest,))))


async def migration(services: Services, update: Update) -> None:
    """Move a group's data to its supergroup's id; Telegram reports it in the old chat and the new one."""
    message = update.message
    if message and message.migrate_to_chat_id:
        await asyncio.to_thread(services.newsroom.subscriptions.move_chat, message.chat.id, message.migrate_to_chat_id)
    elif message and message.migrate_from_chat_id:
        await asyncio.to_thread(
            services.newsroom.subscriptions.move_chat, message.migrate_from_chat_id, message.chat.id
        )
