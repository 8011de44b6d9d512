"""Stories for the articles of an older database, made before a list is printed or next to a running bot."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.cli.backfill import fill_beside
from bot.cli.common import screen

if TYPE_CHECKING:
    from bot.newsroom import Newsroom


def group_waiting(newsroom: Newsroom) -> None:
    """Make all of them now, with a bar on a terminal; does nothing for a current database. Raises StoreError."""
    waiting = newsroom.grouping.waiting()
    if not waiting:
        return
    errors = screen(error=True)
    columns = (TextColumn("Grouping the articles of an older newsbot into stories"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, disable=not errors.is_terminal, transient=True) as progress:
        task = progress.add_task("group", total=waiting)
        while done := newsroom.grouping.group_some():
            progress.update(task, advance=done)


async def group_beside(newsroom: Newsroom, stop: asyncio.Event) -> None:
    """Make them next to a running bot, until ``stop`` is set."""
    await fill_beside("grouped", newsroom.grouping.group_some, newsroom.grouping.waiting, stop)
