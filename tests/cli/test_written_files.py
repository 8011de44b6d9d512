"""Files that commands write for somebody: whole, or as they were before, with their name in what is said."""

from __future__ import annotations

import os
import resource
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.common import UsageError, write_file


@pytest.fixture
def little_room() -> Iterator[None]:
    """No file of this process may grow beyond a kilobyte."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("little_room")
def test_a_file_without_room_is_named_and_the_old_one_stays(tmp_path: Path) -> None:
    chart = tmp_path / "chart.png"
    write_file(chart, b"old")

    with pytest.raises(OSError, match="File too large") as raised:
        write_file(chart, b"new" * 1000)

    assert raised.value.filename == str(chart)
    assert chart.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [chart]


def test_what_a_link_leads_to_is_replaced_with_its_permissions(tmp_path: Path) -> None:
    chart, link = tmp_path / "chart.png", tmp_path / "link.png"
    chart.write_bytes(b"old")
    chart.chmod(0o640)
    link.symlink_to(chart)

    write_file(link, b"new")

    assert (chart.read_bytes(), stat.S_IMODE(chart.stat().st_mode)) == (b"new", 0o640)
    assert link.is_symlink()


def test_no_picture_takes_the_place_of_a_database(tmp_path: Path) -> None:
    database, link = tmp_path / "newsbot.db", tmp_path / "chart.png"
    with closing(sqlite3.connect(database)) as made:
        made.execute("CREATE TABLE articles (id)")
    link.symlink_to(database)
    before = database.read_bytes()

    for path in (database, link):
        with pytest.raises(UsageError, match=rf"{path.name} is a database; name another file"):
            write_file(path, b"picture")

    assert database.read_bytes() == before


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"feeds\.opml"):
        write_file(tmp_path / "none" / "feeds.opml", b"")


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    write_file(tmp_path / "pipe", b"feeds")

    assert os.read(reader, 100) == b"feeds"
    os.close(reader)
