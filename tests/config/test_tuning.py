"""Every setting arrives where it is used; a new one that nobody uses fails here."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import certifi
import pytest

from bot.cli.common import opened
from bot.models.tuning import Tuning
from bot.newsroom import Newsroom
from bot.newsroom.cluster_manager import ClusterManager
from config.settings import Settings

ROOT = Path(__file__).parents[2]


def _budget(newsroom: Newsroom) -> float:
    budget = newsroom._answering._budget
    return budget.milliseconds if budget else 0


def _words_kept(newsroom: Newsroom) -> int:
    assert newsroom.chats._feedback._keep_words == newsroom.chats._conversation._keep_words
    kept: timedelta = newsroom.chats._feedback._keep_words
    return kept.days


NOWHERE = "opensearch://127.0.0.1:9/news"  # never asked: nothing is read in these tests


def _cluster(newsroom: Newsroom) -> ClusterManager:
    assert newsroom.cluster is not None
    return newsroom.cluster


#: A value that is no default, and where it must arrive.
ARRIVES: dict[str, tuple[Any, Callable[[Newsroom], Any]]] = {
    "pipeline": ("my_pipeline", lambda newsroom: newsroom._language.name),
    "rerank_ms": (123, _budget),
    "feedback_days": (7, _words_kept),
    "allow_hosts": (frozenset({"news.lan"}), lambda newsroom: newsroom.feeds.tuning.allow_hosts),
    "contact": ("https://example.org/bot", lambda newsroom: newsroom.feeds.tuning.contact),
    "chat_messages_per_second": (0.5, lambda newsroom: 1 / newsroom.deliveries.paces.private.total_seconds()),
    "group_messages_per_minute": (10.0, lambda newsroom: 60 / newsroom.deliveries.paces.group.total_seconds()),
    "keep_days": (30, lambda newsroom: newsroom.feeds.retention.days),
    "archive": (NOWHERE, lambda newsroom: str(_cluster(newsroom).address)),
    "archive_user": ("reader", lambda newsroom: _cluster(newsroom).address.user),
    "archive_password": ("secret", lambda newsroom: _cluster(newsroom).address.password),
    "archive_ca": (certifi.where(), lambda newsroom: str(_cluster(newsroom).address.authorities)),
    "archive_shards": (3, lambda newsroom: _cluster(newsroom).options.shards),
    "archive_replicas": ("2", lambda newsroom: _cluster(newsroom).options.replicas),
    "archive_recent_days": (90, lambda newsroom: _cluster(newsroom).recent_days),
}


@pytest.mark.parametrize("name", [one.name for one in fields(Tuning)])
def test_what_the_core_is_set_to_arrives(name: str, tmp_path: Path) -> None:
    value, found = ARRIVES[name]
    settings = Settings(**{"archive": NOWHERE if name.startswith("archive") else "", name: value})

    with closing(opened(tmp_path / "news.db", settings)) as newsroom:
        assert found(newsroom) == value
        assert getattr(newsroom.tuning, name) == value


def test_every_setting_is_read_by_an_entry_point_or_is_handed_through() -> None:
    handed = {one.name for one in fields(Tuning)}

    assert set(Settings.model_fields) - handed - set(_read()) == set()


def _read() -> Iterator[str]:
    """Attributes of whatever is called ``settings`` in the entry points."""
    for file in (ROOT / "bot" / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "settings":
                yield node.attr
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call):
                yield node.attr  # load_settings().database
