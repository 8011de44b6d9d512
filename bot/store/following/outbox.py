"""The outbox: deliveries to chats, written in the transaction that adds an article, sent by handlers/transport.

    owe        create deliveries for an article: one per chat and story; later outlets edit that message
    due        read due deliveries, at most one per chat, oldest first; held ones are gathered (due_deliveries.py)
    apply      store what bot/following/sending/retry_policy.py decided on after an attempt to send

There is a single sender. It records the outcome after sending, so a crash in between repeats one message and loses
none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

import sqlite_utils

from bot.following.article.article_view import ArticleView, article_keys
from bot.following.matching.marking import Marks
from bot.following.matching.matching import Match
from bot.following.sending.retry_policy import Step
from bot.models import ChatKey, Delivery, DeliveryStatus, FollowKind, Gathered
from bot.store.file.database import Database
from bot.store.following import due_deliveries
from bot.store.following.article_views import stories_of
from bot.store.following.chat_migration import move
from bot.store.following.schedules import hold_new, hold_quiet
from bot.store.following.subscriptions import exact, pause
from bot.store.following.topics import leave_topic
from bot.store.interests.interest_index import InterestIndex
from bot.store.interests.matched_interests import matched_interests, with_known_forms
from bot.store.stories.affairs import followed_by
from bot.store.stories.stories import Assigned

GATHERING = timedelta(minutes=2)  # for which further outlets of a story are collected into one edit
_WAITING = "id = :row AND status = 'pending'"
#: If several subscriptions of a chat match, the first in this order is shown as the reason.
_TELLING = (
    FollowKind.STORY,
    FollowKind.QUESTION,
    FollowKind.QUOTES,
    FollowKind.NAME,
    FollowKind.WORD,
    FollowKind.OUTLET,
    FollowKind.EVERYTHING,
)

_RANK = "CASE s.kind " + " ".join(f"WHEN '{kind.value}' THEN {rank}" for rank, kind in enumerate(_TELLING)) + " END"
#: Whether a chat receives articles through a subscription: it is not paused and the subscription not muted. With :came,
#: a past time, also whether subscription and chat were active then.
_TAKES_IT = """
c.paused = 0 AND coalesce(s.muted_until, '') <= coalesce(:came, :now)
AND (:came IS NULL OR (s.created <= :came AND coalesce(c.woken, '') <= :came))
"""

#: For each chat and topic, its best matching subscription by ``_RANK``. SQLite takes the other columns of a group from
#: the row that holds the minimum.
_WANTED = f"""
WITH matched AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS interest_id, json_extract(value, '$[1]') AS position,
        json_extract(value, '$[2]') AS marks
    FROM json_each(:matched)
),
wanted AS MATERIALIZED (
    SELECT s.chat_id, s.thread_id, s.id AS subscription_id, s.kind, m.position, m.marks,
        min({_RANK} * (1 << 40) + s.id)
    FROM matched AS m CROSS JOIN subscriptions AS s ON s.interest_id = m.interest_id
    CROSS JOIN chats AS c ON c.chat_id = s.chat_id
    WHERE {_TAKES_IT}
    GROUP BY s.chat_id, s.thread_id
)
"""  # noqa: S608 - constants
#: Schedule an edit of the message that told a chat of this story, one for all outlets that follow soon.
_ADD_OUTLET = f"""
INSERT INTO deliveries (
    chat_id, thread_id, article_id, sentence, subscription_id, status, due, created, story_id, edits
)
{_WANTED}
SELECT w.chat_id, w.thread_id, :article, first.sentence, first.subscription_id, 'pending', :soon, :now, :story, first.id
FROM wanted AS w CROSS JOIN deliveries AS first ON first.id = (
    SELECT id FROM deliveries WHERE story_id = :story AND chat_id = w.chat_id AND thread_id = w.thread_id
    AND edits IS NULL AND status = 'sent' AND message_id IS NOT NULL AND gathered_in IS NULL LIMIT 1
)
WHERE NOT EXISTS (SELECT 1 FROM deliveries AS d WHERE d.edits = first.id AND d.status = 'pending')
ON CONFLICT (chat_id, thread_id, article_id) DO NOTHING
"""  # noqa: S608 - a constant
#: Create deliveries, trying a chat's subscriptions in the order of ``_RANK``; conflicts with existing deliveries are
#: skipped. Grouping the rows by chat would cost as much as writing them.
_OWE = f"""
INSERT INTO deliveries (
    chat_id, thread_id, article_id, sentence, subscription_id, status, due, created, story_id, marks
)
WITH matched AS MATERIALIZED (
    SELECT json_extract(m.value, '$[0]') AS interest_id, coalesce(s.text, :title) AS sentence,
        json_extract(m.value, '$[2]') AS marks
    FROM json_each(:matched) AS m
    LEFT JOIN sentences AS s ON s.article_id = :article AND s.position = json_extract(m.value, '$[1]')
)
SELECT s.chat_id, s.thread_id, :article, m.sentence, s.id, 'pending', :now, :now, :story, m.marks
FROM matched AS m CROSS JOIN subscriptions AS s ON s.interest_id = m.interest_id
CROSS JOIN chats AS c ON c.chat_id = s.chat_id
WHERE {_TAKES_IT} AND (:turn OR s.kind <> 'story')
AND (:story IS NULL OR NOT EXISTS (
    SELECT 1 FROM deliveries AS d WHERE d.story_id = :story AND d.chat_id = s.chat_id AND d.thread_id = s.thread_id
    AND d.article_id <> :article AND d.status IN ('pending', 'sent')
))
ORDER BY {_RANK}, s.id
ON CONFLICT (chat_id, thread_id, article_id) DO NOTHING
"""  # noqa: S608 - a constant
_IS_TOLD = "SELECT 1 FROM deliveries WHERE story_id = ? LIMIT 1"
_ADD_LATE = """
INSERT OR IGNORE INTO deliveries (
    chat_id, thread_id, article_id, sentence, subscription_id, status, due, created, story_id, edits
)
SELECT d.chat_id, d.thread_id, (
    SELECT max(article_id) FROM story_articles WHERE story_id = d.story_id AND article_id <> d.article_id
), d.sentence, d.subscription_id, 'pending', :soon, :now, d.story_id, coalesce(d.edits, d.id)
FROM deliveries AS d WHERE d.id = :row
"""


class Outbox:
    """Deliveries. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, limit: int) -> list[Delivery]:
        """Up to ``limit`` due deliveries of chats that can receive them, at most one per chat, oldest first.

        Deliveries that have run into a chat's quiet hours, by a retry or a restart, are held until these end.
        """
        while True:
            with self._database.reading() as reader:
                found, quiet = due_deliveries.read_due(reader, now, limit)
            if not quiet:
                return found
            with self._database.writing() as writer:
                for chat_id, until in quiet.items():
                    hold_quiet(writer, chat_id, now, until)

    def next_due(self) -> datetime | None:
        """When the next delivery can go out (possibly a time in the past), or None if nothing is pending."""
        with self._database.reading() as reader:
            return due_deliveries.read_next_due(reader)

    def gathered(self, chat_id: int, row: int, offset: int) -> Gathered | None:
        """One page of what was sent together in message ``row`` of this chat; None if nothing of it is left."""
        with self._database.reading() as reader:
            return due_deliveries.read_gathered(reader, chat_id, row, offset)

    def apply(self, delivery: Delivery, step: Step, now: datetime) -> None:
        """Store the outcome of an attempt. Idempotent; deliveries finished or deleted meanwhile are left alone."""
        chat_id = delivery.chat.chat_id
        with self._database.writing() as writer:
            if step.move_to is not None:
                move(writer, chat_id, step.move_to)
                chat_id = step.move_to
            _write(writer, delivery, step, now)
            if step.leave_topic:
                leave_topic(writer, ChatKey(chat_id=chat_id, thread_id=delivery.chat.thread_id))
            if step.status is DeliveryStatus.SENT:
                _sent(writer, chat_id, delivery, now)
            if step.pause_chat:
                pause(writer, chat_id, step.reason)
            if step.next_send is not None:
                writer.execute(
                    "UPDATE chats SET next_send = max(coalesce(next_send, ''), ?) WHERE chat_id = ?",
                    [exact(step.next_send), chat_id],
                )


