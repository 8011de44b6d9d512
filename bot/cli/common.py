"""Code shared by the commands: options, opening the newsroom, printing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from bot.errors import NewsbotError, StoreError
from bot.text.typed import as_typed

if TYPE_CHECKING:
    from bot.newsroom import Newsroom
    from config.settings import Settings

DatabaseOption = Annotated[
    Path | None,
    typer.Option(
        "--db",
        metavar="PATH",
        readable=False,  # reported by the store as a sentence
        help="The database file; by default the setting [b]database[/] (newsbot.db).",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
BatchOption = Annotated[
    Path | None,
    typer.Option("--batch", metavar="FILE", help="Read many from a JSON Lines file; the output is JSON Lines, too."),
]
MOST = 1_000_000  # that --limit takes; SQLite has no number above 2**63
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=1, max=MOST, metavar="N", help="Show at most this many.")
]
SinceOption = Annotated[str, typer.Option("--since", metavar="DATE", help="Only articles of this day or later.")]
LONGEST_NAME = 200  # characters, as in the chat
_SQLITE = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html#magic_header_string


class UsageError(NewsbotError):
    """Something given on the command line cannot be used."""


def now() -> datetime:
    """The clock of the command line: aware UTC."""
    return datetime.now(UTC)


def parse_day(text: str) -> datetime:
    """Parse ``YYYY-MM-DD`` as midnight UTC. Raises UsageError."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise UsageError(f'"{printable(text)}" is not a date such as 2024-07-09.') from None


def parse_since(text: str) -> datetime | None:
    """The start of the days that ``--since`` names: "2024-07-09", "last week"; None for "". Raises UsageError."""
    from bot.text.dates import DateNotUnderstood, window

    words = printable(text).strip()
    try:
        return window(f"since {words}", now()).since if words else None
    except DateNotUnderstood:
        raise UsageError(f'"{words}" is not a date such as 2024-07-09 or "last week".') from None


def parse_asked(text: str) -> datetime:
    """Parse ``YYYY-MM-DD`` as a time of asking: noon UTC, the same day almost everywhere."""
    return parse_day(text) + timedelta(hours=12)


def printable(text: str) -> str:
    """``text`` without the lone surrogates that represent undecodable bytes of a command line or file name."""
    return text.encode("utf-8", "replace").decode("utf-8")


def joined(words: Sequence[str] | None) -> str:
    """The words of a command line as one text, so that quotation marks are optional. "" for none."""
    return as_typed(printable(" ".join(words or ()))).strip()


def screen(*, error: bool = False) -> Console:
    """The terminal, or wherever the output goes; text is printed as it is, including brackets and numbers."""
    return Console(stderr=error, markup=False, highlight=False, emoji=False)


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object per line; half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    print(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8"), flush=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file that somebody asked for, whole or not at all: a full disk leaves what was there before.

    Devices and pipes, such as /dev/stdout, are written to directly. Raises OSError with the name of the file, and
    UsageError for a database, in place of which nobody wants a picture or a list.
    """
    try:
        if path.is_file() and _is_database(path):
            raise UsageError(f"{printable(str(path))} is a database; name another file.")
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)  # of a link, what it leads to
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".newsbot.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(content)
        if path.exists():
            unfinished.chmod(path.stat().st_mode)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def say(text: str, *, error: bool = False) -> None:
    """Print one line without wrapping and flush it, since it may go to a pipe that somebody watches."""
    console = screen(error=error)
    console.print(printable(text), soft_wrap=True)
    console.file.flush()


def complain(text: str) -> None:
    """Print one line to standard error."""
    say(text, error=True)


def database_path(given: Path | None) -> Path:
    """``--db``, or else the setting. Raises SettingError."""
    from config.settings import load_settings

    return given or load_settings().database


@contextmanager
def reading(given: Path | None) -> Iterator[Newsroom]:
    """The newsroom for reading; never creates a database. Raises StoreError, SettingError, PipelineError."""
    from config.settings import load_settings

    settings = load_settings()
    path = given or settings.database
    if not path.exists():
        raise StoreError(f"There is no database at {path} yet; fill one with: newsbot add FILE --db {path}")
    with closing(opened(path, settings, to_read=True)) as newsroom:
        yield newsroom
        if newsroom.caveat:
            complain(newsroom.caveat)


def opened(path: Path, settings: Settings, *, to_read: bool = False) -> Newsroom:
    """Open the newsroom in ``path`` with the settings; ``to_read`` as in ``open_newsroom``. Raises StoreError."""
    from bot.newsroom import open_newsroom

    clock = partial(datetime.now, ZoneInfo(settings.timezone))
    return open_newsroom(path, settings.tuning, clock=clock, to_read=to_read)


def read_batch(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file with their line numbers. Raises UsageError, OSError."""
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _object(line, f"{path}, line {number}")


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise UsageError(f"{where}: this is not JSON.") from None
    if not isinstance(record, dict):
        raise UsageError(f"{where}: this is not a JSON object.")
    return record


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def text_field(record: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> str:
    """A string field of a batch line, "" if it is missing or null. Raises UsageError."""
    value = record.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise UsageError(f'{where}: "{key}" must be a string.')
    return value


def words_field(record: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> str:
    """The same for what somebody typed. Raises UsageError."""
    return as_typed(printable(text_field(record, key, where, needed=needed)))
