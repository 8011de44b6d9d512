"""Whether a word that is somebody's name, too, is asked for as a name or as a topic."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom
from bot.understanding.requests import RequestKind

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
TOLD = (
    ("cup", "A penalty by captain Henrik Storm put Velden ahead. Storm said that he was glad."),
    ("gusts", "At least five people were killed when a storm crossed the south. The storm cut the power, police said."),
    ("bank", "The National Bank of Velmora (NBV) left its key rate unchanged, the NBV said."),
)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with closing(open_newsroom(tmp_path_factory.mktemp("names") / "news.db", clock=lambda: NOW)) as opened:
        articles = [NewArticle(id=name, title=name, text=text, source="Bulletin", published=NOW) for name, text in TOLD]
        assert len(list(opened.add_many(articles))) == len(TOLD)
        yield opened


@pytest.mark.parametrize(
    ("words", "is_page"),
    [
        ("anything on Henrik Storm", True),
        ("Storm", True),
        ("anything on the storm", False),
        ("the storm", False),
        ("the nbv", True),
    ],
)
def test_the_storm_is_nobody(newsroom: Newsroom, words: str, *, is_page: bool) -> None:
    assert (newsroom.route(words, asked=NOW).kind is RequestKind.PERSON) is is_page
