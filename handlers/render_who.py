"""Who said what -> messages: quotes grouped by article, exact words, direct and reported told apart. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.dates import Window
from bot.models import Headline, Quote, QuoteKind, Said, Speaker
from handlers.buttons import Code, data
from handlers.render import Place, follow_button, origin, position, turn_pages
from handlers.render_parts import Part, Row, button, page, rows
from handlers.render_text import NOTHING, Rich, bold, clean, clip, italic, join, one_line, quote, text, units

PAGE = 5  # quotes
MAX_NAME = 60  # UTF-16 units; five quotes of five articles at these sizes fill one message
MAX_CUE = 40
MAX_WORDS = 420
LONG = 240
CHOICES = 8
_MARKS = '"“”„«»'


def said(found: Said, place: Place, *, name: str = "", about: str = "", window: Window | None = None) -> Part:
    """A page of a speaker's quotes, newest first, each article's together.

    ``name``: as asked, for speakers without one of their own ("analysts").
    """
    name = found.speaker.name if found.speaker else name
    blocks: list[Rich] = [_heading(name, found.total, about, window)]
    number = place.offset
    for _row, group in groupby(found.quotes, key=lambda one: one.headline.row):
        same = list(group)
        blocks.append(join([origin(same[0].headline), *(_quote(one, number + at) for at, one in enumerate(same, 1))]))
        number += len(same)
    blocks.append(position(place, len(found.quotes)))
    turning = turn_pages(Code.WHO, place, len(found.quotes), PAGE, ("◀ Newer", "Older ▶"))
    return page(blocks, buttons=rows(_contexts(found.quotes, place), turning, follow_button(name, place.view)))


def choices(found: Said, name: str, view: int) -> Part:
    """Several people match, or near spellings: a button each. ``view`` holds the look-up to go on with."""
    shown = clip(one_line(name), MAX_NAME)
    asked = f"I have no quotes by “{shown}”. Did you mean:" if found.near else f"Which {shown} do you mean?"
    return page([text(asked)], buttons=rows(*(_choice(one, view) for one in found.choices[:CHOICES])))


def nobody(name: str, naming: Sequence[Headline], *, view: int) -> Part:
    """Nobody of that name is quoted; ``naming``: the newest articles that hold the name."""
    shown = clip(one_line(name), MAX_NAME)
    listed = join([join([text("• "), origin(headline)], "") for headline in naming])
    hint = join([text("They are named here:"), listed]) if naming else text("Check the spelling, or try the surname.")
    return page([text(f"I have no quotes by “{shown}”."), hint], buttons=rows(follow_button(name, view)))


def silent(speaker: Speaker, view: int, *, about: str = "", window: Window | None = None) -> Part:
    """A known speaker of whom nothing matches the topic or the dates; offers all that is there."""
    shown = clip(one_line(speaker.name), MAX_NAME)
    scope = _scope(about, window)
    everything = (button(f"All quotes by {shown}", data(Code.WHO, view, 0, speaker.row)),) if speaker.quotes else ()
    return page([text(f"I have no quotes by {shown}{scope}.")], buttons=rows(everything))


def _choice(one: Speaker, view: int) -> Row:
    name = clip(one_line(one.name), 28)
    return (button(f"{name} ({one.quotes})", data(Code.WHO, view, 0, one.row)),)


def _heading(name: str, total: int, about: str, window: Window | None) -> Rich:
    shown = bold(clip(one_line(name), MAX_NAME))
    return shown + f" · {total} quote{'s' * (total != 1)}{_scope(about, window)}"


def _scope(about: str, window: Window | None) -> str:
    topic = f" about {clip(one_line(about), MAX_NAME)}" if about else ""
    return topic + (f", {window.words}" if window and window.words else "")


def _quote(one: Quote, number: int) -> Rich:
    """ "1. PM Modi said:" above the words; direct words in quotation marks, others marked as reported."""
    who = clip(one_line(one.speaker_as_written or one.speaker), MAX_NAME)
    cue = clip(one_line(one.cue), MAX_CUE)
    reported = {QuoteKind.DIRECT: "", QuoteKind.MIXED: " (partly reported)", QuoteKind.INDIRECT: " (reported)"}
    head = text(f"{number}. {who}") + (text(" ") + italic(cue) if cue else NOTHING) + f"{reported[one.kind]}:"
    words = clip(clean(one.content), MAX_WORDS)
    shown = f"“{words.strip(_MARKS)}”" if one.kind == QuoteKind.DIRECT else words
    return join([head, quote(shown, expandable=units(shown) > LONG)])


def _contexts(quotes: Sequence[Quote], place: Place) -> Row:
    """A small numbered button a quote, which shows it in its paragraph and leads back here."""
    here = data(Code.WHO, place.view, place.offset, place.speaker)
    return tuple(
        button(f"¶ {place.offset + at}", data(Code.CONTEXT, one.sentence_row, back=here))
        for at, one in enumerate(quotes, start=1)
    )
