"""HTML, Markdown and BBCode in fields that should be plain text, converted to what a reader would see."""

from __future__ import annotations

import re
from html import unescape

from bot.sources.records import one_line
from bot.sources.tables import rows_as_lines

#: Elements used in articles; "<3" and "a < b" are text.
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|blockquote|img|figure|figcaption|table|t[rdh]|tbody|thead|section|"
    r"article|sup|sub|small|hr|pre|code|q|cite|script|style|iframe|html|body|aside|header|footer|nav|font|center|main|"
    r"time|picture|details|summary|del|ins|mark|s|strike|para|paragraph|[a-z]+[-:][a-z][a-z:-]*)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
#: HTML that was escaped twice, as in some exports; text that shows a tag does not have a closing one of these.
_ESCAPED = re.compile(r"&lt;/(?:p|div|span|strong|em|li|ul|blockquote|h[1-6])&gt;", re.IGNORECASE)
_ESCAPED_AGAIN = re.compile(r"&amp;(?=(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{3,8}\d?);)", re.IGNORECASE)
#: Characters as programs write them within strings: "caf\\u00e9".
_CODED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
#: Line breaks as programs write them, after a sentence or twice: not the "\\n" of "C:\\news".
_CODED_BREAKS = re.compile(r"(?:(?<=[.!?:\"”’])(?:\\r)?\\n|(?:(?:\\r)?\\n){2})(?:(?:\\r)?\\n)*(?![a-z.])")
#: Markdown markup, each with its replacement.
_MARKDOWN = (
    (re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{1,2000}(?:\s\"[^\"\n]{0,300}\")?\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\]\((?:https?://|/|mailto:|#)[^()\s]{0,2000}(?:\s\"[^\"\n]{0,300}\")?\)"), r"\1"),
    (
        re.compile(r"^[ \t]{0,3}\[[^\]\n]{1,60}\]:[ \t]+<?https?://\S{1,2000}(?:[ \t]+[\"'(].{0,200})?$", re.MULTILINE),
        "",
    ),
    (re.compile(r"\[([^\]\n]{1,300})\]\[\d{1,3}\]"), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|-{3,}|={3,}|~{3,})$", re.MULTILINE), ""),
    (re.compile(r"(?<![\w*])(\*\*\*?|__)(?=\S)([^\n*]{1,1000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^\n*]{1,300}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^\n_]{1,300}?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"~~(?=\S)([^\n~]{1,300}?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(?<![\w`])`([^`\n]{1,200})`(?![\w`'])"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (
        re.compile(
            r"^[ \t]{0,20}\|?(?:[ \t]{0,20}:?-{2,}:?[ \t]{0,20}\|)+(?:[ \t]{0,20}:?-{2,}:?)?[ \t]{0,20}$", re.MULTILINE
        ),
        "",
    ),
    (
        re.compile(
            r"^[ \t]{0,20}\|[ \t]{0,20}([^|\n]{1,200}?)[ \t]{0,20}"
            r"\|[ \t]{0,20}([^|\n]{1,200}?)[ \t]{0,20}\|[ \t]{0,20}$",
            re.MULTILINE,
        ),
        r"\1: \2",
    ),
    (re.compile(r"\\([*_#`~\[\]|>])"), r"\1"),
    (re.compile(r"^[ \t]*[*+•●▪◦‣∙·][ \t]+(?=\S)", re.MULTILINE), ""),
)
#: Three items or more behind hyphens, none of which is a sentence: dialogues are written so, too.
_ITEMS = re.compile(r"(?:^[-–][ \t]+(?=[^\s\d])[^\n]{0,200}[^\s.?!…\"”’»:]\n?){3,}", re.MULTILINE)
_ITEM_MARK = re.compile(r"^[-–][ \t]+", re.MULTILINE)
_BB_NAMES = (
    "b|i|u|s|url|img|quote|colou?r|size|font|center|left|right|justify|list|ul|ol|li|code|spoiler|email|h[1-6]|p|su[bp]"
)
_OF_BBCODE = re.compile(rf"{_BB_NAMES}|youtube|video|media|attach")
#: BBCode is told by an end tag: "[s]he" has none.
_BBCODE = re.compile(rf"\[/(?:{_BB_NAMES})\]", re.IGNORECASE)
_BB_MARKUP = (
    (re.compile(r"\[(img|youtube|video|media|attach)\b[^\]\n]{0,300}\][^\[\]\n]{0,2000}\[/\1\]", re.IGNORECASE), ""),
    (re.compile(r"\[(?:\*|br|hr|/p|/?quote(?:=[^\]\n]{0,200})?|/?list(?:=\w)?|/?li|/?h[1-6])\]", re.IGNORECASE), "\n"),
    (re.compile(rf"\[/?(?:{_BB_NAMES})(?:=[^\]\n]{{0,2000}})?\]", re.IGNORECASE), ""),
)
#: The name of an element of a publishing system's own, told by its attributes: <tweet author="Ida">Lamp</tweet>.
_OWN_ELEMENT = re.compile(
    r"<([a-z]\w{1,20})(?:\s{1,9}[\w:-]{1,40}=(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'))+\s{0,9}/?>", re.IGNORECASE
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
#: Of a wiki: [[page|words]], {{template}}, <ref>note</ref>, \'\'\'bold\'\'\', == heading ==.
_WIKI = (
    (re.compile(r"<ref\b[^>/]{0,200}(?:/>|>.{0,1000}?</ref>)"), ""),
    (re.compile(r"\{\{[^{}]{1,1000}\}\}"), " "),
    (re.compile(r"\[\[(?:File|Image|Category):[^\[\]]{1,500}\]\]"), ""),
    (re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,300})\]\]"), r"\1"),
    (re.compile(r"\'{2,3}(?=\S)([^\n]{1,500}?)(?<=\S)\'{2,3}"), r"\1"),
    (re.compile(r"^={2,5}[ \t]*(.{1,120}?)[ \t]*={2,5}$", re.MULTILINE), r"\1"),
)
_IS_WIKI = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]")
_NAMED_END = re.compile(r"\[/([a-z][a-z_-]{2,24})\]")
#: Between their tags stands what is no part of the text.
_ASIDES = "caption|footnote|note|sidebar|ad|gallery|embed|video|audio|youtube|tweet|related"
#: Instructions to a publishing system: [gallery ids="1,2"], [caption ...]...[/caption], {{< figure >}}.
_SHORTCODES = re.compile(
    rf"\[({_ASIDES})\b[^\]\n]{{0,500}}\].{{0,1000}}?\[/\1\]"
    r"|\[/?(?:ad|gallery|embed|audio|video|playlist|youtube|tweet|instagram|adrotate|wp[a-z]{2,10}|(?:vc|et_pb|su|av|fusion)_\w{2,40})"
    r"(?:\s[^\]\n]{0,500})?/?\]"
    r"|\{\{[<%].{0,500}?[>%]\}\}"
)


def plain_text(text: str) -> str:
    """``text`` without tags, entities and Markdown; one paragraph per line if it is HTML."""
    if _ESCAPED.search(text):
        text = unescape(text)
    if "&amp;" in text:
        text = _ESCAPED_AGAIN.sub("&", text)
    if "\\u" in text:
        text = _CODED.sub(_uncoded, text)
    if "\\n" in text:
        text = _CODED_BREAKS.sub(lambda breaks: "\n" * breaks[0].count("\\n"), text)
    text = _without_instructions(text)
    if _TAG.search(text):
        from bot.sources.web.fragment import fragment_text  # lxml takes a moment to import, and few files need it

        return fragment_text(text, breaks=2)
    if _ENTITY.search(text):
        text = unescape(text)
    return _without_marks(text)


def _uncoded(found: re.Match[str]) -> str:
    units = bytes.fromhex(
        found.group().replace("\\u", "")
    )  # UTF-16: two of them are one character beyond its first plane
    return units.decode("utf-16-be", "replace")


def _without_instructions(text: str) -> str:
    """``text`` without comments, CDATA marks, a wiki's markup and the shortcodes of publishing systems."""
    if "<!" in text:
        text = _COMMENT.sub("", _CDATA.sub("", text))
    if _IS_WIKI.search(text):
        for mark, kept in _WIKI:
            text = mark.sub(kept, text)
    if "<" in text:
        for name in {found[1] for found in _OWN_ELEMENT.finditer(text) if not _TAG.fullmatch(f"<{found[1]}>")}:
            text = re.sub(rf"</?{name}(?:\s[^<>]{{0,4000}})?/?>", "", text)
    if "[" in text or "{{" in text:
        text = _SHORTCODES.sub("", text)
        for name in {name for name in _NAMED_END.findall(text) if not _OF_BBCODE.fullmatch(name)}:
            text = re.sub(rf"\[/?{name}(?:[\s=][^\]\n]{{0,300}})?\]", "", text)
    return text


def _without_marks(text: str) -> str:
    """``text`` without Markdown and BBCode, its tables as lines."""
    text = _ITEMS.sub(lambda found: _ITEM_MARK.sub("", found.group()), rows_as_lines(text))
    for mark, kept in (*(_BB_MARKUP if _BBCODE.search(text) else ()), *_MARKDOWN):
        text = mark.sub(kept, text)
    return text


def plain_line(text: str) -> str:
    """``text`` as one line without tags, entities and Markdown, for titles."""
    text = _CDATA.sub("", text)
    line = one_line(unescape(_TAG.sub("", unescape(text) if _ENTITY.search(text) else text)))
    return one_line(_without_marks(line))
