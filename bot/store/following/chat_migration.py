"""Move everything a group has to its new id when it becomes a supergroup. Used inside a running transaction."""

from __future__ import annotations

import sqlite_utils

from bot.store.following import preferences


def move(writer: sqlite_utils.Database, old: int, new: int) -> None:
    """Transfer all rows of chat ``old`` to ``new``; does nothing if there are none.

    Of two equal subscriptions the new chat's is kept; of two deliveries of one article, the one that was sent.
    """
    if old == new:
        return
    preferences.move(writer, old, new)
    for table in ("turns", "views", "feedback"):
        writer.execute(f"UPDATE {table} SET chat_id = ? WHERE chat_id = ?", [new, old])  # noqa: S608
    if writer.execute("SELECT 1 FROM chats WHERE chat_id = ?", [old]).fetchone():
        _move_following(writer, old, new)


def _move_following(writer: sqlite_utils.Database, old: int, new: int) -> None:
    """Transfer subscriptions, deliveries and their schedule."""
    writer.execute(
        "INSERT OR IGNORE INTO chats (chat_id, next_send) SELECT ?, next_send FROM chats WHERE chat_id = ?", [new, old]
    )
    writer.execute("UPDATE OR IGNORE chat_schedules SET chat_id = ? WHERE chat_id = ?", [new, old])
    _merge_subscriptions(writer, old, new)
    _merge_deliveries(writer, old, new)
    for table in ("subscriptions", "deliveries"):
        writer.execute(f"UPDATE {table} SET chat_id = ? WHERE chat_id = ?", [new, old])  # noqa: S608
    writer.execute("DELETE FROM chats WHERE chat_id = ?", [old])


def _merge_subscriptions(writer: sqlite_utils.Database, old: int, new: int) -> None:
    twins = writer.execute(
        "SELECT twin.id, mine.id FROM subscriptions AS mine JOIN subscriptions AS twin"
        " ON twin.thread_id = mine.thread_id AND twin.kind = mine.kind AND twin.value = mine.value COLLATE NOCASE"
        " WHERE mine.chat_id = ? AND twin.chat_id = ?",
        [old, new],
    ).fetchall()
    for twin, mine in twins:
        writer.execute("UPDATE deliveries SET subscription_id = ? WHERE subscription_id = ?", [twin, mine])
        writer.execute("DELETE FROM subscriptions WHERE id = ?", [mine])


def _merge_deliveries(writer: sqlite_utils.Database, old: int, new: int) -> None:
    twins = writer.execute(
        "SELECT mine.id, mine.status, twin.id, twin.status FROM deliveries AS mine JOIN deliveries AS twin"
        " ON twin.thread_id = mine.thread_id AND twin.article_id = mine.article_id"
        " WHERE mine.chat_id = ? AND twin.chat_id = ?",
        [old, new],
    ).fetchall()
    for mine, my_status, twin, its_status in twins:
        spare = twin if my_status == "sent" != its_status else mine
        writer.execute("DELETE FROM deliveries WHERE id = ?", [spare])
