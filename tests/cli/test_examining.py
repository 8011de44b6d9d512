"""Examination of the database beside the bot."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import examining
from bot.errors import DatabaseDamaged
from bot.newsroom import open_newsroom
from tests.support.dialogue import Clock, until

PAGE = 4096


def put(path: Path, page: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(content)


def page_of(path: Path, table: str) -> tuple[int, bytes]:
    """The number and the content of a table's first page."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
    return page, path.read_bytes()[(page - 1) * PAGE : page * PAGE]


async def test_damage_is_looked_at_again_soon_and_forgotten_if_it_has_passed(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "LOOK", 0.01)
    monkeypatch.setattr(examining, "AGAIN", 0.01)
    with closing(open_newsroom(database_path, clock=Clock())):
        pass
    page, right = page_of(database_path, "entities")
    with closing(open_newsroom(database_path, clock=Clock())) as newsroom:
        stop = asyncio.Event()
        running = asyncio.create_task(examining.examine_beside(newsroom, stop))
        put(database_path, page, b"?" * PAGE)
        with pytest.raises(DatabaseDamaged), newsroom._database.reading() as reader:
            reader.execute("SELECT * FROM entities").fetchall()
        assert newsroom.integrity.damage

        put(database_path, page, right)
        await until(lambda: not newsroom.integrity.damage)

        stop.set()
        await running
