"""Newsbot's own files in a checkout: what is missing or cut off is named, with what to do, instead of a traceback."""

from __future__ import annotations

import lzma
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bot.cli import installation
from bot.cli.app import app
from bot.cli.installation import ROOT, WEIGHTS, damage_behind, damaged_files
from bot.store.file.database import Database
from bot.understanding import request_classifier

LISTS = "bot/lexicon/en/words.txt"
TABLE = "bot/lexicon/en/table.toml"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {**dict.fromkeys(WEIGHTS, '{"a": 1}'), LISTS: "[words]\nfew\n", TABLE: 'a = "b"\n'}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(installation, "ROOT", tmp_path)
    monkeypatch.setattr(installation, "installed_files", list)
    return tmp_path


def test_whole_files_are_not_named(checkout: Path) -> None:
    assert damaged_files() == []
    assert damage_behind(KeyError("words")) == ""


@pytest.mark.parametrize("name", [*WEIGHTS, LISTS, TABLE])
def test_a_file_that_is_cut_off_is_named(checkout: Path, name: str) -> None:
    path = checkout / name
    path.write_text(path.read_text()[:-2])

    assert damaged_files() == [name]
    assert damage_behind(KeyError("words")) == f"{name} is missing or damaged; git checkout {name} restores it."


@pytest.mark.parametrize("name", WEIGHTS)
def test_missing_weights_are_found(checkout: Path, name: str) -> None:
    (checkout / name).unlink()

    assert damaged_files() == [name]


def test_a_missing_list_is_named_by_the_error_that_it_causes(checkout: Path) -> None:
    (checkout / LISTS).unlink()
    error = FileNotFoundError(2, "No such file", str(checkout / LISTS))

    assert damage_behind(error) == f"{LISTS} is missing or damaged; git checkout {LISTS} restores it."


@pytest.mark.parametrize("name", ["bot/stories/axes.npz", "bot/retrieval/words.txt.xz"])
def test_a_packed_file_that_is_cut_off_is_named(checkout: Path, name: str) -> None:
    path = checkout / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".npz":
        np.savez_compressed(path, axes=np.arange(5000))
    else:
        path.write_bytes(lzma.compress(b"few\n" * 5000))
    assert damaged_files() == []

    path.write_bytes(path.read_bytes()[:-40])

    assert damaged_files() == [name]


def test_another_file_that_is_missing_is_no_damage(checkout: Path) -> None:
    assert damage_behind(FileNotFoundError(2, "No such file", str(checkout / "articles.jsonl"))) == ""


def test_all_weights_of_the_checkout_are_known() -> None:
    beside_code = {path for path in (ROOT / "bot").rglob("*.json") if (path.parent / "__init__.py").is_file()}

    assert {path.relative_to(ROOT).as_posix() for path in beside_code} == set(WEIGHTS)


def test_a_command_says_what_is_damaged(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off() -> None:
        raise ValueError("Unterminated string")

    (checkout / WEIGHTS[0]).write_text('{"a')
    Database.open(tmp_path / "news.db").close()
    monkeypatch.setattr(request_classifier, "_weights", cut_off)

    result = CliRunner().invoke(app, ["ask", "explain me the fuss about it", "--db", str(tmp_path / "news.db")])

    assert result.exit_code == 1
    assert f"newsbot: {WEIGHTS[0]} is missing or damaged; git checkout {WEIGHTS[0]} restores it." in result.output


def test_adding_ends_with_what_is_damaged_instead_of_a_fault_of_each_article(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(_sentence: str) -> list[str]:
        raise ValueError("Unterminated string")

    (checkout / WEIGHTS[0]).write_text('{"a')
    (tmp_path / "rain.jsonl").write_text('{"text": "It rains."}\n{"text": "It snows."}\n')
    monkeypatch.setattr("bot.ingestion.preparation.terms", cut_off)

    result = CliRunner().invoke(app, ["add", str(tmp_path / "rain.jsonl"), "--db", str(tmp_path / "news.db")])

    assert result.exit_code == 1
    assert f"newsbot: {WEIGHTS[0]} is missing or damaged" in result.output
    assert "a fault of its own" not in result.output.replace("a fault of newsbot's own", "")
