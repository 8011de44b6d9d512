"""Training texts of the student: groups of sentences of one article or section, with questions about them.

    newsroom database        -> title, eight sentences in a row, made-up questions about four of them
    answer-selection groups  -> title, right and wrong sentences, the question that people wrote
    GMB table, CoNLL-U files -> eight sentences in a row without a title, made-up questions

Sentences of one article are grouped so that the student learns to distinguish them, which questions require.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from training.encoder.questions import made_up
from training.rerank.groups import read_groups

TOGETHER = 8  # sentences per group
ASKED = 4  # generated questions per group
SHORTEST = 20  # characters; shorter sentences are headings and fragments
SEED = 1

_TEXT = "# text = "
_ATTACHED = re.compile(r" ([.,;:!?%)]|'s\b|n't\b|'re\b|'ve\b)")


@dataclass(frozen=True, slots=True)
class Lesson:
    """Sentences with one title ("" for none) and questions about some of them."""

    title: str
    sentences: list[str]
    questions: list[str]


def read_lessons(paths: Iterable[Path]) -> list[Lesson]:
    """Lessons of .db, .jsonl, .csv and .conllu files, in a fixed random order."""
    chance = random.Random(SEED)
    found = [lesson for path in paths for lesson in _READERS[path.suffix](path, chance)]
    chance.shuffle(found)
    return found


def write_lessons(lessons: Iterable[Lesson], output: Path) -> None:
    """Write JSON Lines, one lesson per line."""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("".join(f"{json.dumps(asdict(lesson), ensure_ascii=False)}\n" for lesson in lessons), "utf-8")


def load_lessons(path: Path) -> list[Lesson]:
    """Read what ``write_lessons`` wrote."""
    return [Lesson(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _newsroom(path: Path, chance: random.Random) -> Iterator[Lesson]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            """SELECT articles.id, title, sentences.text FROM sentences JOIN articles ON articles.id = article_id
               ORDER BY article_id, position"""
        ).fetchall()
    for _, article in groupby(rows, key=lambda row: int(row[0])):
        lines = list(article)
        yield from _in_a_row(lines[0][1], [line[2] for line in lines], chance)


def _answers(path: Path, _: random.Random) -> Iterator[Lesson]:
    for group in read_groups([path]):
        by_title: defaultdict[str, list[str]] = defaultdict(list)
        for contender in group.sentences:
            by_title[contender.title].append(contender.sentence)
        for title, sentences in by_title.items():
            yield Lesson(title, sentences, [group.question])


def _gmb(path: Path, chance: random.Random) -> Iterator[Lesson]:
    sentences: list[list[str]] = []
    with path.open(encoding="latin-1", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["Sentence #"]:
                sentences.append([])
            sentences[-1].append(row["Word"])
    return _in_a_row("", [_ATTACHED.sub(r"\1", " ".join(words)) for words in sentences], chance)


def _trees(path: Path, chance: random.Random) -> Iterator[Lesson]:
    lines = path.read_text("utf-8").splitlines()
    return _in_a_row("", [line.removeprefix(_TEXT) for line in lines if line.startswith(_TEXT)], chance)


def _in_a_row(title: str, sentences: Sequence[str], chance: random.Random) -> Iterator[Lesson]:
    long_enough = [sentence for sentence in sentences if len(sentence) > SHORTEST]
    for start in range(0, len(long_enough), TOGETHER):
        part = long_enough[start : start + TOGETHER]
        asked = [question for sentence in part if (question := made_up(sentence, title, chance))]
        yield Lesson(title, part, chance.sample(asked, min(ASKED, len(asked))))


_READERS: dict[str, Callable[[Path, random.Random], Iterator[Lesson]]] = {
    ".db": _newsroom,
    ".jsonl": _answers,
    ".csv": _gmb,
    ".conllu": _trees,
}
