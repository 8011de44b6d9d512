"""Read due deliveries: at most one per chat, oldest first, with held deliveries gathered into one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.following.sending.schedule import quiet_until, zone_of
from bot.models import ChatKey, Delivery, DeliveryStatus, Gathered, GatheredItem
from bot.models.schedules import HeldBy
from bot.store.base.rows import HEADLINE, VALUES_OF, as_values, headline
from bot.store.following.schedules import CHAT_COLUMNS, as_chat_schedule
from bot.store.following.subscriptions import COLUMNS_HELD, SUBSCRIPTION_COLUMNS, as_subscription, exact
from bot.stories.publishers import one_each, publisher

BURST = timedelta(minutes=5)  # after a message with sound, further ones to the chat are silent for this long
PAGE = 10  # articles per page of a gathered delivery
_CHAT = slice(COLUMNS_HELD, COLUMNS_HELD + 6)  # the columns of the chat's schedule in ``_DUE``

#: Chats with pending deliveries, found with one index step per chat, however many deliveries each has.
_OWED = """
WITH RECURSIVE owed (chat_id) AS (
    SELECT min(chat_id) FROM deliveries WHERE status = 'pending'
    UNION ALL
    SELECT (SELECT min(chat_id) FROM deliveries WHERE status = 'pending' AND chat_id > owed.chat_id)
    FROM owed WHERE owed.chat_id IS NOT NULL
)
"""
#: The message that first told a chat of the story that it follows, or of the delivery's.
_FIRST_OF_STORY = """
SELECT first.message_id FROM deliveries AS first WHERE first.story_id IN (
    SELECT coalesce(t.merged_into, t.id) FROM interest_keys AS k JOIN stories AS t ON t.id = substr(k.key, 7)
    WHERE k.interest_id = s.interest_id AND k.key GLOB 'story:*'
    UNION
    SELECT u.turn_id FROM interest_keys AS k JOIN stories AS t ON t.id = substr(k.key, 7)
    JOIN story_turns AS u ON u.story_id = coalesce(t.merged_into, t.id)
    WHERE k.interest_id = s.interest_id AND k.key GLOB 'story:*'
) AND first.chat_id = d.chat_id
AND first.thread_id = d.thread_id AND first.status = 'sent' AND first.message_id IS NOT NULL AND first.edits IS NULL
AND first.gathered_in IS NULL ORDER BY first.id LIMIT 1
"""
_DUE = f"""{_OWED}
SELECT {SUBSCRIPTION_COLUMNS},
    {CHAT_COLUMNS},
    d.id AS delivery, d.chat_id AS owed_to, d.thread_id AS owed_in, d.status AS delivery_status,
    coalesce(f.sentence, d.sentence) AS shows, (
        SELECT id FROM sentences WHERE article_id = coalesce(f.article_id, d.article_id)
        AND text = coalesce(f.sentence, d.sentence) ORDER BY position LIMIT 1
    ) AS sentence_row, d.attempts AS attempts, d.due AS due, d.uncertain AS uncertain, d.created AS owed_since,
    d.held, coalesce(p.silent, 0) OR coalesce(c.sounded > :burst, 0) AS silent,
    coalesce(p.through_quiet, 0) AS through_quiet,
    d.story_id AS story, f.message_id AS edits, coalesce(f.marks, d.marks) AS marks,
    CASE WHEN s.kind = 'story' THEN ({_FIRST_OF_STORY}) END AS replies_to,
    {HEADLINE}
FROM owed
CROSS JOIN chats AS c ON c.chat_id = owed.chat_id
CROSS JOIN deliveries AS d ON d.id = (
    SELECT id FROM deliveries WHERE status = 'pending' AND chat_id = c.chat_id AND due <= :now ORDER BY due, id LIMIT 1
)
LEFT JOIN deliveries AS f ON f.id = d.edits
JOIN articles AS a ON a.id = coalesce(f.article_id, d.article_id)
LEFT JOIN subscriptions AS s ON s.id = d.subscription_id
LEFT JOIN subscription_schedules AS p ON p.subscription_id = d.subscription_id
LEFT JOIN chat_schedules AS q ON q.chat_id = d.chat_id
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

#: What goes out together with the held delivery :row.
TOGETHER = """
status = 'pending' AND edits IS NULL AND due <= :now AND (chat_id, thread_id, held) = (
    SELECT chat_id, thread_id, held FROM deliveries WHERE id = :row AND held <> ''
)
"""
#: What went out together in the message identified by :row.
_SENT_TOGETHER = "gathered_in = :row AND chat_id = :chat"
_PAGE = f"""
WITH gathered AS (
    SELECT id, article_id, subscription_id, story_id,
        (SELECT count(*) FROM story_articles AS l WHERE l.story_id = deliveries.story_id) AS told
    FROM deliveries WHERE {{which}}
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY subscription_id ORDER BY told DESC, id DESC) AS nth FROM gathered
)
SELECT {SUBSCRIPTION_COLUMNS}, r.story_id AS story, {HEADLINE}
FROM ranked AS r JOIN articles AS a ON a.id = r.article_id LEFT JOIN subscriptions AS s ON s.id = r.subscription_id
ORDER BY r.nth, r.subscription_id, r.id LIMIT {PAGE} OFFSET :offset
"""  # noqa: S608 - constants
_TOLD_BY = f"""
SELECT l.story_id, a.source FROM story_articles AS l JOIN articles AS a ON a.id = l.article_id
WHERE l.story_id IN ({VALUES_OF}) ORDER BY a.id
"""  # noqa: S608 - a constant


