"""``newsbot feedback``: verdicts of a real database, as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.models import ChatKey
from bot.newsroom import open_newsroom
from bot.store.chats.feedback import RatedAnswer

CHAT = ChatKey(chat_id=5)


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    database = tmp_path / "news.db"
    with closing(open_newsroom(database)) as newsroom:
        now = datetime.now(UTC)
        first = RatedAnswer(answer=1, question="Who, now?", short="Hallam", sentences=(3,), grounds=(("chance", 0.5),))
        newsroom.chats.judge(first, CHAT, 5, right=True, now=now)
        second = RatedAnswer(answer=2, question="When?", grounds=(("chance", 0.25), ("rank.names", 1.0)))
        newsroom.chats.judge(second, CHAT, 5, right=False, now=now)
    return database


def told(database: Path, *options: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["feedback", "--db", str(database), *options])
    assert result.exit_code == code, result.output
    return result.output


def test_how_many_were_right(judged: Path) -> None:
    assert told(judged) == "2 verdicts: 1 right, 1 wrong.\n"


def test_none_yet(tmp_path: Path) -> None:
    open_newsroom(tmp_path / "news.db").close()

    assert told(tmp_path / "news.db") == "No verdicts yet.\n"


def test_json_has_everything(judged: Path) -> None:
    first, second = map(json.loads, told(judged, "--json").splitlines())

    assert (first["right"], first["question"], first["answer"]) == (True, "Who, now?", "Hallam")
    assert (first["sentences"], first["grounds"]) == ([3], {"chance": 0.5})
    assert (second["right"], second["grounds"]["rank.names"]) == (False, 1.0)


def test_csv_has_a_column_for_each_number(judged: Path) -> None:
    first, second = csv.DictReader(io.StringIO(told(judged, "--csv")))

    assert (first["right"], first["question"], first["chance"], first["rank.names"]) == ("1", "Who, now?", "0.5", "")
    assert (second["right"], second["answer"], second["rank.names"]) == ("0", "", "1.0")


def test_two_forms_at_once_are_refused(judged: Path) -> None:
    assert "not both" in told(judged, "--json", "--csv", code=1)
