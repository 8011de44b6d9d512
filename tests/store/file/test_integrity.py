"""Damaged pages are found before somebody needs them, and known from then on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import DatabaseDamaged
from bot.store.file.database import Database
from bot.store.file.integrity import Integrity
from tests.support.storing import store, stored

PAGE = 4096


@pytest.fixture
def filled(database_path: Path) -> Path:
    with Database.open(database_path) as database:
        for number in range(30):
            store(database, stored(f"a{number}", text=f"The river rose by {number} centimetres. " * 40))
    return database_path


def first_page_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
    return int(root)


def overwrite(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(os.urandom(PAGE))


@pytest.fixture
def database(filled: Path) -> Iterator[Database]:
    with Database.open(filled) as opened:
        yield opened


def examined(integrity: Integrity) -> list[str]:
    return [found for table in integrity.tables() if (found := integrity.examine(table))]


def test_a_whole_database_has_no_damage(database: Database) -> None:
    integrity = Integrity(database)

    assert len(integrity.tables()) > 30
    assert examined(integrity) == []
    assert integrity.damage == ""


@pytest.mark.parametrize("table", ["sentences", "views", "sentence_index_data", "entities"])
def test_a_damaged_page_of_any_table_is_found_and_named(filled: Path, table: str) -> None:
    overwrite(filled, first_page_of(filled, table))
    with Database.open(filled) as database:
        integrity = Integrity(database)

        found = examined(integrity)

        assert [one.partition(":")[0] for one in found] == [table]
        assert f"{filled} is damaged ({table}: " in integrity.damage
        assert "newsbot restore FILE" in integrity.damage


def test_damage_that_a_question_meets_is_known_at_once(filled: Path) -> None:
    overwrite(filled, first_page_of(filled, "entities"))
    with Database.open(filled) as database:
        with pytest.raises(DatabaseDamaged), database.reading() as reader:
            reader.execute("SELECT * FROM entities").fetchall()

        assert "is damaged" in Integrity(database).damage


def test_an_examination_can_be_given_up(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.file.integrity.STEPS", 1)
    overwrite(filled, first_page_of(filled, "sentences"))
    with Database.open(filled) as database:
        integrity = Integrity(database)

        assert integrity.examine("sentences", lambda: True) == ""
        assert integrity.damage == ""
        assert integrity.examine("sentences", lambda: False) != ""


def page_of(path: Path, page: int) -> bytes:
    return path.read_bytes()[(page - 1) * PAGE : page * PAGE]


def put(path: Path, page: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(content)


def test_damage_that_passes_is_forgotten_once_every_page_was_read(filled: Path) -> None:
    page = first_page_of(filled, "entities")
    right = page_of(filled, page)
    overwrite(filled, page)
    with Database.open(filled) as database:
        integrity = Integrity(database)
        for _ in range(2):
            with pytest.raises(DatabaseDamaged), database.reading() as reader:
                reader.execute("SELECT * FROM entities").fetchall()
        put(filled, page, right)

        met = integrity.met
        assert examined(integrity) == []
        assert integrity.damage != ""
        assert integrity.whole(met)

        assert integrity.damage == ""
        with database.reading() as reader:
            reader.execute("SELECT * FROM entities").fetchall()


def test_damage_that_is_met_while_it_is_examined_is_not_forgotten(filled: Path) -> None:
    overwrite(filled, first_page_of(filled, "entities"))
    with Database.open(filled) as database:
        integrity = Integrity(database)
        met = integrity.met
        with pytest.raises(DatabaseDamaged), database.reading() as reader:
            reader.execute("SELECT * FROM entities").fetchall()

        assert not integrity.whole(met)
        assert integrity.damage != ""


def test_a_lost_table_is_never_taken_for_a_passing_fault(filled: Path) -> None:
    with Database.open(filled) as database:
        integrity = Integrity(database)
        with closing(sqlite3.connect(filled)) as other:
            other.execute("DROP TABLE views")
            other.commit()
        with pytest.raises(DatabaseDamaged), database.reading() as reader:
            reader.execute("SELECT * FROM views").fetchall()

        assert examined(integrity) == []
        assert not integrity.whole(integrity.met)
        assert integrity.damage != ""
