"""Fine-tuning of MiniLM to vectors of openings: those of one event near each other, all others apart.

Each batch holds pairs of reports of one event, each with one report of another event that looks alike. Two losses are
added: which of the batch reports the same (InfoNCE, van den Oord et al. 2018), and for each pair whether it does, with
a learned scale and bias (the sigmoid loss of Zhai et al. 2023), so that a cosine means the same for every event.
"""

from __future__ import annotations

import logging
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from training.encoder.teacher import mean_of
from training.events.data import Opening, Pair
from training.pace import pace

SEED = 1
BATCH = 32  # pairs of one event
TEMPERATURE = 0.05
SCALE, BIAS = 20.0, -12.0  # at the beginning
FASTER = 100.0  # how much faster scale and bias are learned
WARM_UP = 0.05  # share of the training with rising learning rate
REPORT_EVERY = 20  # steps
LONGEST = 72  # tokens of an input, including [CLS] and [SEP]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """Duration and learning rate."""

    steps: int = 480
    rate: float = 1e-4
    frozen: int = 1  #: lowest layers that stay as they are
    threads: int = 1
    half: bool = False  #: bfloat16, for processors that have it


class EventEncoder(torch.nn.Module):
    """Computes the unit vectors of openings."""

    def __init__(self, base: Path, frozen: int) -> None:
        """``base``: folder of MiniLM. The embeddings and the lowest ``frozen`` layers stay as they are."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        self.encoder.embeddings.requires_grad_(False)
        self.encoder.encoder.layer[:frozen].requires_grad_(False)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Unit vectors (inputs, width)."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)[0]
        return torch.nn.functional.normalize(mean_of(states.float(), attention_mask), dim=1)


class Openings:
    """Openings as tokens of the whole vocabulary, spelt with those pieces that will be kept of it."""

    def __init__(self, small: Tokenizer, whole: dict[str, int]) -> None:
        """``whole``: number of each piece in the model that is trained."""
        small.no_truncation()
        small.no_padding()
        self._small = small
        self._whole = [whole[piece] for piece, _ in sorted(small.get_vocab().items(), key=lambda one: one[1])]
        self._ends = whole["[CLS]"], whole["[SEP]"]

    def tensors(self, openings: Sequence[Opening]) -> tuple[torch.Tensor, torch.Tensor]:
        """Ids and mask, padded to the longest."""
        rows = [self._row(one) for one in openings]
        ids, mask = (np.zeros((len(rows), max(map(len, rows))), np.int64) for _ in range(2))
        for number, row in enumerate(rows):
            ids[number, : len(row)], mask[number, : len(row)] = row, 1
        return torch.from_numpy(ids), torch.from_numpy(mask)

    def _row(self, one: Opening) -> list[int]:
        numbers = self._small.encode(f"{one.title}\n{one.text}", add_special_tokens=False).ids[: LONGEST - 2]
        return [self._ends[0], *(self._whole[number] for number in numbers), self._ends[1]]


@dataclass(frozen=True, slots=True)
class Lessons:
    """What batches are drawn from."""

    same: list[tuple[Opening, Opening]]
    unlike: dict[Opening, list[Opening]]  #: reports of other events that look alike
    event: dict[Opening, Opening]  #: one opening that stands for all of its event


def lessons(pairs: Sequence[Pair]) -> Lessons:
    """``pairs`` by event."""
    same = [(pair.one, pair.other) for pair in pairs if pair.same]
    unlike: dict[Opening, list[Opening]] = defaultdict(list)
    parent: dict[Opening, Opening] = {}

    def root(one: Opening) -> Opening:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    for pair in pairs:
        if pair.same:
            parent[root(pair.one)] = root(pair.other)
        else:
            unlike[pair.one].append(pair.other)
            unlike[pair.other].append(pair.one)
    every = {opening for pair in pairs for opening in (pair.one, pair.other)}
    return Lessons(same, unlike, {opening: root(opening) for opening in every})


def batches(told: Lessons) -> Iterator[list[Opening]]:
    """Endless batches of different openings: pairs of one event, and one of another event for each."""
    chance = random.Random(SEED)
    while True:
        order = chance.sample(told.same, len(told.same))
        for start in range(0, len(order) - BATCH + 1, BATCH):
            batch: list[Opening] = []
            for one, other in order[start : start + BATCH]:
                others = told.unlike.get(one) or told.unlike.get(other) or []
                batch += [one, other, *chance.sample(others, min(1, len(others)))]
            yield list(dict.fromkeys(batch))


def train(model: EventEncoder, openings: Openings, told: Lessons, plan: Plan) -> EventEncoder:
    """Fine-tune ``model``."""
    torch.manual_seed(SEED)
    torch.set_num_threads(plan.threads)
    scale, bias = (torch.nn.Parameter(torch.tensor(value)) for value in (SCALE, BIAS))
    trained = [weights for weights in model.parameters() if weights.requires_grad]
    groups = [{"params": trained, "weight_decay": 0.01}, {"params": [scale, bias], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=plan.rate, betas=(0.9, 0.98))
    started, losses = time.monotonic(), 0.0
    model.train()
    for step, batch in zip(range(1, plan.steps + 1), batches(told), strict=False):
        for group, faster in zip(optimizer.param_groups, (1.0, FASTER), strict=True):
            group["lr"] = plan.rate * faster * pace(step / plan.steps, WARM_UP)
        with torch.autocast("cpu", torch.bfloat16, enabled=plan.half):
            vectors = model(*openings.tensors(batch)).float()
        same = torch.tensor([[told.event[one] == told.event[other] for other in batch] for one in batch])
        value = loss(vectors, same, scale, bias)
        optimizer.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        losses += float(value.detach())
        if step % REPORT_EVERY == 0:
            spent = time.monotonic() - started
            log.info("step %d of %d, loss %.3f, %.0f s", step, plan.steps, losses / REPORT_EVERY, spent)
            losses = 0.0
    log.info("logit of a pair: %.2f * cosine %+.2f", float(scale), float(bias))
    model.eval()
    return model


def loss(vectors: torch.Tensor, same: torch.Tensor, scale: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """Both losses. ``vectors`` (openings, width); ``same`` (openings, openings): whether two report one event."""
    cosines, itself = vectors @ vectors.T, torch.eye(len(vectors), dtype=torch.bool)
    once = torch.triu(torch.ones_like(same), 1).bool()
    judged = torch.nn.functional.binary_cross_entropy_with_logits(
        (scale * cosines + bias)[once], same[once].float(), reduction="sum"
    )
    likeness = (cosines / TEMPERATURE).masked_fill(itself, -1e4)
    likely = likeness - torch.logsumexp(likeness, 1, keepdim=True)
    others = same & ~itself
    known = others.any(1)
    found = likely.masked_fill(~others, 0.0).sum(1)[known] / others.sum(1)[known]
    return judged / len(vectors) - found.mean()
