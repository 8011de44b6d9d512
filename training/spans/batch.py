"""Batches of examples as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from training.spans.examples import MISSING, Example, padded


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples of one kind as tensors; ``words``: index of each word's first token, ``gold``: its tag."""

    pieces: torch.Tensor
    types: torch.Tensor
    mask: torch.Tensor
    words: torch.Tensor
    gold: torch.Tensor
    present: torch.Tensor
    said: bool


def tensors(batch: Sequence[Example]) -> Batch:
    """``batch`` padded to its longest example."""
    length = padded(max(len(one.row.pieces) for one in batch))
    words = max(len(one.row.words) for one in batch)
    pieces, types, mask = (torch.zeros((len(batch), length), dtype=torch.long) for _ in range(3))
    places, gold = torch.zeros((len(batch), words), dtype=torch.long), torch.full((len(batch), words), MISSING)
    for number, one in enumerate(batch):
        count, held = len(one.row.pieces), len(one.row.words)
        pieces[number, :count], types[number, :count] = torch.tensor(one.row.pieces), torch.tensor(one.row.types)
        mask[number, :count] = 1
        places[number, :held], gold[number, :held] = torch.tensor(one.row.words), torch.tensor(one.tags)
    present = torch.arange(words).unsqueeze(0) < torch.tensor([len(one.row.words) for one in batch]).unsqueeze(1)
    return Batch(pieces, types, mask, places, gold, present, batch[0].said)
