"""Parser of Telegram's HTML: markup to text and entities, as strict as the documented rules. Pure.

Source: Bot API, "HTML style"; the error texts are those that Telegram sends after "can't parse entities: ".
Telegram silently drops wrongly nested formatting; here it is an error, so that tests find it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from handlers.localchat.formatted import CODE, QUOTES, STYLES, Formatted, TextEntity, in_order, units

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[A-Za-z]+));?")
_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=>]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[A-Za-z0-9.-]+)(?=[\s>])))?"""
)
_VALUE_FOLLOWS = re.compile(r"\s*=")
_MARKUP = re.compile("[<&]")
_START_TAG = re.compile(r"<([^\s>]*)")
_TAG_CLOSES = re.compile(r"\s*>")
_END_TAG = re.compile(r"</(?P<name>[^\s>]*)\s*>")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_MAX_REFERENCE = 10  # characters before the semicolon; longer numeric references are kept as written


class HtmlError(ValueError):
    """Invalid markup; the error's text is Telegram's."""


@dataclass(slots=True)
class _Open:
    tag: str
    type: str
    offset: int  # UTF-16
    first: int  # index of its first piece in the parser's output
    attributes: dict[str, str | None]


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    pieces: list[str] = field(default_factory=list)
    length: int = 0  # UTF-16 units in ``pieces``
    open: list[_Open] = field(default_factory=list)
    entities: list[TextEntity] = field(default_factory=list)

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            self._step()
        if self.open:
            raise HtmlError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return Formatted(text=_paired("".join(self.pieces)), entities=in_order(self.entities))

    def _step(self) -> None:
        if self.source.startswith("</", self.at):
            self._end_tag()
        elif self.source[self.at] == "<":
            self._start_tag()
        elif self.source[self.at] == "&":
            self._reference()
        else:
            stop = _MARKUP.search(self.source, self.at)
            end = stop.start() if stop else len(self.source)
            self._emit(self.source[self.at : end], end)

    def _emit(self, text: str, end: int) -> None:
        self.pieces.append(text)
        self.length += units(text)
        self.at = end

    def _reference(self) -> None:
        text, end = decode_reference(self.source, self.at)
        self._emit(text, end)

    def _where(self) -> str:
        return f"at byte offset {len(self.source[: self.at].encode('utf-8', errors='replace'))}"

    def _start_tag(self) -> None:
        name = _START_TAG.match(self.source, self.at)
        tag = name.group(1).lower() if name else ""
        if not name or name.end() == len(self.source):
            raise HtmlError(f"Unclosed start tag {self._where()}")
        if tag not in TAGS:
            raise HtmlError(f'Unsupported start tag "{tag}" {self._where()}')
        attributes, end = self._attributes(tag, name.end())
        kind = self._type(tag, attributes)
        self._check_nesting(tag, kind)
        self.open.append(_Open(tag, kind, self.length, len(self.pieces), attributes))
        self.at = end

    def _attributes(self, tag: str, at: int) -> tuple[dict[str, str | None], int]:
        found: dict[str, str | None] = {}
        while not (closing := _TAG_CLOSES.match(self.source, at)):
            match = _ATTRIBUTE.match(self.source, at)
            if match is None or match.end() >= len(self.source):
                raise HtmlError(f"Unclosed start tag {self._where()}")
            value = _value(match)
            if value is None and _VALUE_FOLLOWS.match(self.source, match.end()):
                raise HtmlError(f"Unclosed start tag {self._where()}")
            if value is None and (tag, match["name"]) != ("blockquote", "expandable"):
                raise HtmlError(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}" {self._where()}'
                )
            found[match["name"].lower()] = value
            at = match.end()
        return found, closing.end()

    def _type(self, tag: str, attributes: dict[str, str | None]) -> str:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise HtmlError(f'Tag "span" must have class "tg-spoiler" {self._where()}')
        if tag == "tg-emoji" and not (attributes.get("emoji-id") or "").isdecimal():
            raise HtmlError("Invalid custom emoji identifier specified")
        if tag == "tg-time":
            self._check_time(attributes)
        return "expandable_blockquote" if tag == "blockquote" and "expandable" in attributes else TAGS[tag]

    def _check_time(self, attributes: dict[str, str | None]) -> None:
        if not re.fullmatch(r"-?\d{1,12}", attributes.get("unix") or ""):
            raise HtmlError(f'Tag "tg-time" must have a valid attribute "unix" {self._where()}')
        if not _TIME_FORMAT.fullmatch(attributes.get("format") or ""):
            raise HtmlError(f'Tag "tg-time" has an invalid attribute "format" {self._where()}')

    def _check_nesting(self, tag: str, kind: str) -> None:
        for outer in self.open:
            if not may_contain(outer.type, kind):
                raise HtmlError(f'Tag "{tag}" can\'t be nested in tag "{outer.tag}" {self._where()}')

    def _end_tag(self) -> None:
        if not self.open:
            raise HtmlError(f"Unexpected end tag {self._where()}")
        match = _END_TAG.match(self.source, self.at)
        if match is None:
            raise HtmlError(f"Unclosed end tag {self._where()}")
        found, expected = match["name"].lower(), self.open[-1].tag
        if found and found != expected:
            raise HtmlError(f'Unmatched end tag {self._where()}, expected "</{expected}>", found "</{found}>"')
        self._close(self.open.pop())
        self.at = match.end()

    def _close(self, tag: _Open) -> None:
        length = self.length - tag.offset
        if not length:
            return
        if tag.tag == "code" and self.open and self.open[-1].tag == "pre":
            self.open[-1].attributes["language"] = (tag.attributes.get("class") or "").removeprefix("language-")
            return
        entity = _entity(tag, length, "".join(self.pieces[tag.first :]))
        if entity is not None:
            self.entities.append(entity)


