"""Topics of forums and private chats: where the news of a subscription goes, also after a topic was deleted."""

from __future__ import annotations

from bot.models import ChatKey
from bot.store.file.database import Writer

#: Takes a chat and its topic: the subscriptions that it shows. In the general topic of a private chat, which belongs to
#: one person, these are all of the chat.
THEIRS = "chat_id = ? AND ? IN (thread_id, iif(chat_id > 0, 0, thread_id))"


def give_topic(writer: Writer, row: int, thread_id: int) -> None:
    """Move a subscription and its pending deliveries to a topic of its chat, 0 being the general one."""
    writer.execute("UPDATE subscriptions SET thread_id = ? WHERE id = ?", [thread_id, row])
    mine = "subscription_id = ? AND status = 'pending' AND edits IS NULL"
    writer.execute(f"UPDATE OR IGNORE deliveries SET thread_id = ? WHERE {mine}", [thread_id, row])  # noqa: S608


def leave_topic(writer: Writer, topic: ChatKey) -> None:
    """Move a topic's subscriptions and pending deliveries to the general topic of its group.

    Of two equal subscriptions the general topic's is kept; deliveries that exist there are not duplicated.
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
