"""Kinds of pages that are not articles, and what such pages call themselves (page_kinds.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class PageKind(StrEnum):
    """Kinds of pages that are not articles. The value is the clause that tells the user."""

    CHALLENGE = "the page checks whether a person or a robot is reading; there is no article in it"
    SCRIPT = "the page shows nothing without JavaScript; there is no article in it"
    CONSENT = "the page asks for consent to cookies first; there is no article in it"
    AGE = "the page asks how old the reader is first; there is no article in it"
    MISSING = "the page says that it was not found; there is no article in it"
    ERROR = "the page only reports an error; there is no article in it"
    LOGIN = "the page asks to log in; it is no article"
    REGISTER = "the page asks to register; it is no article"
    PASSWORD = "the page is for resetting a password; it is no article"  # noqa: S105
    PAYWALL = "the page asks to subscribe and shows no article without that"
    SEARCH = "it is a page of search results, not an article"
    CONTACT = "it is a contact page, not an article"
    RULES = "it is a page about the site itself (terms, privacy, imprint), not an article"
    FRONT = "it is a front page, not an article"
    SECTION = "it is a section page that lists articles, not an article"
    TAG = "it is a page that lists articles on a topic, not an article"
    ARCHIVE = "it is an archive page that lists articles, not an article"
    FORUM = "it is a page of a forum, not an article"
    SHOP = "it is a page of a shop, not an article"
    JOB = "it is an offer of a job, not an article"
    EVENTS = "it is a page of events, not an article"
    REGION = "the page may not be read from here (its site shuts out some countries); there is no article in it"
    WEATHER = "it is a weather forecast, not an article"
    VIDEO = "the page has a video and hardly any text; it is no article"
    AUDIO = "the page has a recording and hardly any text; it is no article"
    PICTURES = "the page has pictures and hardly any text; it is no article"
    FIGURES = "the page has a table and hardly any text; it is no article"
    NOTHING = "no article text was found in the page"


#: Kinds that a page certainly is if its title says so.
PLAIN_KINDS = (
    PageKind.CHALLENGE, PageKind.REGION, PageKind.MISSING, PageKind.ERROR, PageKind.CONSENT, PageKind.AGE,
    PageKind.PASSWORD, PageKind.REGISTER, PageKind.LOGIN, PageKind.PAYWALL, PageKind.CONTACT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindWords:
    """Patterns by kind."""

    titles: Mapping[PageKind, re.Pattern[str]]  #: for a whole title or first heading
    lines: Mapping[PageKind, re.Pattern[str]]  #: for a part of a line


@cache
def kind_words() -> KindWords:
    """The patterns, read once."""
    listed = tomllib.loads((files("bot.sources.web") / "page_kinds.toml").read_text(encoding="utf-8"))
    return KindWords(
        titles={
            PageKind[kind]: _compiled(said["title"], outer=r"\W*") for kind, said in listed.items() if "title" in said
        },
        lines={PageKind[kind]: _compiled(said["line"], outer="") for kind, said in listed.items() if "line" in said},
    )


def _compiled(patterns: list[str], *, outer: str) -> re.Pattern[str]:
    return re.compile(f"{outer}(?:{'|'.join(patterns)}){outer}", re.IGNORECASE)
