"""From paths to files with articles."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SourceError
from bot.sources.input_files import (
    ARCHIVE,
    JSONL,
    NAMED_ONLY,
    PAGES,
    SUFFIXES,
    TABLES,
    InputFile,
    Opener,
    kind_of,
    members,
)
from bot.sources.jsonl import BATCHES, other_records
from bot.sources.records import Failure, one_line

KINDS = ".txt, .jsonl, .jsonl.gz, .json, .csv, .tsv, .html, .htm and .mhtml files"
#: What to do with files of other kinds.
_INSTEAD = {
    (".opml",): 'it is a list of feeds; "newsbot feeds import FILE" reads it',
    (".rss", ".atom", ".rdf"): 'it is a feed; "newsbot feeds add URL" reads it from its address',
    (".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub"): "it is a document; save its text as a .txt file",
    (
        ".xls",
        ".xlsx",
        ".ods",
    ): "it is a table; export it as a .csv file with a row per article",
    (".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz"): "newsbot opens .zip archives only; unpack it and add the folder",
}
_NOT_ARTICLES = frozenset({"readme", "license", "licence"})  # .txt files of these names describe a folder


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The files to read."""

    files: tuple[InputFile, ...]
    failures: tuple[Failure, ...]  #: paths that cannot be read at all

    @property
    def total(self) -> int:
        """Total number of bytes to read."""
        return sum(file.size for file in self.files)

    @property
    def single_articles(self) -> int | None:
        """How many articles there are at most, if each file holds one; None if some file may hold more."""
        return None if any(kind_of(file.path) in JSONL | TABLES for file in self.files) else len(self.files)


def plan(paths: Sequence[Path]) -> Plan:
    """The files at ``paths``: folders recursively and sorted, archives member by member, each file once.

    In folders and archives, hidden files, other kinds of files and batches of questions are skipped. A path given
    explicitly must be an article file or contain some.
    """
    files: dict[tuple[int | str, ...], InputFile] = {}
    failures: list[Failure] = []
    for path in paths:
        for met in _files_at(path):
            if isinstance(met, Failure):
                failures.append(met)
            else:
                files.setdefault(met.key, met)
    return Plan(files=tuple(files.values()), failures=tuple(failures))


def unreadable(path: Path, error: OSError | ValueError, *, done: int = 0) -> Failure:
    """The failure reported by the operating system."""
    why = error.strerror if isinstance(error, OSError) else None
    return Failure(path=path, reason=f"it cannot be read: {(why or str(error)).lower()}", done=done)


def _files_at(path: Path) -> Iterator[InputFile | Failure]:
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
    """The file at ``path``, or the files in it."""
    try:
        status = path.stat()
        key = (status.st_dev, status.st_ino)
        if not stat.S_ISREG(status.st_mode):
            yield Failure(path=path, reason="it is not a file")
        elif kind_of(path) == ARCHIVE:
            yield from _packed(path, key)
        elif kind_of(path) in SUFFIXES or kind_of(path) in NAMED_ONLY:
            yield InputFile(path=path, size=status.st_size, length=status.st_size, key=key)
        else:
            yield Failure(path=path, reason=_unread(path))
    except OSError as error:
        yield unreadable(path, error)


def _unread(path: Path) -> str:
    """Why a file of another kind is not read."""
    instead = next((what for kinds, what in _INSTEAD.items() if path.suffix.lower() in kinds), "")
    return instead or f"newsbot reads {KINDS}, and folders and .zip archives of them"


def _packed(path: Path, key: tuple[int, int]) -> Iterator[InputFile | Failure]:
    """The articles in an archive, as in a folder."""
    try:
        inside = members(path, key)
    except SourceError as error:
        yield Failure(path=path, reason=str(error))
        return
    names = {str(file.path) for file in inside}
    articles = [file for file in inside if not _is_beside_page(file.path, path, names) and _may_be_article(file)]
    nested = next((one_line(file.member) for file in inside if kind_of(file.path) == ARCHIVE), "")
    if nested and not articles:
        yield Failure(path=path, reason=f"the archive holds no articles but another archive, {nested}: unpack it first")
    yield from articles


def _is_beside_page(path: Path, archive: Path, names: set[str]) -> bool:
    """Whether it is in a folder ``page_files`` next to ``page.html``."""
    return any(
        folder.name.endswith("_files") and any(str(folder).removesuffix("_files") + end in names for end in PAGES)
        for folder in path.parents
        if folder != archive and folder.is_relative_to(archive)
    )


def _below(folder: Path) -> Iterator[InputFile | Failure]:
    """Article files in a folder, sorted; links within it are followed, but into no folder twice."""
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
                yield from _articles_in(path)
    yield from (unreadable(Path(error.filename), error) for error in errors)


def _is_within(root: Path, path: Path) -> bool:
    """Whether ``path``, with links followed, is below ``root``. Dangling links fail when they are read."""
    try:
        return not path.is_symlink() or path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a loop of links
        return True


def _led_out(path: Path) -> Failure:
    """Refuse a link that leads out: a folder from elsewhere could otherwise expose any file of this machine."""
    return Failure(path=path, reason="it is a link that leads out of the folder; name what it leads to, if you mean it")


def _is_passed_over(name: str, *, beside: list[str]) -> bool:
    """Whether a folder is hidden, or the ``page_files`` that browsers save next to ``page.html``."""
    page = name.removesuffix("_files")
    return name.startswith(".") or (page != name and any(page + suffix in beside for suffix in PAGES))


def _articles_in(path: Path) -> Iterator[InputFile | Failure]:
    """The files that a file in a folder yields, if it may contain articles."""
    if kind_of(path) in (*SUFFIXES, ARCHIVE):
        yield from (met for met in _file(path) if isinstance(met, Failure) or met.archive or _may_be_article(met))


def _may_be_article(file: InputFile) -> bool:
    """Whether a file is neither a description of its folder nor a batch of questions."""
    kind = kind_of(file.path)
    if kind not in SUFFIXES:
        return False
    if kind == ".txt":
        return file.path.stem.lower() not in _NOT_ARTICLES
    return kind not in JSONL or _other_records_in(file) not in BATCHES.values()


def _other_records_in(file: InputFile) -> str:
    """As ``other_records``; "" if it cannot be read, which reading it later will report."""
    try:
        with closing(Opener()) as opener, opener.open(file) as opened:
            return other_records(opened.stream)
    except (OSError, SourceError):
        return ""
