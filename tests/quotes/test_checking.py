"""Did they really say that? Claims about five articles, read by the shipped pipeline, and the verdict on each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.newsroom import Newsroom
from bot.quotes.verdict_wording import difference
from tests.support.annotated_newsroom import annotated

DATA = Path(__file__).parent / "data"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with annotated(tmp_path_factory.mktemp("check"), lines("check_articles.jsonl")) as opened:
        yield opened


@pytest.mark.parametrize("case", lines("check_cases.jsonl"), ids=lambda case: case["text"][:60])
def test_verdicts(newsroom: Newsroom, case: dict[str, Any]) -> None:
    checked = newsroom.check(case["text"])

    assert [one.verdict.value for one in checked] == [verdict for verdict, _ in case["claims"]]
    for one, (_, article) in zip(checked, case["claims"], strict=True):
        assert not article or (one.headline is not None and one.headline.id == article)


@pytest.mark.parametrize(
    ("text", "day"),
    [  # the article came out on Friday, 2 October 2026, and says "on Friday"
        ('On Monday Orlov said "We will raise the wall by twelve metres"', "On Monday"),
        ('"We will raise the wall by twelve metres," Orlov said on 3 August 2026.', "on 3 August 2026"),
        ('Did Orlov say on Tuesday "No farm will lose its water"?', "on Tuesday"),
        ('"No farm will lose its water," Orlov said on 29 September.', "on 29 September"),
        ('On Friday Orlov said "We will raise the wall by twelve metres"', ""),
        ('On 2 October Orlov said "We will raise the wall by twelve metres"', ""),
        ('"We will raise the wall by twelve metres," Orlov said on Thursday.', ""),  # printed the day after
        ('Yesterday Orlov said "We will raise the wall by twelve metres"', ""),  # tells when somebody asks
        ('Last Monday Orlov said "We will raise the wall by twelve metres"', ""),
        ('In October Orlov said "We will raise the wall by twelve metres"', ""),
        ('Orlov said "We will raise the wall by twelve metres"', ""),
    ],
)
def test_another_day(newsroom: Newsroom, text: str, day: str) -> None:
    (checked,) = newsroom.check(text)

    told = [one for one in checked.differences if one.kind == "day"]
    assert (checked.verdict.value, checked.speaker) == ("exact", "Nadia Orlov")
    assert [one.claimed for one in told] == ([day] if day else [])
    assert all(difference(one) == "Another day: the article is of 2 October 2026." for one in told)
