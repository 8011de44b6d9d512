"""Messages for headlines and contexts, and elements that other messages share with them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.models import Context, Headline
from bot.newsroom.replies import HeadlineList
from bot.newsroom.wording import SUMMARY_ONLY, days_in_words
from bot.translation import gettext, language
from bot.understanding.query_syntax import in_words, only_outlet, split_borders, split_operators
from handlers.views.callback_data import Code, data
from handlers.views.html import (
    NOTHING,
    PHONE_LINE,
    Rich,
    bold,
    clean,
    clip,
    clip_around,
    day_name,
    filled,
    italic,
    join,
    link,
    one_line,
    phone_lines,
    quote,
    text,
    units,
    when,
)
from handlers.views.messages import Button, Part, button, link_button, page, rows, share_button

MAX_TITLE = 160  # UTF-16 units; with MAX_SENTENCE, chosen so that three excerpts or five headlines fill one message
MAX_BEGINNING = 60  # of a title that is the beginning of the first sentence
MAX_OUTLET = 60
MAX_SENTENCE = 900
MAX_AROUND = 1000  # of each neighbouring paragraph of a context
MAX_PARAGRAPH = 1800
CONTEXT_LINES = 11  # of a sentence with what stands around it, on half a phone screen
MAX_NARROW = 3  # UTF-16 units of a topic on a narrow button
MAX_ITEM = 90  # of a title in a list: untitled articles have their first sentence there
HEADLINES = 4  # per page: they fill half a phone screen
BACK, ON = "◀", "▶"  # beside the numbers, in one row
ALSO = 2  # other outlets named below a headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The position of a paged message: what to look up again, and which part of it is shown."""

    view: int  #: row of the saved view
    offset: int = 0  #: first item shown, 0-based
    total: int = 0  #: items on all pages
    first: int = 3  #: items on an answer's first page
    speaker: int = 0  #: entity row of a chosen speaker, 0 = none


def origin(headline: Headline) -> Rich:
    """The linked title with outlet and date."""
    title = link(title_of(headline), headline.url)
    place = join([text(outlet(headline)), when(headline.published), known(headline)], ", ")
    return join([title, place], " — ")


def cite(headline: Headline) -> Rich:
    """The linked outlet, or else the title, and the day: a short source for screens with several sentences."""
    named = link(outlet(headline) or title_of(headline), headline.url)
    day = text(day_name(headline.published, short=True)) if headline.published else NOTHING
    return join([named, day, known(headline)], ", ")


def known(headline: Headline) -> Rich:
    """A note that only a summary is known, if so."""
    return italic(gettext(SUMMARY_ONLY)) if headline.blurb else NOTHING


def title_of(headline: Headline) -> str:
    """The title on one line, truncated at a word; never empty.

    An article without one is called by the beginning of its first sentence, which need not be repeated in full.
    """
    title = one_line(headline.title)
    return clip(title, MAX_BEGINNING if title.endswith("…") else MAX_TITLE) or gettext("Untitled")


def outlet(headline: Headline) -> str:
    """The outlet on one line, or ""."""
    return clip(one_line(headline.source), MAX_OUTLET)


def headlines(found: HeadlineList, place: Place) -> Part:
    """A page of headlines, newest first: linked title, outlet, time."""
    heading = bold(_scope(found) + ("" if found.missed else _of_days(found.days)))
    shown = found.headlines
    items = [
        _item(one, place.offset + at, tuple(found.also.get(one.row, ())), language())
        for at, one in enumerate(shown, start=1)
    ]
    place_in_all = position(place, len(shown))
    if found.days and heading.units + place_in_all.units > PHONE_LINE:
        place_in_all = NOTHING  # so that a page with four headlines fits a screen
    here = data(Code.LATEST, place.view, place.offset)
    numbers = tuple(
        button(str(place.offset + at), data(Code.ARTICLE, headline.row, 0, back=here))
        for at, headline in enumerate(shown, start=1)
    )
    paging = turn_pages(Code.LATEST, place, len(shown), HEADLINES, (BACK, ON))
    back, on = [one for one in paging if one.label == BACK], [one for one in paging if one.label == ON]
    return page([join([join([heading, place_in_all], " · "), *items])], buttons=rows((*back, *numbers, *on)))


def context(found: Context, *, back: str = "") -> Part:
    """A sentence in bold inside its paragraph, with the adjacent paragraphs; ``back`` leads back.

    What stands around it is folded if a phone does not show it all. Whoever can go back has seen the title.
    """
    inside, start, end = clip_around(clean_same(found.paragraph), found.start, found.end, MAX_PARAGRAPH)
    before, after = text(clip(clean(found.before), MAX_AROUND)), text(clip(clean(found.after), MAX_AROUND))
    whole = join([before, marked(inside, start, end), after], "\n\n")
    if phone_lines(whole) <= CONTEXT_LINES or not start < end:
        quoted = quote(whole, expandable=whole.units > MAX_PARAGRAPH)
    else:
        ahead, behind = join([before, text(inside[:start].strip())]), join([text(inside[end:].strip()), after])
        around = (quote(ahead, expandable=True), quote(bold(inside[start:end])), quote(behind, expandable=True))
        quoted = join(around)
    return page(
        [join([quoted, cite(found.headline) if back else origin(found.headline)])],
        buttons=rows(
            ((button(gettext("◀ Back"), back),) if back else ())
            + (share_button(gettext("Share ↗"), f"a_{found.headline.row}"),)
            + link_button(gettext("Read"), found.headline.url)
        ),
    )


