"""The results of reading sources, and the only place where a raw item becomes a ``NewArticle``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SourceError
from bot.lexicon.loader import word_list
from bot.models import NewArticle
from bot.sources.sentence_gaps import with_gaps
from bot.text.characters import usual_characters

MAX_TEXT = 2_000_000  # characters of one article: a long book; more is a file given by mistake
MAX_PARAGRAPHS = 50_000  # of one article; each becomes a database row, and a list of numbers is not an article
MAX_PAGE = 20_000_000  # bytes of a web page
MAX_TITLE = 500  # characters; a longer title is a body in the wrong field
MAX_SOURCE = 120  # characters
MAX_ID = 200  # characters
MAX_URL = 2048  # characters: the longest address that browsers and servers agree on

#: Line breaks other than \n, including Unicode's and the vertical tab: a paragraph must be a single line everywhere.
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Control characters and unpaired surrogates, which SQLite or Telegram would reject.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]{0,20}[ -/]{0,5}[@-~]|\][^\x07\x1b]{0,500}(?:\x07|\x1b\\))")  # of terminals
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufffe\uffff]")
#: What programs write where a title is missing; what may stand around it, such as a picture.
_NO_TITLES = frozenset(name.replace("_", " ") for name in word_list("page_furniture", "no_titles"))
_AROUND_TITLES = "[](){}<>\"'.!…-–— 🚫🎬🖼📷🔁\ufe0f"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """An article, with notes on what was left out or guessed, each a clause such as "its address is ..."."""

    article: NewArticle
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundArticle:
    """An article and where it came from."""

    article: NewArticle
    path: Path
    line: int | None = None  #: 1-based line of a JSON Lines file
    notes: tuple[str, ...] = ()  #: what was left out or guessed
    done: int = 0  #: bytes of the whole plan read so far


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """Something that could not be read as an article."""

    path: Path
    reason: str  #: one clause that continues "PATH: ..."
    line: int | None = None
    done: int = 0


Found = FoundArticle | Failure


def as_clause(error: SourceError) -> str:
    """What an error says, as the reason of a ``Failure``."""
    reason = str(error)
    return reason[:1].lower() + reason[1:].rstrip(".")


def clean(text: str) -> str:
    """``text`` with \\n as its only line break, in usual characters, without surrounding whitespace."""
    text = usual_characters(_BREAKS.sub("\n", text))
    return _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", _ESCAPES.sub("", text))).strip()


def one_line(text: str) -> str:
    """``text`` cleaned, with whitespace collapsed into single spaces."""
    return " ".join(clean(text).split())


def web_address(text: str) -> str:
    """The http(s) address in ``text``; "" if it is not a usable one."""
    address = clean(text)
    if len(address) > MAX_URL or any(char.isspace() for char in address):
        return ""
    try:
        parts = urlsplit(address)
        reachable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # a malformed IPv6 host
        return ""
    return address if reachable else ""


def build(
    *,
    text: str,
    id: str = "",
    title: str = "",
    source: str = "",
    url: str = "",
    published: datetime | None = None,
    blurb: bool = False,
    notes: tuple[str, ...] = (),
) -> Parsed:
    """Clean and validate the parts of an article.

    Raises SourceError if there is no text, too much of it, or the id is invalid.
    """
    body, title, source, id = with_gaps(clean(text)), one_line(title), one_line(source), one_line(id)
    title = "" if title.strip(_AROUND_TITLES).lower() in _NO_TITLES else title
    if not any(char.isalnum() for char in body):
        raise SourceError("it holds no article text")
    if len(body) > MAX_TEXT:
        raise SourceError(f"it is longer than {MAX_TEXT:,} characters, the most that one article may have")
    if body.count("\n") >= MAX_PARAGRAPHS:
        raise SourceError(f"it has more than {MAX_PARAGRAPHS:,} lines, the most that one article may have")
    if len(id) > MAX_ID:
        raise SourceError(f'its "id" is longer than {MAX_ID} characters')
    address = web_address(url)
    if url.strip() and not address:
        notes += ("its address is not a web address and was left out",)
    article = NewArticle(
        text=body,
        id=id,
        title=title if len(title) <= MAX_TITLE else "",
        source=source if len(source) <= MAX_SOURCE else "",
        url=address,
        published=published,
        blurb=blurb,
    )
    return Parsed(article=article, notes=notes)
