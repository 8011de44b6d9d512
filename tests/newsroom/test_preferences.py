"""The cached settings of chats."""

from __future__ import annotations

import threading

import pytest

from bot.models.preferences import Preferences
from bot.newsroom.preferences import ChatPreferences
from bot.store.file.database import Database
from bot.store.following.preferences import PreferenceStore

GERMAN = Preferences(language="de")


def test_what_is_set_while_another_thread_reads_is_not_overwritten_by_what_was_before(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = ChatPreferences(database)
    setting = threading.Thread(target=settings.set, args=(1, GERMAN))
    read = PreferenceStore.of

    def slowly(store: PreferenceStore, chat_id: int) -> Preferences:
        found = read(store, chat_id)
        setting.start()
        setting.join(0.2)  # it waits for this thread, or is done
        return found

    monkeypatch.setattr(PreferenceStore, "of", slowly)
    before = settings.of(1)
    setting.join()

    assert (before, settings.of(1)) == (Preferences(), GERMAN)
