"""The schema, as sqlite-utils migrations: one decorated function a step, never edited once released.

Times are ISO 8601 text in UTC (``2026-11-22T08:30:00+00:00``), so that the file reads well in Datasette.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from bot.store import schema_following

#: Written to ``PRAGMA application_id`` so that a foreign file is recognised ("NEWB").
APPLICATION_ID = 0x4E455742

migrations = Migrations("newsbot")

SCHEMA_1 = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    published TEXT,                 -- NULL = the source gives no date
    added TEXT NOT NULL,
    sort_time TEXT NOT NULL,        -- published, else added: newest first goes by this
    lead TEXT NOT NULL,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,           -- of title and text: tells unchanged from revised
    revision INTEGER NOT NULL
);
CREATE INDEX articles_by_time ON articles(sort_time DESC, id DESC);
CREATE INDEX articles_by_source ON articles(source COLLATE NOCASE, sort_time DESC, id DESC);
CREATE INDEX articles_by_url ON articles(url) WHERE url <> '';
CREATE INDEX articles_by_digest ON articles(digest);

CREATE TABLE sentences (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- old buttons hold it: never given to another row
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    stems TEXT NOT NULL             -- terms.py's analysis, blank-separated
);
CREATE UNIQUE INDEX sentences_by_article ON sentences(article_id, position);

CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    key TEXT NOT NULL,              -- folded name
    UNIQUE (key, label)
);
CREATE TABLE aliases (
    key TEXT NOT NULL,              -- folded alias
    entity_id INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE,
    alias TEXT NOT NULL,
    PRIMARY KEY (key, entity_id)
) WITHOUT ROWID;
CREATE INDEX aliases_by_entity ON aliases(entity_id);
CREATE TABLE alias_words (
    word TEXT NOT NULL,             -- one word of aliases.key: finds a name by a part of it
    key TEXT NOT NULL,
    entity_id INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE,
    PRIMARY KEY (word, key, entity_id)
) WITHOUT ROWID;
CREATE INDEX alias_words_by_entity ON alias_words(entity_id);

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    sentence_id INTEGER NOT NULL REFERENCES sentences(id) ON DELETE CASCADE,
    entity_id INTEGER REFERENCES entities(id),   -- NULL for numbers and dates
    label TEXT NOT NULL,
    start INTEGER NOT NULL,         -- offsets in articles.text
    "end" INTEGER NOT NULL
);
CREATE INDEX mentions_by_sentence ON mentions(sentence_id);
CREATE INDEX mentions_by_article ON mentions(article_id);
CREATE INDEX mentions_by_entity ON mentions(entity_id, article_id);

CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    sentence_id INTEGER NOT NULL REFERENCES sentences(id) ON DELETE CASCADE,
    entity_id INTEGER REFERENCES entities(id),   -- the speaker; NULL = not resolved
    speaker TEXT NOT NULL,
    speaker_as_written TEXT NOT NULL,
    cue TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    sort_time TEXT NOT NULL,        -- of its article: a speaker's quotes are found newest first
    content TEXT NOT NULL,
    spans TEXT NOT NULL,            -- JSON [[start, end], ...] in articles.text
    stems TEXT NOT NULL
);
CREATE INDEX quotes_by_article ON quotes(article_id);
CREATE INDEX quotes_by_sentence ON quotes(sentence_id);
CREATE INDEX quotes_by_entity ON quotes(entity_id, sort_time DESC, article_id DESC, id);
CREATE TABLE speaker_words (
    word TEXT NOT NULL,             -- one folded word of the speaker of a quote that is not resolved
    quote_id INTEGER NOT NULL REFERENCES quotes(id) ON DELETE CASCADE,
    PRIMARY KEY (word, quote_id)
) WITHOUT ROWID;
CREATE INDEX speaker_words_by_quote ON speaker_words(quote_id);

CREATE TABLE chats (
    chat_id INTEGER PRIMARY KEY,
    paused INTEGER NOT NULL DEFAULT 0,   -- 1 = blocked the bot, or gone
    reason TEXT NOT NULL DEFAULT '',
    next_send TEXT                       -- flood control: nothing before this time
);
CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- old buttons hold it: never given to another row
    chat_id INTEGER NOT NULL REFERENCES chats(chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
    thread_id INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL CHECK (kind IN ('everything', 'outlet', 'name', 'word')),
    value TEXT NOT NULL,
    filter TEXT NOT NULL,           -- JSON of following.filters.Filter
    created TEXT NOT NULL,
    muted_until TEXT,
    UNIQUE (chat_id, thread_id, kind, value COLLATE NOCASE)
);
CREATE TABLE subscription_keys (
    key TEXT NOT NULL,              -- an article with this key may match: '*', 'from:bbc', 'name:modi', 'word:trade'
    subscription_id INTEGER NOT NULL REFERENCES subscriptions(id) ON DELETE CASCADE,
    PRIMARY KEY (key, subscription_id)
) WITHOUT ROWID;
CREATE INDEX subscription_keys_by_subscription ON subscription_keys(subscription_id);
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the sender holds it: an outcome must never meet another row
    chat_id INTEGER NOT NULL REFERENCES chats(chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
    thread_id INTEGER NOT NULL DEFAULT 0,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    sentence_id INTEGER REFERENCES sentences(id) ON DELETE SET NULL,
    sentence TEXT NOT NULL,
    subscription_id INTEGER REFERENCES subscriptions(id) ON DELETE SET NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'dropped')),
    due TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    uncertain INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    message_id INTEGER,
    created TEXT NOT NULL,
    finished TEXT,
    UNIQUE (chat_id, thread_id, article_id)
);
CREATE INDEX deliveries_pending ON deliveries(chat_id, due, id) WHERE status = 'pending';
CREATE INDEX deliveries_by_article ON deliveries(article_id);
CREATE INDEX deliveries_by_sentence ON deliveries(sentence_id);
CREATE INDEX deliveries_by_subscription ON deliveries(subscription_id);

CREATE TABLE turns (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL DEFAULT 0,
    user_id INTEGER NOT NULL,
    message_id INTEGER,             -- the bot's answer, for replies to it
    asked TEXT NOT NULL,
    turn TEXT NOT NULL              -- JSON of models.Turn
);
CREATE INDEX turns_by_chat ON turns(chat_id, thread_id, user_id, asked);
CREATE INDEX turns_by_time ON turns(asked);
CREATE TABLE views (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- old buttons hold it: never given to another row
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    created TEXT NOT NULL,
    kind TEXT NOT NULL,             -- which paged list
    payload TEXT NOT NULL           -- JSON: what to look up again for another page
);
CREATE INDEX views_by_chat ON views(chat_id);
CREATE INDEX views_by_time ON views(created);
"""


