"""The picture of a timeline: quotes per week, month or year as a PNG; with what all pictures share.

It is drawn by matplotlib's object API on its Agg canvas: no window system, no state shared between pictures. matplotlib
is loaded for the first picture (half a second), and pictures are drawn one at a time: its fonts are not thread-safe.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from bot.profiles.timeline import Period, Timeline
from bot.translation import ENGLISH, N_, gettext, language, right_to_left, speaking
from handlers.views.palette import DARK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 1200, 720  # pixels: the width at which a phone shows a photo at full sharpness
DPI = 190  # letters are at least 10 points high if a phone shows the photo 340 points wide
FEWEST = 2  # periods with quotes below which a picture tells nothing
NUMBERED = 14  # maximum number of bars that are labelled with their counts
TICKS = 6  # approximate number of labels below the axis
TITLE_SIZES = ((27, 22), (38, 16))  # maximum characters of a name for a font size (points)

#: The card has its own colours, because a photo cannot know whether the chat around it is light or dark.
CARD, INK, FAINT, GRID, BAR = DARK.card, DARK.ink, DARK.faint, DARK.grid, DARK.bar
FONT = "DejaVu Sans"  # bundled with matplotlib; Latin, Greek, Cyrillic and more

_COUNTED = {
    Period.WEEK: N_("Quotes per week, {span}"),
    Period.MONTH: N_("Quotes per month, {span}"),
    Period.YEAR: N_("Quotes per year, {span}"),
}
DRAWING = threading.Lock()


def worth_drawing(timeline: Timeline) -> bool:
    """Whether at least ``FEWEST`` of its periods have quotes."""
    return timeline.filled >= FEWEST


def draw(name: str, timeline: Timeline) -> bytes:
    """A PNG of ``WIDTH`` x ``HEIGHT`` pixels, with ``name`` as the title if the font has its letters.

    Takes a quarter of a second of processor time: call it in a thread.
    """
    with DRAWING:
        logging.getLogger("matplotlib").setLevel(logging.WARNING)  # its INFO lines are about its fonts
        from matplotlib.figure import Figure

        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=CARD)
        numbered = len(timeline.counts) <= NUMBERED
        left = 0.04 if numbered else 0.115  # room for the numbers beside the axis
        axes = figure.add_axes((left, 0.13, 0.945 - left, 0.6), facecolor=CARD)
        _bars(axes, [count for _, count in timeline.counts], numbered)
        _axes(axes, timeline, numbered)
        _titles(figure, name, timeline)
        picture = BytesIO()
        figure.savefig(picture, format="png", facecolor=CARD)
        return picture.getvalue()


def _bars(axes: Axes, counts: Sequence[int], numbered: bool) -> None:
    axes.bar(range(len(counts)), counts, width=0.74, color=BAR, zorder=2)
    margin = max(0, 6 - len(counts)) / 2  # keeps a few bars from filling the width
    axes.set_xlim(-0.5 - margin, len(counts) - 0.5 + margin)
    axes.set_ylim(0, max(counts) * (1.15 if numbered else 1.05))
    for at, count in enumerate(counts if numbered else ()):
        if count:
            axes.text(at, count + max(counts) * 0.025, f"{count:,}", ha="center", color=INK, size=15)


def _axes(axes: Axes, timeline: Timeline, numbered: bool) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.tick_params(axis="both", colors=FAINT, labelsize=13.5, length=0, pad=6)
    if numbered:
        axes.yaxis.set_visible(False)
    else:
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True, min_n_ticks=1))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _at: thousands(value)))
        axes.grid(axis="y", color=GRID, linewidth=1.2, zorder=0)
    starts = [start for start, _ in timeline.counts]
    step = -(-len(starts) // TICKS)
    places = range((len(starts) - 1) % step, len(starts), step)  # the newest one is labelled
    axes.set_xticks(list(places), labels=[label(timeline.period, starts[at]) for at in places])


def _titles(figure: Figure, name: str, timeline: Timeline) -> None:
    longest, smallest = TITLE_SIZES[-1]
    shown = name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
    size = next((size for length, size in TITLE_SIZES if len(shown) <= length), smallest)
    with speaking(ENGLISH if right_to_left() else language()):  # matplotlib does not join Arabic letters
        title = shown if drawable(shown) else gettext("Quotes")
        told = gettext(_COUNTED[timeline.period]).format(span=span(timeline))
    figure.text(0.04, 0.87, title, size=size, color=INK, family=FONT, weight="bold", parse_math=False)
    figure.text(0.04, 0.79, told, size=13.5, color=FAINT, family=FONT)


def drawable(words: str) -> bool:
    """Whether the font has all letters of ``words``."""
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont(FONT))
    return all(font.get_char_index(ord(letter)) for letter in words if not letter.isspace())


def thousands(value: float) -> str:
    """A short form such as "950" or "12k"."""
    return f"{value:,.0f}" if value < 10_000 else f"{value / 1000:,.0f}k"


def label(period: Period, start: date) -> str:
    """The label below the axis: "3 Nov", "Nov 25", "2025"."""
    if period is Period.WEEK:
        return f"{start.day} {start:%b}"
    return f"{start:%b %y}" if period is Period.MONTH else f"{start.year}"


def span(timeline: Timeline) -> str:
    """The time span: "5 October 2026 – 15 November 2026", "July 2026 – August 2028", "2016 – 2019"."""
    first, last = timeline.counts[0][0], timeline.counts[-1][0]
    match timeline.period:
        case Period.WEEK:
            last += timedelta(days=6)
            return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
        case Period.MONTH:
            return f"{first:%B %Y} – {last:%B %Y}"
    return f"{first.year} – {last.year}"
