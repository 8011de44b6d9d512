"""HTML and Markdown in fields that should be plain text, converted to what a reader would see."""

from __future__ import annotations

import re
from html import unescape

from bot.sources.records import one_line

#: Elements used in articles; "<3" and "a < b" are text.
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|blockquote|img|figure|figcaption|table|t[rdh]|tbody|section|"
    r"article|sup|sub|small|hr|pre|code|q|cite|script|style|iframe|html|body|aside|header|footer|nav|font|center)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
#: HTML that was escaped twice, as in some exports; text that shows a tag does not have a closing one of these.
_ESCAPED = re.compile(r"&lt;/(?:p|div|span|strong|em|li|ul|blockquote|h[1-6])&gt;", re.IGNORECASE)
#: Markdown markup, each with its replacement.
_MARKDOWN = (
    (re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{1,2000}(?:\s\"[^\"\n]{0,300}\")?\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\]\((?:https?://|/|mailto:|#)[^()\s]{0,2000}(?:\s\"[^\"\n]{0,300}\")?\)"), r"\1"),
    (re.compile(r"(?<![\w*])(\*\*|__)(?=\S)([^\n*]{1,1000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+(?=\S)", re.MULTILINE), ""),
)


def plain_text(text: str) -> str:
    """``text`` without tags, entities and Markdown; one paragraph per line if it is HTML."""
    if _ESCAPED.search(text):
        text = unescape(text)
    if _TAG.search(text):
        from bot.sources.web.fragment import fragment_text  # lxml takes a moment to import, and few files need it

        return fragment_text(text, breaks=2)
    if _ENTITY.search(text):
        text = unescape(text)
    for mark, kept in _MARKDOWN:
        text = mark.sub(kept, text)
    return text


def plain_line(text: str) -> str:
    """``text`` as one line without tags, entities and Markdown, for titles."""
    line = one_line(unescape(_TAG.sub("", unescape(text) if _ENTITY.search(text) else text)))
    for mark, kept in _MARKDOWN:
        line = mark.sub(kept, line)
    return line
