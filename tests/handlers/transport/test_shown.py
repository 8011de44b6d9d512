"""Whether a message shows already what a press would put into it."""

from __future__ import annotations

from datetime import UTC, datetime

from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity

from handlers.transport.shown import REMEMBERED, ShownParts
from handlers.views.messages import Part, button

SHOWN = Part(html="<b>It's</b> 5 &lt; 6", plain="It's 5 < 6", rows=((button("✓ English", "x"),),))
OTHER = Part(html="Anderes", plain="Anderes")


def seen(*, bold: bool = True, label: str = "✓ English") -> Message:
    return Message(
        7,
        datetime(2026, 11, 22, tzinfo=UTC),
        Chat(1, "private"),
        text="It's 5 < 6",
        entities=[MessageEntity(MessageEntity.BOLD, 0, 4)] if bold else [],
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data="x")]]),
    )


def test_words_formatting_and_buttons_count() -> None:
    shown = ShownParts()

    assert shown.is_shown(1, 7, SHOWN, seen())
    assert not shown.is_shown(1, 7, SHOWN, seen(bold=False))
    assert not shown.is_shown(1, 7, SHOWN, seen(label="English"))
    assert not shown.is_shown(1, 7, SHOWN, None)


def test_a_change_since_the_press_counts_more_than_what_the_press_shows() -> None:
    shown = ShownParts()
    shown.keep(1, 7, OTHER)

    assert not shown.is_shown(1, 7, SHOWN, seen())
    assert shown.is_shown(1, 7, OTHER, seen())

    shown.keep(1, 7, None)
    assert not shown.is_shown(1, 7, OTHER, seen())


def test_only_the_last_changes_are_remembered() -> None:
    shown = ShownParts()
    for number in range(REMEMBERED + 1):
        shown.keep(1, number, OTHER)

    assert not shown.is_shown(1, 0, OTHER, None)
    assert shown.is_shown(1, REMEMBERED, OTHER, None)
