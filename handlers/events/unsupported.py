"""Messages without text: stickers, voice messages, photos and the rest get a friendly answer in private chats."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import ContextTypes, MessageHandler, filters

from bot.translation import N_, gettext
from handlers.commands import settings
from handlers.commands.context import Desk, on_message
from handlers.transport.telegram_application import TelegramApplication
from handlers.transport.updates import Incoming

WORDS = {
    "sticker": N_("Nice sticker! I only read text, though. Ask me about the news."),
    "voice": N_("I can't listen to voice messages. Please type your question."),
    "audio": N_("I can't listen to audio. Please type your question."),
    "photo": N_("I can't read pictures. Please type your question."),
    "video": N_("I can't watch videos. Please type your question."),
    "video_note": N_("I can't watch videos. Please type your question."),
    "animation": N_("Nice one! I only read text, though. Ask me about the news."),
    "document": N_("I can't read files here. Please type your question."),
}
LIST = N_("I can't read files here. newsbot add takes articles in files, newsbot feeds import takes lists of feeds.")
OTHERWISE = N_("I only read text. Type a question about the news, or /help.")


def register(app: TelegramApplication, desk: Desk) -> None:
    """Register the handler of messages without text, except service messages ("joined", "pinned")."""

    async def run(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and (place := update.message.location):

            async def answer_place(desk: Desk, incoming: Incoming) -> None:
                await settings.location(desk, incoming, place.latitude, place.longitude)

            await on_message(desk, answer_place)(update, context)
        elif update.message:
            message = update.message

            async def answer(desk: Desk, incoming: Incoming) -> None:
                runs = incoming.user_id in desk.admins
                await desk.say(incoming, gettext(LIST) if runs and message.document else words_for(message))

            await on_message(desk, answer)(update, context)

    told = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL & ~filters.TEXT
    app.add_handler(MessageHandler(told, run))


def words_for(message: Message) -> str:
    """The answer to a message without text, by its content type."""
    return gettext(next((words for kind, words in WORDS.items() if getattr(message, kind, None)), OTHERWISE))