def position(place: Place, shown: int, *, counted_before: bool = False) -> Rich:
    """A position such as "6–10 of 12" in italics; nothing if everything is on one page.

    ``counted_before``: the number of all stands before it already.
    """
    if place.total <= shown:
        return NOTHING
    if counted_before:
        return italic(f"{place.offset + 1}" + (f"–{place.offset + shown}" if shown > 1 else ""))
    told = gettext("{first}–{last} of {total}") if shown > 1 else gettext("{first} of {total}")
    return italic(told.format(first=place.offset + 1, last=place.offset + shown, total=place.total))


def turn_pages(code: Code, place: Place, shown: int, size: int, labels: tuple[str, str]) -> tuple[Button, ...]:
    """The buttons to the previous and next page, if there is one."""
    before, after = labels
    numbers = (place.speaker,) if place.speaker else ()
    back = (button(before, data(code, place.view, max(0, place.offset - size), *numbers)),) if place.offset else ()
    ahead = place.offset + shown
    onward = (button(after, data(code, place.view, ahead, *numbers)),) if shown and ahead < place.total else ()
    return back + onward


def _scope(found: HeadlineList) -> str:
    """The heading of headlines on a topic, its operators in words; "from:Coast Radio" is one name if they are of it."""
    topic = one_line(found.topic)
    plain, operators = split_operators(topic)
    shown = clip(in_words(topic), MAX_OUTLET)
    outlet_name = f"{only_outlet(operators)} {plain}".strip() if only_outlet(operators) else ""
    if outlet_name and (not plain or any(outlet_name.lower() in outlet(one).lower() for one in found.headlines)):
        return gettext("Latest from {outlet}").format(outlet=clip(outlet_name, MAX_OUTLET))
    if plain:
        return gettext("Latest on {topic}").format(topic=shown)
    return gettext("Latest") + (f", {shown}" if shown else "")


def _of_days(days: str) -> str:
    return f", {clip(one_line(days_in_words(days)), MAX_OUTLET)}" if days else ""


def follow_button(topic: str, view: int, *, narrow: bool = False) -> tuple[Button, ...]:
    """A button that follows the topic saved in a view, regardless of its days; none if nothing in it can be followed.

    ``narrow``: a third of a phone's width, in which a long topic would be cut off; it is told when it is followed.
    """
    wanted = split_borders(topic)[0]
    plain, operators = split_operators(wanted)
    shown = clip(one_line(in_words(wanted)), 24)
    named = gettext("🔔 Follow {topic}").format(topic=shown)
    label = gettext("🔔 Follow") if narrow and units(shown) > MAX_NARROW else named
    return (button(label, data(Code.FOLLOW, view)),) if any(map(str.isalpha, plain)) or only_outlet(operators) else ()


def clean_same(value: str) -> str:
    """Replace every non-text character in ``value`` by a space, so that offsets stay valid."""
    return "".join(character if text(character).plain else " " for character in value)


def marked(value: str, start: int, end: int) -> Rich:
    """Set ``value[start:end]`` in bold; invalid offsets are ignored."""
    if not 0 <= start < end <= len(value):
        return text(value)
    return text(value[:start]) + bold(value[start:end]) + text(value[end:])


@lru_cache(maxsize=512)  # all users see the same first pages
def _item(headline: Headline, number: int, also: tuple[str, ...], _spoken: str) -> Rich:
    title = link(clip(title_of(headline), MAX_ITEM), headline.url)
    day = when(headline.published, clock=False) or text(gettext("no date"))
    place = join([text(outlet(headline)), day, known(headline)], " · ")
    elsewhere = (
        filled(gettext("also: {outlets}"), outlets=", ".join(clip(one_line(name), MAX_OUTLET) for name in also[:ALSO]))
        if also
        else NOTHING
    )
    linked = bool(title.entities)  # which is distinct enough, and bold letters are wide
    titled = join([text(f"{number}. ") + (title if linked else bold(title)), place], " · ")
    return join([titled, elsewhere])


def follow_story(article_row: int, *, narrow: bool = False) -> Button:
    """A button that follows the story of an article; ``narrow`` as above."""
    label = gettext("🔔 Story") if narrow else gettext("Follow this story")
    return button(label, data(Code.FOLLOW_STORY, article_row))
