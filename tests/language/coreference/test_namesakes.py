"""Who is who: relatives, namesakes and forms of one name, each in a short article with its quotes' speakers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.language import Annotate, annotator

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "namesakes.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def told() -> Annotate:
    return annotator(verified=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['text'][:50]}")
def test_words_go_to_the_right_one_of_a_name(told: Annotate, case: dict[str, Any]) -> None:
    assert [speaker for speaker, _ in told(case["text"]).said()] == case["said"]
