"""Training data: questions, each with sentences that answer it and hard negatives.

A line of JSON is ``{"src", "q", "c": [[sentence, label, title, previous sentence, answer?], ...]}``; the answer is a
piece of the sentence.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.retrieval.reranking.cross_encoder import Contender

#: Sources whose licences allow publishing the trained model; see MODEL_CARD.md.
ALLOWED = frozenset({"squad", "xquad", "selqa", "qamr_wikinews", "qamr_wikipedia", "swap", "noanswer", "own"})
CONTEXT_SHARE = 0.6  # groups shown with title and previous sentence; the model must also work without them
BUCKET = 400  # groups sorted by length at a time
BATCH = 8  # groups


@dataclass(frozen=True, slots=True)
class Group:
    """A question with its sentences; ``right`` says for each whether it answers."""

    source: str
    question: str
    sentences: tuple[Contender, ...]
    right: tuple[bool, ...]
    answers: tuple[str, ...]  #: the piece of each sentence that answers; "" = unknown, or none does


def read_groups(paths: Iterable[Path]) -> list[Group]:
    """Groups of the allowed sources; raises ValueError for any other source."""
    groups = [_group(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    if foreign := {group.source for group in groups} - ALLOWED:
        raise ValueError(f"no licence to train on: {', '.join(sorted(foreign))}")
    return groups


def read_lists(path: Path) -> list[Group]:
    """A retrieval test set in the same form, without a source; never used for training."""
    return [_group(line) for line in path.read_text("utf-8").splitlines()]


def _group(line: str) -> Group:
    found = json.loads(line)
    sentences = tuple(Contender(row[0], row[2], row[3]) for row in found["c"])
    answers = tuple(row[4] if len(row) > 4 else "" for row in found["c"])
    return Group(found.get("src", ""), found["q"], sentences, tuple(bool(row[1]) for row in found["c"]), answers)


def without_context(group: Group) -> Group:
    """The group's sentences without title and previous sentence."""
    bare = tuple(Contender(contender.sentence) for contender in group.sentences)
    return replace(group, sentences=bare)


def fewer(group: Group, most: int, chance: random.Random) -> Group:
    """At most ``most`` sentences: right ones first, then random wrong ones, in their original order."""
    places = chance.sample(range(len(group.right)), len(group.right))
    kept = sorted(sorted(places, key=lambda place: not group.right[place])[:most])
    return Group(
        group.source,
        group.question,
        tuple(group.sentences[place] for place in kept),
        tuple(group.right[place] for place in kept),
        tuple(group.answers[place] for place in kept),
    )


def batches(groups: Sequence[Group], chance: random.Random, most: int = 6) -> Iterator[list[Group]]:
    """One epoch over all groups in a new order, with ``most`` sentences each; batches have similar lengths."""
    mixed = [fewer(group, most, chance) for group in chance.sample(groups, len(groups))]
    for start in range(0, len(mixed), BUCKET):
        shown = [g if chance.random() < CONTEXT_SHARE else without_context(g) for g in mixed[start : start + BUCKET]]
        shown.sort(key=_length)
        parts = [shown[place : place + BATCH] for place in range(0, len(shown), BATCH)]
        yield from chance.sample(parts, len(parts))


def _length(group: Group) -> int:
    return max(len(c.sentence) + min(100, len(c.title) + len(c.previous)) for c in group.sentences)
