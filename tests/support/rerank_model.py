"""A tiny ONNX model that scores sentences by their words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

#: The tokens that the model knows and what each adds to the logit within a sentence (elsewhere a tenth of it).
PIECES = {"[PAD]": 0.0, "[UNK]": 0.0, "[CLS]": 0.0, "[SEP]": 0.0, ".": 0.0, "yes": 10.0, "no": -10.0, "tax": 1.0}


def tiny_model(folder: Path, more: Mapping[str, float] = MappingProxyType({}), *, marks: bool = False) -> Path:
    """Write a model that sums values of tokens: sum(value * (0.1 + 0.9 * type)).

    ``marks``: an answer starts and ends where these terms are greatest.
    """
    make = helper.make_node
    nodes = [
        make("Gather", ["values", "input_ids"], ["value"]),
        make("Cast", ["token_type_ids"], ["types"], to=TensorProto.FLOAT),
        make("Mul", ["types", "inside"], ["scaled"]),
        make("Add", ["scaled", "outside"], ["weight"]),
        make("Mul", ["value", "weight"], ["part"]),
        make("ReduceSum", ["part", "axis"], ["logits"], keepdims=0),
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n"])]
    if marks:
        nodes += [make("Unsqueeze", ["part", "minus"], ["one"]), make("Concat", ["one", "one"], ["spans"], axis=-1)]
        outputs.append(helper.make_tensor_value_info("spans", TensorProto.FLOAT, ["n", "t", 2]))
    constants = {
        "values": np.array([*PIECES.values(), *more.values()], np.float32),
        "inside": np.float32(0.9),
        "outside": np.float32(0.1),
        "axis": np.array([1]),
    } | ({"minus": np.array([-1])} if marks else {})
    weights = [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, weights)
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), folder / "model.onnx")
    write_vocabulary(folder, [*PIECES, *more])
    return folder


def write_vocabulary(folder: Path, pieces: Sequence[str], *, longest_word: int = 9) -> None:
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    model = {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##"}
    lower = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "lowercase": True}
    whole: dict[str, object] = {
        "version": "1.0", "added_tokens": [], "normalizer": {**lower, "strip_accents": None},
        "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": None, "decoder": None,
        "truncation": None, "padding": None,
        "model": {**model, "max_input_chars_per_word": longest_word, "vocab": vocabulary},
    }  # fmt: skip
    (folder / "tokenizer.json").write_text(json.dumps(whole), "utf-8")
