"""What the evidence counts beside the reranker's logit, fitted on made-up lists."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.development import Listed
from bot.models.questions import AnswerType, Question
from bot.retrieval.ranking.features import PIECES
from training.rerank.reading import cross_validated, fitted, prior, write

MEANING = PIECES.index("meaning")


def misleading(number: int) -> Listed:
    """The right sentence has the higher logit, the wrong one a meaning that the shipped weights prefer to it."""
    pieces = np.full((2, len(PIECES) + 1), 0.4)
    pieces[0, -1], pieces[1, -1] = 1.0 + number % 3, 0.5
    pieces[0, MEANING], pieces[1, MEANING] = 0.4, 0.6
    question = Question("Who?", AnswerType.WHO, ("who",))
    return Listed(question, [], [], pieces, np.array([True, False]), answerable=True, group=str(number))


def test_a_piece_that_misleads_beside_a_logit_counts_less() -> None:
    read = fitted([misleading(number) for number in range(400)])
    assert list(read) == list(PIECES)
    assert read["meaning"] < prior()[MEANING]


def test_unseen_questions_are_judged_by_weights_without_them() -> None:
    before, after = cross_validated([misleading(number) for number in range(400)])
    assert len(before.places) == len(after.places) == 400
    assert after.hit(1) > before.hit(1)


def test_only_the_read_weights_are_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text('{"rank": {"echo": 1.5}, "read": {}}', "utf-8")
    write({"echo": -1.23456}, path)
    assert (
        path.read_text("utf-8") == '{\n  "rank": {\n    "echo": 1.5\n  },\n  "read": {\n    "echo": -1.2346\n  }\n}\n'
    )
