"""docs/json.md names every key that the commands print, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

from bot.models import Manner, QuoteKind, QuoteVerdict
from bot.models.quotes import TopicReason
from bot.newsroom import ReplyKind
from bot.opensearch.status import ClusterStatus, KindStatus
from bot.profiles.timeline import Period
from bot.sources.feeds.state import FeedStatus
from tests.test_docs import ROOT

PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
PRINTING = ("ask", "doctor", "feedback", "match", "output_feeds", "output_json", "output_reply_json", "person", "sweep")
VALUES: tuple[type[StrEnum], ...] = (FeedStatus, Manner, Period, QuoteKind, ReplyKind, TopicReason, QuoteVerdict)
NAMED = set(re.findall(r"`([^`]+)`", PAGE))


def keys(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


PRINTED = {key for name in PRINTING for key in keys(ROOT / "bot" / "cli" / f"{name}.py")}
PRINTED |= {field.name for made in (ClusterStatus, KindStatus) for field in fields(made)}


def test_every_key_is_described() -> None:
    assert len(PRINTED) > 80
    assert sorted(PRINTED - NAMED) == []


def test_every_value_of_a_fixed_list_is_described() -> None:
    assert sorted({value.value for kind in VALUES for value in kind} - NAMED) == []


def test_nothing_else_is_named() -> None:
    commands = {words for words in NAMED if words.startswith(("newsbot ", "--")) or " --" in words}
    commands |= set(re.findall(r"^\| `([a-z ]+)` \|", PAGE, re.MULTILINE)) | {"check", "who"}

    assert sorted(NAMED - PRINTED - commands - {value.value for kind in VALUES for value in kind}) == []
