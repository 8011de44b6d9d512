"""Fine-tuning of three tasks: whether a sentence answers on its own, which of a question's does, and which words."""

from __future__ import annotations

import itertools
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from training.pace import pace
from training.rerank.groups import Group, batches
from training.rerank.model import CrossEncoder, Reader

SEED = 3
RIGHT_WEIGHT = 2.0  # of a right sentence: about one in six is right
SPAN_WEIGHT = 0.5  # of the answer span, relative to whether there is an answer
OUTSIDE = -1e4  # score of a token at which no answer may start or end
PART = 18  # inputs of similar length that are computed together: a quarter less padding than a whole batch
WARM_UP = 0.06  # share of the training with rising learning rate
REPORT_EVERY = 25  # steps


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """Duration and learning rate."""

    steps: int = 4_300  # about two rounds over 16,000 groups: 50 minutes on one core with bfloat16
    rate: float = 6e-5
    threads: int = 1
    sentences: int = 6  #: of a group at most
    frozen: int = 0  #: lowest layers that stay as they are: a third less time, and what they know stays known
    half: bool = False  #: bfloat16 where it can be: twice as fast on processors that have it, far slower on others
    dropout: bool = True  #: without it a step takes a tenth less time; for going on from a trained model


def train(model: CrossEncoder, reader: Reader, groups: Sequence[Group], plan: Plan, kept: Path) -> CrossEncoder:
    """Fine-tune everything except the word embedding, so that words missing in training keep theirs.

    ``kept``: file to which the state is saved every ``REPORT_EVERY`` steps; if it exists, training resumes from it.
    """
    torch.manual_seed(SEED)
    torch.set_num_threads(plan.threads)
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    model.train()
    if not plan.dropout:
        _without_dropout(model)
    optimizer = _optimizer(model, plan.rate)
    done = _resume(kept, model, optimizer)
    if plan.frozen:
        model.encoder.embeddings.requires_grad_(False)
        model.encoder.encoder.layer[: plan.frozen].requires_grad_(False)
    started, losses = time.monotonic(), 0.0
    for step, batch in enumerate(itertools.islice(endless(groups, plan.sentences), done, plan.steps), done + 1):
        for part in optimizer.param_groups:
            part["lr"] = plan.rate * pace(step / plan.steps, WARM_UP)
        losses += _step(model, reader, batch, optimizer, half=plan.half)
        if step % REPORT_EVERY == 0:
            spent = time.monotonic() - started
            log.info("step %d of %d, loss %.3f, %.0f s", step, plan.steps, losses / REPORT_EVERY, spent)
            torch.save({"step": step, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, kept)
            losses = 0.0
    model.eval()
    return model


def _without_dropout(model: CrossEncoder) -> None:
    for module in model.encoder.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0


def _resume(kept: Path, model: CrossEncoder, optimizer: torch.optim.Optimizer) -> int:
    """Load the state; returns the number of steps done."""
    if not kept.exists():
        return 0
    state = torch.load(kept)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def endless(groups: Sequence[Group], sentences: int) -> Iterator[list[Group]]:
    """Endless batches, always in the same order, with at most ``sentences`` of a group."""
    chance = random.Random(SEED)
    while True:
        yield from batches(groups, chance, sentences)


def _optimizer(model: CrossEncoder, rate: float) -> torch.optim.Optimizer:
    trained = [weights for weights in model.parameters() if weights.requires_grad]
    matrices = {"params": [weights for weights in trained if weights.ndim >= 2], "weight_decay": 0.01}
    vectors = {"params": [weights for weights in trained if weights.ndim < 2], "weight_decay": 0.0}
    return torch.optim.AdamW([matrices, vectors], lr=rate, betas=(0.9, 0.98))


def _step(
    model: CrossEncoder, reader: Reader, batch: Sequence[Group], optimizer: torch.optim.Optimizer, *, half: bool
) -> float:
    inputs = reader.tensors(batch)
    logits, spans = outputs(model, inputs, half=half)
    value = loss(logits, batch) + SPAN_WEIGHT * span_loss(spans, inputs[2], reader.targets(batch))
    value.backward()
    torch.nn.utils.clip_grad_norm_([weights for weights in model.parameters() if weights.requires_grad], 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return float(value.detach())


def outputs(
    model: torch.nn.Module, inputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor], *, half: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    """What ``model`` returns for ids, mask and types, computed in parts of similar length."""
    lengths, longest = inputs[1].sum(1), inputs[1].shape[1]
    order = torch.argsort(lengths, stable=True)
    found: list[tuple[torch.Tensor, torch.Tensor]] = []
    for part in order.split(PART):
        width = int(lengths[part].max())
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            logits, spans = model(*(values[part, :width] for values in inputs))
        found.append((logits.float(), torch.nn.functional.pad(spans.float(), (0, 0, 0, longest - width))))
    back = torch.argsort(order)
    logits, spans = (torch.cat(values)[back] for values in zip(*found, strict=True))
    return logits, spans


def loss(logits: torch.Tensor, batch: Sequence[Group]) -> torch.Tensor:
    """Cross-entropy of each sentence on its own, plus that of the right ones among each question's sentences."""
    right = torch.tensor([float(label) for group in batch for label in group.right])
    weight = torch.tensor(RIGHT_WEIGHT)
    alone = torch.nn.functional.binary_cross_entropy_with_logits(logits, right, pos_weight=weight)
    sizes = [len(group.right) for group in batch]
    lists = [
        torch.logsumexp(part, 0) - torch.logsumexp(part[labels > 0], 0)
        for part, labels in zip(logits.split(sizes), right.split(sizes), strict=True)
        if labels.any()
    ]
    return alone + torch.stack(lists).mean() if lists else alone


def span_loss(spans: torch.Tensor, types: torch.Tensor, targets: Sequence[tuple[int, int] | None]) -> torch.Tensor:
    """Cross-entropy of the start and end of known answers over the tokens of their sentences (type 1)."""
    known = [number for number, target in enumerate(targets) if target is not None]
    if not known:
        return spans.sum() * 0.0
    places = torch.tensor([target for target in targets if target is not None])
    scores = spans[known].masked_fill((types[known] != 1).unsqueeze(-1), OUTSIDE)
    return torch.nn.functional.cross_entropy(scores, places)
