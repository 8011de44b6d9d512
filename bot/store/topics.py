"""Forum topics that can no longer be written to: what was sent there goes to the group's general topic instead."""

from __future__ import annotations

from bot.models import ChatKey
from bot.store.database import Writer


def leave_topic(writer: Writer, topic: ChatKey) -> None:
    """Give a topic's subscriptions, and what it is owed, to the general topic of its group.

    Of two equal subscriptions the general topic's stays, and what is there already is not owed a second time.
    """
    given = [topic.chat_id, topic.thread_id]
    twins = writer.execute(
        "SELECT twin.id, mine.id FROM subscriptions AS mine JOIN subscriptions AS twin"
        " ON twin.chat_id = mine.chat_id AND twin.thread_id = 0 AND twin.kind = mine.kind"
        " AND twin.value = mine.value COLLATE NOCASE WHERE mine.chat_id = ? AND mine.thread_id = ?",
        given,
    ).fetchall()
    for twin, mine in twins:
        writer.execute("UPDATE deliveries SET subscription_id = ? WHERE subscription_id = ?", [twin, mine])
        writer.execute("DELETE FROM subscriptions WHERE id = ?", [mine])
    writer.execute("UPDATE subscriptions SET thread_id = 0 WHERE chat_id = ? AND thread_id = ?", given)
    mine = "chat_id = ? AND thread_id = ? AND status = 'pending'"
    writer.execute(f"UPDATE OR IGNORE deliveries SET thread_id = 0 WHERE {mine}", given)  # noqa: S608 - constant
    writer.execute(f"DELETE FROM deliveries WHERE {mine}", given)  # noqa: S608 - constant