def owe(
    writer: sqlite_utils.Database,
    interests: InterestIndex,
    article_row: int,
    article: ArticleView,
    now: datetime,
    assigned: Assigned | None = None,
    answered: Mapping[int, int] = MappingProxyType({}),
) -> int:
    """Create a delivery of an article for each chat (and topic) that follows it; return how many were created.

    Call it after the article's sentences and entities are written, in the same transaction. A revised article creates
    no deliveries: its followers have the first version already, and a revision is not news.

    If a chat already has a message of the story that it is ``assigned`` to, the outlet is added to that message a
    little later. Followers of the stories of which it is the first report of a turn (stories/affairs.py) get a message;
    what repeats a followed story or its turn only adds its outlet. ``answered`` maps interest rows of saved questions
    to the position of the sentence that answers them.
    """
    (revision,) = writer.execute("SELECT revision FROM articles WHERE id = ?", [article_row]).fetchone()
    if revision > 1:
        return 0
    story, turn_of = (assigned.story, assigned.turn_of) if assigned else (None, ())
    stories = stories_of(writer, article_row, turn_of)
    if story is not None:
        stories |= followed_by(writer, story)
    known = replace(with_known_forms(writer, article_row, article), stories=stories)
    found = matched_interests(interests.brought_up(writer, article_keys(known)), known)
    matched = [[row, match.sentence, json.dumps(shown)] for row, match, shown in found]
    matched += [[row, sentence, "[]"] for row, sentence in answered.items()]
    values = _owing(article_row, article, matched, now, story) | {"turn": bool(turn_of)}
    if story is not None and writer.execute(_IS_TOLD, [story]).fetchone():
        writer.execute(_ADD_OUTLET, values)
    owed = int(writer.execute(_OWE, values).rowcount)
    hold_new(writer, article_row, now)
    writer.execute("INSERT OR IGNORE INTO unswept_articles VALUES (?, ?)", [article_row, exact(now)])
    return owed


