"""Answers, headlines and contexts -> messages. Pure: values in, parts out, within every limit of Telegram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.models import Answer, Context, Excerpt, Headline
from handlers.buttons import Code, data
from handlers.render_parts import Button, Part, button, link_button, page, rows
from handlers.render_text import (
    NOTHING,
    Rich,
    bold,
    clean,
    clip,
    clip_around,
    day_name,
    italic,
    join,
    link,
    one_line,
    quote,
    text,
    units,
    when,
)

MAX_TITLE = 160  # UTF-16 units; with MAX_SENTENCE chosen so that three excerpts or five headlines fill one message
MAX_OUTLET = 60
MAX_SENTENCE = 900
MAX_LEAD = 240
MAX_SHORT = 200
MAX_AROUND = 1000  # each neighbour paragraph of a context
MAX_PARAGRAPH = 1800
LONG = 500  # from here on a quotation opens on a tap
OLD = timedelta(days=30)  # older evidence for a question about now is said to be old
PER_PAGE = 3  # excerpts
HEADLINES = 5  # a page

DECLINED = "My articles don't say."


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a paged message stands: what to look up again, and which part of it is shown."""

    view: int  #: row of the saved view
    offset: int = 0  #: first item shown, 0-based
    total: int = 0  #: items on all pages
    first: int = PER_PAGE  #: items on the first page
    speaker: int = 0  #: entity row of a chosen speaker, 0 = none


def answer(found: Answer, place: Place, *, topic: str = "", about_now: bool = False, now: datetime) -> Part:
    """A page of an answer: the short answer in bold, then excerpts with their origin.

    ``found.excerpts`` holds this page's excerpts only; ``place`` says where they stand among all; ``topic`` is what
    the follow button offers ("" = no button).
    """
    excerpts = found.excerpts
    blocks = [_caveat(excerpts, now) if about_now else NOTHING]
    if found.short and not place.offset:
        blocks.append(bold(clip(one_line(found.short), MAX_SHORT)))
    numbered = place.total > 1
    blocks += [excerpt(one, number=place.offset + at if numbered else 0) for at, one in enumerate(excerpts, start=1)]
    return page(
        blocks,
        buttons=rows(_contexts(excerpts, place), _turning(place), follow_button(topic, place.view)),
        preview=excerpts[0].headline.url if excerpts and not place.offset else "",
    )


def declined(found: Answer, place: Place, *, topic: str = "") -> Part:
    """The plain "my articles don't say", the nearest headlines, and the offer to watch for the topic."""
    nearest = _articles(found.excerpts)[:PER_PAGE]
    listed = join([join([text("• "), origin(headline)], "") for headline in nearest])
    near = join([text("Nearest to it:"), listed]) if nearest else NOTHING
    return page([bold(DECLINED), near], buttons=rows(follow_button(topic, place.view)))


def excerpt(one: Excerpt, *, number: int = 0) -> Rich:
    """The exact sentence in a block quotation and its origin below it; ``number`` 0 = not numbered."""
    mark = text(f"{number}. ") if number else NOTHING
    return join([_sentence(one), join([mark, origin(one.headline)], "")])


def origin(headline: Headline) -> Rich:
    """Linked title - outlet, date."""
    title = link(title_of(headline), headline.url)
    place = join([text(outlet(headline)), when(headline.published)], ", ")
    return join([title, place], " — ")


def title_of(headline: Headline) -> str:
    """The title on one line, cut at a word; never empty."""
    return clip(one_line(headline.title), MAX_TITLE) or "Untitled"


def outlet(headline: Headline) -> str:
    """The outlet on one line, or ""."""
    return clip(one_line(headline.source), MAX_OUTLET)


def headlines(found: Sequence[Headline], place: Place, *, topic: str = "") -> Part:
    """A page of headlines, newest first: linked title, outlet, time, lead."""
    heading = bold(f"Latest{_scope(topic)}")
    items = [_item(headline, place.offset + at) for at, headline in enumerate(found, start=1)]
    footer = position(place, len(found))
    return page([heading, *items, footer], buttons=rows(_paging(Code.LATEST, place, len(found), HEADLINES)))


def context(found: Context, *, back: str = "") -> Part:
    """A sentence in bold inside its paragraph, with the paragraphs around it folded; ``back``: data to lead back."""
    before = clip(clean(found.before), MAX_AROUND)
    after = clip(clean(found.after), MAX_AROUND)
    inside, start, end = clip_around(clean_same(found.paragraph), found.start, found.end, MAX_PARAGRAPH)
    marked = _marked(inside, start, end)
    whole = join([text(before), marked, text(after)], "\n\n")
    return page(
        [quote(whole, expandable=whole.units > MAX_PARAGRAPH), origin(found.headline)],
        buttons=rows((button("◀ Back", back),) if back else (), link_button("Read the article", found.headline.url)),
    )


