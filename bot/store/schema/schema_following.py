"""Migrations for stories and subscriptions; migrations.py lists all of them."""

from __future__ import annotations

from sqlite_utils import Database

from bot.following.filters.filters import Filter
from bot.following.matching.index_keys import keys
from bot.store.interests.interests import enter_all

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
    """Stories, each a set of articles on one event. Existing articles get theirs when stories are next read."""
    for statement in SCHEMA_STORIES.split(";\n"):
        if statement.strip():
            db.execute(statement)


def m012_stories_once(db: Database) -> None:
    """One message per story, which later outlets edit."""
    db.execute("ALTER TABLE deliveries ADD COLUMN story_id INTEGER")
    db.execute("ALTER TABLE deliveries ADD COLUMN edits INTEGER REFERENCES deliveries(id) ON DELETE SET NULL")
    db.execute(
        "CREATE INDEX deliveries_by_story ON deliveries(story_id, chat_id, thread_id) WHERE story_id IS NOT NULL"
    )
    db.execute("CREATE INDEX deliveries_by_edits ON deliveries(edits) WHERE edits IS NOT NULL")


def m011_subscription_keys(db: Database) -> None:
    """Index filters by other names of places, their inhabitants and spelling variants too."""
    filters = db.execute("SELECT id, filter FROM subscriptions").fetchall()
    db.execute("DELETE FROM subscription_keys")
    for row, text in filters:
        for key in sorted(keys(Filter.load(text))):
            db.execute("INSERT INTO subscription_keys (key, subscription_id) VALUES (?, ?)", [key, row])


SCHEMA_INTERESTS = (
    """CREATE TABLE interests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- filters are kept in memory by it: never given to another one
    filter TEXT NOT NULL UNIQUE     -- JSON of following.filters.Filter in its canonical form
)""",
    """CREATE TABLE interest_keys (
    key TEXT NOT NULL,              -- an article with this key may match: '*', 'from:bbc', 'name:modi', 'word:trade'
    interest_id INTEGER NOT NULL REFERENCES interests(id) ON DELETE CASCADE,
    PRIMARY KEY (key, interest_id)
) WITHOUT ROWID""",
    "CREATE INDEX interest_keys_by_interest ON interest_keys(interest_id)",
    """CREATE TABLE new_subscriptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- old buttons hold it: never given to another row
    chat_id INTEGER NOT NULL REFERENCES chats(chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
    thread_id INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL
        CHECK (kind IN ('everything', 'outlet', 'name', 'word', 'quotes', 'story', 'question')),
    value TEXT NOT NULL,
    interest_id INTEGER NOT NULL REFERENCES interests(id),  -- what many chats may share
    created TEXT NOT NULL,
    muted_until TEXT,
    UNIQUE (chat_id, thread_id, kind, value COLLATE NOCASE)
)""",
)
AFTER_INTERESTS = (
    "CREATE INDEX subscriptions_by_interest ON subscriptions(interest_id)",
    """CREATE TRIGGER interests_without_followers AFTER DELETE ON subscriptions
WHEN NOT EXISTS (SELECT 1 FROM subscriptions WHERE interest_id = old.interest_id)
BEGIN DELETE FROM interests WHERE id = old.interest_id; END""",
)


def m070_interests(db: Database) -> None:
    """Chats that follow the same thing share one filter, which is matched once; more kinds of subscriptions."""
    for statement in SCHEMA_INTERESTS:
        db.execute(statement)
    followed = db.execute(
        "SELECT id, chat_id, thread_id, kind, value, filter, created, muted_until FROM subscriptions ORDER BY id"
    ).fetchall()
    for row, chat, thread, kind, value, text, created, muted in followed:
        interest = _interest(db, Filter.load(text))
        values = [row, chat, thread, kind, value, interest, created, muted]
        db.execute("INSERT INTO new_subscriptions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    _replace_subscriptions(db)


def _interest(db: Database, wanted: Filter) -> int:
    """A copy of bot/store/interests/interests.py, frozen at this migration."""
    text = wanted.canonical().dump()
    db.execute("INSERT OR IGNORE INTO interests (filter) VALUES (?)", [text])
    (row,) = db.execute("SELECT id FROM interests WHERE filter = ?", [text]).fetchone()
    return int(row)  # its keys are added by m130_interest_keys


def _replace_subscriptions(db: Database) -> None:
    """Replace the old table by the new one.

    Deliveries keep their subscription, which dropping the table would clear.
    """
    owed = db.execute("SELECT id, subscription_id FROM deliveries WHERE subscription_id IS NOT NULL").fetchall()
    (number,) = db.execute(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'subscriptions'), 0)"
    ).fetchone()
    db.execute("DROP TABLE subscription_keys")
    db.execute("DROP TABLE subscriptions")
    db.execute("ALTER TABLE new_subscriptions RENAME TO subscriptions")
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'subscriptions'")
    db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('subscriptions', ?)", [number])
    for statement in AFTER_INTERESTS:
        db.execute(statement)
    for delivery, subscription in owed:
        db.execute("UPDATE deliveries SET subscription_id = ? WHERE id = ?", [subscription, delivery])


def m130_interest_keys(db: Database) -> None:
    """A second key that articles must have, which spares matching most interests in vain; more spellings."""
    db.execute("ALTER TABLE interest_keys ADD COLUMN also TEXT")  # a further key that every matching article has
    enter_all(db)


def m140_marks(db: Database) -> None:
    """Store the words by which an article matched; index the stories that were merged into another."""
    db.execute("ALTER TABLE deliveries ADD COLUMN marks TEXT NOT NULL DEFAULT '[]'")  # JSON [[start, end], ...]
    db.execute("CREATE INDEX stories_by_merged ON stories(merged_into) WHERE merged_into IS NOT NULL")


def m160_fewer_columns(db: Database) -> None:
    """Find a delivery's sentence by its text, which saves an index on every write.

    Recompute all keys by the current rules: more spellings of names, compounds written as two words.
    """
    db.execute("DROP INDEX deliveries_by_sentence")
    db.execute("ALTER TABLE deliveries DROP COLUMN sentence_id")
    enter_all(db)


def m170_short_names(db: Database) -> None:
    """Keys by today's rules: short names of companies, bodies that act for another, verbs that make a noun."""
    enter_all(db)


def m180_towns(db: Database) -> None:
    """Keys by today's rules: towns by their region, short names of clubs, seats of governments."""
    enter_all(db)


def m210_numbered_names(db: Database) -> None:
    """Keys by today's rules: numbers in names in every writing, names with signs."""
    enter_all(db)


def m200_story_turns(db: Database) -> None:
    """Stories that tell what became of a followed one."""
    db.execute("""CREATE TABLE story_turns (
    story_id INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE,   -- followed
    turn_id INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    PRIMARY KEY (story_id, turn_id)
) WITHOUT ROWID""")
    db.execute("CREATE INDEX story_turns_by_turn ON story_turns(turn_id)")
