"""The outbox: what chats are owed. Written in the transaction that adds the article, emptied by handlers/transport.

    owe        article x subscriptions -> pending deliveries: one a story, later outlets as a change of its message
    due        at most one a chat, oldest first; what was held comes gathered in one (due_deliveries.py)
    apply      what following.outbox.after decided

There is one sender. It marks after sending, so a crash between the two repeats one message and drops none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

import sqlite_utils

from bot.following.article_view import ArticleView, article_keys
from bot.following.marking import Marks
from bot.following.matching import Match
from bot.following.retry_policy import Step
from bot.models import ChatKey, Delivery, DeliveryStatus, FollowKind, Gathered
from bot.store.article_views import stories_of
from bot.store.chat_migration import move
from bot.store.database import Database
from bot.store.due_deliveries import TOGETHER, other_outlets, outlets_of, read_due, read_gathered, read_next_due
from bot.store.interest_index import InterestIndex
from bot.store.matched_interests import matched_interests, new_to_story, with_known_forms
from bot.store.schedules import hold_new, hold_quiet
from bot.store.subscriptions import exact, pause
from bot.store.topics import leave_topic
from bot.stories.turns import NEW, REPEATED

GATHERING = timedelta(minutes=2)  # for which later outlets of a story wait to be added to its message together
_WAITING = "id = :row AND status = 'pending'"
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

_RANK = "CASE s.kind " + " ".join(f"WHEN '{kind.value}' THEN {rank}" for rank, kind in enumerate(_TELLING)) + " END"
#: Whether a chat takes what one of its subscriptions brings.
_TAKES_IT = """
c.paused = 0 AND coalesce(s.muted_until, '') <= coalesce(:came, :now)
AND (:came IS NULL OR (s.created <= :came AND coalesce(c.woken, '') <= :came))
"""

#: Each chat (and topic) that follows a matched interest, by the most telling of its subscriptions: SQLite takes the
#: other columns of a group from the row that holds the minimum.
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
#: Chats whose message of this story is out: it is changed, once for all outlets that come soon.
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
AND NOT (:turn AND w.kind = 'story')
ON CONFLICT (chat_id, thread_id, article_id) DO NOTHING
"""  # noqa: S608 - a constant
#: A chat's most telling subscription is tried first, and what it has already is not owed again: no grouping, which
#: would cost as much as writing.
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
WHERE {_TAKES_IT} AND NOT (:repeated AND s.kind = 'story')
AND (:story IS NULL OR (:turn AND s.kind = 'story') OR NOT EXISTS (
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
    """Deliveries. Every method may be called from any thread; raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, limit: int) -> list[Delivery]:
        """Pending and due, of chats neither paused nor held back: at most one a chat, oldest first.

        What meets its chat's quiet hours although it was to go out before them (a retry, a restart) is held now.
        """
        while True:
            with self._database.reading() as reader:
                found, quiet = read_due(reader, now, limit)
            if not quiet:
                return found
            with self._database.writing() as writer:
                for chat_id, until in quiet.items():
                    hold_quiet(writer, chat_id, now, until)

    def next_due(self) -> datetime | None:
        """When the next delivery can go out (perhaps a time that has passed); None = nothing is owed."""
        with self._database.reading() as reader:
            return read_next_due(reader)

    def gathered(self, chat_id: int, row: int, offset: int) -> Gathered | None:
        """A page of what came together in a message of this chat, known by ``row``; None when nothing is left of it."""
        with self._database.reading() as reader:
            return read_gathered(reader, chat_id, row, offset)

    def apply(self, delivery: Delivery, step: Step, now: datetime) -> None:
        """Write what was decided. Twice does no harm; a delivery that was finished or removed meanwhile stays so."""
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
    story: int | None = None,
    answered: Mapping[int, int] = MappingProxyType({}),
) -> int:
    """Owe the article to each chat (and topic) that follows it, once; how many. Call it after the article's sentences
    and entities are written, in the same transaction.

    A chat that has a message of the same ``story`` gets no other: the outlet is added to it, soon after; who follows
    the story itself gets its turns. ``answered``: interest row of a saved question -> position of the sentence that
    answers it.
    A revised article is owed to nobody: who wanted it has it, and it is no news.
    """
    (revision,) = writer.execute("SELECT revision FROM articles WHERE id = ?", [article_row]).fetchone()
    if revision > 1:
        return 0
    known = replace(with_known_forms(writer, article_row, article), stories=stories_of(writer, article_row))
    found = matched_interests(interests.brought_up(writer, article_keys(known)), known)
    matched = [[row, match.sentence, json.dumps(shown)] for row, match, shown in found]
    matched += [[row, sentence, "[]"] for row, sentence in answered.items()]
    values = _owing(article_row, article, matched, now, story)
    if story is not None:
        new = new_to_story(writer, article_row, known, story)
        values |= {"turn": new >= NEW, "repeated": new <= REPEATED}
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
    """Owe an article to those who followed one of the interests ``found`` when it ``came`` and were not owed it, nor
    another of its story; how many. Inside a running transaction."""
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
    """The parameters of ``_OWE`` and ``_ADD_OUTLET``: to whoever follows it, and no turn of a story.

    ``matched``: interest row, position of the sentence, marks as JSON.
    """
    return {
        "matched": json.dumps(matched),
        "turn": False,
        "repeated": False,
        "article": row,
        "title": article.title,
        "story": story,
        "came": None,
        "now": exact(now),
        "soon": exact(now + GATHERING),
    }


def _write(writer: sqlite_utils.Database, delivery: Delivery, step: Step, now: datetime) -> None:
    """To the delivery, or to all that went out together: what is sent together is tried again together."""
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
        f" WHERE {TOGETHER if together else _WAITING}",
        values,
    )


def _sent(writer: sqlite_utils.Database, chat_id: int, delivery: Delivery, now: datetime) -> None:
    if not delivery.silent and delivery.edits is None:
        writer.execute("UPDATE chats SET sounded = ? WHERE chat_id = ?", [exact(now), chat_id])
    if delivery.story is not None and delivery.gathered is None:
        _add_latecomers(writer, delivery, now)


def _add_latecomers(writer: sqlite_utils.Database, delivery: Delivery, now: datetime) -> None:
    """Have the message changed where an outlet told the story while it was under way."""
    outlets = outlets_of(writer.conn, {delivery.story or 0}).get(delivery.story or 0, [])
    if other_outlets(outlets, delivery.headline.source) != delivery.also:
        writer.execute(_ADD_LATE, {"row": delivery.row, "now": exact(now), "soon": exact(now + GATHERING)})
