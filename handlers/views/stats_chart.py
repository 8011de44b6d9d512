"""The picture of /stats: articles per day, and what each feed yields and whether it fails, as a PNG for a phone."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from bot.sources.feeds.state import FeedHealth, FeedStatus, is_failing
from handlers.views.chart import BAR, CARD, DPI, DRAWING, FAINT, FONT, GRID, INK, WIDTH, drawable, thousands

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 640  # pixels for the days; the same again for the feeds, if there are any
DAYS = 30
MOST_FEEDS = 8  # shown, failing ones first, then those with the most articles
FEWEST = 2  # days with articles below which a picture tells nothing
LONGEST_NAME = 23  # characters of a feed's name
FAILS, RESTS = "#e0685f", "#7d8b99"
_LABELS = 5  # below the days, approximately


def worth_drawing(days: Sequence[tuple[date, int]]) -> bool:
    """Whether there are articles of several days."""
    return sum(count > 0 for _, count in days) >= FEWEST


def draw(days: Sequence[tuple[date, int]], health: Sequence[FeedHealth]) -> bytes:
    """A PNG ``WIDTH`` pixels wide. Takes a quarter of a second of processor time: call it in a thread."""
    shown = chosen(health)
    panels = 2 if shown else 1
    with DRAWING:
        logging.getLogger("matplotlib").setLevel(logging.WARNING)  # its INFO lines are about its fonts
        from matplotlib.figure import Figure

        figure = Figure(figsize=(WIDTH / DPI, panels * HEIGHT / DPI), dpi=DPI, facecolor=CARD)
        _days(figure, figure.add_axes((0.115, 1 - 0.86 / panels, 0.825, 0.64 / panels), facecolor=CARD), days)
        if shown:
            _feeds(figure, figure.add_axes((0.44, 0.035, 0.42, 0.375), facecolor=CARD), shown)
        picture = BytesIO()
        figure.savefig(picture, format="png", facecolor=CARD)
        return picture.getvalue()


def chosen(health: Sequence[FeedHealth]) -> list[FeedHealth]:
    """The most relevant feeds: failing ones first, then by articles per day."""
    return sorted(health, key=lambda one: (not is_failing(one.feed), -(one.per_day or 0), one.feed.row))[:MOST_FEEDS]


def _days(figure: Figure, axes: Axes, days: Sequence[tuple[date, int]]) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    counts = [count for _, count in days]
    axes.bar(range(len(counts)), counts, width=0.78, color=BAR, zorder=2)
    axes.set_xlim(-0.6, len(counts) - 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True, min_n_ticks=1))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _at: thousands(value)))
    axes.grid(axis="y", color=GRID, linewidth=1.2, zorder=0)
    step = -(-len(days) // _LABELS)
    places = range((len(days) - 1) % step, len(days), step)  # today is labelled
    axes.set_xticks(list(places), labels=[f"{days[at][0].day} {days[at][0]:%b}" for at in places])
    _hide_frame(axes)
    top = 1 - 0.11 * HEIGHT / figure.get_figheight() / DPI
    _heading(figure, top, f"Articles a day, the last {len(days)} days")


def _feeds(figure: Figure, axes: Axes, shown: Sequence[FeedHealth]) -> None:
    rates = [one.per_day or 0.0 for one in shown]
    most = max(*rates, 1.0)
    places = range(len(shown))[::-1]
    axes.barh(list(places), rates, height=0.62, color=BAR, zorder=2)
    axes.set_xlim(0, most * 1.02)
    axes.set_ylim(-0.6, max(len(shown), 4) - 0.4)
    axes.set_yticks(list(places), labels=[_name(one) for one in shown])
    axes.xaxis.set_visible(False)
    for place, rate, one in zip(places, rates, shown, strict=True):
        words, colour = _state(one)
        axes.text(rate + most * 0.02, place, words, va="center", color=colour, size=13.5, family=FONT)
    _hide_frame(axes)
    _heading(figure, 0.445, "Feeds, articles a day this week")


def _state(one: FeedHealth) -> tuple[str, str]:
    """The text behind a feed's bar, and its colour."""
    if is_failing(one.feed):
        return "stopped" if one.feed.status is FeedStatus.STOPPED else "failing", FAILS
    if one.feed.status is FeedStatus.PAUSED:
        return "paused", RESTS
    if one.per_day is None:
        return "new", RESTS
    return f"{one.per_day:,.0f}" if one.per_day >= 10 else f"{one.per_day:.1f}", INK


def _name(one: FeedHealth) -> str:
    name = one.feed.title or one.feed.url.partition("://")[2]
    shown = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
    shown = shown if drawable(shown) else f"feed {one.feed.row}"
    return shown.replace("$", r"\$")


def _hide_frame(axes: Axes) -> None:
    for side in ("top", "left", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="both", colors=FAINT, labelsize=13.5, length=0, pad=6)


def _heading(figure: Figure, height: float, words: str) -> None:
    figure.text(0.04, height, words, size=17, color=INK, family=FONT, weight="bold")
