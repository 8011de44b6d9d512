"""Pruning of a trained model: some of its layers, and in each the most important inner units.

Importance is the first-order estimate of how the loss would change without the unit, |activation x gradient|
(Molchanov et al. 2017, "Pruning Convolutional Neural Networks for Resource Efficient Inference"), over some batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import torch

from training.rerank.groups import Group
from training.rerank.model import CrossEncoder, Reader
from training.rerank.train import loss


def keep_layers(model: CrossEncoder, layers: Sequence[int]) -> None:
    """Keep the layers with these indices (from 0), in this order."""
    stack = model.encoder.encoder
    stack.layer = torch.nn.ModuleList([stack.layer[number] for number in layers])
    model.encoder.config.num_hidden_layers = len(layers)


def keep_units(model: CrossEncoder, units: int, reader: Reader, batches: Iterable[Sequence[Group]]) -> None:
    """Keep the ``units`` most important inner units of each layer, measured on ``batches``."""
    layers = list(model.encoder.encoder.layer)
    mattering = _mattering(model, layers, reader, batches)
    for layer, value in zip(layers, mattering, strict=True):
        kept = torch.sort(torch.topk(value, units).indices).values
        layer.intermediate.dense = _part(layer.intermediate.dense, rows=kept)
        layer.output.dense = _part(layer.output.dense, columns=kept)
    model.encoder.config.intermediate_size = units


def _mattering(
    model: CrossEncoder, layers: Sequence[Any], reader: Reader, batches: Iterable[Sequence[Group]]
) -> list[torch.Tensor]:
    totals = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]
    shown: list[torch.Tensor] = []

    def remember(_module: torch.nn.Module, _inputs: object, output: torch.Tensor) -> None:
        output.retain_grad()
        shown.append(output)

    hooks = [layer.intermediate.register_forward_hook(remember) for layer in layers]
    for batch in batches:
        shown.clear()
        loss(model(*reader.tensors(batch))[0], batch).backward()
        for total, output in zip(totals, shown, strict=True):
            assert output.grad is not None
            total += (output * output.grad).sum((0, 1)).abs().detach()
        model.zero_grad()
    for hook in hooks:
        hook.remove()
    return totals


def _part(
    whole: torch.nn.Linear, rows: torch.Tensor | None = None, columns: torch.Tensor | None = None
) -> torch.nn.Linear:
    weight, bias = whole.weight.detach(), whole.bias.detach()
    if rows is not None:
        weight, bias = weight[rows], bias[rows]
    if columns is not None:
        weight = weight[:, columns]
    part = torch.nn.Linear(weight.shape[1], weight.shape[0])
    part.weight, part.bias = torch.nn.Parameter(weight.clone()), torch.nn.Parameter(bias.clone())
    return part
