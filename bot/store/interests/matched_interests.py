"""Match an article against interests, under every known form of its names, and decide how much of it is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import sqlite_utils

from bot.following.article_view import ArticleView
from bot.following.marking import Marks, marks
from bot.following.matching import Match, matches
from bot.store.base.rows import VALUES_OF, as_values
from bot.store.interests.interests import Interest
from bot.stories.turns import OPENING, share_new
from bot.text.names import fold


def matched_interests(candidates: Iterable[Interest], article: ArticleView) -> list[tuple[int, Match, Marks]]:
    """The interests that an article matches: row, matching sentence, and the words that matched in it."""
    found = ((row, wanted, matches(wanted, article)) for row, wanted in candidates)
    return [(row, match, marks(wanted, match, article)) for row, wanted, match in found if match is not None]


def new_to_stories(
    writer: sqlite_utils.Database, article_row: int, article: ArticleView, stories: Collection[int]
) -> float:
    """The share of an article's opening that is new to these stories (stories/turns.py); 0 if nobody follows one."""
    followed = f"SELECT 1 FROM interest_keys WHERE key IN ({VALUES_OF}) LIMIT 1"  # noqa: S608 - a constant
    if not writer.execute(followed, [as_values(f"story:{number}" for number in stories)]).fetchone():
        return 0.0
    opening = [term for stems in (article.title_stems, *article.stems[:OPENING]) for term in stems]
    earlier = writer.execute(
        "SELECT s.stems FROM story_articles AS l JOIN sentences AS s ON s.article_id = l.article_id"  # noqa: S608
        f" WHERE l.story_id IN ({VALUES_OF}) AND l.article_id <> ?",
        [as_values(stories), article_row],
    )
    return share_new(opening, (stems.split() for (stems,) in earlier))


def with_known_forms(writer: sqlite_utils.Database, article_row: int, article: ArticleView) -> ArticleView:
    """The article with every form of its names known from earlier articles: "MEA" is the Ministry of ... too."""
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
