"""``newsbot encode`` and the same beside a running bot."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.cli.encode import encode_beside
from bot.encoding import PassageEncoding
from bot.errors import DatabaseLocked
from bot.newsroom import open_newsroom
from bot.store.file.database import Database
from tests.support.retrieval_archive import ARTICLES, fill


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database whose articles have no vectors."""
    path = tmp_path / "old.db"
    with Database.open(path) as database:
        fill(database)
    return path


def waiting(path: Path) -> int:
    with closing(open_newsroom(path)) as newsroom:
        return newsroom.encoding.progress().waiting


def run(path: Path) -> str:
    result = CliRunner().invoke(app, ["encode", "--db", str(path)])
    assert result.exit_code == 0, result.output
    return result.output


def test_old_articles_are_encoded_once(old: Path) -> None:
    assert waiting(old) == len(ARTICLES)

    assert run(old) == f"{len(ARTICLES)} articles encoded, 0 left.\n"

    assert waiting(old) == 0
    assert run(old) == "Every article can be found by its meaning.\n"


def test_an_empty_database_needs_nothing(tmp_path: Path) -> None:
    Database.open(tmp_path / "empty.db").close()

    assert run(tmp_path / "empty.db") == "There is nothing to encode.\n"


async def test_beside_the_bot_all_are_encoded(old: Path) -> None:
    with closing(open_newsroom(old)) as newsroom:
        await asyncio.wait_for(encode_beside(newsroom, asyncio.Event()), 60)

        assert newsroom.encoding.progress().waiting == 0


async def test_stopping_the_bot_stops_it(old: Path) -> None:
    stop = asyncio.Event()
    stop.set()
    with closing(open_newsroom(old)) as newsroom:
        await asyncio.wait_for(encode_beside(newsroom, stop), 60)

        assert newsroom.encoding.progress().waiting == len(ARTICLES)


async def test_a_locked_database_is_tried_again(
    old: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = []
    encode_some = PassageEncoding.encode_some

    def locked_once(self: PassageEncoding) -> int:
        tries.append(datetime.now(UTC))
        if len(tries) == 1:
            raise DatabaseLocked
        return encode_some(self)

    monkeypatch.setattr(PassageEncoding, "encode_some", locked_once)
    monkeypatch.setattr("bot.cli.backfill.RETRY", 0.01)
    with closing(open_newsroom(old)) as newsroom:
        await asyncio.wait_for(encode_beside(newsroom, asyncio.Event()), 60)

        assert newsroom.encoding.progress().waiting == 0
    assert "articles wait to be encoded" in caplog.text
