"""/healthz and /metrics, over HTTP."""

from __future__ import annotations

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from bot.errors import DiskFull, SettingError
from bot.models import NewArticle
from bot.newsroom import Newsroom, open_newsroom
from handlers.operation.metrics import Metrics
from handlers.operation.monitor import SILENT, Monitor, watched
from tests.support.ports import free_port


async def got(port: int, path: str) -> httpx.Response:
    async with httpx.AsyncClient(verify=False) as client:
        return await client.get(f"http://127.0.0.1:{port}{path}")


@pytest.fixture
def newsroom(database_path: Path) -> Newsroom:
    return open_newsroom(database_path)


async def test_counters_and_what_the_database_says(newsroom: Newsroom) -> None:
    metrics, port = Metrics(), free_port()
    metrics.watch(newsroom)
    with closing(newsroom):
        newsroom.add(NewArticle(text="It rained."))
        metrics.replied("answer", 0.04)
        metrics.replied("declined", 3.0)
        metrics.delivered("sent")
        metrics.failed("StoreError")
        async with watched(Monitor(newsroom, metrics, lambda: 1.0), port):
            health, told = await got(port, "/healthz"), await got(port, "/metrics")

    assert (health.status_code, health.text) == (200, "ok")
    lines = told.text.splitlines()
    for line in (
        'newsbot_replies_total{kind="answer"} 1.0',
        'newsbot_replies_total{kind="declined"} 1.0',
        'newsbot_reply_seconds_bucket{le="0.05"} 1.0',
        "newsbot_reply_seconds_count 2.0",
        'newsbot_deliveries_total{outcome="sent"} 1.0',
        'newsbot_errors_total{error="StoreError"} 1.0',
        "newsbot_articles 1.0",
        "newsbot_deliveries_pending 0.0",
        "newsbot_updates_unanswered 0.0",
        "newsbot_sweeps_missed 0.0",
        "newsbot_database_damaged 0.0",
        "newsbot_last_sweep_seconds 0.0",
        'newsbot_feeds{state="well"} 0.0',
    ):
        assert line in lines


async def test_what_is_wrong_is_said(newsroom: Newsroom, database_path: Path) -> None:
    port = free_port()
    metrics = Metrics()
    metrics.watch(newsroom)
    with closing(sqlite3.connect(database_path)) as connection:
        connection.execute("PRAGMA foreign_keys = off")
        connection.execute("DROP TABLE articles")

    with closing(newsroom):
        async with watched(Monitor(newsroom, metrics, lambda: SILENT + 1), port):
            health, told = await got(port, "/healthz"), await got(port, "/metrics")

    assert (health.status_code, told.status_code) == (503, 503)
    assert [line.partition(":")[0] for line in health.text.splitlines()] == ["database", "telegram"]


async def test_damage_is_a_line_and_a_number(newsroom: Newsroom) -> None:
    port, metrics = free_port(), Metrics()
    metrics.watch(newsroom)
    newsroom._database.condition.damage = "sentences: Page 7 is never used"

    with closing(newsroom):
        async with watched(Monitor(newsroom, metrics, lambda: 1.0), port):
            health, told = await got(port, "/healthz"), await got(port, "/metrics")

    assert health.status_code == 503
    assert "is damaged (sentences: Page 7 is never used). Stop newsbot, then" in health.text
    assert "newsbot_database_damaged 1.0" in told.text.splitlines()


async def test_a_disk_without_room_is_a_line_until_something_is_stored(newsroom: Newsroom) -> None:
    port = free_port()
    with closing(newsroom):
        with newsroom._database.writing() as writer:
            (pages,) = writer.execute("PRAGMA page_count").fetchone()
            writer.execute(f"PRAGMA max_page_count = {pages}")
        async with watched(Monitor(newsroom, Metrics(), lambda: 1.0), port):
            with pytest.raises(DiskFull):
                newsroom.add(NewArticle(text="It rained. " * 5000))
            newsroom.is_empty()
            full = await got(port, "/healthz")
            with newsroom._database.writing() as writer:
                writer.execute("PRAGMA max_page_count = 99999")
            roomy = await got(port, "/healthz")

    assert (full.status_code, roomy.status_code, roomy.text) == (503, 200, "ok")
    assert full.text.startswith("database: The disk is full")


async def test_no_port_no_pages_and_a_busy_one_is_said(newsroom: Newsroom) -> None:
    monitor = Monitor(newsroom, Metrics(), lambda: None)
    with closing(newsroom), socket.socket() as listener:
        async with watched(monitor, 0):
            pass
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with pytest.raises(SettingError, match="NEWSBOT_MONITOR_PORT: port"):
            async with watched(monitor, int(listener.getsockname()[1])):
                pass
