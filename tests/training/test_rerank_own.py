"""Groups of our own for training the reranker: a real newsroom, its own ranking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.store.file.database import Database
from tests.support.retrieval_archive import fill
from training.rerank.groups import read_groups
from training.rerank.own import write_groups

QUESTIONS: tuple[dict[str, Any], ...] = (
    {
        "q": "What did Brandt blame for the accident of the Kittiwake?",
        "article_id": "ferry",
        "gold_sentences": ["Captain Leif Brandt blamed a broken radar for the accident."],
    },
    {"q": "How much did the captain of the Kittiwake drink?", "article_id": None, "gold_sentences": []},
    {"q": "What did Brandt eat?", "article_id": "ferry", "gold_sentences": ["A sentence that no article has."]},
)


def test_right_sentences_come_with_the_wrong_ones_that_rank_best(database: Database, tmp_path: Path) -> None:
    fill(database)
    questions, output = tmp_path / "questions.jsonl", tmp_path / "made" / "groups.jsonl"
    questions.write_text("".join(f"{json.dumps(question)}\n" for question in QUESTIONS), "utf-8")
    count = write_groups(database.path, questions, output)
    answered, unanswered, *robbed = read_groups([output])
    assert count == 2 + len(robbed)
    assert answered.question == QUESTIONS[0]["q"]
    assert next(sentence.sentence for sentence in answered.sentences) == QUESTIONS[0]["gold_sentences"][0]
    assert answered.right[0]
    assert not any(answered.right[1:])
    assert answered.sentences[0].title == "Ferry runs aground off Port Arven"
    assert answered.sentences[0].previous == "The ship had left Tilsen at dawn."
    assert unanswered.sentences
    assert not any(unanswered.right)
    assert all(not any(group.right) for group in robbed)