def position(place: Place, shown: int) -> Rich:
    """ "6-10 of 12" in italics; nothing when all is on one page."""
    if place.total <= shown:
        return NOTHING
    return italic(f"{place.offset + 1}–{place.offset + shown} of {place.total}")


def turn_pages(code: Code, place: Place, shown: int, size: int, labels: tuple[str, str]) -> tuple[Button, ...]:
    """The buttons to the page before and after, where there is one."""
    before, after = labels
    numbers = (place.speaker,) if place.speaker else ()
    back = (button(before, data(code, place.view, max(0, place.offset - size), *numbers)),) if place.offset else ()
    ahead = place.offset + shown
    onward = (button(after, data(code, place.view, ahead, *numbers)),) if shown and ahead < place.total else ()
    return back + onward


def _scope(topic: str) -> str:
    shown = clip(one_line(topic), MAX_OUTLET)
    if shown.lower().startswith("from:"):
        return f" from {shown[5:].strip()}"
    return f" on {shown}" if shown else ""


def _paging(code: Code, place: Place, shown: int, size: int) -> tuple[Button, ...]:
    return turn_pages(code, place, shown, size, ("◀ Newer", "Older ▶"))


def _turning(place: Place) -> tuple[Button, ...]:
    """An answer's pages: the first may hold fewer excerpts than the others."""
    if not place.offset:
        ahead = place.first
        return (button("More", data(Code.ANSWER, place.view, ahead)),) if ahead < place.total else ()
    before = place.offset - PER_PAGE if place.offset - PER_PAGE >= place.first else 0
    back = button("◀ Back", data(Code.ANSWER, place.view, before))
    ahead = place.offset + PER_PAGE
    more = (button("More", data(Code.ANSWER, place.view, ahead)),) if ahead < place.total else ()
    return (back, *more)


def _contexts(excerpts: Sequence[Excerpt], place: Place) -> tuple[Button, ...]:
    """A button an excerpt; they carry the page that they lead back to."""
    here = data(Code.ANSWER, place.view, place.offset)
    alone = place.total <= 1
    return tuple(
        button(
            "In context" if alone else f"In context {place.offset + at}",
            data(Code.CONTEXT, one.sentence_row, back=here),
        )
        for at, one in enumerate(excerpts, start=1)
    )


def follow_button(topic: str, view: int) -> tuple[Button, ...]:
    """A button that follows the topic saved in a view; none without a topic."""
    shown = clip(one_line(topic), 24)
    return (button(f"🔔 Follow {shown}", data(Code.FOLLOW, view)),) if shown else ()


def _caveat(excerpts: Sequence[Excerpt], now: datetime) -> Rich:
    """Said first when all evidence is old, so that old news is not sold as new."""
    days = [one.headline.published or one.headline.added for one in excerpts]
    if not days or now - max(days) <= OLD:
        return NOTHING
    return italic(f"The newest I have on this is from {day_name(max(days))}.")


def _sentence(one: Excerpt) -> Rich:
    start, end = one.highlight or (0, 0)
    shown, start, end = clip_around(clean_same(one.text), start, end, MAX_SENTENCE)
    return quote(_marked(shown, start, end), expandable=units(shown) > LONG)


def clean_same(value: str) -> str:
    """``value`` with every character that is no text replaced by a blank, so that offsets stay true."""
    return "".join(character if text(character).plain else " " for character in value)


def _marked(value: str, start: int, end: int) -> Rich:
    """``value`` with ``start:end`` in bold; odd offsets are ignored."""
    if not 0 <= start < end <= len(value):
        return text(value)
    return text(value[:start]) + bold(value[start:end]) + text(value[end:])


def _articles(excerpts: Sequence[Excerpt]) -> list[Headline]:
    """The articles of the excerpts, best first, each once."""
    return list({one.headline.row: one.headline for one in excerpts}.values())


def _item(headline: Headline, number: int) -> Rich:
    title = link(title_of(headline), headline.url)
    place = join([text(outlet(headline)), when(headline.published)], " · ")
    lead = clip(one_line(headline.lead), MAX_LEAD)
    told = one_line(headline.title).rstrip("….")
    repeats = bool(told) and one_line(headline.lead).startswith(told)
    return join([text(f"{number}. ") + bold(title), place, NOTHING if repeats else text(lead)])
