"""Plain text from the files in which words are counted."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

_TEXT_LINE = "# text = "  # a sentence in a CoNLL-U file


def read_texts(paths: Iterable[Path]) -> Iterator[str]:
    """Texts of .txt, .jsonl (every string of an object), .conllu and .csv (column "Word") files, folders included."""
    for path in paths:
        if path.is_dir():
            yield from read_texts(sorted(child for child in path.rglob("*") if child.suffix in _READERS))
        else:
            with path.open(encoding="utf-8", errors="replace", newline="") as lines:
                yield from _READERS[path.suffix](lines)


def _plain(lines: Iterable[str]) -> Iterator[str]:
    yield from lines


def _objects(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from _strings(json.loads(line))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _trees(lines: Iterable[str]) -> Iterator[str]:
    return (line.removeprefix(_TEXT_LINE) for line in lines if line.startswith(_TEXT_LINE))


def _words(lines: Iterable[str]) -> Iterator[str]:
    return (row["Word"] for row in csv.DictReader(lines) if row["Word"])


_READERS = {".txt": _plain, ".jsonl": _objects, ".conllu": _trees, ".csv": _words}
