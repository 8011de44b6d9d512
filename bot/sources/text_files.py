"""The seed format: a plain text file with an optional header.

    title Two bridges close            each line optional, in any order; "Title: ..." and "TITLE ..." as well
    source The Harbour Post
    url https://example.org/bridges
    date 2024-07-09
    NEW DELHI: Russia has decided ...  one paragraph per line; date and dateline may share the line of the lead

Without a title in the header, a headline with an empty line below it is the title. A header between two lines of
"---" or "+++" (front matter), a first line "# Title" and one underlined with "===" or
"---" (Markdown) are accepted too. The
dateline is removed from the text: it is not part of the first sentence, and excerpts must be verbatim. An agency in it
(``NEW DELHI, July 9 (ANI) -``) becomes the outlet if the header names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import dropwhile, takewhile

from bot.errors import SourceError
from bot.lexicon.loader import table
from bot.sources.boilerplate import is_boilerplate, without_boilerplate
from bot.sources.datelines import without_dateline, without_sending_label
from bot.sources.dates import names_no_day, parse_date, stated_date
from bot.sources.line_breaks import unquoted, unwrapped
from bot.sources.markup import plain_line, plain_text
from bot.sources.masthead import without_masthead
from bot.sources.records import Parsed, build, clean
from bot.sources.text_headers import with_plain_fields

#: The names that headers use for fields.
_KEYS = {name: key for key, names in table("header_fields").items() for name in names}
_PLAIN = re.compile(r"(title|source|url|date|TITLE|SOURCE|URL|DATE)[ \t]+(\S.*)")
_OURS = "|".join(name for name, key in _KEYS.items() if key != "others")
_OTHERS = "|".join(table("header_fields")["others"])  # fields that articles do not have
_NAMED = rf"(?:\*\*|__)?({_OURS})(?:\*\*|__)?"
_COLON = re.compile(rf"{_NAMED}(?:[ \t]*[:=|]|\t)(?:\*\*|__)?[ \t]*(\S.*)", re.IGNORECASE)
_EMPTY = re.compile(rf"{_NAMED}[ \t]*[:=|]?(?:\*\*|__)?", re.IGNORECASE)  # a form of which a field was left out
_DASH = re.compile(rf"{_NAMED}[ \t]+[-–—][ \t]+(\S.*[^\s.])", re.IGNORECASE)
_OTHER = re.compile(rf"(?:\*\*|__)?(?:{_OTHERS})(?:\*\*|__)?[ \t]*[:=].*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?:\s+(?:https?://|www\.)\S+)*")
_SEVERAL = 2  # fields of a header that another article in the same file would have as well
_OPENS_TEXT = re.compile(r"(?:body|text|full text|story|article)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_MARKDOWN_TITLE = re.compile(r"#{1,2}[ \t]+(\S.*?)[ \t#]*")
_LONGEST_TITLE = 200  # characters of an underlined line
_LONGEST_HEADLINE = 16  # words
_ENDED = re.compile(r"[.!?…。！？।:;,\"”’»)]$|^[\"“‘«(\[\-–—•*>]|\d$")
_SENTENCE_ENDED = re.compile(r"[.!?…。！？।][\"”’»)」』]*$")
_QUOTED_LINE = re.compile(r"^>\s*")  # Markdown
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_ADDRESS_MARKUP = re.compile(r"<(https?://\S+)>|\[[^\]]*\]\((https?://\S+)\)")
_IN_FIGURES = re.compile(r"\d{1,2}([-/.])\d{1,2}\1(?:\d\d){1,2}")  # "3/9/2026" may be two days
_ISO_DAY = re.compile(r"\d{4}-\d")  # "date 2024-07-09", not "date palms are ..."
_DAYS = re.compile(r"\d{1,2}\s?[-–/&]\s?\d{1,2}[ .]|\d{1,2}\.? \w+ [-–] \d")  # several, of which none is the article's
_MATTER = re.compile(r"(-{3,}|\+{3})\s*")
_LONGEST_MATTER = 40  # lines
_QUOTED = re.compile(r"([\"'])(.*)\1")


@dataclass(slots=True)
class _Header:
    fields: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    printed: datetime | None = None  #: the day that stands below the headline


def parse_text(text: str) -> Parsed:
    """The article in a text file of the seed format.

    Raises SourceError if there is no text or its date is invalid.
    """
    lines = with_plain_fields(unquoted(clean(text).split("\n")))
    header = _Header()
    body = _split_header(_without_matter(lines, header), header)
    _refuse_several(body, header)
    if _ADDRESS.fullmatch(" ".join(body).strip()):
        raise SourceError('it holds only an address; "newsbot add ADDRESS" reads the page')
    plain = plain_text(unwrapped("\n".join(body)))
    kept, agency = without_dateline(clean(without_boilerplate("\n".join(line.strip() for line in plain.split("\n")))))
    fields = header.fields
    published, notes = stated_date(fields.get("date", ""))
    return build(
        text=kept,
        title=without_sending_label(plain_line(fields.get("title", ""))),
        source=plain_line(fields.get("source", agency)),
        url=_ADDRESS_MARKUP.sub(r"\1\2", fields.get("url", "")),
        published=published or header.printed,
        notes=(*header.notes, *notes),
    )


def _without_matter(lines: list[str], header: _Header) -> list[str]:
    """The lines after a header between two lines of "---" or "+++", whose fields are added to ``header``."""
    mark = _MATTER.fullmatch(lines[0]) if lines else None
    if not mark:
        return lines
    ends = (i for i, line in enumerate(lines[1:_LONGEST_MATTER], 1) if line.rstrip() == mark[1])
    end = next(ends, 0)
    if not end:
        return lines
    for line in lines[1:end]:
        match = _COLON.fullmatch(line.strip())
        if match:
            _take(header, match[1], match[2])
    return lines[end + 1 :]


def _split_header(lines: list[str], header: _Header) -> list[str]:
    """The lines after the header, whose fields are added to ``header``."""
    underlines = _underlines(lines)
    for number, line in enumerate(lines):
        line = line.strip()
        if not line or number in underlines or _is_left_empty(lines, number, header):
            continue
        match = _field(line)
        markdown = _MARKDOWN_TITLE.fullmatch(line)
        if number + 1 in underlines and "title" not in header.fields:
            header.fields["title"] = line
            continue
        if markdown and "title" not in header.fields:
            header.fields["title"] = markdown[1]
            continue
        if header.fields and (opening := _OPENS_TEXT.fullmatch(line)):
            return [opening[1], *lines[number + 1 :]]
        if _OTHER.fullmatch(line) and (header.fields or _opens_header(lines[number + 1 :])):
            continue
        if not match or _KEYS[match[1].lower()] in header.fields or not _is_header(match, beside=bool(header.fields)):
            return _without_headline(lines[number:], header)
        lead = _take(header, match[1], match[2])
        if lead:
            return [lead, *lines[number + 1 :]]
    return []


def _without_headline(lines: list[str], header: _Header) -> list[str]:
    """The lines after masthead and headline: with an empty line below it, it is the title if the header has none."""
    lines, header.printed = without_masthead(lines)
    first, *rest = list(dropwhile(lambda line: not line.strip(), lines)) or [""]
    following = next((line.strip() for line in rest if line.strip() and not is_boilerplate(line)), "")
    alone = len(rest) > 1 and not rest[0].strip() and len(first.split()) <= _LONGEST_HEADLINE
    first = _QUOTED_LINE.sub("", first.strip())
    if header.fields.get("title") or not alone or _ENDED.search(first) or not _SENTENCE_ENDED.search(following):
        return lines
    header.fields["title"] = first
    return rest


def _underlines(lines: list[str]) -> set[int]:
    """The number of a line of "===" or "---" right below the first line of a file, which is its title (Markdown)."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    line, *below = [line.strip() for line in lines[first : first + 2]] or [""]
    titled = 0 < len(line) <= _LONGEST_TITLE and not line.endswith(".") and not _field(line)
    return {first + 1} if titled and below and _UNDERLINE.fullmatch(below[0]) else set()


