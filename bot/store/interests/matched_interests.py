"""Match an article against interests, under every known form of its names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sqlite_utils

from bot.following.article.article_view import ArticleView
from bot.following.matching.marking import Marks, marks
from bot.following.matching.matching import Match, matches
from bot.store.interests.interests import Interest
from bot.text.names import fold


def matched_interests(candidates: Iterable[Interest], article: ArticleView) -> list[tuple[int, Match, Marks]]:
    """The interests that an article matches: row, matching sentence, and the words that matched in it."""
    found = ((row, wanted, matches(wanted, article)) for row, wanted in candidates)
    return [(row, match, marks(wanted, match, article)) for row, wanted, match in found if match is not None]


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
