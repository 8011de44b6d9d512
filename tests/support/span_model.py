"""A tiny ONNX model that finds names and quotes only by their words."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import spacy
from onnx import TensorProto, helper, numpy_helper, save
from spacy.language import Language

from bot.language.model.bioes import Tags
from bot.language.model.span_tagger import FACTORY, MODEL, SAID, SETTINGS, SpanFinder
from tests.support.rerank_model import write_vocabulary

LABELS = {"names": ["PERSON", "ORG"], SAID: ["SOURCE", "CUE", "CONTENT"]}
#: The tags of known words; all others are outside.
KNOWN = {"names": {"osei": "S-PERSON"}, SAID: {"said": "S-CUE", "no": "S-CONTENT"}}
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", "osei", "said", "no"]


def tiny_finder(folder: Path) -> Language:
    """A blank pipeline with the component, whose model is written to ``folder``."""
    write_vocabulary(folder, PIECES)
    _write_model(folder)
    settings = {kind: {"labels": labels, "steps": [], "lowered": 0.0} for kind, labels in LABELS.items()}
    (folder / SETTINGS).write_text(json.dumps(settings), "utf-8")
    nlp = spacy.blank("en")
    finder = nlp.add_pipe(FACTORY, "spans")
    assert isinstance(finder, SpanFinder)
    finder.from_disk(folder)
    return nlp


def _write_model(folder: Path) -> None:
    nodes, weights, outputs = [], [], []
    for kind, labels in LABELS.items():
        names = Tags.of(labels).names
        table = np.zeros((len(PIECES), len(names)), np.float32)
        table[:, 0] = 1.0
        for word, tag in KNOWN[kind].items():
            table[PIECES.index(word), names.index(tag)] = 10.0
        weights.append(numpy_helper.from_array(table, f"{kind}_table"))
        nodes.append(helper.make_node("Gather", [f"{kind}_table", "input_ids"], [kind]))
        outputs.append(helper.make_tensor_value_info(kind, TensorProto.FLOAT, ["n", "t", len(names)]))
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, weights)
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), folder / MODEL)
