"""The teacher: e5-small-v2 (MIT), read from the int8 ONNX file in its Maven package.

Like those of all E5 models, its vectors are close together. The mean passage is subtracted, which ranks as well or
better and makes the signs of single components informative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import NodeProto, numpy_helper
from transformers import BertConfig, BertModel

WIDTH, LAYERS, HEADS, INNER, PIECES, POSITIONS = 384, 12, 12, 1536, 30_522, 512
PASSAGE, QUESTION = "passage: ", "query: "
LONGEST, LONGEST_QUESTION = 80, 40  # tokens
MODEL, TOKENIZER = "e5-small-v2-q.onnx", "e5-small-v2-q-tokenizer.json"

_BATCH = 64
_QUANTIZED = "_quantized"
_PRODUCT = re.compile(r"/encoder/layer\.(\d+)/(.*)/MatMul_quant")

Floats = npt.NDArray[np.float32]


def read_teacher(folder: Path) -> BertModel:
    """The model in ``folder`` with its eight-bit weights converted to floats."""
    graph = onnx.load(folder / MODEL).graph
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = {name: value for name, value in tensors.items() if name.startswith(("embeddings.", "encoder."))}
    weights = {name: value for name, value in found.items() if value.dtype == np.float32 and "_scale" not in name}
    for name in found:
        if name.startswith("embeddings.") and name.endswith(_QUANTIZED):
            weights[name.removesuffix(_QUANTIZED)] = _floats(tensors, name)
    for node in graph.node:
        weights |= _product(tensors, node)
    model = BertModel(_config(), add_pooling_layer=False)
    model.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    return model.eval()


def _config() -> BertConfig:
    return BertConfig(
        vocab_size=PIECES,
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=INNER,
        max_position_embeddings=POSITIONS,
    )


def _product(tensors: dict[str, Any], node: NodeProto) -> dict[str, Floats]:
    named = _PRODUCT.fullmatch(node.name)
    if named is None or node.input[1] not in tensors:
        return {}
    part = named[2].replace("/", ".")
    return {f"encoder.layer.{named[1]}.{part}.weight": np.ascontiguousarray(_floats(tensors, node.input[1]).T)}


def _floats(tensors: dict[str, Any], name: str) -> Floats:
    base = name.removesuffix(_QUANTIZED)
    numbers = tensors[name].astype(np.float32) - tensors[f"{base}_zero_point"].astype(np.float32)
    return np.asarray(numbers * tensors[f"{base}_scale"], np.float32)


def mean_of(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The mean over the tokens of each input."""
    weight = mask.unsqueeze(-1).to(states.dtype)
    return (states * weight).sum(1) / weight.sum(1)


def filled_up(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids and mask, padded to the longest row."""
    longest = max(map(len, rows))
    ids, mask = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(2))
    for number, row in enumerate(rows):
        ids[number, : len(row)], mask[number, : len(row)] = torch.as_tensor(row), 1
    return ids, mask


def taught(model: BertModel, rows: Sequence[Sequence[int]], *, half: bool) -> Floats:
    """The teacher's unit vectors of ``rows`` of token ids; ``half``: in bfloat16."""
    vectors = np.zeros((len(rows), WIDTH), np.float32)
    for places in _like_long(rows):
        ids, mask = filled_up([rows[place] for place in places])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=half):
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state
        vectors[places] = torch.nn.functional.normalize(mean_of(states, mask).float(), dim=1).numpy()
    return vectors


def _like_long(rows: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    by_length = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    return (by_length[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
