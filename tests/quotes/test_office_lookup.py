"""People asked for by their office, over short articles that the shipped pipeline reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.newsroom import Newsroom
from bot.understanding.quote_requests import Lookup
from tests.support.annotated_newsroom import annotated

DATA = Path(__file__).parent / "data"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with annotated(tmp_path_factory.mktemp("offices"), lines("office_articles.jsonl")) as opened:
        yield opened


@pytest.mark.parametrize("case", lines("office_cases.jsonl"), ids=lambda case: str(case["asked"]))
def test_whose_words_an_office_brings(newsroom: Newsroom, case: dict[str, Any]) -> None:
    """One holder, several to choose from, whoever is known as nothing else, or nobody."""
    said = newsroom.who(Lookup(name=case["asked"], about=case.get("about", "")), limit=20)

    quoted = {quote.speaker for quote in said.quotes}
    assert sorted({one.name for one in said.choices} or quoted) == case["speakers"]


def test_an_office_has_a_page(newsroom: Newsroom) -> None:
    page = newsroom.portrait("the mayor of Lindon").portrait

    assert page is not None
    assert page.speaker.name == "Kai Foster"


def test_an_office_of_two_asks_whose_page(newsroom: Newsroom) -> None:
    found = newsroom.portrait("the president")

    assert (found.portrait, sorted(one.name for one in found.choices)) == (None, ["Inés Duarte", "Luc Marel"])
