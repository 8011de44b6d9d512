"""The outbox: what chats are owed. Written in the transaction that adds the article, emptied by handlers/transport.

    owe        article x subscriptions -> pending deliveries
    due        at most one a chat, oldest first
    apply      what following.outbox.after decided

There is one sender. It marks after sending, so a crash between the two repeats one message and drops none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import sqlite_utils

from bot.following.article_view import ArticleView, article_keys
from bot.following.matching import Match, matches
from bot.following.retry_policy import Step
from bot.models import ChatKey, Delivery, DeliveryStatus, FollowKind, Subscription
from bot.store.database import Database
from bot.store.rows import HEADLINE, headline
from bot.store.subscriptions import Candidate, as_subscription, candidates, exact, move, pause
from bot.store.topics import leave_topic
from bot.text.names import fold

#: Of several subscriptions that match, the most telling one is the reason shown.
_TELLING = (FollowKind.NAME, FollowKind.WORD, FollowKind.OUTLET, FollowKind.EVERYTHING)

#: Each chat that is owed something: one index step a chat, however much it is owed.
_OWED = """
WITH RECURSIVE owed (chat_id) AS (
    SELECT min(chat_id) FROM deliveries WHERE status = 'pending'
    UNION ALL
    SELECT (SELECT min(chat_id) FROM deliveries WHERE status = 'pending' AND chat_id > owed.chat_id)
    FROM owed WHERE owed.chat_id IS NOT NULL
)
"""
_DUE = f"""{_OWED}
SELECT d.id, d.chat_id, d.thread_id, d.status, d.sentence, d.sentence_id, d.attempts, d.due, d.uncertain, d.created,
    s.id, s.chat_id, s.thread_id, s.kind, s.value, s.created, s.muted_until,
    {HEADLINE}
FROM owed
CROSS JOIN chats AS c ON c.chat_id = owed.chat_id
CROSS JOIN deliveries AS d ON d.id = (
    SELECT id FROM deliveries WHERE status = 'pending' AND chat_id = c.chat_id AND due <= :now ORDER BY due, id LIMIT 1
)
JOIN articles AS a ON a.id = d.article_id
LEFT JOIN subscriptions AS s ON s.id = d.subscription_id
WHERE c.paused = 0 AND (c.next_send IS NULL OR c.next_send <= :now)
ORDER BY d.due, d.id
LIMIT :limit
"""  # noqa: S608 - constants
_NEXT_DUE = f"""{_OWED}
SELECT min(max(coalesce(c.next_send, ''), (
    SELECT min(due) FROM deliveries WHERE status = 'pending' AND chat_id = c.chat_id
)))
FROM owed CROSS JOIN chats AS c ON c.chat_id = owed.chat_id
WHERE c.paused = 0
"""  # noqa: S608 - constants


class Outbox:
    """Deliveries. Every method may be called from any thread; raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, limit: int) -> list[Delivery]:
        """Pending and due, of chats neither paused nor held back: at most one a chat, oldest first."""
        with self._database.reading() as reader:
            rows = reader.execute(_DUE, {"now": exact(now), "limit": limit}).fetchall()
        return [_delivery(row) for row in rows]

    def next_due(self) -> datetime | None:
        """When the next delivery can go out (perhaps a time that has passed); None = nothing is owed."""
        with self._database.reading() as reader:
            (time,) = reader.execute(_NEXT_DUE).fetchone()
        return datetime.fromisoformat(time) if time else None

    def apply(self, delivery: Delivery, step: Step, now: datetime) -> None:
        """Write what was decided. Twice does no harm; a delivery that was finished or removed meanwhile stays so."""
        chat_id = delivery.chat.chat_id
        with self._database.writing() as writer:
            if step.move_to is not None:
                move(writer, chat_id, step.move_to)
                chat_id = step.move_to
            _write(writer, delivery.row, step, now)
            if step.leave_topic:
                leave_topic(writer, ChatKey(chat_id=chat_id, thread_id=delivery.chat.thread_id))
            if step.pause_chat:
                pause(writer, chat_id, step.reason)
            if step.next_send is not None:
                writer.execute(
                    "UPDATE chats SET next_send = max(coalesce(next_send, ''), ?) WHERE chat_id = ?",
                    [exact(step.next_send), chat_id],
                )