@migrations()
def m001_initial(db: Database) -> None:
    """Articles with their sentences, entities, quotes; subscriptions, outbox, chat state."""
    for statement in SCHEMA_1.split(";\n"):
        if statement.strip():
            db.execute(statement)


#: Written and read by bot/store/term_index.py. Stems hold no blank and no ASCII mark but the decimal point, so the
#: plain ascii tokenizer gives back exactly them; rows come as already analysed text.
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
    """Full-text index over the stems, and the term statistics of the whole corpus."""
    for statement in SCHEMA_2.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m003_manner(db: Database) -> None:
    """Whether a quote was said, written or posted; articles added before count as said."""
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
    """What readers think of answers."""
    for statement in SCHEMA_4.split(";\n"):
        if statement.strip():
            db.execute(statement)


#: The rows of ``quotes`` as full text. Triggers keep it, so that a quote and its entry come and go together, also
#: where a revised article takes its quotes along (FTS5, section 4.4.3).
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
    """Full-text index over the stems of quotes, filled with those that are there."""
    for statement in SCHEMA_5:
        db.execute(statement)


@migrations()
def m006_small_merges(db: Database) -> None:
    """FTS5 no longer merges in large steps by itself: term_index.py asks for a small one with each article."""
    for table in ("sentence_index", "article_index", "quote_index"):
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', 0)")  # noqa: S608 - constants


@migrations()
def m007_spoken_for(db: Database) -> None:
    """For which institution a spokesperson speaks; NULL in articles added before."""
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
    """What Telegram sent and nobody has answered yet."""
    for statement in SCHEMA_INBOX:
        db.execute(statement)


migrations()(schema_following.m010_stories)
