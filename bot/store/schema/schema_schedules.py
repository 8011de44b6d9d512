"""Migrations for schedules; migrations.py lists all of them."""

from __future__ import annotations

from sqlite_utils import Database

SCHEMA_SCHEDULES = """
CREATE TABLE chat_schedules (
    chat_id INTEGER PRIMARY KEY REFERENCES chats(chat_id) ON DELETE CASCADE,
    zone TEXT NOT NULL,                 -- IANA name; '' = as newsbot is set
    quiet_start INTEGER,                -- minutes after midnight by the chat's clock; NULL = no quiet hours
    quiet_end INTEGER,
    times TEXT NOT NULL,                -- JSON: of digests, minutes after midnight
    weekday INTEGER NOT NULL,           -- of weekly digests, 0 = Monday
    cadence TEXT NOT NULL               -- of subscriptions without one of their own
);
CREATE TABLE subscription_schedules (
    subscription_id INTEGER PRIMARY KEY REFERENCES subscriptions(id) ON DELETE CASCADE,
    cadence TEXT,                       -- NULL = the chat's
    silent INTEGER NOT NULL DEFAULT 0,
    through_quiet INTEGER NOT NULL DEFAULT 0,
    ceiling INTEGER,                    -- messages an hour, 0 = any number; NULL = the usual one
    hour_began TEXT,                    -- the hour that is counted now
    hour_count INTEGER NOT NULL DEFAULT 0
);
ALTER TABLE chats ADD COLUMN sounded TEXT;
ALTER TABLE deliveries ADD COLUMN held TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN gathered_in INTEGER;
CREATE INDEX deliveries_gathered ON deliveries(gathered_in) WHERE gathered_in IS NOT NULL;
"""
SCHEMA_SWEEPS = """
CREATE TABLE unswept_articles (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    came TEXT NOT NULL              -- when it was owed to those who follow it
);
CREATE TABLE sweeps (
    id INTEGER PRIMARY KEY,
    ended TEXT NOT NULL,
    articles INTEGER NOT NULL,
    interests INTEGER NOT NULL,
    missed INTEGER NOT NULL         -- deliveries that were made up for
);
ALTER TABLE chats ADD COLUMN woken TEXT;
"""


def m100_schedules(db: Database) -> None:
    """Digests, quiet hours and hourly ceilings: the settings of chats, and the deliveries that are held."""
    for statement in SCHEMA_SCHEDULES.split(";\n"):
        if statement.strip():
            db.execute(statement)


def m150_sweeps(db: Database) -> None:
    """Articles still to be swept, results of sweeps, and since when a chat has been awake again."""
    for statement in SCHEMA_SWEEPS.split(";\n"):
        if statement.strip():
            db.execute(statement)
