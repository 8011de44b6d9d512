"""Articles of an older database get their stories without anybody waiting for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.newsroom import Newsroom, open_newsroom
from bot.store.stories import filling
from tests.support.affairs import affairs

NOW = datetime(2026, 12, 31, tzinfo=UTC)


def grouped(newsroom: Newsroom) -> list[list[str]]:
    return sorted(sorted(article.id for article in story.articles) for story in newsroom.stories.since())


@pytest.fixture
def before(tmp_path: Path) -> list[list[str]]:
    """The stories of eight articles, whose database then loses them."""
    with closing(open_newsroom(tmp_path / "news.db", clock=lambda: NOW)) as newsroom:
        for one in affairs()[:8]:
            newsroom.add(one.article)
        stories = grouped(newsroom)
    with closing(sqlite3.connect(tmp_path / "news.db")) as old, old:
        for table in ("story_terms", "story_articles", "stories"):
            old.execute(f"DELETE FROM {table}")
    assert len(stories) < 8
    return stories


@pytest.fixture
def newsroom(tmp_path: Path, before: list[list[str]]) -> Iterator[Newsroom]:
    with closing(open_newsroom(tmp_path / "news.db", clock=lambda: NOW)) as opened:
        yield opened


def test_reading_waits_for_no_story(newsroom: Newsroom) -> None:
    everything = newsroom.headlines_on("", limit=20)

    assert (len(everything.headlines), everything.also) == (8, {})
    assert (newsroom.stories.since(), newsroom.grouping.waiting()) == ([], 8)


def test_articles_without_a_story_are_listed_under_their_day(newsroom: Newsroom) -> None:
    day = f"{newsroom.headlines_on('', limit=1).headlines[0].published:%d %B %Y}"
    of_day = {one.id for one in newsroom.headlines_on("", limit=20).headlines if f"{one.published:%d %B %Y}" == day}

    assert {one.id for one in newsroom.headlines_on(f"on {day}", limit=20).headlines} == of_day


def test_all_are_grouped_a_few_at_a_time(
    newsroom: Newsroom, before: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "BATCH", 5)

    assert [newsroom.grouping.group_some() for _ in range(3)] == [5, 3, 0]
    assert grouped(newsroom) == before
    assert newsroom.grouping.waiting() == 0


def test_one_whose_story_is_asked_for_is_grouped_at_once(newsroom: Newsroom) -> None:
    wanted = newsroom.headlines_on("", limit=1).headlines[0].row

    newsroom.grouping.group(wanted)
    newsroom.grouping.group(wanted)
    newsroom.grouping.group(10**9)

    assert set(newsroom.stories.of([wanted])) == {wanted}
    assert newsroom.grouping.waiting() == 7


def test_the_command_groups_all_before_it_prints(tmp_path: Path, before: list[list[str]]) -> None:
    result = CliRunner().invoke(app, ["stories", "--db", str(tmp_path / "news.db")])

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == len(before)
