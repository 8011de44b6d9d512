"""Files that were sent, in memory: as many of the newest as fit into a bound."""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.localchat.models import File

MAX_KEPT = 128 * 2**20  # bytes in all; a larger file alone is kept until the next one


@dataclass(slots=True)
class Files:
    """The server's files. One that was forgotten for newer ones is as unknown as one that never was."""

    limit: int = MAX_KEPT
    _kept: dict[str, tuple[File, bytes]] = field(default_factory=dict)
    _bytes: int = 0

    def keep(self, file: File, content: bytes) -> File:
        """Keeps a file; its id is new, or means the same file as before. The oldest ones give way."""
        self._forget(file.id)
        self._kept[file.id] = (file, content)
        self._bytes += len(content)
        while self._bytes > self.limit and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))
        return file

    def get(self, file_id: str) -> File | None:
        """The file of an id."""
        found = self._kept.get(file_id)
        return found[0] if found else None

    def content(self, file_id: str) -> bytes | None:
        """What is in it."""
        found = self._kept.get(file_id)
        return found[1] if found else None

    def at(self, path: str) -> bytes | None:
        """What is in the file that getFile says to be at ``path``."""
        return next((content for file, content in self._kept.values() if file.path == path), None)

    def _forget(self, file_id: str) -> None:
        _, content = self._kept.pop(file_id, (None, b""))
        self._bytes -= len(content)
