"""Move followers of an outlet when two feeds turn out to be the same."""

from __future__ import annotations

import re
from dataclasses import replace

import sqlite_utils

from bot.following.filters.filters import Filter
from bot.store.interests.interests import interest_of
from bot.text.names import fold

_OF_OUTLETS = """
SELECT s.id, s.value, s.interest_id, i.filter FROM subscriptions AS s JOIN interests AS i ON i.id = s.interest_id
WHERE json_extract(i.filter, '$.from') <> '' OR json_extract(i.filter, '$."not from"') IS NOT NULL
"""


def move_followers(writer: sqlite_utils.Database, old: str, new: str) -> int:
    """Rewrite subscriptions to the outlet ``old`` for ``new``; return how many. Part of a running transaction.

    If a chat then has two equal subscriptions, one of them is deleted.
    """
    followers = [
        (row, value, interest, Filter.load(told))
        for row, value, interest, told in writer.execute(_OF_OUTLETS).fetchall()
    ]
    moving = [one for one in followers if fold(old) in map(fold, (*one[3].sources, *one[3].other_than))]
    for row, value, interest, told in moving:
        changed = writer.execute(
            "UPDATE OR IGNORE subscriptions SET value = ?, interest_id = ? WHERE id = ?",
            [_renamed(value, old, new), interest_of(writer, _moved(told, old, new)), row],
        )
        if not changed.rowcount:
            writer.execute("DELETE FROM subscriptions WHERE id = ?", [row])
        writer.execute(
            "DELETE FROM interests WHERE id = ? AND NOT EXISTS"
            " (SELECT 1 FROM subscriptions WHERE interest_id = interests.id)",
            [interest],
        )
    return len(moving)


def _moved(told: Filter, old: str, new: str) -> Filter:
    def moved(outlets: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if fold(outlet) == fold(old) else outlet for outlet in outlets))

    return replace(told, sources=moved(told.sources), other_than=moved(told.other_than))


def _renamed(value: str, old: str, new: str) -> str:
    """The words of a subscription with the outlet replaced; after ``from:`` it is quoted if it contains spaces."""
    bare = re.escape(old)
    behind_from = re.compile(rf'from:\s*(?:"{bare}"|{bare})', re.IGNORECASE)
    if behind_from.search(value):
        return behind_from.sub(lambda _: f'from:"{new}"' if " " in new else f"from:{new}", value)
    return re.sub(bare, lambda _: new, value, flags=re.IGNORECASE)
