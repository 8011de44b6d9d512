"""E-mail saved as a text file, as newsletters and articles that somebody was sent are kept.

Subject: Quay closes            ->  title Quay closes
From: Harbour Lamp <n@x.org>        source Harbour Lamp
Date: Fri, 20 Nov 2026 ...          date 2026-11-20T...
                                    the text, decoded; of a message with both, its plain text rather than its HTML
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from bot.errors import SourceError
from bot.sources.dates import parse_date
from bot.sources.decoding import decode

_HEAD_BYTES = 20_000  # within which a message's header ends
_POSTMARK = rb"From \S+ .{0,40}\d{4}\r?\n"  # in front of each message of an mbox file
_HEADER = re.compile(rb"(?:%b)?((?:[A-Za-z][A-Za-z0-9-]{0,40}:.*\n(?:[ \t]+\S.*\n){0,50}){2,100})\r?\n" % _POSTMARK)
#: What mail programs put above the header of a message that was passed on.
_FORWARDED = re.compile(
    rb"\A\s*(?:[-_>* ]*(?:begin |fwd: )?(?:forwarded|original) (?:message|mail|email)(?: follows)?[-_:* ]*\r?\n\s*)+",
    re.IGNORECASE,
)
_SUBJECT = re.compile(rb"^Subject:", re.MULTILINE | re.IGNORECASE)
_OF_MAIL = re.compile(
    rb"^(?:From:.*@|To:.*@|(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To):)",
    re.MULTILINE | re.IGNORECASE,
)
_ANOTHER = re.compile(rb"\n\r?\n%b(?=[A-Za-z][A-Za-z0-9-]{0,40}:)" % _POSTMARK)


def is_mail(data: bytes) -> bool:
    """Whether a file begins like an e-mail message, or an mbox file with some."""
    head = _HEADER.match(_own(data)[:_HEAD_BYTES])
    return bool(head and _SUBJECT.search(head[1]) and _OF_MAIL.search(head[1]))


def _own(data: bytes) -> bytes:
    """The message without what stands above its header."""
    return _FORWARDED.sub(b"", data.removeprefix(b"\xef\xbb\xbf"))


def mail_as_text(data: bytes) -> str:
    """A message in the seed format. Raises SourceError if there are several, or no text that can be read."""
    if _ANOTHER.search(data):
        raise SourceError("it holds several e-mail messages; save each in a file of its own")
    message = message_from_bytes(re.sub(rb"\A%b" % _POSTMARK, b"", _own(data)), policy=policy.default)
    assert isinstance(message, EmailMessage)
    fields = {"title": _words(message["subject"]), "source": _sender(message), "date": _day(message)}
    header = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return f"{header}\n{_text(message)}"


def _text(message: EmailMessage) -> str:
    try:
        body = message.get_body(("plain", "html"))
        content = body.get_payload(decode=True) if body else None
    except (MessageError, ValueError, AttributeError):  # parts that do not fit together
        content = None
    if body is None or not isinstance(content, bytes):
        raise SourceError("it is an e-mail message without a text that can be read")
    return decode(content, declared=body.get_content_charset("") or "")[0]


def _words(value: object) -> str:
    return " ".join(str(value or "").split())


def _sender(message: EmailMessage) -> str:
    """The name of the sender; "" if there is only an address."""
    found = message["from"]
    return _words(found.addresses[0].display_name) if found and found.addresses else ""


def _day(message: EmailMessage) -> str:
    try:
        return parse_date(_words(message["date"])).isoformat()
    except SourceError:
        return ""
