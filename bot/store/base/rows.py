"""Convert between database rows and values: times as UTC text, columns of a headline, lists as one parameter."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from bot.models import Headline

#: Columns of ``articles AS a`` for ``headline``. All precede the text in the table, so that reading a headline does not
#: walk through the pages of a long article.
HEADLINE = (
    "a.id AS article_row, a.public_id, a.title, a.source, a.url, a.published, a.added, a.lead"
    ", EXISTS (SELECT 1 FROM blurbs AS b WHERE b.article_id = a.id) AS blurb"
)
#: For ``WHERE x IN (VALUES_OF)``: takes a list of any length as one parameter, made by ``as_values``.
VALUES_OF = "SELECT value FROM json_each(?)"


def headline(row: sqlite3.Row) -> Headline:
    """The headline in a row with the columns HEADLINE."""
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
    """A time as ISO 8601 in UTC, to the second, which sorts as text. Raises ValueError for a naive time."""
    if time.tzinfo is None:
        raise ValueError("times are aware")
    return time.astimezone(UTC).isoformat(timespec="seconds")


def as_time(text: str | None) -> datetime | None:
    """The time in a text written by ``as_text``; None for NULL."""
    return None if text is None else datetime.fromisoformat(text)


def as_values(values: Iterable[int] | Iterable[str]) -> str:
    """A list as the parameter of VALUES_OF."""
    return json.dumps(list(values))
