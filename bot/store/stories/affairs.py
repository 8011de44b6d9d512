"""Turns of followed stories: other stories of the same affair, found as their first article is added.

new_turn_of     an article that joins none of them -> the followed stories whose affair it belongs to, stored
followed_by     a story -> the followed stories of which it is a turn
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import sqlite_utils

from bot.stories.affairs import DAYS, is_of_affair
from bot.stories.encoding import load
from bot.stories.profile import ArticleProfile

_COMPARED = 24  # articles of followed affairs that share most with the new one
#: Followed stories with the stories that are turns of them.
_FOLLOWED = """
SELECT f.story_id, f.story_id AS part FROM followed AS f UNION
SELECT f.story_id, t.turn_id FROM followed AS f JOIN story_turns AS t ON t.story_id = f.story_id
"""
_NEAR = f"""
WITH followed AS (
    SELECT DISTINCT coalesce(s.merged_into, s.id) AS story_id
    FROM interest_keys AS k JOIN stories AS s ON s.id = CAST(substr(k.key, 7) AS INTEGER)
    WHERE k.key >= 'story:' AND k.key < 'story;'
),
parts AS ({_FOLLOWED}),
near AS (
    SELECT t.article_id, sum(w.weight) AS shared FROM (
        SELECT json_extract(value, '$[0]') AS term, json_extract(value, '$[1]') AS weight FROM json_each(:wanted)
    ) AS w CROSS JOIN story_terms AS t ON t.term = w.term AND t.day BETWEEN :first AND :last
    JOIN story_articles AS l ON l.article_id = t.article_id
    WHERE l.story_id IN (SELECT part FROM parts) AND t.article_id <> :me
    GROUP BY t.article_id ORDER BY shared DESC, t.article_id DESC LIMIT {_COMPARED}
)
SELECT p.story_id, l.profile FROM near AS n JOIN story_articles AS l ON l.article_id = n.article_id
JOIN parts AS p ON p.part = l.story_id
WHERE p.story_id NOT IN (SELECT story_id FROM parts WHERE part = :own)
"""  # noqa: S608 - constants
_ANY = "SELECT 1 FROM interest_keys WHERE key >= 'story:' AND key < 'story;' LIMIT 1"


def new_turn_of(
    writer: sqlite_utils.Database, row: int, article: ArticleProfile, story: int, wanted: Sequence[tuple[int, float]]
) -> tuple[int, ...]:
    """The followed stories of which the article's ``story`` is from now on known to be a turn.

    ``wanted``: the article's heaviest terms, hashed, with their weights.
    """
    if not writer.execute(_ANY).fetchone():
        return ()
    values = {"wanted": json.dumps(wanted), "first": article.day - DAYS, "last": article.day + DAYS}
    near: dict[int, list[bytes]] = {}
    for followed, profile in writer.execute(_NEAR, {**values, "me": row, "own": story}):
        near.setdefault(followed, []).append(profile)
    found = tuple(sorted(number for number, told in near.items() if is_of_affair(article, map(load, told))))
    writer.conn.executemany("INSERT OR IGNORE INTO story_turns VALUES (?, ?)", [(number, story) for number in found])
    return found


def followed_by(writer: sqlite_utils.Database, story: int) -> frozenset[int]:
    """The stories of which a story is known to be a turn, with those merged into them."""
    sql = (
        "SELECT t.story_id FROM story_turns AS t WHERE t.turn_id = :story UNION"
        " SELECT s.id FROM story_turns AS t JOIN stories AS s ON s.merged_into = t.story_id WHERE t.turn_id = :story"
    )
    return frozenset(number for (number,) in writer.execute(sql, {"story": story}))


def merge_turns(writer: sqlite_utils.Database, number: int, into: int) -> None:
    """A story was merged into another: so are its turns, and what it is a turn of."""
    writer.execute("UPDATE OR REPLACE story_turns SET story_id = ? WHERE story_id = ?", [into, number])
    writer.execute("UPDATE OR REPLACE story_turns SET turn_id = ? WHERE turn_id = ?", [into, number])
    writer.execute("DELETE FROM story_turns WHERE story_id = turn_id")
