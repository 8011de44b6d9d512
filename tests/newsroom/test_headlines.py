"""Headlines of a day: the morning after's paper tells of it as well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday
TOLD = (
    ("power", 24, "A power cut left 8,000 homes in Orne dark on Monday evening."),
    ("library", 25, "The library of Orne reopened on Wednesday after a flood."),
    ("race", 22, "A boy of nine won the pancake race in Lodden on Sunday."),
)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    path = tmp_path_factory.mktemp("headlines") / "news.db"
    with closing(open_newsroom(path, clock=lambda: NOW)) as opened:
        articles = [
            NewArticle(id=name, title=name, text=text, source="Bulletin", published=datetime(2026, 11, day, tzinfo=UTC))
            for name, day, text in TOLD
        ]
        assert len(list(opened.add_many(articles))) == len(TOLD)
        yield opened


@pytest.mark.parametrize(
    ("topic", "days", "titles", "missed"),
    [
        ("Orne", "last Monday", ["power"], False),  # printed on Tuesday
        ("Orne", "on Wednesday", ["library"], False),
        ("Lodden", "last Monday", ["race"], True),  # the newest of any day
        ("Lodden", "tomorrow", ["race"], True),
        ("Lodden", "next week", ["race"], True),
    ],
)
def test_days_of_a_topic(newsroom: Newsroom, topic: str, days: str, titles: list[str], *, missed: bool) -> None:
    found = newsroom.headlines_on(topic, days, asked=NOW)

    assert [one.title for one in found.headlines] == titles
    assert found.missed is missed
