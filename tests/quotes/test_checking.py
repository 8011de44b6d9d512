"""Did they really say that? Claims about five articles, read by the shipped pipeline, and the verdict on each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom

DATA = Path(__file__).parent / "data"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    opened = open_newsroom(tmp_path_factory.mktemp("check") / "news.db")
    articles = [
        NewArticle(
            id=one["id"],
            title=one["title"],
            source=one["source"],
            text=one["text"],
            published=datetime.fromisoformat(one["date"]).replace(tzinfo=UTC),
        )
        for one in lines("check_articles.jsonl")
    ]
    assert len(list(opened.add_many(articles))) == len(articles)
    yield opened
    opened.close()


@pytest.mark.parametrize("case", lines("check_cases.jsonl"), ids=lambda case: case["text"][:60])
def test_verdicts(newsroom: Newsroom, case: dict[str, Any]) -> None:
    checked = newsroom.check(case["text"])

    assert [one.verdict.value for one in checked] == [verdict for verdict, _ in case["claims"]]
    for one, (_, article) in zip(checked, case["claims"], strict=True):
        assert not article or (one.headline is not None and one.headline.id == article)
