"""Ports for the settings of chats and for admission. Both are read with every message, so they are cached."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime

from bot.errors import StoreError
from bot.models.preferences import Preferences
from bot.store.file.database import Database
from bot.store.following.preferences import AdmissionStore, PreferenceStore

KEPT = 20_000  # chats whose settings are cached


class ChatPreferences:
    """Settings of chats. Thread-safe; raises StoreError. Changes by other processes are seen after a restart."""

    def __init__(self, database: Database) -> None:
        self._store = PreferenceStore(database)
        self._lock = threading.Lock()
        self._known: OrderedDict[int, Preferences] = OrderedDict()

    def of(self, chat_id: int) -> Preferences:
        """The settings of a chat; the defaults if they cannot be read, since even an apology needs a language."""
        with self._lock:  # while reading, too: what another thread sets meanwhile would be overwritten
            if chat_id not in self._known:
                try:
                    self._keep(chat_id, self._store.of(chat_id))
                except (StoreError, RuntimeError):  # locked or damaged; closed
                    return Preferences()
            return self._known[chat_id]

    def set(self, chat_id: int, wanted: Preferences) -> None:
        """Store the settings of a chat."""
        self._store.set(chat_id, wanted)
        with self._lock:
            self._keep(chat_id, wanted)

    def forgotten(self, chat_id: int) -> None:
        """Drop the cached settings of a chat whose rows were deleted or moved."""
        with self._lock:
            self._known.pop(chat_id, None)

    def _keep(self, chat_id: int, wanted: Preferences) -> None:
        self._known[chat_id] = wanted
        while len(self._known) > KEPT:
            self._known.popitem(last=False)


class Admissions:
    """Who may use the bot: everybody who is not banned or, if it is ``listed``, only those admitted.

    Thread-safe; raises StoreError.
    """

    def __init__(self, database: Database) -> None:
        self._store = AdmissionStore(database)
        self._lock = threading.Lock()
        self._known: dict[int, bool] | None = None

    def of(self, *ids: int, listed: bool) -> bool:
        """Whether one of the ids (a user's, their chat's) is admitted. A ban on any of them prevails."""
        said = [self.all().get(number) for number in ids]
        return False not in said and (not listed or True in said)

    def all(self) -> dict[int, bool]:
        """Whether each listed id is admitted, in order of entry."""
        with self._lock:
            if self._known is None:
                self._known = self._store.all()
            return dict(self._known)

    def set(self, number: int, *, admitted: bool | None, now: datetime) -> None:
        """Admit or ban a user or chat; None deletes its entry."""
        self._store.set(number, admitted=admitted, now=now)
        self.forgotten()

    def forgotten(self) -> None:
        """Drop the cached list, which was changed in the database."""
        with self._lock:
            self._known = None
