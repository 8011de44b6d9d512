"""The buttons of the message last shown to a user, for "next page" and "open the second one"."""

from __future__ import annotations

from collections import OrderedDict

from bot.models import ChatKey
from handlers.views.messages import Button, Row

REMEMBERED = 5_000  # users in chats, the most recent ones


class LastShown:
    """Buttons by chat and user, in memory: after a restart there are none until something is shown."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._shown: OrderedDict[tuple[ChatKey, int], tuple[Row, ...]] = OrderedDict()

    def keep(self, chat: ChatKey, user_id: int, rows: tuple[Row, ...]) -> None:
        """Record the buttons of the last message shown to a user.

        One without any ("You're welcome!") hides none, and an article opened from a list leaves the list's numbers.
        """
        buttons = [one for row in rows for one in row if one.data]
        if not buttons:
            return
        if not any(one.label.isdecimal() for one in buttons):
            rows = (*rows, tuple(one for one in self.buttons(chat, user_id) if one.label.isdecimal()))
        self._shown.pop((chat, user_id), None)
        self._shown[chat, user_id] = rows
        while len(self._shown) > self._most:
            self._shown.popitem(last=False)

    def forget(self, chat_id: int) -> None:
        """Delete everything about a chat."""
        for key in [key for key in self._shown if key[0].chat_id == chat_id]:
            del self._shown[key]

    def buttons(self, chat: ChatKey, user_id: int) -> list[Button]:
        """The buttons with callback data, in order."""
        rows = self._shown.get((chat, user_id), ())
        return [button for row in rows for button in row if button.data]