def read_due(reader: sqlite3.Connection, now: datetime, limit: int) -> tuple[list[Delivery], dict[int, datetime]]:
    """Up to ``limit`` deliveries that may go out now, and the end of the quiet hours of each chat that is in them."""
    values = {"now": exact(now), "burst": exact(now - BURST), "limit": limit}
    found, quiet = [], {}
    rows = reader.execute(_DUE, values).fetchall()
    outlets = outlets_of(reader, {row["story"] for row in rows if row["story"] is not None})
    for row in rows:
        if until := _quiet_until(row, now):
            quiet[row["owed_to"]] = until
            continue
        owed = _delivery(row, outlets.get(row["story"], ()))
        found.append(_with_others(reader, owed, HeldBy(row["held"]), now) if row["held"] else owed)
    return found, quiet


def read_next_due(reader: sqlite3.Connection) -> datetime | None:
    """When the next delivery can go out (possibly a time in the past), or None if nothing is pending."""
    (time,) = reader.execute(_NEXT_DUE).fetchone()
    return datetime.fromisoformat(time) if time else None


def read_gathered(reader: sqlite3.Connection, chat_id: int, row: int, offset: int) -> Gathered | None:
    """One page of what went out together in a message of this chat; None if nothing of it is left."""
    values = {"chat": chat_id, "row": row, "offset": offset}
    counted = f"SELECT count(*), max(held) FROM deliveries WHERE {_SENT_TOGETHER}"  # noqa: S608 - a constant
    total, held = reader.execute(counted, values).fetchone()
    if not total:
        return None
    items = _items(reader, _SENT_TOGETHER, values)
    return Gathered(first=row, held=HeldBy(held), total=total, items=items, offset=offset)


def outlets_of(reader: sqlite3.Connection, stories: Iterable[int]) -> dict[int, list[str]]:
    """The outlets that report each story, in order of arrival, one per publisher."""
    found: dict[int, list[str]] = {}
    for story, source in reader.execute(_TOLD_BY, [as_values(stories)]):
        found.setdefault(story, []).append(source)
    return {story: one_each(sources) for story, sources in found.items()}


def other_outlets(outlets: Sequence[str], source: str) -> tuple[str, ...]:
    """The outlets that do not belong to the publisher of ``source``."""
    return tuple(outlet for outlet in outlets if publisher(outlet) != publisher(source))


def _quiet_until(row: sqlite3.Row, now: datetime) -> datetime | None:
    """When the quiet hours that block a row of ``_DUE`` end. Edits make no sound, so quiet hours do not block them."""
    if row["through_quiet"] or row["edits"] is not None:
        return None
    chat = as_chat_schedule(tuple(row)[_CHAT])
    return quiet_until(now, zone_of(chat, now), chat.quiet)


def _with_others(reader: sqlite3.Connection, owed: Delivery, held: HeldBy, now: datetime) -> Delivery:
    """A held delivery together with everything that goes out with it."""
    values = {"row": owed.row, "now": exact(now), "offset": 0}
    total, loud = reader.execute(
        "SELECT count(*), max(NOT coalesce(p.silent, 0)) FROM deliveries LEFT JOIN subscription_schedules AS p"  # noqa: S608
        f" ON p.subscription_id = deliveries.subscription_id WHERE {TOGETHER}",
        values,
    ).fetchone()
    items = _items(reader, TOGETHER, values)
    gathered = Gathered(first=owed.row, held=held, total=total, items=items)
    return replace(owed, gathered=gathered, silent=not loud or held is HeldBy.CEILING, due=now)


def _items(reader: sqlite3.Connection, which: str, values: Mapping[str, object]) -> tuple[GatheredItem, ...]:
    rows = reader.execute(_PAGE.format(which=which), values).fetchall()
    outlets = outlets_of(reader, {row["story"] for row in rows if row["story"] is not None})
    return tuple(
        GatheredItem(
            headline=headline(row),
            subscription=as_subscription(tuple(row)[:COLUMNS_HELD]) if row[0] is not None else None,
            also=other_outlets(outlets.get(row["story"], ()), row["source"]),
        )
        for row in rows
    )


def _delivery(row: sqlite3.Row, outlets: Sequence[str]) -> Delivery:
    """Build a delivery from a row of ``_DUE``."""
    return Delivery(
        row=row["delivery"],
        chat=ChatKey(chat_id=row["owed_to"], thread_id=row["owed_in"]),
        status=DeliveryStatus(row["delivery_status"]),
        sentence=row["shows"],
        sentence_row=row["sentence_row"],
        attempts=row["attempts"],
        due=datetime.fromisoformat(row["due"]),
        uncertain=bool(row["uncertain"]),
        created=datetime.fromisoformat(row["owed_since"]),
        headline=headline(row),
        also=other_outlets(outlets, row["source"]),
        edits=row["edits"],
        story=row["story"],
        silent=bool(row["silent"]),
        replies_to=row["replies_to"],
        marks=tuple((start, end) for start, end in json.loads(row["marks"])),
        subscription=as_subscription(tuple(row)[:COLUMNS_HELD]) if row[0] is not None else None,
    )
