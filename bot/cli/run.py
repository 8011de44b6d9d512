"""``newsbot run``: the bot on Telegram, or on its own chat page if there is no token."""

from __future__ import annotations

import importlib.util
import logging
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.add import INTERRUPTED, add_all
from bot.cli.allocator import share_one_pool
from bot.cli.common import DatabaseOption, now, opened, printable, say
from bot.cli.installation import damaged_files, what_is_damaged
from bot.errors import PipelineError, SettingError
from bot.sources import Plan, plan

if TYPE_CHECKING:
    from bot.newsroom import Newsroom
    from config.settings import Settings

_LOG = logging.getLogger(__name__)
SEEDS = Path(__file__).parents[2] / "seeds"  # next to the package in a checkout; not part of an installed wheel


def run(database: DatabaseOption = None) -> None:
    """Start the bot: on Telegram if NEWSBOT_TELEGRAM_TOKEN is set, otherwise in a chat page on this computer."""
    from config.logs import set_up_logs
    from config.settings import load_settings

    share_one_pool()
    settings = load_settings()
    set_up_logs(settings.log_level, settings.log_format)
    check_pipeline(settings.pipeline)
    if damaged := damaged_files():
        _LOG.error(what_is_damaged(damaged))
    seeds = seeds_folder(settings.seeds)
    target = database or settings.database
    with closing(opened(target, settings)) as newsroom:
        if seeds:
            _add_seeds(newsroom, plan([seeds]), target)
        _serve(newsroom, settings, target)


def _serve(newsroom: Newsroom, settings: Settings, target: Path) -> None:
    import asyncio  # with telegram and aiohttp; the other commands start faster without them

    from bot.cli.serving import serve_until_stopped

    asyncio.run(serve_until_stopped(newsroom, settings, target))


def check_pipeline(name: str) -> None:
    """Reject an invalid pipeline at startup rather than at the first article. Raises PipelineError."""
    if name and not _is_pipeline(name):
        raise PipelineError(
            f"The spaCy pipeline {printable(name)} is not installed; install it, or leave the pipeline setting empty "
            "to use the one that newsbot ships."
        )


def _is_pipeline(name: str) -> bool:
    """Whether a folder or package contains the meta.json of a pipeline; nothing is imported."""
    folders = [Path(name)]
    try:
        spec = importlib.util.find_spec(name)
        folders += map(Path, spec.submodule_search_locations or ()) if spec else ()
    except (ImportError, ValueError):  # not a package name
        pass
    return any((folder / "meta.json").is_file() for folder in folders)


def seeds_folder(setting: str) -> Path | None:
    """The folder for the setting ``seeds``, if any. Raises SettingError."""
    if setting == "auto":
        return SEEDS if SEEDS.is_dir() else None
    if setting in {"off", ""}:
        return None
    folder = Path(os.path.expanduser(setting))  # noqa: PTH111 - unlike Path's it leaves the ~ of nobody
    if not folder.is_dir():
        raise SettingError(f'seeds must be "auto", "off" or a folder; there is no folder {printable(setting)}.')
    return folder


def _add_seeds(newsroom: Newsroom, seeds: Plan, target: Path) -> None:
    """Add the seed articles to an empty database, or to one in which adding them was interrupted."""
    if newsroom.is_empty():
        say("The database is empty: adding the articles to begin with.")
    elif newsroom.is_part_of({file.path.stem for file in seeds.files}):
        say("Adding the rest of the articles to begin with.")
    else:
        return
    tally = add_all(newsroom.add_many, seeds, name=str(target), clock=now())
    if tally.stopped:
        raise typer.Exit(INTERRUPTED)
