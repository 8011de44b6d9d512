"""How the reranker is made small and measured: the parts that need no torch."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from tokenizers import Tokenizer

from training.rerank.evaluate import average_precision, figures
from training.rerank.groups import batches, read_groups, read_lists
from training.rerank.mixing import Case, best_weight, cross_validated, hit1
from training.rerank.plain import plain
from training.rerank.shrink import four_bits
from training.rerank.texts import read_texts
from training.rerank.vocabulary import Definition, choose, count_words, unknown, with_vocabulary

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = ["minister", "rain", "rains", "##ing", "##ister", "zebra"]


def definition() -> Definition:
    pieces = [*SPECIAL, ".", *LETTERS, *(f"##{letter}" for letter in LETTERS), *WORDS]
    added = {"id": 3, "content": "[SEP]", "special": True, "normalized": False}
    return {
        "version": "1.0", "truncation": None, "padding": None, "decoder": None, "post_processor": None,
        "added_tokens": [{**added, "single_word": False, "lstrip": False, "rstrip": False}],
        "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "BertPreTokenizer"},
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 20, "vocab": {piece: number for number, piece in enumerate(pieces)},
        },
    }  # fmt: skip


COUNTS = Counter({"minister": 9, "rain": 8, "raining": 7, "rains": 1, "ministering": 5, "dé": 1, "x.y": 1})


def test_frequent_pieces_stay_and_all_words_can_still_be_spelt() -> None:
    before = definition()
    kept = choose(before, COUNTS, size=60)
    assert [piece for piece in kept if piece in WORDS] == ["minister", "rain", "##ing"]
    assert "[MASK]" not in kept
    after = with_vocabulary(before, kept)
    assert unknown(after, COUNTS) == unknown(before, COUNTS) == {"dé"}


def test_a_dropped_word_is_spelt_with_pieces_that_stay() -> None:
    smaller = Tokenizer.from_str(json.dumps(with_vocabulary(definition(), choose(definition(), COUNTS, size=60))))
    assert smaller.encode("rains").tokens == ["rain", "##s"]
    assert smaller.encode("minister").tokens == ["minister"]


def test_marks_that_somebody_writes_are_plain_characters() -> None:
    whole = Tokenizer.from_str(json.dumps(definition()))
    bare = Tokenizer.from_str(json.dumps(with_vocabulary(definition(), list(definition()["model"]["vocab"]))))
    assert "[SEP]" in whole.encode("a [SEP] b").tokens
    assert "[SEP]" not in bare.encode("a [SEP] b").tokens


def test_words_are_counted_in_all_kinds_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain, rain\n", "utf-8")
    (tmp_path / "b.jsonl").write_text('{"q": "rain?", "c": [["zebra", 1, "rain"]]}\n', "utf-8")
    (tmp_path / "c.conllu").write_text("# text = rain\n1\tzebra\n", "utf-8")
    (tmp_path / "d.csv").write_text("Sentence,Word,Tag\n1,rain,zebra\n", "utf-8")
    (tmp_path / "e.bin").write_bytes(b"zebra")
    counts = count_words(Tokenizer.from_str(json.dumps(definition())), read_texts([tmp_path]))
    assert (counts["rain"], counts["zebra"]) == (6, 1)


@pytest.mark.parametrize("size", [1e-9, 1.0, 300.0])
def test_four_bits_come_close(size: float) -> None:
    matrix = np.random.default_rng(0).normal(0, size, (50, 96)).astype(np.float32)
    numbers, scales = four_bits(matrix)
    assert (numbers.shape, scales.shape, str(scales.dtype)) == ((50, 96), (50, 3), "float16")
    restored = numbers.astype(np.float32) * np.repeat(scales.astype(np.float32), 32, axis=1)
    assert np.abs(restored - matrix).mean() < max(0.1 * size, 1e-6)


def line(source: str, labels: str) -> str:
    sentences = [[f"sentence {number}", int(label), "title", ""] for number, label in enumerate(labels)]
    return json.dumps({"src": source, "q": "who?", "c": sentences})


def test_only_allowed_sources_are_trained_on(tmp_path: Path) -> None:
    path = tmp_path / "groups.jsonl"
    path.write_text("\n".join([line("squad", "010"), line("trecqa", "01"), line("wikiqa", "01")]), "utf-8")
    with pytest.raises(ValueError, match="no licence to train on: trecqa, wikiqa"):
        read_groups([path])
    assert len(read_lists(path)) == 3


def test_a_round_shows_each_group_once_in_the_same_order_for_a_seed(tmp_path: Path) -> None:
    path = tmp_path / "groups.jsonl"
    path.write_text("\n".join(line("own", "01" + "0" * (number % 5)) for number in range(900)), "utf-8")
    groups = read_groups([path])
    shown = [found for batch in batches(groups, random.Random(1)) for found in batch]
    again = [found for batch in batches(groups, random.Random(1)) for found in batch]
    assert shown == again
    assert Counter(len(found.right) for found in shown) == Counter(len(found.right) for found in groups)
    bare = sum(not found.sentences[0].title for found in shown)
    assert 300 < bare < 420  # four in ten are shown without context


@pytest.mark.parametrize(
    ("order", "expected"),
    [([True], 1), ([False, True], 0.5), ([True, False, True], 5 / 6), ([False, True, True], 7 / 12)],
)
def test_average_precision(order: list[bool], expected: float) -> None:
    assert average_precision(order) == pytest.approx(expected)


def test_figures_leave_out_lists_without_a_choice() -> None:
    found = figures([([1, 2], [True, False]), ([3, 1], [True, False]), ([1], [True]), ([1], [False]), ([], [])])
    assert (found.questions, found.hit1, found.mean_average_precision) == (2, 0.5, 0.75)


def cases(count: int) -> list[Case]:
    """Lists in which the lexical score, at a third of its size, helps the logits."""
    chance = np.random.default_rng(3)
    made = []
    for _ in range(count):
        truth = chance.normal(0, 2, 10)
        logits = truth / 2 + chance.normal(0, 0.5, 10)
        made.append(Case(3 * (truth - logits), logits, truth == truth.max()))
    return made


def test_the_weight_that_makes_right_sentences_likeliest_is_found() -> None:
    made = cases(200)
    assert hit1(made, 1 / 3) == 1.0
    assert 0.3 <= best_weight(made) <= 1.0
    assert hit1(made, 0.0) + 0.1 < cross_validated(made) < 1.0


# ---- fused nodes taken apart ---------------------------------------------------


def fused(*, bias: bool, total: bool = False) -> onnx.ModelProto:
    """A norm of a sum and a biased activation, as ONNX Runtime's optimizer fuses them."""
    rng = np.random.default_rng(1)
    weights = {name: rng.normal(size=8).astype(np.float32) for name in ("gamma", "beta", "bias", "last")}
    ins = ["x", "y", "gamma", "beta", *(["bias"] if bias else [])]
    outs = ["normed", "", "", "total"] if total else ["normed"]
    nodes = [
        helper.make_node("SkipLayerNormalization", ins, outs, domain="com.microsoft", epsilon=1e-5),
        helper.make_node("BiasGelu", ["normed", "last"], ["z"], domain="com.microsoft"),
    ]
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 8]) for name in ("x", "y", "z", "total")]
    graph = helper.make_graph(
        nodes, "fused", values[:2], values[2 : 4 if total else 3],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def run(model: onnx.ModelProto) -> list[np.ndarray]:
    rng = np.random.default_rng(2)
    inputs = {name: rng.normal(size=(3, 8)).astype(np.float32) for name in ("x", "y")}
    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return list(session.run(None, inputs))


@pytest.mark.parametrize("bias", [False, True])
def test_parts_give_what_the_fused_nodes_gave(bias: bool) -> None:
    (before,) = run(fused(bias=bias))
    apart = plain(fused(bias=bias))

    assert {node.op_type for node in apart.graph.node} == {"Add", "LayerNormalization", "Gelu"}
    assert run(apart)[0] == pytest.approx(before, abs=1e-5)


def test_a_sum_that_is_asked_for_stays_fused() -> None:
    kinds = [node.op_type for node in plain(fused(bias=True, total=True)).graph.node]

    assert kinds == ["SkipLayerNormalization", "Add", "Gelu"]
