"""Conversion of buttons, reply fields and previews to Telegram's types. Pure."""

from __future__ import annotations

from functools import partial

from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    SwitchInlineQueryChosenChat,
)

from handlers.views.messages import Button, Part, Row


def keyboard(buttons: tuple[Row, ...], *, links: bool = True) -> InlineKeyboardMarkup | None:
    """The inline keyboard for rows of buttons, None if there are none.

    ``links``: whether to keep the buttons that hold others' words: addresses, texts to copy or to share.
    """
    kept = [
        [_button(one) for one in row]
        for row in (tuple(one for one in row if links or one.data) for row in buttons)
        if row
    ]
    return InlineKeyboardMarkup(kept) if kept else None


def asking(part: Part) -> ForceReply | None:
    """The reply field of a message that asks for one, in groups only for the user addressed."""
    return ForceReply(selective=True, input_field_placeholder=part.asks) if part.asks else None


def _button(one: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        one.label,
        callback_data=one.data or None,
        url=one.url or None,
        copy_text=CopyTextButton(one.copy) if one.copy else None,
        switch_inline_query_chosen_chat=_ANYWHERE(one.share) if one.share else None,
    )


_ANYWHERE = partial(
    SwitchInlineQueryChosenChat, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
)


def preview_of(part: Part, *, without: bool) -> LinkPreviewOptions:
    """A small preview of the chosen link, or none at all; ``without``: whether previews are unwanted."""
    if without or not part.preview:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=part.preview, prefer_small_media=True)
