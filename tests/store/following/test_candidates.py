"""Which articles a filter may match is found by index; none that it does match is left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.following.filters.filters import Filter
from bot.following.matching.matching import matches
from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom
from bot.store.file.database import Database
from bot.store.following.article_views import ArticleViews
from tests.support.following_pairs import pairs

NOW = datetime(2026, 11, 22, tzinfo=UTC)
WRITTEN = (
    "The US Senate met. American senators spoke.",
    "The WHO warned of a new wave. Laid off workers marched in Paris, Texas.",
    "Who warned? The cease-fire held in Kiev, said Narendra Modi.",
    "AT&T and the U.N. agreed; the W.H.O. did not. It was a trade war.",
    "Trade fell. The war went on. Two 737s of Boeing landed in Turkish snow.",
    "J. D. Vance, Sinéad O’Brien and Jean-Luc Mélenchon met AT&T. Mr. Vance spoke.",
)
ASKED = (
    *("US", "United States", "US Senate", "WHO", "World Health Organization", "layoffs", "ceasefire", "Kyiv"),
    *("AT&T", "UN", '"trade war"', "trade war", "Boeing 737", "Turkey", "trade OR Modi", "says:Modi", "trade -war"),
    *("JD Vance", "J.D. Vance", "Sinead O'Brien", "Sinead OBrien", "Jean-Luc Melenchon", "Jean Luc Mélenchon"),
    *("football", "terrorism", "aviation -Boeing", "health OR energy"),
    *("from:Post", "from:Wire war", "everything", "Paris", "Paris, Texas"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("candidates") / "news.db"


@pytest.fixture(scope="module")
def newsroom(path: Path) -> Iterator[Newsroom]:
    """One article an hour, every other one from another outlet."""
    texts = [*WRITTEN, *dict.fromkeys(pair.article.text for pair in pairs("following_kinds.txt"))]
    articles = [
        NewArticle(
            id=str(at),
            title=f"Report {at}",
            text=text,
            source=("Post", "Wire")[at % 2],
            published=NOW - timedelta(hours=at),
        )
        for at, text in enumerate(texts)
    ]
    with closing(open_newsroom(path, clock=lambda: NOW)) as opened:
        for _ in opened.add_many(articles):
            pass
        yield opened


@pytest.fixture(scope="module")
def views(newsroom: Newsroom, path: Path) -> Iterator[ArticleViews]:
    del newsroom  # has filled the file
    with Database.open(path) as database:
        yield ArticleViews(database)


def matching(wanted: Filter, views: ArticleViews, since: datetime | None = None) -> list[int]:
    """The rows of all articles that match, each tried, newest first."""
    return [row for row in views.rows(Filter(), since) if matches(wanted, views.of(row)[1])]


REFUSED = {"will"}  #: unless the archive knows it as a name
FOLLOWED = sorted({pair.filter for pair in pairs("following_kinds.txt")} - REFUSED)[::4]


@pytest.mark.parametrize("words", [*ASKED, *FOLLOWED])
def test_what_a_filter_brings_is_what_trying_every_article_brings(
    words: str, newsroom: Newsroom, views: ArticleViews
) -> None:
    wanted = newsroom.matching.read(words).filter

    found = [one.headline.row for one in newsroom.matching.matched(wanted)]

    assert found == matching(wanted, views)


def test_only_what_is_new_enough_is_a_candidate(newsroom: Newsroom, views: ArticleViews) -> None:
    wanted = newsroom.matching.read("word:war").filter
    since = NOW - timedelta(hours=3)

    assert views.rows(wanted, since) == matching(wanted, views, since)
    assert len(views.rows(wanted)) > len(views.rows(wanted, since))


@pytest.mark.parametrize(
    ("words", "most"), [("trade war", 2), ("WHO", 2), ('"trade war"', 2), ("from:Wire trade", 1), ("Paris, Texas", 1)]
)
def test_an_index_leaves_few_to_read(words: str, most: int, newsroom: Newsroom, views: ArticleViews) -> None:
    found = views.rows(newsroom.matching.read(words).filter)

    written = [row for row in found if views.of(row)[0].id in map(str, range(len(WRITTEN)))]
    assert len(written) <= most
