"""The outbox: what chats are owed. Written in the transaction that adds the article, emptied by handlers/transport.

    owe        article x subscriptions -> pending deliveries: one a story, later outlets as a change of its message
    due        at most one a chat, oldest first
    apply      what following.outbox.after decided

There is one sender. It marks after sending, so a crash between the two repeats one message and drops none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import sqlite_utils

from bot.following.article_view import ArticleView, article_keys
from bot.following.matching import Match, matches
from bot.following.retry_policy import Step
from bot.models import ChatKey, Delivery, DeliveryStatus, FollowKind
from bot.store.database import Database
from bot.store.interests import Interest, brought_up
from bot.store.rows import HEADLINE, VALUES_OF, as_values, headline
from bot.store.subscriptions import as_subscription, exact, move, pause
from bot.store.topics import leave_topic
from bot.stories.publishers import one_each, publisher
from bot.text.names import fold

GATHERING = timedelta(minutes=2)  # for which later outlets of a story wait to be added to its message together
#: Of several subscriptions that match, the most telling one is the reason shown.
_TELLING = (
    FollowKind.STORY,
    FollowKind.QUESTION,
    FollowKind.QUOTES,
    FollowKind.NAME,
    FollowKind.WORD,
    FollowKind.OUTLET,
    FollowKind.EVERYTHING,
)

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
SELECT d.id, d.chat_id, d.thread_id, d.status, coalesce(f.sentence, d.sentence),
    CASE WHEN f.id IS NULL THEN d.sentence_id ELSE f.sentence_id END,
    d.attempts, d.due, d.uncertain, d.created,
    s.id, s.chat_id, s.thread_id, s.kind, s.value, s.created, s.muted_until,
    d.story_id AS story, f.message_id AS edits,
    {HEADLINE}
FROM owed
CROSS JOIN chats AS c ON c.chat_id = owed.chat_id
CROSS JOIN deliveries AS d ON d.id = (
    SELECT id FROM deliveries WHERE status = 'pending' AND chat_id = c.chat_id AND due <= :now ORDER BY due, id LIMIT 1
)
LEFT JOIN deliveries AS f ON f.id = d.edits
JOIN articles AS a ON a.id = coalesce(f.article_id, d.article_id)
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

#: Each chat (and topic) that follows a matched interest, by the most telling of its subscriptions: SQLite takes the
#: other columns of a group from the row that holds the minimum.
_WANTED = """
WITH matched AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS interest_id, json_extract(value, '$[1]') AS position
    FROM json_each(:matched)
),
telling AS MATERIALIZED (SELECT key AS rank, value AS kind FROM json_each(:telling)),
wanted AS MATERIALIZED (
    SELECT s.chat_id, s.thread_id, s.id AS subscription_id, m.position, min(t.rank * (1 << 40) + s.id) AS best
    FROM matched AS m CROSS JOIN subscriptions AS s ON s.interest_id = m.interest_id
    CROSS JOIN chats AS c ON c.chat_id = s.chat_id
    CROSS JOIN telling AS t ON t.kind = s.kind
    WHERE c.paused = 0 AND (s.muted_until IS NULL OR s.muted_until <= :now)
    GROUP BY s.chat_id, s.thread_id
)
"""
#: Chats whose message of this story is out: it is changed, once for all outlets that come soon.
_ADD_OUTLET = f"""
INSERT INTO deliveries (
    chat_id, thread_id, article_id, sentence, subscription_id, status, due, created, story_id, edits
)
{_WANTED}
SELECT w.chat_id, w.thread_id, :article, first.sentence, first.subscription_id, 'pending', :soon, :now, :story, first.id
FROM wanted AS w CROSS JOIN deliveries AS first ON first.id = (
    SELECT id FROM deliveries WHERE story_id = :story AND chat_id = w.chat_id AND thread_id = w.thread_id
    AND edits IS NULL AND status = 'sent' AND message_id IS NOT NULL LIMIT 1
)
WHERE NOT EXISTS (SELECT 1 FROM deliveries AS d WHERE d.edits = first.id AND d.status = 'pending')
ON CONFLICT (chat_id, thread_id, article_id) DO NOTHING
"""  # noqa: S608 - a constant
_OWE = f"""
INSERT INTO deliveries (
    chat_id, thread_id, article_id, sentence_id, sentence, subscription_id, status, due, created, story_id
)
{_WANTED}
SELECT w.chat_id, w.thread_id, :article, s.id, coalesce(s.text, :title), w.subscription_id, 'pending', :now, :now,
    :story
