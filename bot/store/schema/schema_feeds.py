"""The tables of feeds, as created by their migration."""

from __future__ import annotations

FEED_SCHEMA = """
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- old buttons hold it: never given to another row
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    site TEXT NOT NULL DEFAULT '',
    folders TEXT NOT NULL DEFAULT '[]',  -- JSON: ways through the folders of the list that it came from
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'stopped')),
    reason TEXT NOT NULL DEFAULT '',
    added TEXT NOT NULL,
    due TEXT NOT NULL,
    interval REAL NOT NULL,              -- seconds
    pause REAL,                          -- seconds that its last document asks for (ttl, sy:update...)
    rate REAL NOT NULL DEFAULT 0,        -- new entries a day
    rounds INTEGER NOT NULL DEFAULT 0,
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash TEXT NOT NULL DEFAULT '',
    last_full TEXT,
    last_tried TEXT,
    last_ok TEXT,
    last_failed TEXT,
    last_error TEXT NOT NULL DEFAULT '',
    failures REAL NOT NULL DEFAULT 0,
    failing_since TEXT,
    noticed INTEGER NOT NULL DEFAULT 0,
    moved_to TEXT NOT NULL DEFAULT '',
    moved_times INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,                     -- a Retry-After: nothing before this time, whoever asks
    articles INTEGER NOT NULL DEFAULT 0  -- that it brought, also those whose entries are forgotten
);
CREATE INDEX feeds_by_due ON feeds(due) WHERE status = 'active';

CREATE TABLE feed_entries (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    alternative TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT NOT NULL,                 -- folded
    lead TEXT NOT NULL,                  -- folded
    content TEXT NOT NULL,               -- hash of title and text
    published TEXT,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    changes INTEGER NOT NULL DEFAULT 0,
    changed TEXT,
    silent INTEGER NOT NULL,             -- 1 = a back-fill: nobody is told
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    due TEXT,                            -- when a waiting one may be tried
    attempts INTEGER NOT NULL DEFAULT 0,
    entry TEXT,                          -- JSON of the entry while it is waiting
    article TEXT NOT NULL DEFAULT '',    -- public id
    UNIQUE (feed_id, key)
);
CREATE INDEX feed_entries_waiting ON feed_entries(due, id) WHERE state = 'waiting';
CREATE INDEX feed_entries_by_time ON feed_entries(feed_id, last_seen);
CREATE INDEX feed_entries_by_article ON feed_entries(article);

CREATE TABLE feed_places (
    place TEXT PRIMARY KEY,              -- a registrable domain that wants to be left alone
    until TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE notices (
    id INTEGER PRIMARY KEY,              -- what the administrators should hear once
    created TEXT NOT NULL,
    text TEXT NOT NULL
);
"""
