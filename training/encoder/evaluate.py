"""How well vectors alone find the right sentence in a newsroom."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.development import same_sentence
from bot.language.model.sentence_encoder import SentenceEncoder

AT = (1, 3, 10, 20, 100)


def evaluate(encoder: SentenceEncoder, database: Path, questions: Path) -> dict[str, float]:
    """Share of answerable questions (see benchmarks/development.py) with a right sentence among the nearest."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            """SELECT public_id, title, sentences.text FROM sentences JOIN articles ON articles.id = article_id
               ORDER BY article_id, position"""
        ).fetchall()
    lines: list[tuple[str, str]] = []
    parts = []
    for article, found in groupby(rows, key=lambda row: (row[0], row[1])):
        texts = [row[2] for row in found]
        lines += [(article[0], text) for text in texts]
        parts.append(encoder.passages(article[1], texts))
    asked = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    places = [_place(lines, np.concatenate(parts) @ encoder.question(q["q"]), q) for q in asked if q["gold_sentences"]]
    return {f"@{first}": float(np.mean(np.array(places) < first)) for first in AT}


def _place(lines: Sequence[tuple[str, str]], cosines: NDArray[np.float32], asked: dict[str, object]) -> int:
    also = asked.get("also_ok") or []
    golds = [(asked["article_id"], text) for text in asked["gold_sentences"]]  # type: ignore[attr-defined]
    golds += [(one["article_id"], one["sentence"]) for one in also]  # type: ignore[attr-defined]
    for place, number in enumerate(np.argsort(-cosines)[: max(AT)]):
        article, text = lines[number]
        if any(article == wanted and same_sentence(text, gold) for wanted, gold in golds):
            return place
    return max(AT)
