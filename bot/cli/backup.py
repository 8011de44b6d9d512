"""``newsbot backup`` and ``newsbot restore``: copies the database while it is in use, and restores a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import DatabaseOption, database_path, say, screen

TargetArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="The new file for the copy; missing folders are made.")
]
BackupArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A file written by newsbot backup.")]


def backup(target: TargetArgument, database: DatabaseOption = None) -> None:
    """Copy the database to a new file, even while newsbot runs."""
    from bot.store.file.backup import back_up

    source = database_path(database)
    with _progress("Copying") as progress:
        size = back_up(source, target, progress=progress)
    say(f"{source} is copied to {target} ({size / 1e6:,.1f} MB).")


def restore(source: BackupArgument, database: DatabaseOption = None) -> None:
    """Put a backup in place of the database; the replaced file is kept next to it. Stop newsbot first."""
    from bot.store.file.backup import restore as put_back

    target = database_path(database)
    with _progress("Restoring") as progress:
        kept = put_back(source, target, progress=progress)
    say(f"{target} is as in {source}." + (f" What stood there before is {kept}." if kept else ""))


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar, only on a terminal; the function takes the amount done and the total."""
    from rich.progress import Progress

    with Progress(console=screen(error=True), transient=True) as bars:
        task = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
