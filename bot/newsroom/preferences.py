"""The ports of what chats set, and of who may use the bot: read with every message, so kept in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime

from bot.errors import StoreError
from bot.models.preferences import Preferences
from bot.store.database import Database
from bot.store.preferences import AdmissionStore, PreferenceStore

KEPT = 20_000  # chats whose settings are held in memory


class ChatPreferences:
    """Any thread; raises StoreError. Another process on the same database is heard of after a restart."""

    def __init__(self, database: Database) -> None:
        self._store = PreferenceStore(database)
        self._lock = threading.Lock()
        self._known: OrderedDict[int, Preferences] = OrderedDict()

    def of(self, chat_id: int) -> Preferences:
        """What a chat set; the defaults where that cannot be read, for an apology too is sent in some language."""
        with self._lock:
            if chat_id in self._known:
                return self._known[chat_id]
        try:
            found = self._store.of(chat_id)
        except (StoreError, RuntimeError):  # locked, damaged; closed
            return Preferences()
        self._keep(chat_id, found)
        return found

    def set(self, chat_id: int, wanted: Preferences) -> None:
        """Keep what a chat sets."""
        self._store.set(chat_id, wanted)
        self._keep(chat_id, wanted)

    def forgotten(self, chat_id: int) -> None:
        """Its rows are gone or another chat's."""
        with self._lock:
            self._known.pop(chat_id, None)

    def _keep(self, chat_id: int, wanted: Preferences) -> None:
        with self._lock:
            self._known[chat_id] = wanted
            while len(self._known) > KEPT:
                self._known.popitem(last=False)


class Admissions:
    """Who may use the bot: everybody who is not banned, or where it is ``listed`` only who is admitted.

    Any thread; raises StoreError.
    """

    def __init__(self, database: Database) -> None:
        self._store = AdmissionStore(database)
        self._lock = threading.Lock()
        self._known: dict[int, bool] | None = None

    def of(self, *ids: int, listed: bool) -> bool:
        """Whether somebody of these ids (their own, their chat's) is admitted; a ban of any of them counts first."""
        said = [self.all().get(number) for number in ids]
        return False not in said and (not listed or True in said)

    def all(self) -> dict[int, bool]:
        """Id -> whether it is admitted, oldest first."""
        with self._lock:
            if self._known is None:
                self._known = self._store.all()
            return dict(self._known)

    def set(self, number: int, admitted: bool | None, now: datetime) -> None:
        """Admit, ban, or say nothing of a user or chat any more (None)."""
        self._store.set(number, admitted, now)
        with self._lock:
            self._known = None
