"""Migrations of what is known about chats and the bot that they write to."""

from __future__ import annotations

from sqlite_utils import Database


def m120_preferences(db: Database) -> None:
    """Settings of chats (/settings), and who is admitted or banned."""
    db.execute("""CREATE TABLE preferences (
    chat_id INTEGER PRIMARY KEY,
    language TEXT NOT NULL DEFAULT '',     -- ISO 639-1; '' = as the app of whoever asks tells
    long_answers INTEGER NOT NULL DEFAULT 0,
    previews INTEGER NOT NULL DEFAULT 1
)""")
    db.execute("""CREATE TABLE admissions (
    id INTEGER PRIMARY KEY,                -- a user's or a chat's
    admitted INTEGER NOT NULL,             -- 0 = banned
    since TEXT NOT NULL
)""")


def m190_owner(db: Database) -> None:
    """The bot on Telegram whose chats the database holds; without a row none has used it yet."""
    db.execute("CREATE TABLE owner (one INTEGER PRIMARY KEY CHECK (one = 1), bot INTEGER NOT NULL)")
