"""The training step of the reranker, with a made-up model; skipped where torch is not installed."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")


def test_parts_of_similar_length_give_what_the_whole_batch_gives() -> None:
    from training.rerank.train import PART, outputs

    class Summing(torch.nn.Module):  # type: ignore[misc,name-defined]
        def forward(self, ids: Any, mask: Any, types: Any) -> tuple[Any, Any]:
            return (ids * mask).sum(1).float(), torch.stack([ids, types], 2).float()

    lengths = [3 + 7 * number % 20 for number in range(2 * PART + 5)]
    ids = torch.zeros(len(lengths), max(lengths), dtype=torch.int64)
    for row, length in enumerate(lengths):
        ids[row, :length] = torch.arange(1, length + 1) + row
    mask = (ids > 0).long()
    logits, spans = outputs(Summing(), (ids, mask, mask), half=False)
    assert torch.equal(logits, ids.sum(1).float())
    assert torch.equal(spans, torch.stack([ids, mask], 2).float())
