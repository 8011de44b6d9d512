"""Subscriptions of chats to interests (interests.py), which many chats share.

Functions that take a writer work inside a running transaction; methods of the class open one per call.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlite_utils

from bot.errors import FollowError
from bot.following.filter_language.filter_language import handle
from bot.following.filters.filters import Filter, ParsedFilter
from bot.following.sending.retry_policy import STALE
from bot.models import ChatKey, FollowKind, Subscription
from bot.store.file.database import Database
from bot.store.following.chat_migration import move
from bot.store.following.topics import THEIRS, give_topic
from bot.store.interests.interests import interest_of
from bot.translation import gettext

MOST_SUBSCRIPTIONS = 50  # subscriptions per chat
BANNED = "banned"  # reason of a pause set by an administrator, as opposed to Telegram
SUBSCRIPTION_COLUMNS = """s.id, s.chat_id, s.thread_id, s.kind, s.value, s.created, s.muted_until,
    (SELECT filter FROM interests WHERE id = s.interest_id)"""
COLUMNS_HELD = 8  #: how many these are


class Subscriptions:
    """Subscriptions and the chats that hold them. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def follow(self, chat: ChatKey, wanted: ParsedFilter, now: datetime) -> tuple[Subscription, bool]:
        """Subscribe, and resume a paused chat; return the subscription and whether it is new.

        An existing one is unmuted. Raises FollowError if the chat has ``MOST_SUBSCRIPTIONS`` already.
        """
        with self._database.writing() as writer:
            writer.execute("INSERT OR IGNORE INTO chats (chat_id) VALUES (?)", [chat.chat_id])
            resume(writer, chat.chat_id, now)
            where = f"{THEIRS} AND kind = ? AND value = ? COLLATE NOCASE"
            place = [chat.chat_id, chat.thread_id, wanted.kind.value, wanted.value]
            row = writer.execute(f"SELECT id FROM subscriptions WHERE {where}", place).fetchone()  # noqa: S608
            if row is None:
                return _read_subscription(writer, _insert(writer, chat, wanted, now)), True
            unmuted = "UPDATE subscriptions SET muted_until = min(muted_until, ?) WHERE id = ?"
            writer.execute(unmuted, [exact(now), row[0]])
            return _read_subscription(writer, row[0]), False

    def of(self, chat: ChatKey) -> list[Subscription]:
        """The subscriptions of a chat (or topic), oldest first."""
        with self._database.reading() as reader:
            return _subscriptions_of(reader, chat)

    def one(self, chat: ChatKey, row: int) -> Subscription | None:
        """A subscription of this chat or topic by row, or None."""
        with self._database.reading() as reader:
            return next((found for found in _subscriptions_of(reader, chat) if found.row == row), None)

    def filter_of(self, chat: ChatKey, row: int) -> Filter | None:
        """The filter of a subscription of this chat or topic, or None."""
        with self._database.reading() as reader:
            found = reader.execute(
                "SELECT i.filter FROM subscriptions AS s JOIN interests AS i ON i.id = s.interest_id"  # noqa: S608
                f" WHERE s.id = ? AND {THEIRS}",
                [row, chat.chat_id, chat.thread_id],
            ).fetchone()
        return Filter.load(found[0]) if found else None

    def rewrite(self, chat: ChatKey, row: int, wanted: ParsedFilter, now: datetime) -> Subscription | None:
        """Replace what a subscription of this chat follows, keeping its settings.

        Returns None if the chat has no such subscription. Raises FollowError if the chat follows that already.
        """
        with self._database.writing() as writer:
            before = writer.execute(
                f"SELECT interest_id FROM subscriptions WHERE id = ? AND {THEIRS}",  # noqa: S608 - a constant
                [row, chat.chat_id, chat.thread_id],
            ).fetchone()
            if before is None:
                return None
            changed = writer.execute(
                "UPDATE OR IGNORE subscriptions SET kind = ?, value = ?, interest_id = ?, created = ? WHERE id = ?",
                [wanted.kind.value, wanted.value, interest_of(writer, wanted.filter), exact(now), row],
            )
            if not changed.rowcount:
                raise FollowError(gettext("You follow that already: /following shows what you follow."))
            writer.execute(
                "DELETE FROM interests WHERE id = ?"
                " AND NOT EXISTS (SELECT 1 FROM subscriptions WHERE interest_id = interests.id)",
                before,
            )
            return _read_subscription(writer, row)

    def count(self) -> int:
        """Number of subscriptions of all chats."""
        with self._database.reading() as reader:
            return int(reader.execute("SELECT count(*) FROM subscriptions").fetchone()[0])

    def unfollow(self, chat: ChatKey, words_or_row: str | int, now: datetime) -> Subscription | None:
        """Delete a subscription of this chat by its words (see filters.handle) or row; return it, or None.

        Its pending deliveries are dropped.
        """
        with self._database.writing() as writer:
            found = next((s for s in _subscriptions_of(writer, chat) if _is_meant(s, words_or_row)), None)
            if found is not None:
                _remove(writer, found, now)
            return found

    def unfollow_all(self, chat: ChatKey, now: datetime) -> int:
        """Delete all subscriptions of a chat or topic; return how many there were."""
        with self._database.writing() as writer:
            following = _subscriptions_of(writer, chat)
            for subscription in following:
                _remove(writer, subscription, now)
            return len(following)

    def mute(self, chat: ChatKey, row: int, *, until: datetime | None, now: datetime) -> Subscription | None:
        """Mute a subscription until a time and drop its pending deliveries; None as the time unmutes it.

        Returns the subscription, or None if the chat has no such subscription.
        """
        with self._database.writing() as writer:
            time = exact(until or now)
            changed = writer.execute(
                f"UPDATE subscriptions SET muted_until = ? WHERE id = ? AND {THEIRS}",  # noqa: S608 - a constant
                [time, row, chat.chat_id, chat.thread_id],
            )
            if not changed.rowcount:
                return None
            if until is not None and until > now:
                _drop_pending(writer, row, "muted", now)
            return _read_subscription(writer, row)

    def give_topic(self, chat: ChatKey, row: int, thread_id: int) -> Subscription | None:
        """Send the news of a subscription to another topic of its chat, 0 being the general one.

        Returns the subscription, or None if the chat has no such subscription. Raises FollowError if that topic follows
        the same already.
        """
        with self._database.writing() as writer:
            if not any(one.row == row for one in _subscriptions_of(writer, chat)):
                return None
            try:
                give_topic(writer, row, thread_id)
            except sqlite3.IntegrityError as error:
                raise FollowError(gettext("You follow that already: /following shows what you follow.")) from error
            return _read_subscription(writer, row)

    def pause_chat(self, chat_id: int, reason: str) -> None:
        """Create and send no deliveries for a chat until ``resume_chat``."""
        with self._database.writing() as writer:
            pause(writer, chat_id, reason)

    def resume_chat(self, chat_id: int, now: datetime) -> None:
        """Resume deliveries to a chat; those pending for two days or more are dropped as stale."""
        with self._database.writing() as writer:
            resume(writer, chat_id, now)

    def wake_chats(self, chat_ids: Collection[int], now: datetime) -> None:
        """Resume those of the chats that are paused, without writing if none is. A ban remains in force."""
        with self._database.reading() as reader:
            sql = (
                "SELECT chat_id FROM chats WHERE paused = 1 AND reason <> ?"
                " AND chat_id IN (SELECT value FROM json_each(?))"
            )
            asleep = [chat_id for (chat_id,) in reader.execute(sql, [BANNED, json.dumps(list(chat_ids))])]
        for chat_id in asleep:
            self.resume_chat(chat_id, now)

    def move_chat(self, old: int, new: int) -> None:
        """Give all rows of a group that became a supergroup its new id, merging them with existing ones."""
        with self._database.writing() as writer:
            move(writer, old, new)


