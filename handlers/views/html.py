"""Telegram HTML with known size: the only module that escapes text and writes tags.

Sizes follow Telegram's rules: text counts in UTF-16 units after the tags are parsed, and all entities of a
message together (link addresses included) must stay small. Sources: Bot API "Formatting options",
tdlib/telegram-bot-api#165 (entity bytes), #374 (parsing never lengthens a text).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from html import escape
from urllib.parse import urlsplit

from bot.translation import day_words, gettext

MAX_URL_BYTES = 1500  # five links of a list stay within the 9,500 bytes that all entities may take
PHONE_LINE = 34  # UTF-16 units that a phone shows in a line
ENTITY_BYTES = 24  # estimate for one entity apart from its URL
_WORD_BOUNDARY = 40  # how far back (in UTF-16 units) truncation looks for a space

# Characters that are not text: controls except line feed and tab, lone surrogates, and bidirectional embeddings and
# overrides, which would reverse everything after an unclosed one.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff]"
)
_BLANKS = re.compile(r"\s+")
# What Telegram makes tappable by itself and what makes it act: commands, mentions, links into Telegram, and URLs that
# pretend to lead elsewhere.
_COMMAND = r"(?<![\w/<>])/(?=\w|$)"
_ACTING = (
    r"(?<!\w)@(?=\w|$)|(?<=:)//(?:[^\s/@]+@|(?=(?:[\w-]+\.)?(?:t|telegram)\.(?:me|dog)\b))"
    r"|\b(?:tg|ton|tonsite)(?=:(?://|/?$))|(?<![\w'’])(?:t|telegram)(?=\.(?:(?:me|dog)\b|$))"
    r"|^(?=://|\.(?:me|dog)\b)"  # begun in bold, like those above that may end a text
)
_TAPPABLE = re.compile(f"{_COMMAND}|{_ACTING}", re.IGNORECASE)
_COMMANDS = re.compile(_COMMAND)
_MENTIONS = re.compile(_ACTING, re.IGNORECASE)
_QUOTED = re.compile('“.*”|".*"')  # to the last mark of a line, because what is quoted may have marks of its own
_JOINER = "\u2060"  # WORD JOINER: invisible, zero width, no line break
_PLACES = re.compile(r"\{(\w+)\}")
_HOST = re.compile(r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")


@dataclass(frozen=True, slots=True)
class Rich:
    """Telegram HTML, the same as plain text, and the size of its entities."""

    html: str
    plain: str
    entities: int = 0
    entity_bytes: int = 0

    @property
    def units(self) -> int:
        """The length that Telegram counts: UTF-16 units of the parsed text."""
        return units(self.plain)

    def __add__(self, other: Rich | str) -> Rich:
        """Concatenate; a ``str`` is plain text."""
        tail = text(other) if isinstance(other, str) else other
        return Rich(
            self.html + tail.html,
            self.plain + tail.plain,
            self.entities + tail.entities,
            self.entity_bytes + tail.entity_bytes,
        )

    def __bool__(self) -> bool:
        return bool(self.plain.strip())


NOTHING = Rich("", "")
MAX_UNREAD = 60  # UTF-16 units of words that were not understood, quoted back to who wrote them


def units(value: str) -> int:
    """The number of UTF-16 units in ``value``."""
    return len(value) if value.isascii() else len(value.encode("utf-16-le", "surrogatepass")) // 2


def clean(value: str) -> str:
    """Remove non-text characters and surrounding whitespace; line breaks are kept."""
    return _HARMFUL.sub("", value).strip()


def one_line(value: str) -> str:
    """As ``clean``, on one line: every run of whitespace becomes one space."""
    return _BLANKS.sub(" ", clean(value)).strip()


def phone_lines(shown: Rich) -> int:
    """About how many lines a phone breaks a text into."""
    return sum(max(1, -(-units(line) // PHONE_LINE)) for line in shown.plain.split("\n"))


def clip(value: str, limit: int) -> str:
    """Truncate ``value`` to ``limit`` UTF-16 units at a word boundary, with an ellipsis."""
    if units(value) <= limit:
        return value
    end = _index_at(value, limit - 1)
    while end > 0 and _joins(value[end]):
        end -= 1
    blank = max(value.rfind(mark, max(0, end - _WORD_BOUNDARY), end + 1) for mark in " \n")
    return value[: blank if blank > 0 else end].rstrip(" \n,;:-–—") + "…"


def clip_around(value: str, start: int, end: int, limit: int) -> tuple[str, int, int]:
    """A window of ``value`` of at most ``limit`` units around ``start:end``; returned with the new offsets.

    The span itself is truncated if it exceeds the limit.
    """
    if units(value) <= limit:
        return value, start, end
    first = max(0, min(start - limit // 4, len(value) - limit // 2))
    blank = value.find(" ", first, first + _WORD_BOUNDARY) if first else -1
    first = blank + 1 if 0 <= blank < start else min(first, start)
    while first > 0 and _joins(value[first]):
        first -= 1
    lead = "… " if first else ""
    window = lead + clip(value[first:], limit - units(lead))
    shift = len(lead) - first
    body = len(window) - window.endswith("…")
    return window, min(start + shift, body), min(end + shift, body)


def text(value: str) -> Rich:
    """Plain text, escaped and without anything tappable, as it may come from anywhere.

    An invisible character keeps "/forgetme", "@somebody" or "https://bank.example@thief.example" from becoming a
    command, mention or link in the bot's own voice.
    """
    return ours(_TAPPABLE.sub(_untappable, value))


def _untappable(found: re.Match[str]) -> str:
    """Insert joiners where Telegram looks: after the mark or the name, and before the slashes of a URL."""
    mark = found.group()
    return _JOINER + mark + _JOINER if mark.startswith("//") else mark + _JOINER


def sentence(value: str) -> Rich:
    """A sentence of newsbot's own that may quote somebody: as ``text``, but its commands outside of “quotes” work."""
    return ours(_MENTIONS.sub(_untappable, _QUOTED.sub(lambda found: _COMMANDS.sub(_untappable, found[0]), value)))


