"""Steps of the schema for stories and following; migrations.py has the list of all."""

from __future__ import annotations

from sqlite_utils import Database

from bot.following.filters import Filter
from bot.following.index_keys import keys

SCHEMA_STORIES = """
CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- old buttons hold it: never given to another story
    merged_into INTEGER REFERENCES stories(id)   -- NULL = it stands by itself
);
CREATE TABLE story_articles (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES stories(id),
    day INTEGER NOT NULL,           -- published, else added: days since year 1
    profile BLOB NOT NULL           -- bot/stories/encoding.py
);
CREATE INDEX story_articles_by_story ON story_articles(story_id, article_id);
CREATE TABLE story_terms (
    term INTEGER NOT NULL,          -- hash of one of the article's heaviest terms
    day INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES story_articles(article_id) ON DELETE CASCADE,
    PRIMARY KEY (term, day, article_id)
) WITHOUT ROWID;
CREATE INDEX story_terms_by_article ON story_terms(article_id);
"""


def m010_stories(db: Database) -> None:
    """Which articles tell one event; those that are there get their story when they are next asked for."""
    for statement in SCHEMA_STORIES.split(";\n"):
        if statement.strip():
            db.execute(statement)


def m012_stories_once(db: Database) -> None:
    """A story comes in one message; later outlets change it."""
    db.execute("ALTER TABLE deliveries ADD COLUMN story_id INTEGER")
    db.execute("ALTER TABLE deliveries ADD COLUMN edits INTEGER REFERENCES deliveries(id) ON DELETE SET NULL")
    db.execute(
        "CREATE INDEX deliveries_by_story ON deliveries(story_id, chat_id, thread_id) WHERE story_id IS NOT NULL"
    )
    db.execute("CREATE INDEX deliveries_by_edits ON deliveries(edits) WHERE edits IS NOT NULL")


def m011_subscription_keys(db: Database) -> None:
    """A filter is now brought up by other names of a place, its people and the other spelling as well."""
    filters = db.execute("SELECT id, filter FROM subscriptions").fetchall()
    db.execute("DELETE FROM subscription_keys")
    for row, text in filters:
        for key in sorted(keys(Filter.load(text))):
            db.execute("INSERT INTO subscription_keys (key, subscription_id) VALUES (?, ?)", [key, row])