def _refuse_several(lines: list[str], header: _Header) -> None:
    """Raise SourceError if another header like the first one stands further down, behind an empty line or a rule."""
    named = {key for key in header.fields if key != "source"}
    starts = [at for at in range(len(lines)) if not at or not any(char.isalnum() for char in lines[at - 1])]
    for at in starts if len(named) >= _SEVERAL else ():
        below = takewhile(bool, (_field(other.strip()) for other in lines[at : at + len(_KEYS)]))
        if named <= {_KEYS[match[1].lower()] for match in below if match}:
            raise SourceError("it holds several articles; save each in a file of its own")


def _field(line: str) -> re.Match[str] | None:
    """The name and value of a field, if a line may be part of a header."""
    return _COLON.fullmatch(line) or _DASH.fullmatch(line) or _PLAIN.fullmatch(line)


def _is_left_empty(lines: list[str], number: int, header: _Header) -> bool:
    """Whether a line is a field without a value, beside others."""
    line = lines[number].strip()
    if not _EMPTY.fullmatch(line):
        return False
    above = next((line.strip() for line in reversed(lines[:number]) if line.strip()), "")
    marked = bool(header.fields) and not line[-1].isalpha()  # "date" alone may be a headline
    return marked or bool(_EMPTY.fullmatch(above)) or _opens_header(lines[number + 1 :])


def _opens_header(lines: list[str]) -> bool:
    """Whether one of ours is among the fields, empty or not, that the next lines consist of."""
    following = (line.strip() for line in lines if line.strip())
    fields = takewhile(lambda line: _field(line) or _EMPTY.fullmatch(line) or _OTHER.fullmatch(line), following)
    return any(not _OTHER.fullmatch(line) for line in fields)


def _take(header: _Header, name: str, value: str) -> str:
    """Add one field to the header; return the lead that shares the line of a date, or ""."""
    key = _KEYS[name.lower()]
    quoted = _QUOTED.fullmatch(value)
    value = quoted[2] if quoted else value
    if key != "date":
        header.fields[key] = value
        return ""
    if _ISO_DAY.match(value) and not names_no_day(value):
        header.fields[key], *lead = value.split(maxsplit=1)
        if lead and re.fullmatch(r"\d\d:\d\d\S*(?:\s[+-]\d{4})?", lead[0]):
            header.fields[key] = value
            return ""
        return lead[0] if lead else ""
    if names_no_day(value) or _is_day(value):
        header.fields[key] = value
    else:
        header.notes.append(f'its header "{name}: {value[:40]}" was not understood')
    return ""


def _is_header(match: re.Match[str], *, beside: bool) -> bool:
    """Whether a line that begins like a header is one rather than a sentence. ``beside``: other fields."""
    key, value, colon = _KEYS[match[1].lower()], match[2], match.re is not _PLAIN
    if key == "date":
        known = bool(_ISO_DAY.match(value) or _IN_FIGURES.fullmatch(value)) or names_no_day(value) or _is_day(value)
        marked = colon or (beside and not _ENDED.search(value))
        return known or len(value.split()) <= (6 if _DAYS.match(value) else 4 if marked else 0)
    return key != "url" or " " not in value


def _is_day(value: str) -> bool:
    try:
        parse_date(value)
    except SourceError:
        return False
    return True