def pause(writer: sqlite_utils.Database, chat_id: int, reason: str) -> None:
    """Create and send no deliveries for a chat until ``resume``."""
    writer.execute("UPDATE chats SET paused = 1, reason = ? WHERE chat_id = ?", [reason, chat_id])


def resume(writer: sqlite_utils.Database, chat_id: int, now: datetime) -> None:
    """Resume a paused chat and drop its stale deliveries. Does nothing if the chat is not paused."""
    woken = writer.execute(
        "UPDATE chats SET paused = 0, reason = '', woken = ? WHERE chat_id = ? AND paused = 1", [exact(now), chat_id]
    )
    if woken.rowcount:
        writer.execute(
            "UPDATE deliveries SET status = 'dropped', reason = 'stale', finished = ?"
            " WHERE chat_id = ? AND status = 'pending' AND held = '' AND created <= ?",
            [exact(now), chat_id, exact(now - STALE)],
        )


def forget(writer: sqlite_utils.Database, chat_id: int) -> int:
    """Delete a chat with its subscriptions and deliveries; return the number of rows deleted."""
    tables = ("deliveries", "subscriptions", "chats")
    return sum(writer.execute(f"DELETE FROM {table} WHERE chat_id = ?", [chat_id]).rowcount for table in tables)  # noqa: S608