FROM wanted AS w LEFT JOIN sentences AS s ON s.article_id = :article AND s.position = w.position
WHERE :story IS NULL OR NOT EXISTS (
    SELECT 1 FROM deliveries AS d WHERE d.story_id = :story AND d.chat_id = w.chat_id AND d.thread_id = w.thread_id
    AND d.status IN ('pending', 'sent')
)
ORDER BY w.best
ON CONFLICT (chat_id, thread_id, article_id) DO NOTHING
"""  # noqa: S608 - a constant
_ADD_LATE = """
INSERT OR IGNORE INTO deliveries (
    chat_id, thread_id, article_id, sentence, subscription_id, status, due, created, story_id, edits
)
SELECT d.chat_id, d.thread_id, (
    SELECT max(article_id) FROM story_articles WHERE story_id = d.story_id AND article_id <> d.article_id
), d.sentence, d.subscription_id, 'pending', :soon, :now, d.story_id, coalesce(d.edits, d.id)
FROM deliveries AS d WHERE d.id = :row
"""
_TOLD_BY = f"""
SELECT l.story_id, a.source FROM story_articles AS l JOIN articles AS a ON a.id = l.article_id
WHERE l.story_id IN ({VALUES_OF}) ORDER BY a.id
"""  # noqa: S608 - a constant


class Outbox:
    """Deliveries. Every method may be called from any thread; raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, limit: int) -> list[Delivery]:
        """Pending and due, of chats neither paused nor held back: at most one a chat, oldest first."""
        with self._database.reading() as reader:
            rows = reader.execute(_DUE, {"now": exact(now), "limit": limit}).fetchall()
            outlets = _outlets(reader, {row["story"] for row in rows if row["story"] is not None})
        return [_delivery(row, outlets.get(row["story"], ())) for row in rows]

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
            if step.status is DeliveryStatus.SENT and delivery.story is not None:
                _add_latecomers(writer, delivery, now)
            if step.pause_chat:
                pause(writer, chat_id, step.reason)
            if step.next_send is not None:
                writer.execute(
                    "UPDATE chats SET next_send = max(coalesce(next_send, ''), ?) WHERE chat_id = ?",
                    [exact(step.next_send), chat_id],
                )


def owe(
    writer: sqlite_utils.Database, article_row: int, article: ArticleView, now: datetime, story: int | None = None
) -> int:
    """Owe the article to each chat (and topic) that follows it, once; how many. Call it after the article's sentences
    and entities are written, in the same transaction.

    A chat that has a message of the same ``story`` gets no other: the outlet is added to it, soon after.
    A revised article is owed to nobody: who wanted it has it, and it is no news.
    """
    (revision,) = writer.execute("SELECT revision FROM articles WHERE id = ?", [article_row]).fetchone()
    if revision > 1:
        return 0
    known = _with_known_forms(writer, article_row, article)
    found = matched_interests(brought_up(writer, article_keys(known)), known)
    values = {
        "matched": json.dumps([[row, match.sentence] for row, match in found]),
        "telling": json.dumps(_TELLING),
        "article": article_row,
        "title": article.title,
        "story": story,
        "now": exact(now),
        "soon": exact(now + GATHERING),
    }
    if story is not None:
        writer.execute(_ADD_OUTLET, values)
    return int(writer.execute(_OWE, values).rowcount)


def matched_interests(candidates: Iterable[Interest], article: ArticleView) -> list[tuple[int, Match]]:
    """Which of the interests an article matches, and where."""
    return [(one.row, match) for one in candidates if (match := matches(one.load(), article)) is not None]


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


def _add_latecomers(writer: sqlite_utils.Database, delivery: Delivery, now: datetime) -> None:
    """Have the message changed where an outlet told the story while it was under way."""
    outlets = _outlets(writer.conn, {delivery.story or 0}).get(delivery.story or 0, [])
    if _others(outlets, delivery.headline.source) != delivery.also:
        writer.execute(_ADD_LATE, {"row": delivery.row, "now": exact(now), "soon": exact(now + GATHERING)})


def _outlets(reader: sqlite3.Connection, stories: Iterable[int]) -> dict[int, list[str]]:
    """Story -> who tells it, first come first, one outlet a publisher."""
    found: dict[int, list[str]] = {}
    for story, source in reader.execute(_TOLD_BY, [as_values(stories)]):
        found.setdefault(story, []).append(source)
    return {story: one_each(sources) for story, sources in found.items()}


def _others(outlets: Sequence[str], source: str) -> tuple[str, ...]:
    return tuple(outlet for outlet in outlets if publisher(outlet) != publisher(source))


def _delivery(row: sqlite3.Row, outlets: Sequence[str]) -> Delivery:
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
        also=_others(outlets, row["source"]),
        edits=row["edits"],
        story=row["story"],
        subscription=as_subscription(row[10:17]) if row[10] is not None else None,
    )
