"""Our buttons, fields and previews as Telegram's own. Pure."""

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
    """Our rows as Telegram's keyboard; None for no buttons. ``links``: keep buttons that open an address."""
    kept = [
        [_button(one) for one in row]
        for row in (tuple(one for one in row if links or not one.url) for row in buttons)
        if row
    ]
    return InlineKeyboardMarkup(kept) if kept else None


def asking(part: Part) -> ForceReply | None:
    """Opens the field for a reply, in groups for whoever asked only."""
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


def preview_of(part: Part, without: bool) -> LinkPreviewOptions:
    """A small preview of the chosen link, or none at all; ``without``: none is wanted."""
    if without or not part.preview:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=part.preview, prefer_small_media=True)
