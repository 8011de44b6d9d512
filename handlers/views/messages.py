"""Packing of text blocks into messages within all limits of Telegram, with their buttons.

Limits: 4,096 UTF-16 units per text, 1,024 per caption, about 9,500 bytes and 100 entities per message, 64 bytes of
callback data, 8 buttons per row, 100 per message.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handlers.views.html import Rich, clip, join, one_line, sentence, text, units, web_address

MAX_UNITS = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100
MAX_ENTITY_BYTES = 9500
MAX_LABEL = 40  # phones truncate longer labels anyway
MAX_HALF = 14  # UTF-16 units of a label on a button that is half as wide as a phone
MAX_COPY = 256  #: maximum characters that a button copies
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message.

    It sends ``data`` back, opens ``url``, copies ``copy`` to the clipboard, or asks for a chat and enters ``share``
    there as an inline query.
    """

    label: str
    data: str = ""
    url: str = ""
    copy: str = ""
    share: str = ""


Row = tuple[Button, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One message: Telegram HTML, the same in plain text, rows of buttons, and the link to preview ("" for none)."""

    html: str
    plain: str
    rows: tuple[Row, ...] = ()
    preview: str = ""
    asks: str = ""  #: placeholder of the reply field; "" = no reply is asked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One message with a photo, or its text alone if Telegram does not accept the photo."""

    png: bytes
    caption: Part  #: text within ``MAX_CAPTION``
    instead: Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """One message with a file, or text alone if Telegram does not accept the file."""

    name: str
    content: bytes
    caption: Part  #: text within ``MAX_CAPTION``
    instead: Part


def button(label: str, data: str) -> Button:
    """A button that sends ``data`` (at most 64 bytes) back."""
    return Button(_label(label), data=data)


def link_button(label: str, address: str) -> Row:
    """A row with a button that opens ``address``; an empty row if that is not a web address."""
    target = web_address(address)
    return (Button(_label(label), url=target),) if target else ()


def copy_button(label: str, words: str) -> Button:
    """A button that copies ``words``, at most 256 characters (Bot API, CopyTextButton)."""
    return Button(_label(label), copy=words[:MAX_COPY])


def share_button(label: str, words: str) -> Button:
    """A button that shares the results of the inline query ``words``."""
    return Button(_label(label), share=words)


def rows(*given: Iterable[Button]) -> tuple[Row, ...]:
    """The non-empty rows, split at eight buttons, at most twelve in all."""
    wide = [tuple(row) for row in given]
    return tuple(row[at : at + 8] for row in wide for at in range(0, len(row), 8))[:12]


def side_by_side(given: Iterable[Button]) -> list[Row]:
    """Rows of two for the buttons whose labels fit into half a phone's width, then one for each of the others."""
    buttons = list(given)
    short = [one for one in buttons if units(one.label) <= MAX_HALF]
    return [*(tuple(short[at : at + 2]) for at in range(0, len(short), 2)), *((b,) for b in buttons if b not in short)]


def pack(blocks: Sequence[Rich], *, buttons: tuple[Row, ...] = (), preview: str = "") -> list[Part]:
    """Fill messages with whole blocks; the buttons go below the last message, the preview into the first.

    A single block that is too large for any message is shown as plain text, truncated.
    """
    full: list[Rich] = []
    for block in filter(None, map(_bounded, blocks)):
        if full and _fits_in_message(merged := full[-1] + _GAP + block):
            full[-1] = merged
        else:
            full.append(block)
    parts = [Part(html=one.html, plain=one.plain) for one in full]
    if parts:
        parts[0] = replace(parts[0], preview=web_address(preview))
        parts[-1] = replace(parts[-1], rows=buttons)
    return parts


def fit_together(blocks: Sequence[Rich]) -> bool:
    """Whether the blocks fit into one message."""
    return _fits_in_message(join(blocks, _GAP))


def page(blocks: Sequence[Rich], *, buttons: tuple[Row, ...] = (), preview: str = "") -> Part:
    """One message that can be edited in place: as many of the first blocks as fit."""
    parts = pack(blocks, preview=preview) or [Part(html="…", plain="…")]
    return replace(parts[0], rows=buttons)


def note(words: str, *, buttons: tuple[Row, ...] = ()) -> Part:
    """A short plain message, which may quote somebody."""
    return page([sentence(words)], buttons=buttons)


def above(words: str, part: Part) -> Part:
    """``part`` with a plain sentence above it, if there is room for it."""
    first = sentence(words)
    if not words or units(part.plain) + units(_GAP) + first.units > MAX_UNITS:
        return part
    return replace(part, html=first.html + _GAP + part.html, plain=first.plain + _GAP + part.plain)


def _fits_in_message(block: Rich) -> bool:
    return block.units <= MAX_UNITS and block.entities <= MAX_ENTITIES and block.entity_bytes <= MAX_ENTITY_BYTES


def _bounded(block: Rich) -> Rich:
    return block if _fits_in_message(block) else text(clip(block.plain, MAX_UNITS))


def _label(label: str) -> str:
    shown = clip(one_line(label), MAX_LABEL)
    return shown if units(shown) else "…"
