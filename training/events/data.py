"""Pairs of openings to learn from: reports of one event, and those that a reader in a hurry would take for one.

Articles of several sets are put into the same few days, as a stream of news brings them, so that the pairs of two
affairs which look most alike are among the wrong ones; so are the other events of each affair.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from benchmarks.story_examples import Example
from bot.stories.pair_facts import WINDOW
from bot.stories.similarity import log_odds
from tests.support.affairs import Told

Labelled = tuple[Told, Example]  #: an article, and its profile

SEED = 5
EVENT_PAIRS, AFFAIR_PAIRS = 14, 16  #: of one event, of two events of one affair, at most
FIRST_DAY = 1_000
OPENING = 700  #: characters that are kept of a text


@dataclass(frozen=True, slots=True)
class Opening:
    """How an article begins."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two openings and whether they report one event."""

    one: Opening
    other: Opening
    same: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How the articles of some sets are put together, and how many pairs of two affairs are taken."""

    days: int  #: in which all affairs begin
    near: int  #: of those that look most alike
    far: int  #: of the others, drawn at random


def begun_within(sets: Mapping[str, Sequence[Labelled]], days: int) -> list[Labelled]:
    """The dated articles of all sets, moved so that each affair begins on one of ``days`` days; oldest first."""
    first: dict[str, int] = {}
    dated = [(name, one) for name, told in sets.items() for one in told if one[1].profile.dated]
    for name, (_, example) in dated:
        affair = name + example.affair
        first[affair] = min(first.get(affair, example.profile.day), example.profile.day)
    moved = [_moved(name, one, first[name + one[1].affair], days) for name, one in dated]
    return sorted(
        moved, key=lambda one: (one[1].profile.day, crc32(f"{one[0].article.id}{one[0].article.title}".encode()))
    )


def _moved(name: str, one: Labelled, first: int, days: int) -> Labelled:
    told, example = one
    affair, was = name + example.affair, example.profile
    day = FIRST_DAY + crc32(affair.encode()) % days + was.day - first
    weekday = None if was.weekday is None else (was.weekday + day - was.day) % 7
    profile = replace(was, day=day, weekday=weekday)
    return told, replace(example, event=name + example.event, affair=affair, profile=profile)


def pairs_of(articles: Sequence[Labelled], share: Share, chance: random.Random) -> Iterator[Pair]:
    """Pairs of one event, of two events of one affair, and of two affairs. ``articles``: oldest first."""
    examples = [example for _, example in articles]
    taken = {*_within(examples, "event", EVENT_PAIRS, chance), *_within(examples, "affair", AFFAIR_PAIRS, chance)}
    unlike = sorted(_of_two_affairs(examples), reverse=True)
    far = unlike[share.near :]
    taken |= {(at, before) for _, at, before in [*unlike[: share.near], *chance.sample(far, min(share.far, len(far)))]}
    for at, before in sorted(taken):
        same = examples[at].event == examples[before].event
        yield Pair(_opening(articles[at][0]), _opening(articles[before][0]), same)


def _within(examples: Sequence[Example], what: str, most: int, chance: random.Random) -> Iterator[tuple[int, int]]:
    """``most`` pairs of each event, or of each affair's different events."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(examples):
        groups[one.event if what == "event" else one.affair].append(at)
    for members in groups.values():
        pairs = [(at, before) for place, at in enumerate(members) for before in members[:place]]
        if what == "affair":
            pairs = [(at, before) for at, before in pairs if examples[at].event != examples[before].event]
        yield from chance.sample(pairs, min(most, len(pairs)))


def _of_two_affairs(examples: Sequence[Example]) -> Iterator[tuple[float, int, int]]:
    """Log odds and places of all pairs from two affairs that are near enough in time to be compared."""
    for at, one in enumerate(examples):
        near = [before for before in range(at) if abs(examples[before].profile.day - one.profile.day) <= WINDOW]
        if not near:
            continue
        odds = log_odds(one.profile, [examples[before].profile for before in near])
        for before, likely in zip(near, odds, strict=True):
            if examples[before].affair != one.affair:
                yield float(likely), at, before


def _opening(told: Told) -> Opening:
    article = told.article
    return Opening(article.title, article.text.removeprefix(article.title).strip()[:OPENING])


def write_pairs(pairs: Iterable[Pair], path: Path) -> None:
    """Write JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for pair in pairs:
            line = [pair.one.title, pair.one.text, pair.other.title, pair.other.text, pair.same]
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def read_pairs(path: Path) -> list[Pair]:
    """What ``write_pairs`` wrote."""
    found = []
    for line in path.read_text("utf-8").split("\n")[:-1]:  # U+2028 within a text ends no line
        title, text, other_title, other_text, same = json.loads(line)
        found.append(Pair(Opening(title, text), Opening(other_title, other_text), same))
    return found
