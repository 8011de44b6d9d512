"""Lists of well-known feeds, of which an installation may have lost some."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sources.feeds.opml import read_opml
from config.starters import starter_lists


def test_every_list_has_feeds() -> None:
    lists = starter_lists()
    assert {"World", "South Asia", "Africa and Middle East"} <= lists.keys()
    assert all(read_opml(data).feeds for data in lists.values())


def test_a_folder_that_is_gone_is_no_reason_not_to_start(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert starter_lists(tmp_path / "feeds") == {}
    assert "there are no lists of feeds to offer" in caplog.text


def test_a_list_that_cannot_be_read_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "1_world.opml").write_bytes(b"<opml/>")
    (tmp_path / "2_asia.opml").symlink_to(tmp_path / "gone")
    (tmp_path / "3_africa.opml").mkdir()

    assert starter_lists(tmp_path) == {"World": b"<opml/>"}
    assert ["2_asia.opml" in caplog.text, "3_africa.opml" in caplog.text] == [True, True]
