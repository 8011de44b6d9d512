"""The first schema, which migrations.py changes step by step. Never edited: existing files were created by it."""

from __future__ import annotations

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
