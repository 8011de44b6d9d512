"""Who follows a story is told once when something happens, and not what was told before."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.models import ChatKey, NewArticle
from bot.newsroom import open_newsroom

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
    text=(
        "Captain Ole Brun of the ferry Maren, which sank off Port Lindon on Sunday, was arrested on suspicion of being"
        " drunk, prosecutors said. The ferry carried 240 people."
    ),
)


def test_a_followed_story_comes_when_something_happens(tmp_path: Path) -> None:
    with closing(open_newsroom(tmp_path / "news.db", clock=lambda: NOW)) as newsroom:
        newsroom.add(SINKS)
        newsroom.subscriptions.follow(ChatKey(chat_id=1), "story:1 Ferry Maren sinks", now=NOW)
        newsroom.subscriptions.follow(ChatKey(chat_id=2), "Ole Brun", now=NOW)
        owed = {article.text: newsroom.add(article).deliveries for article in (CORRECTED, AGAIN, ARRESTED)}

    assert list(owed.values()) == [0, 1, 1]  # the second to whom the name brings it
