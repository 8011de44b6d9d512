"""Bytes off the wire to the bytes they stand for, in pieces: no more is ever unpacked than may be kept.

A body of 100 bytes can stand for gigabytes, so a decompressor must never be asked for all that a piece holds.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Protocol

import brotli

from bot.sources.fetching.failures import FailureKind, FetchError

ACCEPTED = "gzip, br"  # what we ask for; deflate is understood
PIECE = 1 << 16  # bytes unpacked at a time
_HEAD = 2  # bytes that tell how a body is packed
_GZIP = b"\x1f\x8b"
_ZLIB = (b"x\x01", b"x\x9c", b"x\xda")
_BOTH = zlib.MAX_WBITS | 32  # gzip or zlib, by its first bytes


class Unpacker(Protocol):
    """Takes bytes off the wire, gives pieces of at most about PIECE bytes."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What ``data`` adds. Raises FetchError (PROTOCOL) for what cannot be unpacked."""

    def is_whole(self) -> bool:
        """Whether nothing is missing at the end."""


class _Plain:
    """Nothing to unpack."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def is_whole(self) -> bool:
        return True


class _Zipped:
    """gzip of one or several members, zlib, and deflate without a head as some servers send it."""

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
            full = len(piece) == PIECE  # there may be more of it inside, though all of ``data`` was taken
            data = self._inflate.unconsumed_tail or self._inflate.unused_data

    def is_whole(self) -> bool:
        return self._inflate.eof or self._fresh or self._raw


class _Brotli:
    """br."""

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
    """The unpacker for a Content-Encoding and the body's first bytes, which are right where the two disagree.

    Raises FetchError for an encoding that was not asked for.
    """
    name = encoding.strip().lower()
    if name in {"gzip", "x-gzip"}:
        return _Zipped() if head.startswith(_GZIP) else _Plain()
    if name == "deflate":
        return _Zipped(raw=len(head) > 1 and int.from_bytes(head[:2], "big") % 31 != 0)
    if name == "br":
        return _Brotli()
    if name in {"", "identity", "none", "utf-8"}:  # a packed file, or a head that does not say it
        return _Zipped() if head.startswith((_GZIP, *_ZLIB)) else _Plain()
    raise FetchError(FailureKind.PROTOCOL, f"it is packed in a way that was not asked for ({name[:20]})")


async def unpacked(chunks: AsyncIterator[bytes], encoding: str, *, wire: int, body: int) -> tuple[bytes, bool]:
    """The body of a response and whether it came whole.

    ``wire``, ``body``: the most bytes before and after unpacking. Raises FetchError (TOO_LARGE) beyond either, and
    what ``chunks`` raises.
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
    if unpacking is None:  # a body of one byte, or none
        return head, True
    return bytes(kept), unpacking.is_whole()


def too_large(limit: int) -> FetchError:
    """The failure of a body beyond ``limit`` bytes."""
    return FetchError(FailureKind.TOO_LARGE, f"it is larger than {limit / 1_000_000:.0f} MB, the most that is read")


def _damaged() -> FetchError:
    return FetchError(FailureKind.PROTOCOL, "what the server sent is packed wrongly and cannot be unpacked")
