"""Between database rows and values: times as UTC text, the columns of a headline, lists as one parameter."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from bot.models import Headline

#: Columns for ``headline``, of ``articles AS a``. All stand before the text in the table, so that reading
#: a headline does not walk through the pages of a long article.
HEADLINE = (
    "a.id AS article_row, a.public_id, a.title, a.source, a.url, a.published, a.added, a.lead"
    ", EXISTS (SELECT 1 FROM blurbs AS b WHERE b.article_id = a.id) AS blurb"
)
#: As ``WHERE x IN (VALUES_OF)``: one parameter, made by ``as_values``, for a list of any length.
VALUES_OF = "SELECT value FROM json_each(?)"


def headline(row: sqlite3.Row) -> Headline:
    """The headline in a row that has the columns HEADLINE."""
    return Headline(
        row=row["article_row"],
        id=row["public_id"],
        title=row["title"],
        source=row["source"],
        url=row["url"],
        published=as_time(row["published"]),
        added=datetime.fromisoformat(row["added"]),
        lead=row["lead"],
        blurb=bool(row["blurb"]),
    )


def as_text(time: datetime) -> str:
    """ISO 8601 in UTC to the second: sorts as text. Raises ValueError for a naive time."""
    if time.tzinfo is None:
        raise ValueError("times are aware")
    return time.astimezone(UTC).isoformat(timespec="seconds")


def as_time(text: str | None) -> datetime | None:
    """What ``as_text`` wrote; None for NULL."""
    return None if text is None else datetime.fromisoformat(text)


def as_values(values: Iterable[int] | Iterable[str]) -> str:
    """The parameter for VALUES_OF."""
    return json.dumps(list(values))
