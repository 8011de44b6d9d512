"""Messages that get no answer of their own: those of other bots, and all of an album but the first.

Two bots that answer each other would never end. An album is one message to its sender, and as many as it has pictures
to a bot.
"""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from handlers.transport.telegram_application import TelegramApplication

BEFORE_ALL = -1  # handlers of a lower group come first
ALBUMS = 1000  # the last ones that are remembered


class Unanswered:
    """Recognises such messages."""

    def __init__(self) -> None:
        self._albums: dict[tuple[int, str], None] = {}  # oldest first

    def takes(self, message: Message) -> bool:
        """Whether a message gets no answer; later pictures of an album get one if they have words."""
        sender = message.from_user
        if sender and sender.is_bot and not message.sender_chat:  # on behalf of a chat, a bot of Telegram's stands in
            return True
        return self._is_seen(message) and not message.caption

    def _is_seen(self, message: Message) -> bool:
        """Whether an earlier message of the same album came; an album counts as seen from now on."""
        if not message.media_group_id:
            return False
        album = (message.chat.id, message.media_group_id)
        seen = album in self._albums
        self._albums[album] = None
        if len(self._albums) > ALBUMS:
            del self._albums[next(iter(self._albums))]
        return seen


def register(app: TelegramApplication) -> None:
    """Let no other handler see such messages."""
    unanswered = Unanswered()

    async def run(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message or update.edited_message or update.guest_message
        if message and unanswered.takes(message):
            raise ApplicationHandlerStop

    app.add_handler(TypeHandler(Update, run), group=BEFORE_ALL)
