"""``newsbot person``: the page as text and as JSON, and the chart as a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from bot.store.file.database import Database
from handlers.localchat.methods_media import picture_size
from tests.support.storing import Said, day, organisation, person, store, stored

MARSH = person("Elena Marsh", "Marsh", "Iron Elena")


def newsbot(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def filled(database_path: Path) -> Path:
    with Database.open(database_path) as database:
        for number in (2, 9):
            text = f"Minister Elena Marsh said rain{number} to Norlys. [b]Marsh[/b] left."
            said = [Said(f"rain{number}", "Elena Marsh", "Elena Marsh")]
            names = [MARSH, organisation("Norlys")]
            store(database, stored(f"a{number}", text, published=day(number)), names, said)
        store(database, stored("b1", "Leonie Marsh left."), [person("Leonie Marsh")])
    return database_path


def json_of(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    [line] = result.stdout.splitlines()
    return dict(json.loads(line))


def test_the_page_as_text(filled: Path) -> None:
    shown = newsbot("person", "Elena Marsh", "--db", filled).stdout

    assert shown.startswith("Elena Marsh (also: Iron Elena)\n2 articles, 2 quotes, 2 June 2026 to 9 June 2026\n")
    assert "Minister Elena Marsh\n" in shown
    assert shown.index("rain9") < shown.index("rain2")
    assert "Named with organisations: Norlys (in 2 sentences)" in shown
    assert "Quotes a week from 2026-06-01 on: 1, 1" in shown


def test_the_page_as_json(filled: Path) -> None:
    page = json_of(newsbot("person", "Elena Marsh", "--db", filled, "--json"))

    assert (page["name"], page["label"], page["other_names"]) == ("Elena Marsh", "PERSON", ["Iron Elena"])
    assert (page["articles"], page["quotes"], page["first"], page["last"]) == (2, 2, "2026-06-02", "2026-06-09")
    [defined] = page["defined"]
    assert (defined["text"], defined["articles"], defined["article_id"]) == ("Minister Elena Marsh", 2, "a9")
    assert [quote["quote"] for quote in page["latest"]] == ["rain9", "rain2"]
    assert page["named_with"] == [{"name": "Norlys", "group": "organisations", "sentences": 2, "articles": 2}]
    assert page["timeline"]["period"] == "week"
    assert page["timeline"]["counts"][0] == {"from": "2026-06-01", "quotes": 1}


def test_the_chart_as_a_file(filled: Path, tmp_path: Path) -> None:
    result = newsbot("person", "Elena Marsh", "--db", filled, "--chart", tmp_path / "marsh.png")

    assert result.exit_code == 0
    assert picture_size((tmp_path / "marsh.png").read_bytes()) == (1200, 720)


@pytest.mark.parametrize(
    ("name", "chart", "told"),
    [
        ("Leonie Marsh", "x.png", "x.png was not written: a chart needs quotes in at least 2 weeks."),
        ("Xylophonius", "x.png", "x.png was not written: the name means nobody, or several"),
        ("Elena Marsh", "x.svg", "x.svg: a chart is a PNG"),
        ("Elena Marsh", "nowhere/x.png", "x.png: no such file or directory"),
        (" ", "x.png", "newsbot: Give a name."),
    ],
)
def test_a_chart_that_cannot_be_drawn(filled: Path, tmp_path: Path, name: str, chart: str, told: str) -> None:
    result = newsbot("person", name, "--db", filled, "--chart", tmp_path / chart)

    assert result.exit_code == 1
    assert told in result.stderr
    assert not (tmp_path / chart).exists()


def test_near_names(filled: Path) -> None:
    assert "Near names: Elena Marsh (PERSON, 2 quotes)" in newsbot("person", "Elena Mersh", "--db", filled).stdout

    result = newsbot("person", "Elena Mersh", "--db", filled, "--json")
    assert json_of(result) == {"name": None}
    assert result.stderr == "Elena Mersh: did you mean Elena Marsh?\n"


def test_nobody(filled: Path) -> None:
    result = newsbot("person", "Xylophonius", "--db", filled)

    assert result.stdout == "Nobody called Xylophonius is named in the articles.\n"