def exact(time: datetime) -> str:
    """A time as rows.as_text writes it, but to the microsecond, because a chat's pace is counted in seconds."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def as_subscription(row: Sequence[Any]) -> Subscription:
    """Build a subscription from the columns ``SUBSCRIPTION_COLUMNS``."""
    return Subscription(
        row=row[0],
        chat=ChatKey(chat_id=row[1], thread_id=row[2]),
        kind=FollowKind(row[3]),
        value=row[4],
        created=datetime.fromisoformat(row[5]),
        muted_until=datetime.fromisoformat(row[6]) if row[6] else None,
        filter=row[7] or "",
    )


def _subscriptions_of(connection: sqlite3.Connection | sqlite_utils.Database, chat: ChatKey) -> list[Subscription]:
    rows = connection.execute(
        f"SELECT {SUBSCRIPTION_COLUMNS} FROM subscriptions AS s WHERE {THEIRS} ORDER BY id",  # noqa: S608 - constants
        [chat.chat_id, chat.thread_id],
    )
    return [as_subscription(row) for row in rows]


def _read_subscription(writer: sqlite_utils.Database, row: int) -> Subscription:
    found = writer.execute(f"SELECT {SUBSCRIPTION_COLUMNS} FROM subscriptions AS s WHERE id = ?", [row])  # noqa: S608
    return as_subscription(found.fetchone())


def _insert(writer: sqlite_utils.Database, chat: ChatKey, wanted: ParsedFilter, now: datetime) -> int:
    (count,) = writer.execute("SELECT count(*) FROM subscriptions WHERE chat_id = ?", [chat.chat_id]).fetchone()
    if count >= MOST_SUBSCRIPTIONS:
        told = gettext("This chat follows {n} things already; unfollow one first (/following shows them).")
        raise FollowError(told.format(n=MOST_SUBSCRIPTIONS))
    row = writer.execute(
        "INSERT INTO subscriptions (chat_id, thread_id, kind, value, interest_id, created) VALUES (?, ?, ?, ?, ?, ?)",
        [chat.chat_id, chat.thread_id, wanted.kind.value, wanted.value, interest_of(writer, wanted.filter), exact(now)],
    ).lastrowid
    assert row is not None
    return row


def _is_meant(subscription: Subscription, words_or_row: str | int) -> bool:
    if isinstance(words_or_row, int):
        return subscription.row == words_or_row
    everything = subscription.kind is FollowKind.EVERYTHING
    value = f"everything {subscription.value}" if everything else subscription.value
    return handle(value) == handle(words_or_row)


def _remove(writer: sqlite_utils.Database, subscription: Subscription, now: datetime) -> None:
    _drop_pending(writer, subscription.row, "unfollowed", now)
    writer.execute("DELETE FROM subscriptions WHERE id = ?", [subscription.row])


def _drop_pending(writer: sqlite_utils.Database, subscription_row: int, reason: str, now: datetime) -> None:
    writer.execute(
        "UPDATE deliveries SET status = 'dropped', reason = ?, finished = ?"
        " WHERE subscription_id = ? AND status = 'pending'",
        [reason, exact(now), subscription_row],
    )
