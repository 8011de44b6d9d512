"""Input files: in folders or zip archives, compressed by gzip or not, all opened as one kind of stream."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from bot.errors import SourceError

PAGES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml"})
JSONL = frozenset({".jsonl", ".jsonl.gz", ".json"})
TABLES = frozenset({".csv", ".tsv"})
NAMED_ONLY = TABLES | {".json", ".md", ".eml"}  #: in folders, most files of these kinds are no articles
SUFFIXES = (".txt", *sorted((PAGES | JSONL) - NAMED_ONLY))  #: of the files in folders and archives that are read
ARCHIVE = ".zip"
PACKED = ".gz"
_ENCRYPTED = 0x1  # bit of a member's flags (APPNOTE 4.4.4)
# the last is what zipfile raises for compression methods and versions of the format that it does not know
_DAMAGED = (gzip.BadGzipFile, zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError)


@dataclass(frozen=True, kw_only=True, slots=True)
class InputFile:
    """A file, or a member of an archive."""

    path: Path  #: for a member, the path of its archive with its name there
    size: int  #: compressed size in bytes
    length: int  #: bytes that are read: decompressed by the archive but not by gzip
    key: tuple[int | str, ...]  #: device, inode and member, so that each file is read once
    archive: Path | None = None
    member: str = ""  #: its name in the archive


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedFile:
    """A file that is being read."""

    stream: BinaryIO
    position: Callable[[], int]  #: how many of ``size`` bytes have been read
    check: Callable[[], None] = lambda: None  #: called at the end of ``stream``: raises after damage


class _UpToDamage(io.RawIOBase):
    """A raw stream that ends at the first damage, so that buffers above it do not lose what came before."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._damage: Exception | None = None

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer has no length
        """Fill ``buffer``; return the number of bytes, 0 at the end or at damage."""
        if self._damage is not None:
            return 0
        try:
            chunk = cast(io.BufferedReader, self._packed).read1(len(buffer))
        except _DAMAGED as error:
            self._damage = error
            return 0
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def check(self) -> None:
        """Raise the damage that was found, if any."""
        if self._damage is not None:
            raise self._damage


class Opener:
    """Opens files one after the other. The archive of the last one stays open until another is needed."""

    def __init__(self) -> None:
        self._archive: zipfile.ZipFile | None = None

    def close(self) -> None:
        """Close the open archive, if any."""
        if self._archive is not None:
            self._archive.close()
            self._archive = None

    @contextmanager
    def open(self, file: InputFile) -> Iterator[OpenedFile]:
        """Open a file. Raises OSError, and SourceError, also while reading, if it is encrypted, damaged or cut off.

        Everything before the damage is read first; then ``check`` raises.
        """
        with self._raw(file) as (raw, position):
            if file.path.suffix.lower() == PACKED:
                with gzip.open(raw) as stream:
                    yield _up_to_damage(cast(BinaryIO, stream), position)
            elif file.archive is not None:
                yield _up_to_damage(raw, position)
            else:
                yield OpenedFile(stream=raw, position=position)

    def read(self, file: InputFile, *, most: int) -> bytes:
        """The whole content, at most ``most`` bytes. Raises as ``open``."""
        with self.open(file) as opened:
            content = opened.stream.read(most)
            opened.check()
        return content

    @contextmanager
    def _raw(self, file: InputFile) -> Iterator[tuple[BinaryIO, Callable[[], int]]]:
        try:
            if file.archive is None:
                with file.path.open("rb") as raw:
                    yield raw, raw.tell
            else:
                with self._member(file.archive, file.member) as member:
                    yield cast(BinaryIO, member), lambda: member.tell() * file.size // max(1, file.length)
        except _DAMAGED:
            what = "gzip file" if file.path.suffix.lower() == PACKED else "archive"
            raise SourceError(f"it is no {what}, or the rest of it is missing or damaged") from None

    def _member(self, archive: Path, name: str) -> IO[bytes]:
        if self._archive is None or self._archive.filename != str(archive):
            self.close()
            self._archive = zipfile.ZipFile(archive)
        if self._archive.getinfo(name).flag_bits & _ENCRYPTED:
            raise SourceError("it is encrypted; unpack the archive and add what is in it")
        return self._archive.open(name)


def _up_to_damage(packed: BinaryIO, position: Callable[[], int]) -> OpenedFile:
    raw = _UpToDamage(packed)
    return OpenedFile(stream=cast(BinaryIO, io.BufferedReader(raw)), position=position, check=raw.check)


def members(path: Path, key: tuple[int | str, ...]) -> list[InputFile]:
    """The files in a zip archive that may be articles, sorted. Raises OSError, and SourceError if it is not an archive.

    Hidden files and folders, the files that macOS adds, and nested archives are skipped.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            listed = sorted(archive.infolist(), key=lambda member: member.filename)
    except (zipfile.BadZipFile, NotImplementedError):
        raise SourceError("it is no zip archive, or it is damaged") from None
    return [
        InputFile(
            path=path / member.filename.lstrip("/"),
            size=member.compress_size,
            length=member.file_size,
            key=(*key, member.filename),
            archive=path,
            member=member.filename,
        )
        for member in listed
        if not member.is_dir() and not _is_hidden(member.filename)
    ]


def kind_of(path: Path) -> str:
    """The suffix that shows what a file is, in lower case; ``.jsonl.gz`` for a compressed one."""
    return "".join(path.suffixes[-2:] if path.suffix.lower() == PACKED else path.suffixes[-1:]).lower()


def _is_hidden(name: str) -> bool:
    parts = (part for part in PurePosixPath(name).parts if part != "..")  # which hides nothing; nothing is unpacked
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)
