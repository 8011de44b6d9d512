"""Messages for articles, read in the chat page by page; a paragraph that fits on a page is never split. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import ArticlePage, Headline
from bot.translation import gettext
from handlers.views.callback_data import Code, data
from handlers.views.headlines import follow_story, known, outlet, title_of
from handlers.views.html import (
    NOTHING,
    Rich,
    bold,
    clean,
    clip,
    filled,
    italic,
    join,
    link,
    one_line,
    text,
    units,
    when,
)
from handlers.views.messages import Button, Part, button, link_button, page, rows, share_button

PAGE = 1400  # UTF-16 units of text on one page: one and a half phone screens
MAX_PARAGRAPH = 3000  # of a single paragraph, which is then truncated
ELSEWHERE = 4  # other outlets named
MAX_NAME = 24


def article(found: ArticlePage, number: int, *, back: str = "") -> Part:
    """Page ``number`` (from 0) of an article; ``back`` is the callback data that leads back."""
    pages = split(found.article.text)
    number = min(max(0, number), len(pages) - 1)
    head = found.article.headline
    first = number == 0
    origin = join([text(outlet(head)), when(head.published) or text(gettext("no date")), known(head)], " · ")
    counted = italic(gettext("{at} of {total}").format(at=number + 1, total=len(pages))) if len(pages) > 1 else NOTHING
    untitled = first and _repeats_text(found)
    return page(
        [
            join([NOTHING if untitled else bold(link(title_of(head), head.url)), origin if first else NOTHING]),
            text("\n\n".join(pages[number])),
            counted,
            _elsewhere(found.elsewhere) if first else NOTHING,
        ],
        buttons=rows(
            (*_turning(head.row, number, len(pages), back), *((follow_story(head.row, narrow=True),) if first else ())),
            _names(found) if first else (),
            (*link_button(gettext("Read the article"), head.url), share_button(gettext("Share ↗"), f"a_{head.row}")),
        ),
    )


def _repeats_text(found: ArticlePage) -> bool:
    """Whether the title is only the beginning of the text, which stands right below."""
    title = found.article.headline.title.removesuffix("…").strip()
    return one_line(found.article.text).startswith(title)


def split(body: str) -> list[list[str]]:
    """The paragraphs of an article, one list per page; at least one page with at least one paragraph."""
    pages: list[list[str]] = []
    room = 0
    for paragraph in filter(None, map(clean, body.split("\n"))):
        shown = clip(paragraph, MAX_PARAGRAPH)
        room -= units(shown)
        if not pages or room < 0:
            pages.append([])
            room = PAGE - units(shown)
        pages[-1].append(shown)
    return pages or [["…"]]


def _turning(row: int, number: int, pages: int, back: str) -> tuple[Button, ...]:
    before = (button("◀", data(Code.ARTICLE, row, number - 1, back=back)),) if number else ()
    after = (button("▶", data(Code.ARTICLE, row, number + 1, back=back)),) if number + 1 < pages else ()
    return (*((button(gettext("◀ Back"), back),) if back else ()), *before, *after)


def _names(found: ArticlePage) -> tuple[Button, ...]:
    """A button for each of the names that the article mentions most."""
    return tuple(
        button(f"👤 {clip(one_line(one.name), MAX_NAME)}", data(Code.PERSON, one.row)) for one in found.named[:3]
    )


def _elsewhere(headlines: Sequence[Headline]) -> Rich:
    """The other outlets on the story, without duplicates."""
    outlets = {outlet(one) or title_of(one): one for one in reversed(headlines)}
    named = [link(name, one.url) for name, one in reversed(outlets.items())][:ELSEWHERE]
    return filled(gettext("Also: {outlets}"), outlets=join(named, ", ")) if named else NOTHING
