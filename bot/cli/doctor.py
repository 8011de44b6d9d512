"""``newsbot doctor``: reports problems with settings, database, models, feeds, cluster and token in plain words."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.common import DatabaseOption, JsonOption, opened, print_json, printable, say
from bot.cli.installation import damaged_files, installed_files, what_is_damaged
from bot.errors import NewsbotError, StoreError

if TYPE_CHECKING:
    from config.settings import Settings

LEAST_FREE = 500_000_000  # bytes free on the database's disk; an archive of 10,000 articles takes a fifth of that
MOST_FILES = 3  # that are named
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SENTENCE = "Ilka Brandt won the marathon of Nordhaven on Friday."


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """The result of one check."""

    what: str
    well: bool
    words: str  #: the state, and for a problem what to do


def doctor(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Say in plain words what is wrong with settings, database, models, feeds, cluster or token; exit code 1 if so."""
    findings = list(examine(database))
    for one in findings:
        if as_json:
            print_json({"what": one.what, "ok": one.well, "words": one.words})
        else:
            say(f"{'ok  ' if one.well else 'BAD '} {one.what}: {printable(one.words)}")
    if not all(one.well for one in findings):
        raise typer.Exit(1)


def examine(database: Path | None) -> Iterator[HealthCheck]:
    """All results, in the order in which to fix problems."""
    from config.settings import load_settings

    yield HealthCheck("Python", True, ".".join(map(str, sys.version_info[:3])))
    try:
        settings = load_settings()
    except NewsbotError as error:
        yield HealthCheck("settings", False, str(error))
        return
    yield HealthCheck("settings", True, "can be read")
    path = database or settings.database
    for what, look in (
        ("database", lambda: _database(path, settings)),
        ("permissions", lambda: _permissions(path)),
        ("disk", lambda: _disk(path)),
        ("installation", _installation),
        ("language pipeline", lambda: _pipeline(settings)),
        ("reranker", lambda: _reranker(settings)),
        ("sentence encoder", _encoder),
        ("model for events", lambda: _events(settings)),
        ("feeds", lambda: _feeds(path, settings)),
        ("archive", lambda: _archive(path, settings)),
        ("token", lambda: _token(settings)),
    ):
        yield _finding(what, look)


def _finding(what: str, look: Callable[[], str]) -> HealthCheck:
    try:
        return HealthCheck(what, True, look())
    except (NewsbotError, OSError) as error:
        return HealthCheck(what, False, str(error) or type(error).__name__)


def _database(path: Path, settings: Settings) -> str:
    if not path.exists():
        return f"there is none at {path} yet; newsbot run or newsbot add makes it"
    from bot.store.file.backup import check
    from bot.store.file.database_file import prepare_path

    prepare_path(path)
    check(path)
    with closing(opened(path, settings)) as newsroom:
        counts = newsroom.stats()
    return f"{path} is whole, {counts.articles:,} articles, {counts.pending:,} deliveries waiting"


def _permissions(path: Path) -> str:
    if not path.is_file():  # folder permissions are not checked
        return "there is no file to look at"
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        raise NewsbotError(f"others on this machine can use {path} (mode {mode:o}); run: chmod 600 {path}")
    return "the database is its owner's alone"


def _disk(path: Path) -> str:
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise NewsbotError(f"only {free / 1e6:,.0f} MB are free in {folder}; free some space")
    return f"{free / 1e9:,.0f} GB are free in {folder}"


def _installation() -> str:
    files, damaged = len(installed_files()), damaged_files()
    if damaged:
        raise NewsbotError(what_is_damaged(damaged[:MOST_FILES]))
    return (
        f"all {files:,} files are as they were installed"
        if files
        else "a checkout; git status tells whether files were changed"
    )


def _pipeline(settings: Settings) -> str:
    from bot.language import Language

    language = Language(settings.pipeline)
    [annotation] = language.annotate([("", _SENTENCE)])
    if not annotation.names:
        raise NewsbotError(f"{language.name} finds no names; leave the pipeline setting empty to use newsbot's own")
    return f"{language.name} works"


def _reranker(settings: Settings) -> str:
    if not settings.rerank_ms:
        return "switched off by the setting rerank_ms"
    from bot.retrieval.reranking.cross_encoder import Reranker

    if not Reranker().available:
        raise NewsbotError("its model cannot be loaded, so answers are ranked without it; install newsbot again")
    return f"ready, {settings.rerank_ms} ms a question at most"


def _encoder() -> str:
    from bot.language.model.sentence_encoder import SentenceEncoder

    if not SentenceEncoder().available:
        raise NewsbotError(
            "its model cannot be loaded, so articles are found by their words alone; install newsbot again"
        )
    return "ready"


def _events(settings: Settings) -> str:
    if not settings.rerank_ms:
        return "switched off by the setting rerank_ms"
    from bot.stories.event_reading import EventReader

    if not EventReader().available:
        raise NewsbotError(
            "it cannot be loaded, so reports of one event in other words stay apart; install newsbot again"
        )
    return "ready"


def _feeds(path: Path, settings: Settings) -> str:
    if not path.exists():
        return "none yet"
    from bot.sources.feeds.state import is_failing

    try:
        with closing(opened(path, settings)) as newsroom:
            health = newsroom.feeds.health()
    except StoreError:
        return "not known as long as the database is at fault"
    failing = [one.feed for one in health if is_failing(one.feed)]
    if failing:
        first = failing[0]
        raise NewsbotError(
            f"{len(failing)} of {len(health)} fail, such as {first.title or first.url}: "
            f"{first.reason or first.last_error}; newsbot feeds list shows them"
        )
    return f"{len(health)} feeds, none fails" if health else "none yet; newsbot feeds add URL takes one"


def _archive(path: Path, settings: Settings) -> str:
    if not settings.archive:
        return "in the database, with no search cluster"
    if not path.exists():
        return "the search cluster is asked once there is a database"
    with closing(opened(path, settings)) as newsroom:
        assert newsroom.cluster is not None, "there is one where the setting names one"
        found, waiting = newsroom.cluster.status(), newsroom.cluster.pending()
    state = f"OpenSearch {found.version} at {found.address} is {found.health}"
    if found.health == "red":
        raise NewsbotError(f"{state}: shards are missing; until they are back, answers come from the database")
    if found.outdated:
        raise NewsbotError(f"{state}, its indices are of an older newsbot; run: newsbot archive rebuild")
    return f"{state}, {waiting:,} changes wait"


def _token(settings: Settings) -> str:
    token = settings.telegram_token.get_secret_value()
    if not token:
        return "none is set, so newsbot run opens the local chat"
    import asyncio

    from handlers.transport.checking import bot_name

    return f"accepted, the bot is @{asyncio.run(bot_name(token, settings.telegram_base_url))}"