def ours(value: str) -> Rich:
    """As ``text``, for newsbot's own words, whose commands are tappable."""
    value = _HARMFUL.sub("", value)
    return Rich(escape(value), value)


def bold(value: Rich | str) -> Rich:
    """Bold text."""
    return _wrap("b", value)


def italic(value: Rich | str) -> Rich:
    """Italic text."""
    return _wrap("i", value)


def quote(value: Rich | str, *, expandable: bool = False) -> Rich:
    """A block quotation; ``expandable`` folds it to its first lines."""
    return _wrap("blockquote", value, " expandable" if expandable else "")


def link(value: str, address: str) -> Rich:
    """``value`` linked to ``address``, or only ``value`` if that is not a web address."""
    shown, target = text(value), web_address(address)
    if not target or not shown:
        return shown
    html = f'<a href="{escape(target)}">{shown.html}</a>'
    return Rich(html, shown.plain, 1, ENTITY_BYTES + len(target.encode()))


def when(moment: datetime | None, *, clock: bool = True) -> Rich:
    """A date: a day without a time as "9 July 2024", a time in the reader's own time zone with a full date as fallback.

    ``clock``: whether to show hours and minutes, rather than only the day, its month in short, in the reader's zone.

    ``moment``: aware. Midnight UTC means that only the day is known (models.NewArticle); as local time it would become
    the day before for half of the world.
    """
    if moment is None:
        return NOTHING
    utc = moment.astimezone(UTC)
    day = day_name(utc, short=not clock)
    if utc.timetz().replace(tzinfo=None) == time():
        return text(day)
    shown = f"{day}, {utc:%H:%M} UTC" if clock else day
    stamp, form = int(utc.timestamp()), "Dt" if clock else "D"
    return Rich(f'<tg-time unix="{stamp}" format="{form}">{escape(shown)}</tg-time>', shown, 1, ENTITY_BYTES + 16)


def day_name(moment: datetime, *, short: bool = False) -> str:
    """The day in UTC, as "9 July 2024", or as "9 Jul 2024" if ``short``."""
    return day_words(moment.astimezone(UTC).date(), short=short)


def relative_day(moment: datetime, now: datetime) -> str:
    """ "Today" or "yesterday" relative to ``now``, else the day.

    A day without a time is not converted to ``now``'s zone.
    """
    utc = moment.astimezone(UTC)
    local = utc if utc.timetz().replace(tzinfo=None) == time() else moment.astimezone(now.tzinfo)
    ago = (now.date() - local.date()).days
    return (gettext("today"), gettext("yesterday"))[ago] if ago in (0, 1) else day_name(moment)


def web_address(address: str) -> str:
    """Return ``address`` if it is an http(s) URL without credentials that Telegram accepts as a link, else ""."""
    address = address.strip()
    if len(address.encode("utf-8", "replace")) > MAX_URL_BYTES or _HARMFUL.search(address) or _BLANKS.search(address):
        return ""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        _ = parts.port
    except ValueError:  # includes UnicodeError
        return ""
    plain = parts.scheme in {"http", "https"} and "@" not in parts.netloc  # a name before the host is meant to mislead
    return address if plain and _HOST.match(host) else ""


def filled(template: str, **pieces: Rich | str) -> Rich:
    """Fill the ``{names}`` of a sentence of our own with pieces, so that translations may reorder them."""
    parts = _PLACES.split(template)
    whole = ours(parts[0])
    for name, rest in zip(parts[1::2], parts[2::2], strict=True):
        whole = whole + pieces[name] + ours(rest)
    return whole


def join(pieces: Iterable[Rich], separator: str = "\n") -> Rich:
    """Join the non-empty pieces with ``separator``."""
    whole = NOTHING
    for piece in filter(None, pieces):
        whole = whole + separator + piece if whole else piece
    return whole


def _wrap(tag: str, value: Rich | str, attributes: str = "") -> Rich:
    inner = text(value) if isinstance(value, str) else value
    if not inner:
        return NOTHING
    html = f"<{tag}{attributes}>{inner.html}</{tag}>"
    return Rich(html, inner.plain, inner.entities + 1, inner.entity_bytes + ENTITY_BYTES)


def _index_at(value: str, limit: int) -> int:
    """The number of characters of ``value`` that fit into ``limit`` UTF-16 units."""
    used = 0
    for index, character in enumerate(value):
        used += 2 if character > "\uffff" else 1
        if used > limit:
            return index
    return len(value)


def _joins(character: str) -> bool:
    """Whether ``character`` combines with the one before it (accents, emoji joiners, skin tones)."""
    return (
        unicodedata.combining(character) != 0
        or character in "\u200d\ufe0e\ufe0f\u20e3"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
