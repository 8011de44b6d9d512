"""A tiny ONNX encoder: each known word has a meaning, and a text is the mean of its words' vectors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

from bot.language.model.sentence_encoder import SentenceEncoder
from tests.support.rerank_model import write_vocabulary

WIDTH = 64
#: By word: its meaning. Words with the same meaning have the same vector; unknown words have none.
MEANINGS = {
    "ferry": 1, "vessel": 1, "ship": 1, "passengers": 2, "travellers": 2, "injured": 3, "hurt": 3, "whale": 4,
    "mammal": 4, "budget": 5, "money": 5, "storm": 6, "gale": 6, "power": 7, "electricity": 7, "map": 8, "chart": 8,
}  # fmt: skip
LONGEST = 12


def tiny_encoder(folder: Path, meanings: Mapping[str, int] = MEANINGS, *, name: str = "tiny") -> SentenceEncoder:
    """Write the model's three files to ``folder``; its vectors have length 1."""
    folder.mkdir(parents=True, exist_ok=True)
    make = helper.make_node
    nodes = [
        make("Gather", ["values", "input_ids"], ["found"]),
        make("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        make("Unsqueeze", ["mask", "last"], ["weight"]),
        make("Mul", ["found", "weight"], ["part"]),
        make("ReduceSum", ["part", "middle"], ["total"], keepdims=0),
        make("LpNormalization", ["total"], ["vectors"], axis=1, p=2),
    ]
    inputs = [
        helper.make_tensor_value_info(each, TensorProto.INT64, ["n", "t"])
        for each in ("input_ids", "attention_mask", "token_type_ids")
    ]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *meanings]
    constants = {"values": _values(meanings), "last": np.array([2]), "middle": np.array([1])}
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", WIDTH])],
        [numpy_helper.from_array(value, each) for each, value in constants.items()],
    )
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), folder / "model.onnx")
    write_vocabulary(folder, pieces, longest_word=20)
    settings = {"name": name, "width": WIDTH, "longest": LONGEST, "passage": "passage: ", "question": "query: "}
    (folder / "encoder.json").write_text(json.dumps(settings), "utf-8")
    return SentenceEncoder(folder)


def _values(meanings: Mapping[str, int]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """One direction for each meaning; [CLS] and [SEP] have a small component of another one, as in every text."""
    chance = np.random.default_rng(5)
    directions = chance.standard_normal((max(meanings.values(), default=0) + 1, WIDTH))
    values = np.zeros((4 + len(meanings), WIDTH))
    values[2:4] = 0.05 * directions[0]
    for place, meaning in enumerate(meanings.values(), 4):
        values[place] = directions[meaning]
    return values.astype(np.float32)
