"""What of a filter the archive has never had, and what is offered instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom
from bot.newsroom.matching import FollowPreview

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ARTICLES = (
    NewArticle(
        id="1", title="Quay", source="Coast Radio", text="Elena Marsh opened the quay in Lisbon. Herring was served."
    ),
    NewArticle(
        id="2", title="Rates", source="The Meridian Daily", text="The bank of Oslo cut its rates, Elena Marsh said."
    ),
)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    path = tmp_path_factory.mktemp("unseen") / "news.db"
    with closing(open_newsroom(path, clock=lambda: NOW)) as opened:
        for _ in opened.add_many(ARTICLES):
            pass
        yield opened


def preview(newsroom: Newsroom, words: str) -> FollowPreview:
    return newsroom.matching.preview(newsroom.matching.read(words), NOW.replace(year=2027))


@pytest.mark.parametrize(
    ("words", "unseen"),
    [
        ("Nonexistent Daily", ("Nonexistent Daily",)),
        ("from:Nonexistent", ("Nonexistent",)),
        ("zeppelin OR Quexley", ("zeppelin", "Quexley")),
        ("herring zeppelin", ("zeppelin",)),
        ("when Quexley says something", ("Quexley",)),
        ("Elena Marsh", ()),
        ("herring", ()),
        ("herring quay rates", ()),
        ("from:Coast", ()),
        ("new zealand", ()),  # a place is spelt as it is, whether or not it has been in the news
        ("covid", ("covid",)),  # and not the other names, which nobody typed
        ("everything -zeppelin", ()),
    ],
)
def test_what_no_article_has_had_is_doubted(newsroom: Newsroom, words: str, unseen: tuple[str, ...]) -> None:
    assert preview(newsroom, words).unseen == unseen


@pytest.mark.parametrize(
    ("words", "alike"),
    [
        ("Nonexistent Daily", ('from:"The Meridian Daily"',)),
        ("from:Cost Radio", ('from:"Coast Radio"',)),
        ("from:Meridan Daily", ('from:"The Meridian Daily"',)),
        ("Elena Marshe", ("Elena Marsh",)),
        ("zeppelin", ()),
    ],
)
def test_what_is_like_it_is_offered(newsroom: Newsroom, words: str, alike: tuple[str, ...]) -> None:
    assert preview(newsroom, words).alike == alike
