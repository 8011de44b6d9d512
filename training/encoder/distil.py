"""Distillation: the student's vectors should match the teacher's and rank passages for a question as they do.

Loss of a batch of ``LESSONS`` lessons: 1 - cosine with the teacher's vector, of passages and of questions, twice; and
for each question the divergence of the student's from the teacher's order of all passages of the batch, the other
sentences of its own article among them (Kullback-Leibler, cosines over ``TEMPERATURE``).
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from training.encoder.corpora import Lesson
from training.encoder.student import Student
from training.encoder.teacher import (
    LONGEST,
    LONGEST_QUESTION,
    PASSAGE,
    QUESTION,
    WIDTH,
    Floats,
    filled_up,
    taught,
)
from training.pace import pace

SEED = 3
LESSONS, PASSAGES, QUESTIONS = 24, 5, 2  # per batch; maximum per lesson
TEMPERATURE = 0.05
TOGETHER = 32  # inputs of similar length that go through the student at once
WARM_UP = 0.05
REPORT_EVERY = 100  # steps

log = logging.getLogger(__name__)

Rows = list[list[int]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Duration and learning rate."""

    minutes: float = 50
    rate: float = 4e-4
    threads: int = 1
    half: bool = False  #: bfloat16 where it can be


@dataclass(frozen=True, slots=True)
class Texts:
    """All distinct texts as token ids, and for each lesson the indices of its passages and questions."""

    passages: Rows
    questions: Rows
    lessons: list[tuple[list[int], list[int]]]


def read_texts(lessons: Sequence[Lesson], tokenizer: Tokenizer) -> Texts:
    """Texts as read by teacher and student: prefix, title, line break, sentence."""
    passages: dict[str, int] = {}
    questions: dict[str, int] = {}
    numbered = [
        (
            [passages.setdefault(f"{PASSAGE}{lesson.title}\n{text}", len(passages)) for text in lesson.sentences],
            [questions.setdefault(f"{QUESTION}{text}", len(questions)) for text in lesson.questions],
        )
        for lesson in lessons
    ]
    useful = [(own, asked) for own, asked in numbered if own and asked]
    return Texts(
        _pieces(tokenizer, list(passages), LONGEST), _pieces(tokenizer, list(questions), LONGEST_QUESTION), useful
    )


def _pieces(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> Rows:
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rows = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    return [row if len(row) <= longest else [*row[: longest - 1], row[-1]] for row in rows]


def targets(teacher: BertModel, texts: Texts, kept: Path, *, half: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The teacher's vectors of passages and questions minus the mean passage; read from ``kept`` if it exists."""
    if not kept.exists():
        vectors = {"passages": texts.passages, "questions": texts.questions}
        made: dict[str, Any] = {name: taught(teacher, rows, half=half) for name, rows in vectors.items()}
        np.savez(kept, **made)
    found = np.load(kept)
    mean = found["passages"].mean(0)
    passages, questions = (_unit(found[name] - mean) for name in ("passages", "questions"))
    return torch.from_numpy(passages), torch.from_numpy(questions)


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-6), np.float32)


def distil(student: Student, texts: Texts, wanted: tuple[torch.Tensor, torch.Tensor], plan: Plan) -> Student:
    """Train everything except the word embedding for ``plan.minutes``."""
    torch.manual_seed(SEED)
    torch.set_num_threads(plan.threads)
    trained = [weights for weights in student.parameters() if weights.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01)
    started, losses = time.monotonic(), []
    for step, (passages, questions) in enumerate(_batches(texts), 1):
        done = (time.monotonic() - started) / 60 / plan.minutes
        if done >= 1:
            break
        for part in optimizer.param_groups:
            part["lr"] = plan.rate * pace(done, WARM_UP)
        value = _loss(student, texts, wanted, (passages, questions), half=plan.half)
        value.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(value.detach()))
        if step % REPORT_EVERY == 0:
            log.info("step %d, %.0f %% of the time, loss %.3f", step, 100 * done, np.mean(losses[-REPORT_EVERY:]))
    student.eval()
    return student


def _batches(texts: Texts) -> Iterator[tuple[list[int], list[int]]]:
    """Indices of passages and questions, shorter ones first."""
    chance, lessons = random.Random(SEED), list(texts.lessons)
    while True:
        chance.shuffle(lessons)
        for start in range(0, len(lessons) - LESSONS, LESSONS):
            passages, questions = set[int](), set[int]()
            for own, asked in lessons[start : start + LESSONS]:
                passages.update(chance.sample(own, min(PASSAGES, len(own))))
                questions.update(chance.sample(asked, min(QUESTIONS, len(asked))))
            yield (
                sorted(passages, key=lambda number: len(texts.passages[number])),
                sorted(questions, key=lambda number: len(texts.questions[number])),
            )


def _loss(
    student: Student,
    texts: Texts,
    wanted: tuple[torch.Tensor, torch.Tensor],
    batch: tuple[list[int], list[int]],
    *,
    half: bool,
) -> torch.Tensor:
    passages = _vectors(student, [texts.passages[number] for number in batch[0]], half=half)
    questions = _vectors(student, [texts.questions[number] for number in batch[1]], half=half)
    right, asked = wanted[0][batch[0]], wanted[1][batch[1]]
    apart = (1 - (passages * right).sum(1)).mean() + (1 - (questions * asked).sum(1)).mean()
    order = torch.nn.functional.kl_div(
        torch.log_softmax(questions @ passages.T / TEMPERATURE, 1),
        torch.log_softmax(asked @ right.T / TEMPERATURE, 1),
        reduction="batchmean",
        log_target=True,
    )
    return 2 * apart + order


def _vectors(student: Student, rows: Rows, *, half: bool) -> torch.Tensor:
    parts = []
    for start in range(0, len(rows), TOGETHER):
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            parts.append(student(*filled_up(rows[start : start + TOGETHER])))
    return torch.cat(parts).float()


def write_settings(
    folder: Path, name: str, longest: int = LONGEST, passage: str = PASSAGE, question: str = QUESTION
) -> None:
    """Write encoder.json for bot/language/model/sentence_encoder.py; ``name`` changes with the weights."""
    settings = {"name": name, "width": WIDTH, "longest": longest, "passage": passage, "question": question}
    (folder / "encoder.json").write_text(json.dumps(settings, indent=2) + "\n", "utf-8")
