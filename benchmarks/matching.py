"""What matching costs: 100,000 follows of 45,000 filters, invented articles; against every filter in turn.

python -m benchmarks.matching
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import FollowError
from bot.following.article_view import ArticleView, article_keys
from bot.following.filter_language import parse
from bot.following.filters import ParsedFilter
from bot.following.matching import matches
from bot.store.article_views import ArticleViews
from bot.store.database import Database
from bot.store.interests import brought_up, interest_of
from bot.store.outbox import matched_interests
from bot.text.analyzer import term_of, words
from tests.support.affairs import affairs

FOLLOWS, FILTERS, ARTICLES = 100_000, 45_000, 60
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        views = _articles(path)
        with Database.open(path) as database:
            filters = _filters()
            _follow(database, filters)
            indexed = [_timed(lambda article=article: _indexed(database, article)) for article in views]  # type: ignore[misc]
            every = [_timed(lambda article=article: _naive(filters, article)) for article in views[:3]]  # type: ignore[misc]
    found = sum(count for _, count in indexed) / len(indexed)
    print(f"{FOLLOWS:,} follows of {FILTERS:,} filters, {len(views)} articles, {found:.0f} filters match one")
    _print("by keys", [spent for spent, _ in indexed])
    _print("every filter", [spent for spent, _ in every])


def _articles(path: Path) -> list[ArticleView]:
    from bot.newsroom import open_newsroom

    newsroom = open_newsroom(path, clock=lambda: NOW)
    rows = [added.row for added in newsroom.add_many([one.article for one in affairs()[:ARTICLES]])]
    newsroom.close()
    with Database.open(path) as database:
        return [ArticleViews(database).of(row)[1] for row in rows]


def _filters() -> list[ParsedFilter]:
    """Names and words that occur in the articles, among many that do not."""
    dice = random.Random(1)
    seen = sorted({word for one in affairs() for word in words(one.article.text) if term_of(word) and word.isalpha()})
    made: dict[str, ParsedFilter] = {}
    while len(made) < FILTERS:
        word, other = dice.choice(seen), dice.choice(seen)
        rare = f"{word}{dice.randrange(FILTERS)}".title()
        text = dice.choice([word, f"{word} {other}", f"{rare} {other.title()}", rare, f"{rare} OR {other} -{word}"])
        try:
            made.setdefault(text, parse(text, outlets=(), known_name=lambda name: False))
        except FollowError:
            continue
    return list(made.values())


def _follow(database: Database, filters: list[ParsedFilter]) -> None:
    dice = random.Random(2)
    with database.writing() as writer:
        for row in range(1, FOLLOWS + 1):
            wanted = filters[row - 1] if row <= FILTERS else dice.choice(filters[: FILTERS // 10])
            writer.execute("INSERT INTO chats (chat_id) VALUES (?)", [row])
            writer.execute(
                "INSERT INTO subscriptions (id, chat_id, kind, value, interest_id, created) VALUES (?, ?, ?, ?, ?, ?)",
                [row, row, wanted.kind.value, wanted.value, interest_of(writer, wanted.filter), NOW.isoformat()],
            )


def _indexed(database: Database, article: ArticleView) -> int:
    """As the outbox does it: what the article's keys bring up, each filter once."""
    with database.reading() as reader:
        return len(matched_interests(brought_up(reader, article_keys(article)), article))


def _naive(filters: list[ParsedFilter], article: ArticleView) -> int:
    return sum(matches(wanted.filter, article) is not None for wanted in filters)


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def _print(what: str, spent: list[float]) -> None:
    ordered = sorted(1000 * one for one in spent)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{what}: p50 {statistics.median(ordered):.1f} ms, p95 {p95:.1f} ms of processor time")


if __name__ == "__main__":
    main()
