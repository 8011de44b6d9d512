"""Who follows a story is told once when something happens, and not what was told before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.fit_affairs import followed
from bot.models import ChatKey, NewArticle
from bot.newsroom import Newsroom, open_newsroom
from bot.store.file.database import Database
from bot.store.stories.affairs import followed_by, merge_turns
from tests.support.affairs import affairs

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SINKS = NewArticle(
    id="sinks",
    title="Ferry Maren sinks off Port Lindon",
    source="Wire",
    published=NOW,
    text=(
        "A passenger ferry sank off Port Lindon on Sunday with 240 people aboard, the coastguard said. Captain Ole Brun"
        " was among the 212 rescued. Divers search the hull of the Maren."
    ),
)
AGAIN = replace(SINKS, id="again", source="Radio")
CORRECTED = replace(SINKS, text=SINKS.text.replace("240", "241"))
ARRESTED = replace(
    SINKS,
    id="arrested",
    title="Captain of sunken ferry Maren arrested in Port Lindon",
    published=NOW + timedelta(days=1),
    text=(
        "Captain Ole Brun of the ferry Maren, which sank off Port Lindon on Sunday, was arrested on Monday on suspicion"
        " of being drunk, prosecutors said. The ferry carried 240 people."
    ),
)
ARRESTED_AGAIN = replace(
    ARRESTED,
    id="arrested again",
    source="Radio",
    text=(
        "The captain of the Maren, Ole Brun, was arrested on Monday, prosecutors in Port Lindon said. He is suspected"
        " of having been drunk when the ferry sank."
    ),
)
CONVICTED = replace(
    SINKS,
    id="convicted",
    title="Two years for captain of ferry Maren",
    published=NOW + timedelta(days=40),
    text=(
        "A court in Port Lindon sentenced Ole Brun, who steered the ferry Maren onto a reef, to two years in prison."
        " The ferry sank off Port Lindon in November."
    ),
)
ELSEWHERE = replace(
    SINKS,
    id="elsewhere",
    title="Port Lindon opens museum of clocks",
    published=NOW + timedelta(days=2),
    text="A museum of clocks was opened in Port Lindon on Tuesday. Its oldest one was built by a monk in 1640.",
)


def told(database: Path, newsroom: Newsroom, now: list[datetime], *articles: NewArticle) -> list[str]:
    """The ids of those that are new messages to whoever follows the story of the sinking; the nightly sweep runs."""
    found = []
    for article in articles:
        now[0] = article.published or NOW
        row = newsroom.add(article).row
        now[0] += timedelta(hours=20)
        newsroom.sweep.run()
        with closing(sqlite3.connect(database)) as reader:
            sql = "SELECT 1 FROM deliveries WHERE chat_id = 1 AND article_id = ? AND edits IS NULL"
            found += [article.id for _ in reader.execute(sql, [row])]
    return found


def test_a_followed_story_comes_when_something_happens(tmp_path: Path) -> None:
    now, database = [NOW], tmp_path / "news.db"
    with closing(open_newsroom(database, clock=lambda: now[0])) as newsroom:
        newsroom.add(SINKS)
        newsroom.subscriptions.follow(ChatKey(chat_id=1), "story:1 Ferry Maren sinks", now=NOW)
        newsroom.subscriptions.follow(ChatKey(chat_id=2), "Ole Brun", now=NOW)
        came = told(database, newsroom, now, CORRECTED, AGAIN, ARRESTED, ARRESTED_AGAIN, ELSEWHERE, CONVICTED)

    assert came == ["arrested", "convicted"]


def test_turns_of_stories_that_are_merged_are_merged(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path / "news.db")) as database, database.writing() as writer:
        writer.execute("INSERT INTO stories (merged_into) VALUES (NULL), (NULL), (NULL), (NULL)")
        writer.execute("INSERT INTO story_turns VALUES (1, 3), (2, 3), (2, 4), (1, 2)")

        merge_turns(writer, 2, 1)

        assert writer.execute("SELECT * FROM story_turns").fetchall() == [(1, 3), (1, 4)]
        assert followed_by(writer, 4) == {1}


def test_developing_stories() -> None:
    found = followed(affairs("following_turns.txt"))

    assert found["turn"] / (found["turn"] + found["repeated"] + found["other"]) >= 0.95
    assert found["turn"] / found["there"] >= 0.8
