"""Files that were sent, in memory, up to a maximum total size."""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.localchat.models import File

MAX_KEPT = 128 * 2**20  # bytes in all; a single larger file is kept until the next one


@dataclass(slots=True)
class Files:
    """The server's files. One that was dropped for newer ones is as unknown as one that never existed."""

    limit: int = MAX_KEPT
    _kept: dict[str, tuple[File, bytes]] = field(default_factory=dict)
    _bytes: int = 0

    def keep(self, file: File, content: bytes) -> File:
        """Store a file whose id is new or refers to the same file as before; the oldest files are dropped."""
        self._forget(file.id)
        self._kept[file.id] = (file, content)
        self._bytes += len(content)
        while self._bytes > self.limit and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))
        return file

    def get(self, file_id: str) -> File | None:
        """The file with an id."""
        found = self._kept.get(file_id)
        return found[0] if found else None

    def content(self, file_id: str) -> bytes | None:
        """Its content."""
        found = self._kept.get(file_id)
        return found[1] if found else None

    def at(self, path: str) -> bytes | None:
        """The content of the file at ``path`` as returned by getFile."""
        return next((content for file, content in self._kept.values() if file.path == path), None)

    def _forget(self, file_id: str) -> None:
        _, content = self._kept.pop(file_id, (None, b""))
        self._bytes -= len(content)
