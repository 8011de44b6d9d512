"""Reduction of the exported int8 model without further training.

- the embeddings of dropped tokens are removed; the rest is stored in four bits, with one scale for 32 numbers
  (ONNX Runtime's GatherBlockQuantized): less harm than dropping as much by vocabulary
- positions beyond the longest input are removed
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ml_dtypes
import numpy as np
import numpy.typing as npt
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

from bot.retrieval.reranking.model_input import LONGEST_INPUT

BLOCK = 32  # numbers per scale
_CONTRIBUTED = "com.microsoft"
_CLIPS = np.linspace(0.7, 1.05, 15)  # tried per block: clipping its largest number may round the others better

Floats = npt.NDArray[np.float32]
Array = npt.NDArray[Any]


class _Weights:
    """The initializers of a graph by name."""

    def __init__(self, graph: GraphProto) -> None:
        self._graph = graph
        self._by_name = {tensor.name: tensor for tensor in graph.initializer}

    def __getitem__(self, name: str) -> Array:
        return numpy_helper.to_array(self._by_name[name])

    def __setitem__(self, name: str, value: Array) -> None:
        tensor = numpy_helper.from_array(value, name)
        if name in self._by_name:
            self._by_name[name].CopyFrom(tensor)
        else:
            self._by_name[name] = self._graph.initializer.add()
            self._by_name[name].CopyFrom(tensor)


def shrink(model: ModelProto, kept: Sequence[int], longest: int = LONGEST_INPUT) -> ModelProto:
    """``model``: output of export; ``kept``: old ids of the kept tokens, in their new order. Modifies ``model``.

    ``longest``: maximum tokens of an input.
    """
    graph, weights = model.graph, _Weights(model.graph)
    _small_embedding(graph, weights, kept, longest)
    used = {name for node in graph.node for name in node.input}
    left = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:]
    graph.initializer.extend(left)
    return model


def _small_embedding(graph: GraphProto, weights: _Weights, kept: Sequence[int], longest: int) -> None:
    """Replace the fused node, which supports eight bits only, by lookups, a sum and a normalisation."""
    nodes = list(graph.node)
    place = next(number for number, node in enumerate(nodes) if node.op_type == "QEmbedLayerNormalization")
    fused = nodes[place]
    words, positions, types, scale, bias = (_floats(weights, fused, number) for number in range(2, 7))
    weights["words"], weights["words_scale"] = four_bits(words[list(kept)])
    weights["positions"], weights["types"] = positions[:longest], types
    weights["norm_scale"], weights["norm_bias"] = scale, bias
    weights["zero"], weights["one"] = np.array([0]), np.array([1])
    nodes[place : place + 1] = _lookup(fused)
    del graph.node[:]
    graph.node.extend(nodes)


def _floats(weights: _Weights, fused: NodeProto, place: int) -> Floats:
    """An embedding weight; its scale is six inputs later, its zero point eleven."""
    value, scale, zero = (weights[fused.input[place + step]].astype(np.float32) for step in (0, 6, 11))
    return np.asarray((value - zero) * scale, np.float32)


def four_bits(matrix: Floats) -> tuple[Array, Array]:
    """Signed 4-bit numbers and their float16 scales, one per ``BLOCK`` numbers of a row, by least squared error."""
    blocks = matrix.reshape(len(matrix), -1, BLOCK)
    largest = np.maximum(np.abs(blocks).max(-1, keepdims=True), 1e-6)
    numbers, scales = np.zeros_like(blocks), np.zeros_like(largest)
    least = np.full_like(largest, np.inf)
    for clip in _CLIPS:
        scale = (largest * clip / 7.5).astype(np.float16).astype(np.float32)
        rounded = np.clip(np.round(blocks / scale), -8, 7)
        error = ((rounded * scale - blocks) ** 2).sum(-1, keepdims=True)
        better = error < least
        numbers, scales = np.where(better, rounded, numbers), np.where(better, scale, scales)
        least = np.where(better, error, least)
    return numbers.reshape(matrix.shape).astype(ml_dtypes.int4), scales[..., 0].astype(np.float16)


def _lookup(fused: NodeProto) -> list[NodeProto]:
    ids, types, mask = fused.input[0], fused.input[1], fused.input[7]
    epsilon = next(attribute.f for attribute in fused.attribute if attribute.name == "epsilon")
    quantised: dict[str, Any] = {"domain": _CONTRIBUTED, "block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
    make = helper.make_node
    return [
        make("GatherBlockQuantized", ["words", ids, "words_scale"], ["word_half"], **quantised),
        make("Cast", ["word_half"], ["word"], to=TensorProto.FLOAT),
        make("Gather", ["types", types], ["type"]),
        make("Shape", ["input_ids"], ["length"], start=1, end=2),
        make("Slice", ["positions", "zero", "length", "zero"], ["position"]),
        make("Add", ["word", "type"], ["word_type"]),
        make("Add", ["word_type", "position"], ["embedded"]),
        make("LayerNormalization", ["embedded", "norm_scale", "norm_bias"], fused.output[:1], epsilon=epsilon),
        make("ReduceSum", [mask, "one"], [fused.output[1]], keepdims=0),
    ]
