"""Decompress response bodies in pieces: never more than may be kept.

A body of 100 bytes can expand to gigabytes, so a decompressor must never be asked for all that a piece contains.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Protocol

import brotli

from bot.sources.fetching.failures import FailureKind, FetchError

ACCEPTED = "gzip, br"  # encodings requested; deflate is understood as well
PIECE = 1 << 16  # bytes decompressed at a time
_HEAD = 2  # bytes that show how a body is compressed
_GZIP = b"\x1f\x8b"
_ZLIB = (b"x\x01", b"x\x9c", b"x\xda")
_NOT_ASKED = frozenset({"zstd", "compress", "x-compress", "bzip2", "x-bzip2", "xz", "lzma", "dcb", "dcz", "exi"})
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a]")  # bytes that no text has
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<{\[]")
_BOTH = zlib.MAX_WBITS | 32  # gzip or zlib, by its first bytes


class Unpacker(Protocol):
    """Takes bytes as received and yields pieces of at most about PIECE bytes."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decompressed pieces of ``data``. Raises FetchError (PROTOCOL) if it cannot be decompressed."""

    def is_whole(self) -> bool:
        """Whether the data is complete."""


class _Plain:
    """No compression."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def is_whole(self) -> bool:
        return True


class _Zipped:
    """gzip of one or more members, zlib, and deflate without a header, as some servers send it."""

    def __init__(self, *, raw: bool = False) -> None:
        self._raw = raw
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS if raw else _BOTH)
        self._fresh = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            yield from self._pieces(data)
        except zlib.error:
            raise _damaged() from None

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        full = False
        while data or full:
            if self._inflate.eof:
                if not data.startswith(_GZIP):  # padding after the end
                    return
                self._inflate = zlib.decompressobj(_BOTH)
            piece = self._inflate.decompress(data, PIECE)
            self._fresh = False
            if piece:
                yield piece
            full = len(piece) == PIECE  # more output may be pending although all of ``data`` was consumed
            data = self._inflate.unconsumed_tail or self._inflate.unused_data

    def is_whole(self) -> bool:
        return self._inflate.eof or self._fresh or self._raw


class _Brotli:
    """Brotli."""

    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            piece = self._brotli.process(data, output_buffer_limit=PIECE)
            while piece or not self._brotli.can_accept_more_data():
                yield piece
                piece = self._brotli.process(b"", output_buffer_limit=PIECE)
        except brotli.error:
            raise _damaged() from None

    def is_whole(self) -> bool:
        return bool(self._brotli.is_finished())


def unpacker(encoding: str, head: bytes) -> Unpacker:
    """The unpacker for a Content-Encoding and the first bytes of a body, which decide if the two disagree.

    Raises FetchError for an encoding that was not requested.
    """
    name = encoding.strip().lower()
    if name in {"gzip", "x-gzip"}:
        return _Zipped() if head.startswith(_GZIP) else _Plain()
    if name == "deflate":
        return _Zipped(raw=len(head) > 1 and int.from_bytes(head[:2], "big") % 31 != 0)
    if name == "br":
        return _Brotli()
    if name in _NOT_ASKED:
        raise FetchError(FailureKind.PROTOCOL, f"it is packed in a way that was not asked for ({name[:20]})")
    return _Zipped() if head.startswith((_GZIP, *_ZLIB)) else _Plain()  # "utf-8", "binary", "gzip, identity", nothing


async def unpacked(chunks: AsyncIterator[bytes], encoding: str, *, wire: int, body: int) -> tuple[bytes, bool]:
    """The body of a response, and whether it is complete.

    ``wire``, ``body``: maximum number of bytes before and after decompression. Raises FetchError (TOO_LARGE) beyond
    either, and whatever ``chunks`` raises.
    """
    came, kept, head = 0, bytearray(), b""
    unpacking: Unpacker | None = None
    async for chunk in chunks:
        came += len(chunk)
        if came > wire:
            raise too_large(wire)
        head = chunk if unpacking else head + chunk
        if unpacking is None and came >= _HEAD:
            unpacking = unpacker(encoding, head)
        for piece in unpacking.feed(head) if unpacking else ():
            kept += piece
            if len(kept) > body:
                raise too_large(body)
    if unpacking is None:  # a body of at most one byte
        return head, True
    if isinstance(unpacking, _Plain) and _CONTROL.search(kept[:PIECE]):
        return _unnamed(bytes(kept), body), True
    if kept.startswith(_GZIP):  # a packed file that the server has packed again
        return _again(bytes(kept), body)
    return bytes(kept), unpacking.is_whole()


def _again(data: bytes, most: int) -> tuple[bytes, bool]:
    unpacking, kept = _Zipped(), bytearray()
    for piece in unpacking.feed(data):
        kept += piece
        if len(kept) > most:
            raise too_large(most)
    return bytes(kept), unpacking.is_whole()


def _unnamed(data: bytes, most: int) -> bytes:
    """``data``, unpacked if it is a document packed with Brotli, which has no mark of its own."""
    unpacking, kept = _Brotli(), bytearray()
    try:
        for piece in unpacking.feed(data):
            kept += piece
            if len(kept) > most or not _DOCUMENT.match(kept):
                return data
    except FetchError:
        return data
    return bytes(kept) if unpacking.is_whole() else data


def too_large(limit: int) -> FetchError:
    """The error for a body of more than ``limit`` bytes."""
    return FetchError(FailureKind.TOO_LARGE, f"it is larger than {limit / 1_000_000:.0f} MB, the most that is read")


def _damaged() -> FetchError:
    return FetchError(FailureKind.PROTOCOL, "what the server sent is packed wrongly and cannot be unpacked")
