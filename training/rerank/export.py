"""Export from torch to ONNX: fused for BERT, with weights in seven of eight bits.

Processors without VNNI instructions accumulate products of eight-bit numbers in sixteen bits and saturate;
seven bits never overflow, so scores are the same on every machine. Unsigned weights would work too, a fifth slower.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions

from training.rerank.model import WIDTH

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
HEADS = 12
OPSET = 17

#: Names of a model's outputs and of their dynamic axes.
Outputs = dict[str, dict[int, str]]
RERANKER: Outputs = {"logits": {0: "candidates"}, "spans": {0: "candidates", 1: "pieces"}}


def to_onnx(model: torch.nn.Module, outputs: Outputs = RERANKER) -> onnx.ModelProto:
    """The int8 model with the full vocabulary; ``shrink`` makes the shipped one from it.

    ``model``: takes the inputs in ``INPUTS`` (inputs, tokens) and returns ``outputs``.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain, fused, small = (Path(folder) / f"{name}.onnx" for name in ("plain", "fused", "small"))
        _export(model, plain, outputs)
        optimized = optimizer.optimize_model(
            str(plain), "bert", HEADS, WIDTH, optimization_options=FusionOptions("bert"), opt_level=0
        )
        optimized.save_model_to_file(str(fused))
        types = {"DefaultTensorType": onnx.TensorProto.FLOAT}  # shape inference does not support the fused nodes
        quantize_dynamic(
            fused, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, extra_options=types
        )
        return onnx.load(small)


def _export(model: torch.nn.Module, path: Path, outputs: Outputs) -> None:
    ids = torch.randint(1000, 2000, (2, 16))
    axes = {name: {0: "candidates", 1: "pieces"} for name in INPUTS} | outputs
    inputs = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    torch.onnx.export(
        model.eval(), inputs, str(path),
        input_names=INPUTS, output_names=list(outputs), dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
