"""Where an article's story is unsure, its opening is read together with that of an article there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.models import NewArticle
from bot.models.tuning import Tuning
from bot.newsroom import open_newsroom
from bot.retrieval.reranking.cross_encoder import Reranker
from bot.retrieval.reranking.event_reading import EventReader
from bot.stories.grouping import JOINING, place
from bot.stories.profile import ArticleProfile, StoryText, profile
from bot.stories.second_look import LEAST, NAMED, STRANGERS, UNNAMED, UNSURE, WEIGHT, Beginning, second_look

NOW = datetime(2026, 12, 31, tzinfo=UTC)


def told(words: str, *, names: str = "", days: int = 0, dated: bool = True) -> ArticleProfile:
    text = StoryText(
        title=["quarri"], sentences=[words.split()], sizes=[len(words)], names=names.split(),
        day=(NOW - timedelta(days=days)).date(), dated=dated,
    )  # fmt: skip
    return profile(text, {}, 0)[0]


def looked(article: ArticleProfile, other: ArticleProfile, score: float, logit: float | None) -> float | None:
    """What is added to a story with that article and score; None if nothing is read."""
    read: list[tuple[int, int]] = []

    def look(number: int, at: int) -> float | None:
        read.append((number, at))
        return logit

    found = second_look(article, {7: [other]}, {7: score}, lambda _, others: [score] * len(others), look)
    assert read in ([], [(7, 0)])
    return found.get(7, 0.0) if read else None


@pytest.mark.parametrize(
    ("names", "others", "logit", "more"),
    [
        ("", "", UNNAMED, 0.0),
        ("", "", UNNAMED + 4, 4 * WEIGHT),
        ("", "vesper dorn", UNNAMED + 4, 4 * WEIGHT),
        ("aruna kelm", "vesper dorn", STRANGERS + 4, 4 * WEIGHT),
        ("dunmer", "dunmer", NAMED + 4, 4 * WEIGHT),
        ("dunmer", "dunmer", UNNAMED, LEAST),  # about the same people, yet neither answers the other's headline
        ("", "", UNNAMED - 9, LEAST),
        ("", "", None, 0.0),
        ("peru lima", "nepal pokhara", None, None),  # one of two earthquakes answers the other's headline too
    ],
)
def test_how_much_the_model_says_depends_on_the_names(
    names: str, others: str, logit: float | None, more: float | None
) -> None:
    found = looked(told(f"{names} wall fell", names=names), told(f"{others} stone broke", names=others), -2.0, logit)

    assert found == (None if more is None else pytest.approx(more))


@pytest.mark.parametrize("score", [UNSURE[0] - 0.1, UNSURE[1]])
def test_what_is_sure_is_not_read(score: float) -> None:
    assert looked(told("wall fell"), told("stone broke"), score, 3.0) is None


@pytest.mark.parametrize(
    ("article", "other"),
    [
        (told("wall fell"), told("stone broke", days=1)),  # it may tell what happened next
        (told("wall fell", dated=False), told("stone broke")),
        (told("wall fell"), told("stone broke", dated=False)),
    ],
)
def test_only_articles_known_to_be_of_one_day_are_read(article: ArticleProfile, other: ArticleProfile) -> None:
    assert looked(article, other, -2.0, 3.0) is None


def test_of_the_likeliest_unsure_story_the_likeliest_article_of_the_day_is_read() -> None:
    article, old, one, two, sure = (
        told(f"wall {word}", days=days) for word, days in zip("abcde", (0, 1, 0, 0, 0), strict=True)
    )
    odds = {id(old): 0.9, id(one): -1.0, id(two): 0.5, id(sure): 3.0}
    read: list[tuple[int, int]] = []

    def look(number: int, at: int) -> float:
        read.append((number, at))
        return 0.0

    def each(_: ArticleProfile, others: Sequence[ArticleProfile]) -> list[float]:
        return [odds[id(other)] for other in others]

    stories = {1: [one], 2: [old, one, two], 3: [sure]}
    second_look(article, stories, {1: -1.0, 2: 0.2, 3: 3.0}, each, look)

    assert read == [(2, 2)]


@pytest.mark.parametrize(("logit", "story"), [(UNNAMED + 8, 7), (UNNAMED, None)])
def test_a_story_that_falls_short_is_joined_if_both_read_alike(logit: float, story: int | None) -> None:
    article, other = told("wall fell"), told("stone broke")
    short = JOINING.few_names - 1.5

    assert place(article, {7: [other]}, lambda _, others: [short] * len(others), look=lambda *_: logit).story == story


FIRE = Beginning(
    "Fire destroys 14 trams at Ostervik depot",
    "A fire at the main tram depot of Ostervik destroyed 14 vehicles early on Monday, the transport authority said.",
)
RETOLD = Beginning(
    "Half the fleet gone in a night of flames",
    "When driver Siv Lunde came for the first shift, the hall was glowing. By eight, fourteen carriages were heaps.",
)
OTHER = Beginning(
    "Central bank leaves rates unchanged",
    "The central bank kept its main rate at 3.5 per cent on Monday, as most economists had expected.",
)


def test_the_shipped_model_finds_one_event_in_other_words() -> None:
    reader = EventReader(Reranker())

    assert reader.available
    assert reader.alike(FIRE, RETOLD) == reader.alike(RETOLD, FIRE)
    assert reader.alike(FIRE, RETOLD) > UNNAMED > reader.alike(FIRE, OTHER)


def added(folder: Path, openings: Sequence[Beginning], **changes: object) -> int:
    """The number of stories that these articles become."""
    articles = [
        replace(NewArticle(id=f"a{at}", text=f"{one.sentences} More is not known.", title=one.title, source=f"o{at}",
                published=NOW), **changes)  # type: ignore[arg-type]
        for at, one in enumerate(openings)
    ]  # fmt: skip
    with closing(open_newsroom(folder / "news.db", clock=lambda: NOW, tuning=Tuning(rerank_ms=250))) as newsroom:
        list(newsroom.add_many(articles))
        return len(newsroom.stories.since())


def test_articles_are_read_as_they_are_stored(tmp_path: Path) -> None:
    assert added(tmp_path, (FIRE, RETOLD, OTHER)) == 2


def test_articles_without_a_headline_are_grouped_without_it(tmp_path: Path) -> None:
    assert added(tmp_path, (FIRE, RETOLD, OTHER), title="") == 3
