"""What our messages show, so that a press that changes nothing costs no edit, which Telegram would refuse."""

from __future__ import annotations

import html
from collections import OrderedDict

from telegram import Message

from handlers.transport.keyboards import keyboard
from handlers.views.messages import Part

REMEMBERED = 500  # most recently edited messages


class ShownParts:
    """The messages edited last. Their presses may carry what they showed before the edit."""

    def __init__(self) -> None:
        self._changed: OrderedDict[tuple[int, int], Part | None] = OrderedDict()

    def keep(self, chat_id: int, message_id: int, part: Part | None) -> None:
        """Record that a message now shows ``part``; None if that is uncertain."""
        self._changed[chat_id, message_id] = part
        self._changed.move_to_end((chat_id, message_id))
        while len(self._changed) > REMEMBERED:
            self._changed.popitem(last=False)

    def is_shown(self, chat_id: int, message_id: int, part: Part, seen: Message | None) -> bool:
        """Whether a message already shows ``part``. ``seen``: what Telegram sent of it with the press."""
        if (chat_id, message_id) in self._changed:
            return self._changed[chat_id, message_id] == part
        return seen is not None and _same(seen, part)


def _same(seen: Message, part: Part) -> bool:
    """Compare text, formatting and buttons. If only the spelling of tags differs, a harmless edit is sent."""
    shown = html.unescape(seen.text_html or "").strip()
    return shown == html.unescape(part.html).strip() and seen.reply_markup == keyboard(part.rows)
