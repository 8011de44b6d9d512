"""Messages without text get a friendly answer in private chats; lists of feeds from whoever runs the bot are taken."""

from __future__ import annotations

from telegram import Document, Message, Update
from telegram.ext import ContextTypes, MessageHandler, filters

from bot.translation import N_, gettext
from handlers.commands import feeds, settings
from handlers.commands.context import Services, on_message
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
LIST = N_("I can't read such files here, only lists of feeds (.opml). newsbot add takes articles in files.")
LARGEST_LIST = 5_000_000  # bytes
OTHERWISE = N_("I only read text. Type a question about the news, or /help.")


def register(app: TelegramApplication, services: Services) -> None:
    """Register the handler of messages without text, except service messages ("joined", "pinned")."""

    async def run(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and (place := update.message.location):

            async def answer_place(services: Services, incoming: Incoming) -> None:
                await settings.location(services, incoming, place.latitude, place.longitude)

            await on_message(services, answer_place)(update, context)
        elif update.message:
            message = update.message

            async def answer(services: Services, incoming: Incoming) -> None:
                if message.document and incoming.user_id in services.admins:
                    await _take_file(services, incoming, message.document)
                else:
                    await services.say(incoming, words_for(message))

            await on_message(services, answer)(update, context)

    told = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL & ~filters.TEXT
    app.add_handler(MessageHandler(told, run))


async def _take_file(services: Services, incoming: Incoming, document: Document) -> None:
    """A file from somebody who runs the bot: a list of feeds, or what to do with others."""
    name = document.file_name or ""
    if not name.lower().endswith((".opml", ".xml")) or (document.file_size or 0) > LARGEST_LIST:
        await services.say(incoming, gettext(LIST))
        return
    file = await document.get_file()
    await feeds.take_list(services, incoming, name, bytes(await file.download_as_bytearray()))


def words_for(message: Message) -> str:
    """The answer to a message without text, by its content type."""
    return gettext(next((words for kind, words in WORDS.items() if getattr(message, kind, None)), OTHERWISE))
