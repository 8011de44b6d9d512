"""What the model for events learns from: pairs of openings, without torch."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.story_examples import Example
from bot.models import NewArticle
from bot.stories.profile import StoryText, profile
from tests.support.affairs import Told, affairs
from training.events.__main__ import DATA
from training.events.data import (
    AFFAIR_PAIRS,
    EVENT_PAIRS,
    OPENING,
    Labelled,
    Share,
    begun_within,
    pairs_of,
    read_pairs,
    write_pairs,
)

DAY = datetime(2027, 3, 2, tzinfo=UTC)
LIKE = "ferry aground harbour captain passengers"
WHOLE = Share(days=3, near=2, far=1)


def labelled(affair: str, event: str, at: int, words: str = LIKE, day: datetime = DAY, dated: bool = True) -> Labelled:
    """An article whose profile has these terms."""
    name = f"{affair}-{event}-{at}"
    article = NewArticle(id=name, title=f"Title {name}", text=f"Title {name} {words}. {'x' * 900}", published=day)
    text = StoryText(
        title=words.split(), sentences=[words.split()], sizes=[len(words)], names=[], day=day.date(), dated=dated
    )
    made, _ = profile(text, {}, 0)
    return Told(article, f"{affair}-{event}", affair), Example(made, f"{affair}-{event}", affair)


def told() -> dict[str, list[Labelled]]:
    ferry = [labelled("ferry", event, at) for event, count in (("a", 8), ("b", 8)) for at in range(count)]
    fire = [labelled("fire", "a", at, "fire market stalls night") for at in range(2)]
    return {"one": ferry, "two": fire}


def test_pairs_are_of_one_event_of_one_affair_and_of_two_affairs() -> None:
    found = list(pairs_of(begun_within(told(), 1), WHOLE, random.Random(1)))
    kinds = Counter((pair.same, pair.one.title.split("-")[0] == pair.other.title.split("-")[0]) for pair in found)

    assert kinds == {(True, True): 2 * EVENT_PAIRS + 1, (False, True): AFFAIR_PAIRS, (False, False): 3}


def test_a_pair_says_whether_both_tell_one_event_and_is_taken_once() -> None:
    found = list(pairs_of(begun_within(told(), 1), WHOLE, random.Random(1)))

    assert all(pair.same == (pair.one.title.rsplit("-", 1)[0] == pair.other.title.rsplit("-", 1)[0]) for pair in found)
    assert len({frozenset((pair.one.title, pair.other.title)) for pair in found}) == len(found)


def test_an_opening_is_the_text_without_its_title() -> None:
    (pair,) = pairs_of(begun_within({"two": told()["two"]}, 1), WHOLE, random.Random(1))

    assert pair.one.text.startswith("fire market")
    assert len(pair.one.text) == OPENING


def test_affairs_begin_within_some_days_and_keep_the_days_between_their_events() -> None:
    later = DAY.replace(month=5)
    sets = {name: [labelled(f"{name}-{at}", "a", 0, day=later if at % 2 else DAY) for at in range(20)] for name in "xy"}
    sets["z"] = [labelled("z", "a", 0), labelled("z", "b", 0, day=DAY.replace(day=4))]

    found = begun_within(sets, 3)
    first, second = (one.profile.day for _, one in found if one.affair == "zz")

    assert second - first == 2
    assert len({one.profile.day for _, one in found if one.affair != "zz"}) == 3
    assert [one.profile.day for _, one in found] == sorted(one.profile.day for _, one in found)


def test_articles_without_a_date_are_left_out() -> None:
    undated = labelled("fire", "a", 2, dated=False)

    assert len(begun_within({"two": [*told()["two"], undated]}, 1)) == 2


def test_pairs_are_read_as_they_were_written(tmp_path: Path) -> None:
    found = list(pairs_of(begun_within(told(), 1), WHOLE, random.Random(1)))
    odd = replace(found[0], one=replace(found[0].one, title='“Quoted” \u2028 "title"'))
    write_pairs([odd, *found], tmp_path / "pairs.jsonl")

    assert read_pairs(tmp_path / "pairs.jsonl") == [odd, *found]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.stem)
def test_each_written_affair_has_several_reports_of_one_event(path: Path) -> None:
    reports = affairs(str(path))
    events = Counter((one.affair, one.event) for one in reports)

    assert len({one.affair for one in reports}) >= 20
    assert all(one.article.text and one.article.title and one.article.published for one in reports)
    assert max(Counter(affair for (affair, _), count in events.items() if count > 1).values()) >= 1
