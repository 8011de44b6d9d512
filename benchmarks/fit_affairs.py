"""Fit the weights that decide whether an article tells what became of an event, and evaluate them on unseen affairs.

    python -m benchmarks.fit_affairs [--measure] [--write]

Pairs of articles from two events of one affair against pairs from two affairs, within each file of invented affairs;
logistic regression with a quadratic penalty. ``--measure``: follow the story of the first article of each affair, add
the others day by day, and count the events told, for files of which no article is among the examples.
"""

from __future__ import annotations

import argparse
import itertools
import json
import tempfile
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.story_examples import examples
from bot.models import ChatKey
from bot.newsroom import open_newsroom
from bot.store.file.database import Database
from bot.stories.affairs import TOLD, affair_facts
from tests.support.affairs import Told, affairs

WEIGHTS = Path("bot/stories/affair_weights.json")
FITTED = ("affairs.txt", "affairs_in_blurbs.txt", "affairs_in_all_styles.txt", "affairs_of_one_day.txt",
          "affairs_in_other_words.txt")  # fmt: skip
#: Only scored: never add them to FITTED.
KEPT_BACK = ("affairs_kept_back.txt", "affairs_kept_back_last.txt", "following_turns.txt")
PENALTY = 1.0
STEPS = 40
READ_AFTER = timedelta(hours=9)
Array = NDArray[np.float64]


def fit() -> dict[str, float]:
    """The weights by name."""
    rows, right = list[Array](), list[bool]()
    for file in FITTED:
        for one, other in itertools.combinations(examples(affairs(file)), 2):
            if one.event != other.event:
                rows.append(affair_facts(one.profile, other.profile))
                right.append(one.affair == other.affair)
    facts, wanted = np.array(rows), np.array(right, np.float64)
    scale = facts.std(0) + 1e-9
    inputs = np.c_[facts / scale, np.ones(len(facts))]
    found = np.zeros(inputs.shape[1])
    ridge = PENALTY * np.diag([*np.ones(len(scale)), 1e-6])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ found, -30, 30)))
        slope = inputs.T @ (chance - wanted) + ridge @ found
        found -= np.linalg.solve((inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge, slope)
    values = [*(found[:-1] / scale), found[-1]]
    return {name: round(float(value), 3) for name, value in zip((*TOLD, "bias"), values, strict=True)}


class _Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def followed(told: list[Told]) -> Counter[str]:
    """What followers of the first article of each affair get: turns, repeated and other articles; turns there are."""
    dated = sorted((one for one in told if one.article.published), key=_published)
    found: Counter[str] = Counter()
    followers: dict[str, int] = {}
    events: dict[str, set[str]] = {}
    clock = _Clock(_published(dated[0]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        with closing(open_newsroom(path, clock=clock)) as newsroom, closing(Database.open(path)) as database:
            for one in dated:
                clock.now = _published(one) + READ_AFTER
                row = newsroom.add(one.article).row
                got = _told_to(database, row)
                if one.affair not in followers:
                    followers[one.affair] = len(followers) + 1
                    events[one.affair] = {one.event}
                    [story] = newsroom.stories.of([row]).values()
                    chat = ChatKey(chat_id=followers[one.affair])
                    newsroom.subscriptions.follow(chat, f"story:{story.number} {one.article.title}", now=clock.now)
                    found["other"] += len(got)
                    continue
                if followers[one.affair] in got:
                    found["repeated" if one.event in events[one.affair] else "turn"] += 1
                    events[one.affair].add(one.event)
                found["other"] += len(got - {followers[one.affair]})
    there = {(one.affair, one.event) for one in dated}
    found["there"] = len(there) - len(followers)
    return found


def _published(one: Told) -> datetime:
    assert one.article.published is not None
    return one.article.published


def _told_to(database: Database, row: int) -> set[int]:
    with database.reading() as reader:
        sql = "SELECT chat_id FROM deliveries WHERE article_id = ? AND edits IS NULL"
        return {chat for (chat,) in reader.execute(sql, [row])}


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.write:
        WEIGHTS.write_text(json.dumps(fit(), indent=2) + "\n", "utf-8")
    if options.measure:
        for file in KEPT_BACK:
            found = followed(affairs(file))
            told = found["turn"] + found["repeated"] + found["other"]
            print(
                f"{file:28} {found['there']} turns, P {found['turn'] / max(1, told):.3f} "
                f"R {found['turn'] / found['there']:.3f} (repeated {found['repeated']}, other {found['other']})"
            )


if __name__ == "__main__":
    main()
