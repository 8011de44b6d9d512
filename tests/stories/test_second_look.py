"""Where an article's stories are unsure, its opening is compared with that of an article of each."""

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
from bot.stories.event_reading import EventReader
from bot.stories.grouping import JOINING, place
from bot.stories.profile import ArticleProfile, StoryText, profile
from bot.stories.second_look import LEAST, LOOKS, NAMED, UNNAMED, UNSURE, WEIGHT, Beginning, second_look

NOW = datetime(2026, 12, 31, tzinfo=UTC)


def told(words: str, *, names: str = "", days: int = 0, dated: bool = True) -> ArticleProfile:
    text = StoryText(
        title=["quarri"], sentences=[words.split()], sizes=[len(words)], names=names.split(),
        day=(NOW - timedelta(days=days)).date(), dated=dated,
    )  # fmt: skip
    return profile(text, {}, 0)[0]


def looked(article: ArticleProfile, other: ArticleProfile, score: float, cosine: float | None) -> float | None:
    """What is added to a story with that article and score; None if nothing is read."""
    read: list[tuple[int, int]] = []

    def look(number: int, at: int) -> float | None:
        read.append((number, at))
        return cosine

    found = second_look(article, {7: [other]}, {7: score}, lambda _, others: [score] * len(others), look)
    assert read in ([], [(7, 0)])
    return found.get(7, 0.0) if read else None


@pytest.mark.parametrize(
    ("names", "others", "cosine", "more"),
    [
        ("", "", UNNAMED, 0.0),
        ("", "", UNNAMED + 0.3, 0.3 * WEIGHT),
        ("", "vesper dorn", UNNAMED + 0.3, 0.3 * WEIGHT),
        ("aruna kelm", "vesper dorn", NAMED + 0.3, 0.3 * WEIGHT),
        ("dunmer", "dunmer", NAMED + 0.3, 0.3 * WEIGHT),
        ("dunmer", "dunmer", NAMED - 0.1, LEAST),  # about the same people, yet told quite differently
        ("", "", -1.0, LEAST),
        ("", "", None, 0.0),
        ("peru lima", "nepal pokhara", None, None),  # two earthquakes are told alike
    ],
)
def test_how_much_a_cosine_says_depends_on_the_names(
    names: str, others: str, cosine: float | None, more: float | None
) -> None:
    found = looked(told(f"{names} wall fell", names=names), told(f"{others} stone broke", names=others), -2.0, cosine)

    assert found == (None if more is None else pytest.approx(more))


@pytest.mark.parametrize("score", [UNSURE[0] - 0.1, UNSURE[1]])
def test_what_is_sure_is_not_compared(score: float) -> None:
    assert looked(told("wall fell"), told("stone broke"), score, 3.0) is None


@pytest.mark.parametrize(
    ("article", "other"),
    [
        (told("wall fell"), told("stone broke", days=1)),  # it may tell what happened next
        (told("wall fell", dated=False), told("stone broke")),
        (told("wall fell"), told("stone broke", dated=False)),
    ],
)
def test_only_articles_known_to_be_of_one_day_are_compared(article: ArticleProfile, other: ArticleProfile) -> None:
    assert looked(article, other, -2.0, 3.0) is None


def compared(stories: dict[int, list[ArticleProfile]], odds: dict[int, float]) -> list[tuple[int, int]]:
    """The stories and places of the articles that a new one is compared with, in order; ``odds`` by id."""
    read: list[tuple[int, int]] = []

    def look(number: int, at: int) -> float:
        read.append((number, at))
        return 0.0

    def each(_: ArticleProfile, others: Sequence[ArticleProfile]) -> list[float]:
        return [odds[id(other)] for other in others]

    scores = {number: max(odds[id(one)] for one in members) for number, members in stories.items()}
    second_look(told("wall fell"), stories, scores, each, look)
    return read


def test_of_each_unsure_story_the_likeliest_article_of_the_day_is_compared() -> None:
    old, one, two, sure = (told(f"wall {word}", days=days) for word, days in zip("abcd", (1, 0, 0, 0), strict=True))
    odds = {id(old): 0.9, id(one): -1.0, id(two): 0.5, id(sure): 3.0}

    assert compared({1: [one], 2: [old, one, two], 3: [sure], 4: [old]}, odds) == [(2, 2), (1, 0)]


def test_only_the_likeliest_unsure_stories_are_compared() -> None:
    members = [told(f"wall {word}") for word in "abcdefgh"]
    odds = {id(one): -1.0 - at for at, one in enumerate(members[:4])} | {id(one): -4.9 for one in members[4:]}

    assert compared({at: [one] for at, one in enumerate(members)}, odds) == [(at, 0) for at in range(LOOKS)]


@pytest.mark.parametrize(("cosine", "story"), [(UNNAMED + 0.4, 7), (UNNAMED, None)])
def test_a_story_that_falls_short_is_joined_if_both_begin_alike(cosine: float, story: int | None) -> None:
    article, other = told("wall fell"), told("stone broke")
    short = JOINING.few_names - 1.5

    assert place(article, {7: [other]}, lambda _, others: [short] * len(others), look=lambda *_: cosine).story == story


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
    reader = EventReader()

    assert reader.available
    assert reader.alike(FIRE, RETOLD) == pytest.approx(reader.alike(RETOLD, FIRE))
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
