"""Pictures of timelines and trends, readable on a phone: PNGs, with their alt texts."""

from __future__ import annotations

import logging
import textwrap
from collections.abc import Sequence
from contextlib import AbstractContextManager
from io import BytesIO
from typing import TYPE_CHECKING

from bot.models import Brief, CitedSentence, Trend, Trending
from bot.translation import ENGLISH, counted, day_words, gettext, language, right_to_left, speaking
from handlers.views.chart import DPI, DRAWING, FONT, WIDTH, drawable
from handlers.views.html import clip, one_line
from handlers.views.palette import Palette

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEAD, ROW, TREND_ROW = 130, 158, 92  # pixels: the title, a turn, a trend
DOT = 22  # pixels from the top of a turn to its dot and day
MOST_TURNS, MOST_TRENDS = 7, 8  # in a picture; the text has all of them
_LINE = 54  # characters that fit beside the timeline
_LONGEST_NAME, _LONGEST_TITLE = 24, 34


def timeline_picture(found: Brief, topic: str, palette: Palette) -> bytes:
    """A timeline with the day, the first words and the outlet of each turn. Call it in a thread."""
    turns = found.sentences[:MOST_TURNS]
    with DRAWING, _words_that_can_be_drawn():
        figure = _figure(HEAD + ROW * len(turns), palette)
        _title(figure, gettext("Timeline: {topic}").format(topic=topic), palette)
        axes = figure.add_axes((0, 0, 1, 1 - HEAD / _height(figure)))
        axes.set_axis_off()
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(ROW * len(turns), 0)
        axes.plot([70, 70], [DOT, ROW * (len(turns) - 1) + DOT], color=palette.grid, linewidth=3)
        for at, turn in enumerate(turns):
            top = ROW * at + DOT
            axes.plot([70], [top], "o", color=palette.bar, markersize=9)
            outlet = _if_drawable(turn.headline.source)
            axes.text(110, top, _day(turn) + (f" · {outlet}" if outlet else ""), color=palette.faint, size=12,
                      family=FONT, va="center", parse_math=False)  # fmt: skip
            axes.text(110, top + 24, _wrapped(turn.text), color=palette.ink, size=13, family=FONT, va="top",
                      linespacing=1.25, parse_math=False)  # fmt: skip
        return _png(figure, palette)


def trending_picture(found: Trending, palette: Palette) -> bytes:
    """A row for each trend: the name, its articles per day, and its current number. Call it in a thread."""
    trends = found.trends[:MOST_TRENDS]
    with DRAWING, _words_that_can_be_drawn():
        figure = _figure(HEAD + TREND_ROW * len(trends), palette)
        _title(figure, gettext("In the news"), palette)
        height = _height(figure)
        for at, one in enumerate(trends):
            top = HEAD + TREND_ROW * at
            middle = 1 - (top + TREND_ROW / 2) / height
            figure.text(0.04, middle, _if_drawable(clip(one_line(one.name), _LONGEST_NAME)), size=15, color=palette.ink,
                        family=FONT, va="center", parse_math=False)  # fmt: skip
            figure.text(0.96, middle, f"{one.now:,}", size=17, color=palette.bar, family=FONT, weight="bold",
                        va="center", ha="right")  # fmt: skip
            bottom, tall = 1 - (top + TREND_ROW * 0.8) / height, TREND_ROW * 0.6 / height
            _days(figure, one.days, (0.44, bottom, 0.42, tall), palette)
        return _png(figure, palette)


def timeline_in_words(found: Brief, topic: str) -> str:
    """The alt text of the picture."""
    turns = [f"{_day(one)}: {clip(one_line(one.text), 90)}" for one in found.sentences[:MOST_TURNS]]
    return "\n".join([gettext("Timeline: {topic}").format(topic=topic), *turns])


def trending_in_words(found: Trending) -> str:
    """The alt text of the picture."""
    rows = [f"{clip(one_line(one.name), 40)}: {_articles(one)}" for one in found.trends[:MOST_TRENDS]]
    return "\n".join([gettext("In the news"), *rows])


def _articles(one: Trend) -> str:
    return counted("{n} article", "{n} articles", one.now)


def _words_that_can_be_drawn() -> AbstractContextManager[None]:
    """English instead of a right-to-left language, because matplotlib does not join Arabic letters."""
    return speaking(ENGLISH if right_to_left() else language())


def _figure(height: int, palette: Palette) -> Figure:
    logging.getLogger("matplotlib").setLevel(logging.WARNING)  # its INFO lines are about its fonts
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=palette.card)


def _height(figure: Figure) -> float:
    return float(figure.get_figheight() * DPI)


def _title(figure: Figure, words: str, palette: Palette) -> None:
    shown = clip(one_line(words), _LONGEST_TITLE)
    figure.text(0.04, 1 - HEAD * 0.5 / _height(figure), _if_drawable(shown), size=20, color=palette.ink, family=FONT,
                weight="bold", va="center", parse_math=False)  # fmt: skip


def _days(figure: Figure, days: Sequence[int], place: tuple[float, float, float, float], palette: Palette) -> None:
    axes = figure.add_axes(place)
    axes.set_axis_off()
    axes.bar(range(len(days)), days, color=palette.bar, width=0.7)
    axes.set_ylim(0, max(*days, 1))


def _day(one: CitedSentence) -> str:
    return day_words(one.day) if one.day else gettext("no date")


def _wrapped(words: str) -> str:
    lines = textwrap.wrap(one_line(words), _LINE)
    return _if_drawable("\n".join(lines[:2]) + ("…" if len(lines) > 2 else ""))


def _if_drawable(words: str) -> str:
    """The words if the font has their letters, else an ellipsis."""
    return words if drawable(words) else "…"


def _png(figure: Figure, palette: Palette) -> bytes:
    picture = BytesIO()
    figure.savefig(picture, format="png", facecolor=palette.card)
    return picture.getvalue()
