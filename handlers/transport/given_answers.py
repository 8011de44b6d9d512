"""Which message of the bot answered which message of a person, for when that is edited."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from bot.models import ChatKey
from handlers.transport.updates import Incoming

REMEMBERED = 5_000  # answers, those given last; of older ones an edit changes nothing


@dataclass(frozen=True, slots=True)
class Given:
    """The answer to a message."""

    words: str  #: of the message, its command included
    message_id: int  #: of the answer's last part


class GivenAnswers:
    """In memory: after a restart an edit changes nothing."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._given: OrderedDict[tuple[int, int], Given] = OrderedDict()

    def keep(self, asked: Incoming, message_id: int | None) -> None:
        """The answer to ``asked`` is out; ``message_id`` None = nobody knows its id."""
        if message_id is None:
            return
        self._given[asked.chat.chat_id, asked.message_id] = Given(said(asked), message_id)
        while len(self._given) > self._most:
            self._given.popitem(last=False)

    def forget(self, chat_id: int) -> None:
        """A chat wants nothing to be known of it."""
        for key in [key for key in self._given if key[0] == chat_id]:
            del self._given[key]

    def of(self, chat: ChatKey, message_id: int) -> Given | None:
        """What answered a message."""
        return self._given.get((chat.chat_id, message_id))


def said(asked: Incoming) -> str:
    """All that a message says."""
    return f"/{asked.command} {asked.words}" if asked.command else asked.words
