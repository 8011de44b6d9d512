"""The schema as sqlite-utils migrations: one decorated function per step, never edited once released.

Times are ISO 8601 text in UTC (``2026-11-22T08:30:00+00:00``), which is readable in Datasette.
"""

from __future__ import annotations

import json

from sqlite_utils import Database, Migrations

from bot.store.schema import schema_changes, schema_chats, schema_following, schema_schedules
from bot.store.schema.first_schema import SCHEMA_1
from bot.store.schema.schema_feeds import FEED_SCHEMA
from bot.text.quoted_words import put_together

#: Written to ``PRAGMA application_id``, so that foreign files are recognised ("NEWB").
APPLICATION_ID = 0x4E455742

migrations = Migrations("newsbot")


@migrations()
def m001_initial(db: Database) -> None:
    """Articles with their sentences, entities, quotes; subscriptions, outbox, chat state."""
    for statement in SCHEMA_1.split(";\n"):
        if statement.strip():
            db.execute(statement)


#: Written and read by bot/store/archive/term_index.py. Stems contain no space and no ASCII punctuation but the decimal
#: point, so the plain ascii tokenizer returns them unchanged; rows are stored as analysed text.
SCHEMA_2 = """
CREATE VIRTUAL TABLE sentence_index USING fts5(
    stems, content = 'sentences', content_rowid = 'id', tokenize = "ascii tokenchars '.'"
);
CREATE VIRTUAL TABLE article_index USING fts5(
    title, body, content = '', tokenize = "ascii tokenchars '.'"
);
CREATE TABLE article_terms (
    article_id INTEGER PRIMARY KEY,  -- no foreign key: the index is told of removals and undoes its statistics then
    title TEXT NOT NULL,             -- stems of the title
    length INTEGER NOT NULL          -- terms in title and body
);
CREATE TABLE terms (
    term TEXT PRIMARY KEY,
    sentences INTEGER NOT NULL,     -- that contain it
    articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE corpus (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sentences INTEGER NOT NULL,
    sentence_terms INTEGER NOT NULL,   -- their lengths added up
    articles INTEGER NOT NULL,
    article_terms INTEGER NOT NULL
);
INSERT INTO corpus VALUES (1, 0, 0, 0, 0);
"""


@migrations()
def m002_index(db: Database) -> None:
    """Full-text index over the stems, and term statistics of the whole corpus."""
    for statement in SCHEMA_2.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m003_manner(db: Database) -> None:
    """Whether a quote was said, written or posted. Quotes of existing articles count as said."""
    db.execute("ALTER TABLE quotes ADD COLUMN manner TEXT NOT NULL DEFAULT 'said'")


SCHEMA_4 = """
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    answer_id INTEGER NOT NULL,     -- the view that kept the answer, perhaps gone by now
    chat_id INTEGER,                -- NULL = its days are over, as for the next and the words
    user_id INTEGER,
    created TEXT NOT NULL,
    verdict INTEGER NOT NULL,       -- 1 = right, 0 = wrong
    sentences TEXT NOT NULL,        -- JSON: rows of the sentences shown, best first
    grounds TEXT NOT NULL,          -- JSON: named numbers that the answer was judged by
    question TEXT,
    short TEXT,                     -- the short answer
    UNIQUE (answer_id, user_id)
);
CREATE INDEX feedback_by_time ON feedback(created) WHERE user_id IS NOT NULL;
"""


@migrations()
def m004_feedback(db: Database) -> None:
    """Readers' verdicts on answers."""
    for statement in SCHEMA_4.split(";\n"):
        if statement.strip():
            db.execute(statement)


#: Full-text index over ``quotes``. Triggers maintain it, so that quotes and index entries change together, also when
#: quotes are deleted with a revised article (FTS5, section 4.4.3).
SCHEMA_5 = (
    """CREATE VIRTUAL TABLE quote_index USING fts5(
    stems, content = 'quotes', content_rowid = 'id', tokenize = "ascii tokenchars '.'"
)""",
    """CREATE TRIGGER quotes_added AFTER INSERT ON quotes BEGIN
    INSERT INTO quote_index (rowid, stems) VALUES (new.id, new.stems);
END""",
    """CREATE TRIGGER quotes_removed AFTER DELETE ON quotes BEGIN
    INSERT INTO quote_index (quote_index, rowid, stems) VALUES ('delete', old.id, old.stems);
END""",
    """CREATE TRIGGER quotes_changed AFTER UPDATE OF id, stems ON quotes BEGIN
    INSERT INTO quote_index (quote_index, rowid, stems) VALUES ('delete', old.id, old.stems);
    INSERT INTO quote_index (rowid, stems) VALUES (new.id, new.stems);
END""",
    "INSERT INTO quote_index (quote_index) VALUES ('rebuild')",
)


@migrations()
def m005_quote_index(db: Database) -> None:
    """Full-text index over the stems of quotes, filled from existing ones."""
    for statement in SCHEMA_5:
        db.execute(statement)


@migrations()
def m006_small_merges(db: Database) -> None:
    """Turn off FTS5's automatic merges, which are large; term_index.py requests a small one per article."""
    for table in ("sentence_index", "article_index", "quote_index"):
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', 0)")  # noqa: S608 - constants


@migrations()
def m007_spoken_for(db: Database) -> None:
    """The institution for which a spokesperson speaks; NULL in existing articles."""
    db.execute("ALTER TABLE quotes ADD COLUMN spoken_for INTEGER REFERENCES entities(id)")
    db.execute(
        "CREATE INDEX quotes_by_spoken_for ON quotes(spoken_for, sort_time DESC, article_id DESC, id)"
        " WHERE spoken_for IS NOT NULL"
    )


