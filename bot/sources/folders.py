"""Paths to articles: which files there are, then their articles one by one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SourceError
from bot.sources.input_files import ARCHIVE, JSONL, PAGES, SUFFIXES, InputFile, Opener, kind_of, members
from bot.sources.jsonl import BATCHES, other_records
from bot.sources.records import Failure

KINDS = ".txt, .jsonl, .jsonl.gz, .html and .htm files"
_NOT_ARTICLES = frozenset({"readme", "license", "licence"})  # .txt files of these names describe a folder


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
    """The files behind ``paths``: folders recursively and sorted, archives member by member, each file once.

    In folders and archives, hidden files, other kinds of files and batches of questions are passed over; a path that
    is named itself must be an article file or hold some.
    """
    files: dict[tuple[int | str, ...], InputFile] = {}
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
    inside = is_folder or kind_of(path) == ARCHIVE
    found = False
    for met in _below(path) if is_folder else _file(path):
        found = True
        yield met
    if inside and not found:
        yield Failure(path=path, reason=f"the {'folder' if is_folder else 'archive'} holds no articles ({KINDS})")


def _file(path: Path) -> Iterator[InputFile | Failure]:
    """The file at ``path``, or those in it."""
    try:
        status = path.stat()
        key = (status.st_dev, status.st_ino)
        if not stat.S_ISREG(status.st_mode):
            yield Failure(path=path, reason="it is not a file")
        elif kind_of(path) == ARCHIVE:
            yield from _packed(path, key)
        elif kind_of(path) in SUFFIXES:
            yield InputFile(path=path, size=status.st_size, length=status.st_size, key=key)
        else:
            yield Failure(path=path, reason=f"newsbot reads {KINDS}, and folders and .zip archives of them")
    except OSError as error:
        yield unreadable(path, error)


def _packed(path: Path, key: tuple[int, int]) -> Iterator[InputFile | Failure]:
    """The articles in an archive, as in a folder."""
    try:
        inside = members(path, key)
    except SourceError as error:
        yield Failure(path=path, reason=str(error))
        return
    names = {str(file.path) for file in inside}
    yield from (file for file in inside if not _is_beside_page(file.path, path, names) and _may_be_article(file))


def _is_beside_page(path: Path, archive: Path, names: set[str]) -> bool:
    """Whether it lies in a folder ``page_files`` beside ``page.html``."""
    return any(
        folder.name.endswith("_files") and any(str(folder).removesuffix("_files") + end in names for end in PAGES)
        for folder in path.parents
        if folder != archive and folder.is_relative_to(archive)
    )


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
                if kind_of(path) in (*SUFFIXES, ARCHIVE):
                    yield _led_out(path)
            elif not path.name.startswith("."):
                yield from _wanted(path)
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


def _wanted(path: Path) -> Iterator[InputFile | Failure]:
    """What a file in a folder gives, if it may be articles."""
    if kind_of(path) in (*SUFFIXES, ARCHIVE):
        yield from (met for met in _file(path) if isinstance(met, Failure) or met.archive or _may_be_article(met))


def _may_be_article(file: InputFile) -> bool:
    """Not what describes a folder, and no batch of questions."""
    kind = kind_of(file.path)
    if kind not in SUFFIXES:
        return False
    if kind == ".txt":
        return file.path.stem.lower() not in _NOT_ARTICLES
    return kind not in JSONL or _held(file) not in BATCHES.values()


def _held(file: InputFile) -> str:
    """See ``other_records``; "" where reading it will say what is wrong."""
    try:
        with closing(Opener()) as opener, opener.open(file) as opened:
            return other_records(opened.stream)
    except (OSError, SourceError):
        return ""
