"""What the doctor finds: nothing wrong on a fresh machine, and each thing that can be wrong."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import doctor
from bot.cli.app import app
from bot.cli.doctor import examine
from bot.store.file.database import Database
from handlers.localchat.server import LocalServer
from handlers.transport.checking import bot_name
from tests.support.dialogue import Clock
from tests.support.storing import store, stored


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("doctor") / "news.db"
    with Database.open(path) as database:
        store(database, stored("a"))
    path.chmod(0o600)
    return path


def bad(database: Path) -> dict[str, str]:
    return {one.what: one.words for one in examine(database) if not one.well}


def test_a_healthy_installation_has_nothing_bad(healthy: Path) -> None:
    result = CliRunner().invoke(app, ["doctor", "--db", str(healthy)])

    assert result.exit_code == 0, result.output
    assert "BAD" not in result.output
    assert "1 articles" in result.output


def test_no_database_yet_is_no_fault(tmp_path: Path) -> None:
    assert bad(tmp_path / "none.db") == {}
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "news.db").write_text("hello " * 500)
    (tmp_path / "news.db").chmod(0o600)

    assert list(bad(tmp_path / "news.db")) == ["database"]


def test_a_damaged_file_is_named_with_the_cure(healthy: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    content = bytearray(healthy.read_bytes())
    content[4096 * 9 : 4096 * 12] = os.urandom(4096 * 3)
    path.write_bytes(content)
    path.chmod(0o600)

    found = bad(path)

    assert list(found) == ["database"]
    assert "damaged" in found["database"]
    assert "newsbot restore" in found["database"]


def test_a_lost_table_is_named_with_the_cure(healthy: Path, tmp_path: Path) -> None:
    path = tmp_path / "lost.db"
    path.write_bytes(healthy.read_bytes())
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE descriptions")

    found = bad(path)

    assert "no table descriptions" in found["database"]
    assert "newsbot restore" in found["database"]


def test_a_folder_is_no_database_and_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    found = bad(tmp_path)

    assert found["database"] == f"{tmp_path} is a folder or device, not a newsbot database; name a file."
    assert "permissions" not in found  # "chmod 600" would lock its owner out


def test_a_database_that_others_can_read_is_named_with_the_cure(healthy: Path) -> None:
    healthy.chmod(0o644)
    try:
        assert f"chmod 600 {healthy}" in bad(healthy)["permissions"]
    finally:
        healthy.chmod(0o600)


def test_a_full_disk_is_named(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE", 1 << 62)

    assert "free some space" in bad(healthy)["disk"]


def test_a_wrong_setting_is_named_and_ends_the_examination(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_TIMEZONE", "Mars/Olympus")

    result = CliRunner().invoke(app, ["doctor", "--db", str(healthy), "--json"])

    assert result.exit_code == 1
    last = json.loads(result.output.splitlines()[-1])
    assert (last["what"], last["ok"]) == ("settings", False)
    assert "NEWSBOT_TIMEZONE" in last["words"]


def test_a_cluster_that_does_not_answer_is_named(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_ARCHIVE", "opensearch://127.0.0.1:9/news")

    assert "search cluster does not answer" in bad(healthy)["archive"]


def test_a_missing_pipeline_is_named(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_PIPELINE", "en_core_web_nowhere")

    assert "en_core_web_nowhere" in bad(healthy)["language pipeline"]


def test_models_that_cannot_be_loaded_are_named(healthy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.language.model.sentence_encoder.MODEL_DIR", tmp_path)
    monkeypatch.setattr("bot.retrieval.reranking.cross_encoder.MODEL_DIR", tmp_path)
    monkeypatch.setattr("bot.stories.event_reading.MODEL_DIR", tmp_path)

    found = bad(healthy)

    assert set(found) == {"sentence encoder", "reranker", "model for events"}
    assert all("install newsbot again" in words for words in found.values())


def test_a_token_that_nobody_answers_for_is_named(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_TELEGRAM_TOKEN", "123:secret")
    monkeypatch.setenv("NEWSBOT_TELEGRAM_BASE_URL", "http://127.0.0.1:9/bot")

    found = bad(healthy)["token"]

    assert "does not answer" in found
    assert "secret" not in found


async def test_the_token_is_asked_about_at_the_server() -> None:
    os.environ.pop("https_proxy", None)
    async with LocalServer(clock=Clock(), pace=None) as server:
        assert await bot_name(server.token, server.base_url) == "newsbot_local_bot"