SCHEMA_INBOX = (
    """CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the larger of two is the newer
    bot INTEGER NOT NULL,                  -- the bot's user id
    started TEXT NOT NULL
)""",
    "CREATE INDEX runs_by_bot ON runs(bot, id)",
    """CREATE TABLE inbox (
    bot INTEGER NOT NULL,
    number INTEGER NOT NULL,               -- Telegram's update_id
    run INTEGER NOT NULL,                  -- who answers it
    received TEXT NOT NULL,
    begun INTEGER NOT NULL DEFAULT 1,      -- by how many runs
    body TEXT,                             -- JSON as Telegram sent it; NULL = answered
    PRIMARY KEY (bot, number)
) WITHOUT ROWID""",
    "CREATE INDEX inbox_open ON inbox(bot, run) WHERE body IS NOT NULL",
)


@migrations()
def m009_inbox(db: Database) -> None:
    """Updates from Telegram that are not answered yet."""
    for statement in SCHEMA_INBOX:
        db.execute(statement)


migrations()(schema_following.m010_stories)


#: Written and read by bot/store/archive/descriptions.py.
DESCRIPTIONS = (
    """CREATE TABLE descriptions (
    entity_id INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    sentence_id INTEGER NOT NULL REFERENCES sentences(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,         -- offsets in articles.text
    "end" INTEGER NOT NULL,
    said TEXT NOT NULL,             -- its words without name and articles, blank-separated
    PRIMARY KEY (entity_id, article_id, sentence_id, start)
) WITHOUT ROWID""",
    "CREATE INDEX descriptions_by_article ON descriptions(article_id)",
    "CREATE INDEX descriptions_by_sentence ON descriptions(sentence_id)",
    """CREATE TABLE undescribed_articles (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE
)""",
    "INSERT INTO undescribed_articles SELECT id FROM articles",
)


@migrations()
def m020_descriptions(db: Database) -> None:
    """Descriptions of entities in the words of articles. Existing articles are processed in the background."""
    for statement in DESCRIPTIONS:
        db.execute(statement)


@migrations()
def m030_reopened_marks(db: Database) -> None:
    """Interrupted quotations close and reopen their marks; " … " suggested that words had been left out."""
    rows = db.execute(
        "SELECT q.id, q.spans, a.text FROM quotes AS q JOIN articles AS a ON a.id = q.article_id"
        " WHERE q.kind = 'direct' AND json_array_length(q.spans) > 1"
    ).fetchall()
    for row, spans, text in rows:
        content = put_together(text, [(start, end) for start, end in json.loads(spans)], direct=True)
        db.execute("UPDATE quotes SET content = ? WHERE id = ?", (content, row))


@migrations()
def m040_feeds(db: Database) -> None:
    """Feeds, their entries, domains that asked to be left alone, notices to the administrators."""
    for statement in FEED_SCHEMA.split(";\n"):
        if statement.strip():
            db.execute(statement)


migrations()(schema_following.m011_subscription_keys)
migrations()(schema_following.m012_stories_once)


#: Written and read by bot/store/reading/passage_vectors.py.
SCHEMA_VECTORS = (
    """CREATE TABLE passage_vectors (
    sentence_id INTEGER PRIMARY KEY REFERENCES sentences(id) ON DELETE CASCADE,
    vector BLOB NOT NULL            -- int8, one a dimension; its length means nothing
)""",
    """CREATE TABLE passage_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- readers keep codes and ask for what is newer: never given to another row
    article_id INTEGER NOT NULL UNIQUE REFERENCES articles(id) ON DELETE CASCADE,
    first_sentence INTEGER NOT NULL,       -- the others follow it
    sentences INTEGER NOT NULL,
    encoder TEXT NOT NULL,                 -- the model: vectors of two cannot be compared
    codes BLOB NOT NULL                    -- signs of the vectors, eight a byte, in the order of the sentences
)""",
)


@migrations()
def m050_passage_vectors(db: Database) -> None:
    """Vectors of sentences. Existing articles are encoded in the background."""
    for statement in SCHEMA_VECTORS:
        db.execute(statement)


@migrations()
def m060_inbox_digest(db: Database) -> None:
    """Tell a repeated update from a new one of the same number: a Bot API server may restart its numbering."""
    db.execute("ALTER TABLE inbox ADD COLUMN digest BLOB")


migrations()(schema_following.m070_interests)


@migrations()
def m080_undated_last(db: Database) -> None:
    """Order by date with undated articles last; before, they were dated by when they were added."""
    db.execute("CREATE INDEX articles_by_day ON articles((published IS NULL), sort_time DESC, id DESC)")
    db.execute(
        "CREATE INDEX articles_by_source_day ON articles(source COLLATE NOCASE, (published IS NULL), sort_time DESC,"
        " id DESC)"
    )


migrations()(schema_changes.m090_index_changes)
migrations()(schema_schedules.m100_schedules)


@migrations()
def m110_blurbs(db: Database) -> None:
    """Articles of which only a blurb is known. A column would be stored after the text, far from the headline."""
    db.execute("CREATE TABLE blurbs (article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE)")


migrations()(schema_chats.m120_preferences)
migrations()(schema_following.m130_interest_keys)
migrations()(schema_following.m140_marks)
migrations()(schema_schedules.m150_sweeps)
migrations()(schema_following.m160_fewer_columns)
migrations()(schema_following.m170_short_names)
migrations()(schema_following.m180_towns)
migrations()(schema_chats.m190_owner)
migrations()(schema_following.m200_story_turns)
migrations()(schema_following.m210_numbered_names)
