"""Migrations for the log of changes (bot/store/archive/index_changes.py). Never edited once released."""

from __future__ import annotations

from sqlite_utils import Database

_CHANGES = (
    """CREATE TABLE index_targets (
    generation INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the names of indices: never given twice
    prefix TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('filling', 'live')),
    acknowledged INTEGER NOT NULL,  -- every change up to this one is in it
    copied INTEGER NOT NULL         -- row of the last article copied from the copy before; -1 = all are
)""",
    """CREATE TABLE index_changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- versions of documents elsewhere: never given twice
    article_id INTEGER NOT NULL,            -- no foreign key: it tells of removed ones
    op TEXT NOT NULL CHECK (op IN ('put', 'remove')),
    revision INTEGER NOT NULL
)""",
    """CREATE TABLE thin_articles (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE  -- its contents are kept elsewhere only
)""",
)
_TOLD = """CREATE TRIGGER {name} AFTER {event} WHEN EXISTS (SELECT 1 FROM index_targets) BEGIN
    INSERT INTO index_changes (article_id, op, revision) VALUES ({values});
END"""
_TRIGGERS = (
    ("articles_added_told", "INSERT ON articles", "new.id, 'put', new.revision"),
    ("articles_revised_told", "UPDATE OF revision ON articles", "new.id, 'put', new.revision"),
    ("articles_removed_told", "DELETE ON articles", "old.id, 'remove', old.revision"),
    (
        "vectors_told",
        "INSERT ON passage_codes",
        "new.article_id, 'put', (SELECT revision FROM articles WHERE id = new.article_id)",
    ),
)
_FULL_AGAIN = """CREATE TRIGGER articles_full_again AFTER UPDATE OF revision ON articles BEGIN
    DELETE FROM thin_articles WHERE article_id = new.id;
END"""


def m090_index_changes(db: Database) -> None:
    """A log of changes for copies of the archive. Triggers write it, so that no change is missed."""
    for statement in _CHANGES:
        db.execute(statement)
    db.execute(_FULL_AGAIN)
    for name, event, values in _TRIGGERS:
        db.execute(_TOLD.format(name=name, event=event, values=values))
