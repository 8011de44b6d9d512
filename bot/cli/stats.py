"""``newsbot stats``: the size of the archive, the state of the feeds, and the number of articles per day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import DatabaseOption, JsonOption, UsageError, print_json, reading, say, screen, write_file
from bot.cli.output_json import stats_json
from bot.cli.stats_report import StatsReport

if TYPE_CHECKING:
    from bot.newsroom import Newsroom

DAYS = 14  # shown as bars in a terminal

PlotOption = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE.png", help="Also draw a picture of the last 30 days and the feeds."),
]


def stats(plot: PlotOption = None, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """What the database holds, and the state of the feeds."""
    with reading(database) as newsroom:
        told = StatsReport(
            stats=newsroom.stats(),
            database_bytes=newsroom.statistics.database_bytes(),
            index_bytes=newsroom.statistics.index_bytes(),
            pipeline=newsroom.pipeline,
            feeds=tuple(newsroom.feeds.health()),
            days=tuple(newsroom.by_day(DAYS)),
        )
        if plot:
            _draw(newsroom, plot)
    if as_json:
        print_json(stats_json(told))
        return
    from bot.cli.output_text import show_stats

    screen().print(show_stats(told))
    if plot:
        say(f"The picture is in {plot}.")


def _draw(newsroom: Newsroom, plot: Path) -> None:
    from handlers.views import stats_chart

    if plot.suffix.lower() != ".png":
        raise UsageError(f"--plot draws PNG pictures; name a file that ends in .png, not {plot}.")
    write_file(plot, stats_chart.draw(newsroom.by_day(stats_chart.DAYS), newsroom.feeds.health()))
