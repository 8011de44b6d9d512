"""Who speaks, and whether anybody does: role nouns, documents, lines of their own, modality, quotes over paragraphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.language import Annotate, annotator

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "speakers.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def told() -> Annotate:
    return annotator(verified=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['text'][:50]}")
def test_who_says_what_in_a_case(told: Annotate, case: dict[str, Any]) -> None:
    said = told(case["text"]).said()

    assert [speaker for speaker, _ in said] == [speaker for speaker, _ in case["said"]]
    assert [words for (_, words), (_, wanted) in zip(said, case["said"], strict=True) if wanted] == [
        wanted for _, wanted in case["said"] if wanted
    ]
