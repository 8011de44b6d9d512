"""Text and entities back to the HTML of Telegram, as which tests read the messages of the bot. Pure."""

from __future__ import annotations

from html import escape

from handlers.localchat.formatted import FOUND, Formatted, TextEntity, in_order

_PLAIN = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler", "code": "code"}


def to_html(formatted: Formatted) -> str:
    """Markup that parses to the same text and entities; entities that the server finds by itself stay plain.

    Overlapping entities are closed and reopened, which turns one into two.
    """
    entities = in_order(entity for entity in formatted.entities if entity.type not in FOUND)
    pieces: list[str] = []
    open_: list[TextEntity] = []
    waiting = list(entities)
    offset = 0
    for character in formatted.text:
        pieces.append(_closed(open_, offset))
        while waiting and waiting[0].offset <= offset:
            open_.append(waiting.pop(0))
            pieces.append(_start(open_[-1]))
        pieces.append(escape(character))
        offset += 2 if character > "\uffff" else 1
    return "".join([*pieces, _closed(open_, offset)])


def _closed(open_: list[TextEntity], offset: int) -> str:
    """Close the entities that end here, and reopen those inside them that continue."""
    first = next((n for n, entity in enumerate(open_) if entity.end <= offset), len(open_))
    inner, open_[first:] = open_[first:], []
    going_on = [entity for entity in inner if entity.end > offset]
    open_.extend(going_on)
    return "".join([*(_end(entity) for entity in reversed(inner)), *(_start(entity) for entity in going_on)])


def _start(entity: TextEntity) -> str:
    match entity.type:
        case "text_link":
            return f'<a href="{escape(entity.url)}">'
        case "text_mention":
            return f'<a href="tg://user?id={entity.user_id}">'
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{escape(entity.custom_emoji_id)}">'
        case "date_time":
            style = f' format="{entity.date_time_format}"' if entity.date_time_format else ""
            return f'<tg-time unix="{entity.unix_time}"{style}>'
        case "pre":
            return f'<pre><code class="language-{escape(entity.language)}">' if entity.language else "<pre>"
        case "blockquote":
            return "<blockquote>"
        case "expandable_blockquote":
            return "<blockquote expandable>"
    return f"<{_PLAIN[entity.type]}>"


def _end(entity: TextEntity) -> str:
    match entity.type:
        case "text_link" | "text_mention":
            return "</a>"
        case "custom_emoji":
            return "</tg-emoji>"
        case "date_time":
            return "</tg-time>"
        case "pre":
            return "</code></pre>" if entity.language else "</pre>"
        case "blockquote" | "expandable_blockquote":
            return "</blockquote>"
    return f"</{_PLAIN[entity.type]}>"
