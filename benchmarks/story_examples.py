"""Articles whose events are known, as profiles, for fitting and judging stories (benchmarks/fit_stories.py)."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from bot.models import NewArticle
from bot.newsroom import open_newsroom
from bot.store.file.database import Database
from bot.stories.encoding import load
from bot.stories.profile import ArticleProfile
from tests.support.affairs import Told

FOLDS = 4
NOW = datetime(2026, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Example:
    """An article in the form used for grouping."""

    profile: ArticleProfile
    event: str
    affair: str

    @property
    def fold(self) -> int:
        """The fold of the cross-validation that its affair belongs to."""
        return crc32(self.affair.encode()) % FOLDS


def read_told(articles: Path, gold: Path, cut: int) -> list[Told]:
    """The articles with their events, cut to ``cut`` characters at a sentence or a word."""
    events = {line["id"]: line["event"] for line in map(json.loads, gold.read_text("utf-8").splitlines())}
    found = []
    for line in map(json.loads, articles.read_text("utf-8").splitlines()):
        day = datetime.fromisoformat(line["date"]).replace(tzinfo=UTC)
        text = line["text"].removeprefix(line["title"]).strip() if cut else line["text"]
        article = NewArticle(
            id=line["id"], title=line["title"], source=line["source"], text=_cut(text, cut), published=day
        )
        found.append(Told(article, events[line["id"]], events[line["id"]]))
    return found


def _cut(text: str, size: int) -> str:
    if not size or len(text) <= size:
        return text
    end = text.rfind(". ", size // 3, size)
    return text[: end + 1] if end > 0 else text[: text.rfind(" ", 0, size)]


def examples(told: Sequence[Told]) -> list[Example]:
    """The articles as profiles, added to a fresh database day by day."""
    return [example for _, example in labelled(told)]


def labelled(told: Sequence[Told]) -> list[tuple[Told, Example]]:
    """Each article with its profile, as ``examples``."""
    shuffled = list(told)
    random.Random(1).shuffle(shuffled)
    shuffled.sort(key=lambda one: one.article.published or NOW)
    by_id = {one.article.id: one for one in told}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        with closing(open_newsroom(path, clock=lambda: NOW)) as newsroom:
            for _ in newsroom.add_many(one.article for one in shuffled):
                pass
        with closing(Database.open(path)) as database, database.reading() as reader:
            rows = reader.execute(
                "SELECT a.public_id, s.profile FROM story_articles AS s JOIN articles AS a ON a.id = s.article_id"
                " ORDER BY a.id"
            ).fetchall()
    found = [(by_id[name], load(profile)) for name, profile in rows]
    return [(one, Example(profile, one.event, one.affair)) for one, profile in found]


def in_one_week(told: Sequence[Example]) -> list[Example]:
    """The same articles moved into one week, each on its own weekday."""
    moved = [replace(one, profile=replace(one.profile, day=(one.profile.day - 1) % 7 + 1)) for one in told]
    return sorted(moved, key=lambda one: one.profile.day)
