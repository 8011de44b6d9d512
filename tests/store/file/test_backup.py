"""Copies of a database in use, and putting one back."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import DatabaseLocked, NotOurDatabase, StoreError
from bot.store.archive.articles import Articles
from bot.store.file.backup import back_up, restore
from bot.store.file.database import Database
from tests.support.storing import store, stored

ROOT = Path(__file__).parents[3]


def fill(path: Path, *names: str) -> None:
    with Database.open(path) as database:
        for name in names:
            store(database, stored(name, f"It rained on {name}."))


def names(path: Path) -> list[str]:
    with Database.open(path) as database:
        return sorted(one.id for one in Articles(database).headlines(limit=1_000))


def test_a_copy_holds_what_the_database_holds(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a", "b")

    size = back_up(database_path, tmp_path / "copy.db")

    assert size == (tmp_path / "copy.db").stat().st_size
    assert names(tmp_path / "copy.db") == ["a", "b"]
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_copy_of_a_database_that_is_written_meanwhile_is_whole(database_path: Path, tmp_path: Path) -> None:
    """Every article of the copy has its sentence: a transaction is in it wholly or not at all."""
    fill(database_path, *(f"old-{number}" for number in range(200)))
    stop = threading.Event()

    def write() -> None:
        with Database.open(database_path) as database:
            for number in range(100_000):
                if stop.is_set():
                    return
                store(database, stored(f"new-{number}", f"It snowed on {number}."))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(database_path, tmp_path / f"{number}.db")
    finally:
        stop.set()
        writer.join()

    for number in range(5):
        with closing(sqlite3.connect(tmp_path / f"{number}.db")) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            halved = "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM sentences)"
            assert copy.execute(halved).fetchone() == (0,)
            assert copy.execute("SELECT count(*) >= 200 FROM articles").fetchone() == (1,)


def test_a_backup_never_overwrites(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    (tmp_path / "taken").write_text("precious")

    with pytest.raises(StoreError, match="exists already"):
        back_up(database_path, tmp_path / "taken")

    assert (tmp_path / "taken").read_text() == "precious"


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        back_up(tmp_path / "none.db", tmp_path / "copy.db")

    assert list(tmp_path.iterdir()) == []


def test_restoring_brings_back_what_was_there_and_keeps_what_is(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    back_up(database_path, tmp_path / "copy.db")
    fill(database_path, "b")

    kept = restore(tmp_path / "copy.db", database_path)

    assert names(database_path) == ["a"]
    assert kept is not None
    assert names(kept) == ["a", "b"]
    assert names(tmp_path / "copy.db") == ["a"]


def test_a_database_is_no_backup_of_itself(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    (tmp_path / "other-name.db").symlink_to(database_path)

    for backup in (database_path, tmp_path / "other-name.db"):
        with pytest.raises(StoreError, match="itself"):
            restore(backup, database_path)

    assert names(database_path) == ["a"]
    assert not list(database_path.parent.glob("*.before-restore*"))


def test_what_was_kept_before_is_kept_as_well(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    back_up(database_path, tmp_path / "copy.db")

    kept = {restore(tmp_path / "copy.db", database_path) for _ in range(3)}

    assert len(kept) == 3
    assert all(one is not None and one.exists() for one in kept)


def test_a_restore_that_ends_at_its_last_step_leaves_the_database(
    database_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database_path, "old")
    back_up(database_path, tmp_path / "copy.db")
    fill(database_path, "new")

    def die(_self: Path, _target: Path) -> Path:
        raise SystemExit

    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(SystemExit):
        restore(tmp_path / "copy.db", database_path)

    assert names(database_path) == ["new", "old"]


KILLED = """
import os, signal, sys
from pathlib import Path
from bot.store.file import backup
backup.STEP = 1
backup.back_up(Path(sys.argv[1]), Path(sys.argv[2]), progress=lambda done, total: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_what_a_killed_backup_left_goes_with_the_next_one_of_any_name(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    folder = tmp_path / "backups"
    ended = subprocess.run([sys.executable, "-c", KILLED, database_path, folder / "monday.db"], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    left = [path for path in folder.iterdir() if path.name.startswith(".monday.db.")]
    assert left
    for path in left:
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 6))

    back_up(database_path, folder / "tuesday.db")

    assert [path.name for path in folder.iterdir()] == ["tuesday.db"]


def test_what_another_process_is_writing_stays(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    running, foreign = tmp_path / ".monday.db.1.newsbot.tmp", tmp_path / ".notes.1.tmp"
    for path in (running, foreign):
        path.write_bytes(b"half")
        os.utime(path, (1_000_000_000, 1_000_000_000))
    with running.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)

        back_up(database_path, tmp_path / "tuesday.db")

    assert running.exists()
    assert foreign.exists()


def test_restoring_where_nothing_is_makes_the_database(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    back_up(database_path, tmp_path / "copy.db")

    assert restore(tmp_path / "copy.db", tmp_path / "new" / "news.db") is None

    assert names(tmp_path / "new" / "news.db") == ["a"]


def test_a_database_in_use_is_left_alone(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    back_up(database_path, tmp_path / "copy.db")

    with Database.open(database_path) as used, used.reading() as reader:
        reader.execute("SELECT count(*) FROM articles").fetchone()
        with pytest.raises(DatabaseLocked, match="in use"):
            restore(tmp_path / "copy.db", database_path)

    assert names(database_path) == ["a"]


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be read as one" * 40])
def test_what_is_no_backup_is_refused(content: bytes, database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    (tmp_path / "odd").write_bytes(content)

    with pytest.raises(NotOurDatabase, match="odd is not a newsbot database; name a file that newsbot backup made"):
        restore(tmp_path / "odd", database_path)

    assert names(database_path) == ["a"]


@pytest.mark.parametrize("foreign", [True, False])
def test_what_cannot_be_copied_is_named_and_not_the_unfinished_copy(
    database_path: Path, tmp_path: Path, foreign: bool
) -> None:
    if foreign:
        with closing(sqlite3.connect(database_path)) as other:
            other.execute("CREATE TABLE a (b)")
    else:
        Database.open(database_path).close()
        with database_path.open("r+b") as damaged:
            damaged.seek(4096 * 6)
            damaged.write(os.urandom(4096 * 12))

    with pytest.raises(StoreError, match=rf"^{re.escape(str(database_path))} is "):
        back_up(database_path, tmp_path / "copy.db")


def test_a_damaged_backup_is_refused(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, *(f"a-{number}" for number in range(300)))
    back_up(database_path, tmp_path / "copy.db")
    with (tmp_path / "copy.db").open("r+b") as damaged:
        damaged.seek(4096 * 6)
        damaged.write(os.urandom(4096 * 12))

    with pytest.raises(StoreError, match=r"copy\.db is damaged; name another backup\. .*news\.db is as it was"):
        restore(tmp_path / "copy.db", database_path)

    assert len(names(database_path)) == 300


def test_one_that_lost_the_record_of_its_version_is_refused(database_path: Path, tmp_path: Path) -> None:
    """As one that is put together out of what could be read of a damaged file."""
    fill(database_path, "a")
    back_up(database_path, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        copy.execute("DROP TABLE _sqlite_migrations")

    with pytest.raises(StoreError, match=r"copy\.db is damaged"):
        restore(tmp_path / "copy.db", database_path)

    assert names(database_path) == ["a"]


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_to_the_database_stays_one(database_path: Path, tmp_path: Path, exists: bool) -> None:
    fill(tmp_path / "other.db", "b")
    if exists:
        fill(database_path, "a")
    link = tmp_path / "link.db"
    link.symlink_to(database_path)

    kept = restore(tmp_path / "other.db", link)

    assert link.is_symlink()
    assert names(database_path) == ["b"]
    assert (kept and names(kept)) == (["a"] if exists else None)


def test_a_folder_is_no_database_to_replace(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")

    with pytest.raises(NotOurDatabase, match="is a folder or device"):
        restore(database_path, tmp_path)
    with pytest.raises(StoreError, match="is no file; name one"):
        restore(tmp_path, database_path)


def test_a_backup_of_a_newer_newsbot_is_refused_and_the_database_stays(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    copy = tmp_path / "copy.db"
    back_up(database_path, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('newsbot', 'm999_later', '2030')"
        )
        connection.commit()
    before = database_path.read_bytes()

    with pytest.raises(StoreError, match="newer newsbot"):
        restore(copy, database_path)

    assert database_path.read_bytes() == before
    assert not list(tmp_path.glob("*before-restore*"))


def test_on_the_command_line(database_path: Path, tmp_path: Path) -> None:
    fill(database_path, "a")
    newsbot = [sys.executable, "-m", "bot"]

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*newsbot, *words], capture_output=True, text=True, check=False, cwd=ROOT)

    copied = run("backup", str(tmp_path / "copy.db"), "--db", str(database_path))
    again = run("backup", str(tmp_path / "copy.db"), "--db", str(database_path))
    back = run("restore", str(tmp_path / "copy.db"), "--db", str(database_path))

    assert (copied.returncode, again.returncode, back.returncode) == (0, 1, 0), copied.stderr + back.stderr
    assert "exists already" in again.stderr
    assert "before-restore" in back.stdout
