"""``newsbot match --batch``: what is wrong with one line is said on that line and stops no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.store.file.database import Database
from tests.support.storing import person, store, stored


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Database.open(path) as database:
        store(database, stored("a1", "Elena Marsh closed the bridge."), [person("Elena Marsh", "Marsh")])
    return path


def judged(filled: Path, *lines: dict[str, object]) -> list[dict[str, Any]]:
    batch = filled.with_name("batch.jsonl")
    batch.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    result = CliRunner().invoke(app, ["match", "--batch", str(batch), "--db", str(filled)])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_a_line_that_cannot_be_judged_stops_no_other(filled: Path) -> None:
    gone, broken, right = judged(
        filled,
        {"id": 1, "filter": "bridge", "article_id": "nowhere"},
        {"id": 2, "filter": "-bridge", "article_id": "a1"},
        {"id": 3, "filter": "bridge", "article_id": "a1"},
    )

    assert (gone["matches"], gone["error"]) == (False, 'There is no article "nowhere" in the database.')
    assert broken["matches"] is False
    assert broken["error"]
    assert (right["id"], right["matches"]) == (3, True)
    assert "error" not in right


@pytest.mark.parametrize("choice", [99, -1, "the moon", True])
def test_a_choice_that_is_not_offered_is_said_and_the_filter_read_as_it_is(filled: Path, choice: object) -> None:
    plain, chosen = judged(
        filled,
        {"id": 1, "filter": "Marsh", "article_id": "a1"},
        {"id": 2, "filter": "Marsh", "article_id": "a1", "choice": choice},
    )

    assert chosen["matches"] == plain["matches"]
    assert ("error" in chosen) == bool(plain["choices"])
