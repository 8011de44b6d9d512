"""Paths to articles: which files there are, then their articles one by one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SourceError
from bot.sources.jsonl import BATCHES, PACKED, other_records
from bot.sources.records import Failure

PAGES = frozenset({".html", ".htm"})
JSONL = frozenset({".jsonl", ".jsonl.gz"})
SUFFIXES = (".txt", *sorted(JSONL), ".html", ".htm")
KINDS = ".txt, .jsonl, .jsonl.gz, .html and .htm files"
_NOT_ARTICLES = frozenset({"readme", "license", "licence"})  # .txt files of these names describe a folder


@dataclass(frozen=True, kw_only=True, slots=True)
class InputFile:
    """A file to read."""

    path: Path
    size: int  #: bytes
    key: tuple[int, int]  #: device and inode: the same file met twice is read once


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What there is to read."""

    files: tuple[InputFile, ...]
    failures: tuple[Failure, ...]  #: paths that cannot be read at all

    @property
    def total(self) -> int:
        """Bytes to read."""
        return sum(file.size for file in self.files)


def plan(paths: Sequence[Path]) -> Plan:
    """The files behind ``paths``: folders recursively and sorted, each file once.

    In folders, hidden files, other kinds of files and batches of questions are passed over; a path that is named
    itself must be an article file.
    """
    files: dict[tuple[int, int], InputFile] = {}
    failures: list[Failure] = []
    for path in paths:
        for met in _at(path):
            if isinstance(met, Failure):
                failures.append(met)
            else:
                files.setdefault(met.key, met)
    return Plan(files=tuple(files.values()), failures=tuple(failures))


def unreadable(path: Path, error: OSError | ValueError, *, done: int = 0) -> Failure:
    """The failure that the operating system reports."""
    why = error.strerror if isinstance(error, OSError) else None
    return Failure(path=path, reason=f"it cannot be read: {(why or str(error)).lower()}", done=done)


def _at(path: Path) -> Iterator[InputFile | Failure]:
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield unreadable(path, error)
        return
    if not is_folder:
        yield _file(path)
        return
    found = False
    for met in _below(path):
        found = True
        yield met
    if not found:
        yield Failure(path=path, reason=f"the folder holds no articles ({KINDS})")


def _file(path: Path) -> InputFile | Failure:
    try:
        status = path.stat()
    except OSError as error:
        return unreadable(path, error)
    if not stat.S_ISREG(status.st_mode):
        return Failure(path=path, reason="it is not a file")
    if kind_of(path) not in SUFFIXES:
        return Failure(path=path, reason=f"newsbot reads {KINDS}, and folders of them")
    return InputFile(path=path, size=status.st_size, key=(status.st_dev, status.st_ino))


def kind_of(path: Path) -> str:
    """The suffix that says what a file is, lower case: ``.jsonl.gz`` of a packed one."""
    return "".join(path.suffixes[-2:] if path.suffix.lower() == PACKED else path.suffixes[-1:]).lower()


def _below(folder: Path) -> Iterator[InputFile | Failure]:
    """Article files under a folder, sorted, following links within it but into no folder twice."""
    seen: set[tuple[int, int]] = set()
    errors: list[OSError] = []
    root = folder.resolve()
    for place, folders, names in os.walk(folder, onerror=errors.append, followlinks=True):
        here = Path(place)
        status = here.stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        wanted = sorted(name for name in folders if not _is_passed_over(name, beside=names))
        folders[:] = [name for name in wanted if _is_within(root, here / name)]
        yield from (_led_out(here / name) for name in wanted if name not in folders)
        for path in (here / name for name in sorted(names)):
            if not _is_within(root, path):
                if kind_of(path) in SUFFIXES:
                    yield _led_out(path)
            elif _is_wanted(path):
                yield _file(path)
    yield from (unreadable(Path(error.filename), error) for error in errors)


def _is_within(root: Path, path: Path) -> bool:
    """Whether ``path``, its links followed, lies below ``root``; what leads nowhere fails in reading."""
    try:
        return not path.is_symlink() or path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a loop of links
        return True


def _led_out(path: Path) -> Failure:
    """A folder from elsewhere could name any file of this machine, whose text anybody could then ask for."""
    return Failure(path=path, reason="it is a link that leads out of the folder; name what it leads to, if you mean it")


def _is_passed_over(name: str, *, beside: list[str]) -> bool:
    """Hidden folders, and the ``page_files`` that browsers save beside ``page.html``."""
    page = name.removesuffix("_files")
    return name.startswith(".") or (page != name and any(page + suffix in beside for suffix in PAGES))


def _is_wanted(path: Path) -> bool:
    suffix = kind_of(path)
    if path.name.startswith(".") or suffix not in SUFFIXES:
        return False
    if suffix == ".txt":
        return path.stem.lower() not in _NOT_ARTICLES
    try:
        return suffix not in JSONL or not path.is_file() or other_records(path) not in BATCHES.values()
    except (OSError, SourceError):
        return True  # reading it will say what is wrong
