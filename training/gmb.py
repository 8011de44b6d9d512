"""The GMB subset ("ner_dataset.csv": Voice of America's world news of 2005-2010) as tagged sentences."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

#: Words and their entity tags (B-geo, I-per, O ...).
Tagged = tuple[list[str], list[str]]


def read_gmb(path: Path) -> Iterator[Tagged]:
    """The sentences of the file in order; it is Latin-1 that was once Windows-1252."""
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="latin-1", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        for sentence, word, _, tag in rows:
            if sentence and words:
                yield words, tags
                words, tags = [], []
            words.append(_repaired(word))
            tags.append(tag)
    yield words, tags


def _repaired(word: str) -> str:
    return word.encode("latin-1", "ignore").decode("cp1252", "ignore").strip() or "-"