def may_contain(outer: str, inner: str) -> bool:
    """Whether an entity of one type may contain one of another (Bot API, "Formatting options")."""
    if outer == "pre" and inner == "code":
        return True  # the name of a programming language
    if outer in CODE or (outer in STYLES and inner in CODE):
        return False
    if outer in STYLES or inner in STYLES:
        return True
    return (outer in QUOTES) != (inner in QUOTES) and outer in QUOTES


def parse_html(source: str) -> Formatted:
    """Parse Telegram HTML into text and entities without trimming. Raises HtmlError."""
    return _Parser(source).parse()


def decode_reference(source: str, at: int) -> tuple[str, int]:
    """The character of the reference at ``at`` and its end; an unknown reference is only an ampersand."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    if match["name"]:
        character = NAMED.get(match["name"], "")
    else:
        code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
        short = len(match.group().rstrip(";")) < _MAX_REFERENCE
        character = chr(code) if short and 0 < code < 0x10FFFF else ""
    return (character, match.end()) if character else ("&", at + 1)


def checked_link(url: str) -> str:
    """The URL as Telegram stores it, or "" if it is invalid (the text then has no link)."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = parts.hostname or ""
        parts.port  # noqa: B018  (an invalid port raises here)
    except ValueError:
        return ""
    if parts.scheme.lower() == "tg":
        return parts.geturl() if host else ""
    if parts.scheme.lower() not in ("http", "https") or any(c.isspace() or c in '<>"' for c in parts.netloc):
        return ""
    named = "." in host.strip(".")
    return parts._replace(path=parts.path or "/").geturl() if named else ""


def _value(match: re.Match[str]) -> str | None:
    if match["bare"] is not None:
        return match["bare"].lower()
    quoted = match["double"] if match["double"] is not None else match["single"]
    return None if quoted is None else _decoded(quoted)


def _decoded(text: str) -> str:
    pieces, at = [], 0
    while (ampersand := text.find("&", at)) >= 0:
        pieces.append(text[at:ampersand])
        character, at = decode_reference(text, ampersand)
        pieces.append(character)
    return "".join([*pieces, text[at:]])


def _paired(text: str) -> str:
    """Join surrogates that were written as separate references."""
    try:
        return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise HtmlError(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
            "code units"
        ) from None


def _entity(tag: _Open, length: int, text: str) -> TextEntity | None:
    base = TextEntity(type=tag.type, offset=tag.offset, length=length)
    match tag.type:
        case "text_link":
            return _link(base, tag.attributes.get("href") or text)
        case "custom_emoji":
            return replace(base, custom_emoji_id=tag.attributes.get("emoji-id") or "")
        case "date_time":
            return replace(
                base,
                unix_time=int(tag.attributes.get("unix") or 0),
                date_time_format=tag.attributes.get("format") or "",
            )
        case "pre":
            return replace(base, language=tag.attributes.get("language") or "")
    return base


def _link(base: TextEntity, url: str) -> TextEntity | None:
    person = re.fullmatch(r"tg://user\?id=(\d+)", url)
    if person:
        return replace(base, type="text_mention", user_id=int(person[1]))
    checked = checked_link(url)
    return replace(base, url=checked) if checked else None
