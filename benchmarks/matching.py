"""The cost of matching: 100,000 subscriptions of 45,000 filters to synthetic articles; compared with every filter.

python -m benchmarks.matching

What is followed is drawn as people follow: names first, then two words, one word, alternatives, exceptions. An
article is ten short ones put together, about 450 words.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.errors import FollowError
from bot.following.article.article_view import ArticleView, article_keys
from bot.following.filter_language.filter_language import parse
from bot.following.filters.filters import ParsedFilter
from bot.following.matching.matching import matches
from bot.models import FollowKind, NewArticle
from bot.newsroom import open_newsroom
from bot.store.file.database import Database
from bot.store.following.article_views import ArticleViews
from bot.store.following.outbox import owe
from bot.store.interests.interest_index import InterestIndex
from bot.store.interests.interests import interest_of
from bot.store.interests.matched_interests import matched_interests
from bot.text.analyzer import term_of, words
from tests.support.affairs import affairs

FOLLOWS, INTERESTS, ARTICLES, JOINED = 100_000, 45_000, 160, 10
WARM = 100  # articles matched before timing starts, as in a bot that has run for an hour
POPULAR = 10_000  # chats that follow the same word
KINDS = {"name": 50, "two words": 20, "word": 10, "either": 10, "but not": 10}
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        rows = _articles(path)
        with Database.open(path) as database:
            views = [ArticleViews(database).of(row)[1] for row in rows]
            filters = _filters(views)
            _follow(database, filters)
            tracemalloc.start()
            interests = InterestIndex()
            for article in views[:WARM]:
                _indexed(database, interests, article)
            memory, _ = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            indexed = [_timed(partial(_indexed, database, interests, article)) for article in views[WARM:]]
            every = [_timed(partial(_naive, filters, article)) for article in views[WARM : WARM + 3]]
            owed = [_owed(database, row, article) for row, article in zip(rows[:5], views[:5], strict=True)]
    found = sum(count for _, count in indexed) / len(indexed)
    print(f"{FOLLOWS:,} follows of {INTERESTS:,} interests, {len(indexed)} articles; {found:.0f} interests match one")
    _print("by keys", [spent for spent, _ in indexed])
    _print("every filter", [spent for spent, _ in every])
    print(f"the same number of matches: {[count for _, count in indexed[:3]] == [count for _, count in every]}")
    print(f"memory: {memory / 1e6:.0f} MB of Python objects")
    _print(f"{POPULAR:,} deliveries of one article", owed)


def _articles(path: Path) -> list[int]:
    dice, parts = random.Random(3), [one.article for one in affairs()]
    made = [dice.sample(parts, JOINED) for _ in range(ARTICLES)]
    newsroom = open_newsroom(path, clock=lambda: NOW)
    articles = [
        NewArticle(
            title=one[0].title, text="\n\n".join(part.text for part in one), id=f"a{n}", source=f"Outlet {n % 9}"
        )
        for n, one in enumerate(made)
    ]
    rows = [added.row for added in newsroom.add_many(articles)]
    newsroom.close()
    return rows


def _filters(views: list[ArticleView]) -> list[ParsedFilter]:
    """Filters, each different."""
    dice = random.Random(1)
    seen = sorted({word for view in views for text in view.sentences for word in words(text) if _is_followed(word)})
    made: dict[str, ParsedFilter] = {}
    while len(made) < INTERESTS:
        (kind,) = dice.choices(list(KINDS), weights=list(KINDS.values()))
        try:
            wanted = parse(_text(dice, kind, seen), outlets=(), known_name=lambda name: False)
        except FollowError:
            continue
        made.setdefault(wanted.filter.canonical().dump(), wanted)
    return list(made.values())


def _is_followed(word: str) -> bool:
    return bool(term_of(word)) and word.isalpha() and len(word) > 2


def _text(dice: random.Random, kind: str, seen: list[str]) -> str:
    word, other = dice.choice(seen), dice.choice(seen)
    rare = "".join(dice.choice("bdfgklmnprstvz") + dice.choice("aeiou") for _ in range(4))
    return {
        "name": f"{dice.choice([rare, word]).title()} {rare[::-1].title()}",
        "two words": f"{word} {dice.choice([other, rare])}",
        "word": dice.choice([rare, rare, rare, word]),
        "either": f"{rare} OR {word} {other}",
        "but not": f"{dice.choice([rare, word])} {other} -{rare[::-1]}",
    }[kind]


def _follow(database: Database, filters: list[ParsedFilter]) -> None:
    """Subscribe to each filter once, then many chats to the first ones."""
    dice = random.Random(2)
    with database.writing() as writer:
        interests = [interest_of(writer, one.filter) for one in filters]
        for row in range(1, FOLLOWS + 1):
            at = row - 1 if row <= INTERESTS else min(int(dice.paretovariate(1)), INTERESTS) - 1
            writer.execute("INSERT INTO chats (chat_id) VALUES (?)", [row])
            writer.execute(
                "INSERT INTO subscriptions (chat_id, kind, value, interest_id, created) VALUES (?, ?, ?, ?, ?)",
                [row, filters[at].kind.value, filters[at].value, interests[at], NOW.isoformat()],
            )


def _indexed(database: Database, interests: InterestIndex, article: ArticleView) -> int:
    """Match as the outbox does: only filters that share a key with the article."""
    article = _fresh(article)
    with database.reading() as reader:
        return len(matched_interests(interests.brought_up(reader, article_keys(article)), article))


def _naive(filters: list[ParsedFilter], article: ArticleView) -> int:
    article = _fresh(article)
    return sum(matches(wanted.filter, article) is not None for wanted in filters)


def _fresh(article: ArticleView) -> ArticleView:
    """The article without cached results of earlier matching."""
    return replace(article)


def _owed(database: Database, row: int, article: ArticleView) -> float:
    """Processor time to write POPULAR deliveries, without the cost of other subscriptions."""
    everything = parse("everything", outlets=(), known_name=lambda name: False)
    with database.writing() as writer:
        writer.execute("DELETE FROM deliveries")
        writer.execute("DELETE FROM subscriptions")
        interest = interest_of(writer, everything.filter)
        writer.execute(
            "INSERT INTO subscriptions (chat_id, kind, value, interest_id, created)"
            " SELECT chat_id, ?, '', ?, '' FROM chats LIMIT ?",
            [FollowKind.EVERYTHING.value, interest, POPULAR],
        )
        writer.execute("DELETE FROM deliveries")
        start = time.process_time()
        assert owe(writer, InterestIndex(), row, article, NOW) == POPULAR
        return time.process_time() - start


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
