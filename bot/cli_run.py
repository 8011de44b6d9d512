"""``newsbot run``: the bot on Telegram, or on a chat page of its own where there is no token."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli_add import INTERRUPTED, add_all
from bot.cli_shared import DatabaseOption, now, opened, printable, say
from bot.errors import SettingError
from bot.sources import plan

if TYPE_CHECKING:
    from bot.newsroom import Newsroom
    from config.settings import Settings

SEEDS = Path(__file__).parent.parent / "seeds"  # beside the package in a checkout; not part of an installed wheel


def run(database: DatabaseOption = None) -> None:
    """Start the bot: on Telegram with NEWSBOT_TELEGRAM_TOKEN, else on a chat page on this computer."""
    from config.logs import set_up_logs
    from config.settings import load_settings

    settings = load_settings()
    set_up_logs(settings.log_level)
    seeds = seeds_folder(settings.seeds)
    target = database or settings.database
    with closing(opened(target, settings)) as newsroom:
        if seeds and newsroom.is_empty():
            _add_seeds(newsroom, seeds, target)
        _serve(newsroom, settings)


def _serve(newsroom: Newsroom, settings: Settings) -> None:
    import asyncio  # with telegram and aiohttp; the other commands start faster without them

    from bot.cli_serving import serve_until_stopped

    asyncio.run(serve_until_stopped(newsroom, settings))


def seeds_folder(setting: str) -> Path | None:
    """The folder that the setting ``seeds`` means, if any. Raises SettingError."""
    if setting == "auto":
        return SEEDS if SEEDS.is_dir() else None
    if setting in {"off", ""}:
        return None
    folder = Path(setting).expanduser()
    if not folder.is_dir():
        raise SettingError(f'seeds must be "auto", "off" or a folder; there is no folder {printable(setting)}.')
    return folder


def _add_seeds(newsroom: Newsroom, seeds: Path, target: Path) -> None:
    say("The database is empty: adding the articles to begin with.")
    tally = add_all(newsroom, plan([seeds]), name=str(target), clock=now())
    if tally.stopped:
        raise typer.Exit(INTERRUPTED)