def owe_missed(
    writer: sqlite_utils.Database,
    article_row: int,
    article: ArticleView,
    found: Sequence[tuple[int, Match, Marks]],
    came: datetime,
    now: datetime,
) -> int:
    """Create deliveries of an article that were missed when it arrived at ``came``; return how many were created.

    Only for chats that followed one of the interests ``found`` at that time and have received neither the article nor
    another one of its story. Part of a running transaction.
    """
    told = writer.execute("SELECT story_id FROM story_articles WHERE article_id = ?", [article_row]).fetchone()
    matched = [[row, match.sentence, json.dumps(shown)] for row, match, shown in found]
    values = {**_owing(article_row, article, matched, now, told[0] if told else None), "came": exact(came)}
    owed = int(writer.execute(_OWE, values).rowcount)
    if owed:
        hold_new(writer, article_row, now)
    return owed


def _owing(
    row: int,
    article: ArticleView,
    matched: Sequence[Sequence[object]],
    now: datetime,
    story: int | None,
) -> dict[str, object]:
    """Parameters of ``_OWE`` and ``_ADD_OUTLET`` for an article that is no turn of a followed story.

    Each of ``matched`` is an interest row, the position of the sentence, and the marks as JSON.
    """
    return {
        "matched": json.dumps(matched),
        "turn": False,
        "article": row,
        "title": article.title,
        "story": story,
        "came": None,
        "now": exact(now),
        "soon": exact(now + GATHERING),
    }


def _write(writer: sqlite_utils.Database, delivery: Delivery, step: Step, now: datetime) -> None:
    """Update a delivery or all that were sent together, since these are also retried together."""
    together = delivery.gathered is not None
    sent = step.status is DeliveryStatus.SENT
    values = {
        "row": delivery.row,
        "now": exact(delivery.due),
        "status": step.status.value,
        "due": exact(step.due),
        "attempts": step.attempts,
        "uncertain": int(step.uncertain),
        "reason": step.reason,
        "message": step.message_id,
        "finished": None if step.status is DeliveryStatus.PENDING else exact(now),
        "gathered": delivery.row if together and sent else None,
    }
    writer.execute(
        "UPDATE deliveries SET status = :status, due = :due, attempts = :attempts, uncertain = :uncertain,"  # noqa: S608
        " reason = :reason, message_id = :message, finished = :finished, gathered_in = :gathered"
        f" WHERE {due_deliveries.TOGETHER if together else _WAITING}",
        values,
    )


def _sent(writer: sqlite_utils.Database, chat_id: int, delivery: Delivery, now: datetime) -> None:
    if not delivery.silent and delivery.edits is None:
        writer.execute("UPDATE chats SET sounded = ? WHERE chat_id = ?", [exact(now), chat_id])
    if delivery.story is not None and delivery.gathered is None:
        _add_latecomers(writer, delivery, now)


def _add_latecomers(writer: sqlite_utils.Database, delivery: Delivery, now: datetime) -> None:
    """Schedule another edit of the message if an outlet reported the story while it was being sent."""
    outlets = due_deliveries.outlets_of(writer.conn, {delivery.story or 0}).get(delivery.story or 0, [])
    if due_deliveries.other_outlets(outlets, delivery.headline.source) != delivery.also:
        writer.execute(_ADD_LATE, {"row": delivery.row, "now": exact(now), "soon": exact(now + GATHERING)})
