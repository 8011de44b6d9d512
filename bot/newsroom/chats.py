"""Stored state of conversations: turns for follow-up questions, paged lists, verdicts."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.errors import StoreError
from bot.models import ChatKey, Turn
from bot.models.saved_views import SavedView
from bot.store.chats.conversation import Conversation
from bot.store.chats.feedback import Feedback, RatedAnswer, StoredVerdict
from bot.store.file.database import Database

UNSAVED = -1  #: the row of a list that is not kept; no button data with it can be read
_LOG = logging.getLogger(__name__)


class Chats:
    """The port of the chats. Thread-safe; every method but ``save_view`` raises StoreError.

    ``keep_words`` is how long a judged answer keeps its words.
    """

    def __init__(self, database: Database, keep_words: timedelta) -> None:
        self._conversation = Conversation(database, keep_words)
        self._feedback = Feedback(database, keep_words)

    def remember(self, chat: ChatKey, user_id: int, turn: Turn, *, message_id: int | None, now: datetime) -> None:
        """Keep a turn for follow-up questions, for a day at most."""
        self._conversation.remember(chat, user_id, turn, message_id=message_id, now=now)

    def recall_turns(
        self, chat: ChatKey, user_id: int, *, now: datetime, reply_to: int | None = None, before: int | None = None
    ) -> list[Turn]:
        """Turns of the last ten minutes, oldest first; with ``reply_to`` the turn of that answer instead.

        ``before``: an answer whose question was edited: neither it nor what was asked since is its context.
        """
        return self._conversation.turns(chat, user_id, now=now, reply_to=reply_to, before=before)

    def save_view(
        self,
        chat_id: int,
        user_id: int,
        kind: str,
        payload: dict[str, object],
        *,
        now: datetime,
        needed: bool = False,
    ) -> int:
        """Keep what a paged list needs to be shown again; the returned row fits into callback data.

        ``UNSAVED`` if the database cannot be written: an answer that cannot be turned is better than none, and whoever
        presses one of its buttons is asked to ask again. ``needed``: without the row the message is no use; raises
        StoreError then.
        """
        try:
            return self._conversation.save_view(chat_id, user_id, kind, payload, now=now)
        except StoreError as error:
            if needed:
                raise
            _LOG.warning("an answer's pages are not kept: %s", type(error).__name__)
            return UNSAVED

    def view(self, row: int, *, chat_id: int) -> SavedView | None:
        """What is kept of a message of this chat; None if it has expired."""
        return self._conversation.view(row, chat_id=chat_id)

    def owner(self, row: int, *, chat_id: int) -> int:
        """The user to whom a list of this chat belongs; 0 if it belongs to everybody."""
        return self._conversation.owner(row, chat_id=chat_id)

    def view_of_message(self, chat_id: int, message_id: int, kind: str) -> dict[str, object] | None:
        """The payload stored with a message of the bot; None if it has expired."""
        return self._conversation.view_of_message(chat_id, message_id, kind)

    def judge(self, judged: RatedAnswer, chat: ChatKey, user_id: int, *, right: bool, now: datetime) -> bool:
        """Store a user's verdict on an answer, replacing an earlier one; return whether it is new or different."""
        return self._feedback.judge(judged, chat_id=chat.chat_id, user_id=user_id, right=right, now=now)

    def verdict(self, answer: int, *, user_id: int) -> bool | None:
        """A user's verdict on an answer; None if there is none, or its reader is no longer stored."""
        return self._feedback.verdict(answer, user_id)

    def verdicts(self, now: datetime) -> list[StoredVerdict]:
        """All verdicts of readers, oldest first, for fitting."""
        return self._feedback.all(now)

    def forget(self, *, chat_id: int, user_id: int, whole: bool = False) -> int:
        """Delete what is stored about a user in this chat, or about the ``whole`` chat; return the number of rows."""
        return self._conversation.forget(chat_id=chat_id, user_id=user_id, whole=whole)