def owe(writer: sqlite_utils.Database, article_row: int, article: ArticleView, now: datetime) -> int:
    """Owe the article to each chat (and topic) that follows it, once; how many. Call it after the article's sentences
    and entities are written, in the same transaction.

    A revised article is owed to nobody: who wanted it has it, and it is no news.
    """
    (revision,) = writer.execute("SELECT revision FROM articles WHERE id = ?", [article_row]).fetchone()
    if revision > 1:
        return 0
    known = _with_known_forms(writer, article_row, article)
    found = _matching(candidates(writer, article_keys(known), now), known)
    return sum(_insert(writer, article_row, article, *reason, now) for reason in found.values())


def _matching(brought_up: Sequence[Candidate], article: ArticleView) -> dict[ChatKey, tuple[Subscription, Match]]:
    """The most telling match of each chat."""
    seen: dict[str, Match | None] = {}  # many chats follow the same
    best: dict[ChatKey, tuple[Subscription, Match]] = {}
    for candidate in sorted(brought_up, key=lambda c: (_TELLING.index(c.subscription.kind), c.subscription.row)):
        if candidate.filter not in seen:
            seen[candidate.filter] = matches(candidate.load(), article)
        match = seen[candidate.filter]
        if match is not None:
            best.setdefault(candidate.subscription.chat, (candidate.subscription, match))
    return best


def _with_known_forms(writer: sqlite_utils.Database, article_row: int, article: ArticleView) -> ArticleView:
    """The article with what earlier ones call the same people and organisations: "MEA" is the Ministry of ... too."""
    known: dict[str, list[str]] = {}
    rows = writer.execute(
        "SELECT here.key, form.alias FROM (SELECT DISTINCT entity_id FROM mentions WHERE article_id = ?) AS m"
        " JOIN aliases AS here ON here.entity_id = m.entity_id"
        " JOIN aliases AS form ON form.entity_id = m.entity_id AND form.key <> here.key",
        [article_row],
    )
    for key, form in rows:
        known.setdefault(key, []).append(form)
    names = (replace(name, aliases=(*name.aliases, *known.get(fold(name.name), ()))) for name in article.names)
    return replace(article, names=tuple(names))


def _insert(
    writer: sqlite_utils.Database,
    article_row: int,
    article: ArticleView,
    subscription: Subscription,
    match: Match,
    now: datetime,
) -> int:
    cursor = writer.execute(
        "INSERT INTO deliveries"
        " (chat_id, thread_id, article_id, sentence_id, sentence, subscription_id, status, due, created)"
        " VALUES (?, ?, ?, (SELECT id FROM sentences WHERE article_id = ? AND position = ?), ?, ?, 'pending', ?, ?)"
        " ON CONFLICT (chat_id, thread_id, article_id) DO NOTHING",
        [
            subscription.chat.chat_id,
            subscription.chat.thread_id,
            article_row,
            article_row,
            match.sentence,
            article.sentences[match.sentence] if article.sentences else article.title,
            subscription.row,
            exact(now),
            exact(now),
        ],
    )
    return cursor.rowcount


def _write(writer: sqlite_utils.Database, row: int, step: Step, now: datetime) -> None:
    finished = None if step.status is DeliveryStatus.PENDING else exact(now)
    writer.execute(
        "UPDATE deliveries SET status = ?, due = ?, attempts = ?, uncertain = ?, reason = ?, message_id = ?,"
        " finished = ? WHERE id = ? AND status = 'pending'",
        [
            step.status.value,
            exact(step.due),
            step.attempts,
            int(step.uncertain),
            step.reason,
            step.message_id,
            finished,
            row,
        ],
    )


def _delivery(row: sqlite3.Row) -> Delivery:
    """From a row of ``_DUE``."""
    return Delivery(
        row=row[0],
        chat=ChatKey(chat_id=row[1], thread_id=row[2]),
        status=DeliveryStatus(row[3]),
        sentence=row[4],
        sentence_row=row[5],
        attempts=row[6],
        due=datetime.fromisoformat(row[7]),
        uncertain=bool(row[8]),
        created=datetime.fromisoformat(row[9]),
        headline=headline(row),
        subscription=as_subscription(row[10:17]) if row[10] is not None else None,
    )
