"""Which of the bot's messages answered which message of a user, for when the latter is edited."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from bot.models import ChatKey
from handlers.transport.updates import Incoming

REMEMBERED = 5_000  # most recent answers kept; an edit of a message with an older answer changes nothing


@dataclass(frozen=True, slots=True)
class Given:
    """The answer to a message."""

    words: str  #: of the message, including its command
    message_id: int  #: of the answer's last part


class GivenAnswers:
    """Answers, kept in memory: after a restart an edit changes nothing."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._given: OrderedDict[tuple[int, int], Given] = OrderedDict()

    def keep(self, asked: Incoming, message_id: int | None) -> None:
        """Record the answer to ``asked``; ``message_id`` is None if its id is unknown."""
        if message_id is None:
            return
        self._given[asked.chat.chat_id, asked.message_id] = Given(said(asked), message_id)
        while len(self._given) > self._most:
            self._given.popitem(last=False)

    def forget(self, chat_id: int) -> None:
        """Delete everything about a chat."""
        for key in [key for key in self._given if key[0] == chat_id]:
            del self._given[key]

    def of(self, chat: ChatKey, message_id: int) -> Given | None:
        """The answer to a message, if known."""
        return self._given.get((chat.chat_id, message_id))


def said(asked: Incoming) -> str:
    """The full text of a message, including its command."""
    return f"/{asked.command} {asked.words}" if asked.command else asked.words
