"""The reranker's wiring, on a tiny model that is made here; test_shipped.py has the real one."""

from __future__ import annotations

import logging
import math
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RerankerUnavailable
from bot.retrieval.ranking.answer_span import marked
from bot.retrieval.reranking.cross_encoder import Budget, Contender, Reranker, mix
from bot.retrieval.reranking.model_input import (
    CONTEXT,
    LONGEST_INPUT,
    QUESTION,
    SENTENCE,
    TITLE,
    WHOLE,
    Marks,
    as_arrays,
    pack,
)
from tests.support.rerank_model import PIECES, tiny_model, write_vocabulary

MARKS = Marks(start=1, end=2, stop=3)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("tiny"))


# ---- wiring -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "candidate", "logit"),
    [
        ("", Contender(""), 0.0),
        ("tax", Contender("yes"), 10.1),
        ("no", Contender("Yes, no tax"), 0.0),
        ("tax", Contender("tax", title="yes"), 2.1),
        ("tax", Contender("tax", previous="no no"), -0.9),
        ("tax", Contender("tax", title="yes", previous="no"), 1.1),
        ("tax", Contender("[SEP] yes [CLS]"), 10.1),  # marks in a text are text
        ("yes " * 40, Contender("no"), 0.1 * 10 * QUESTION - 10),
        ("", Contender("tax " * 100), SENTENCE),
        ("", Contender("", title="tax " * 100), 0.1 * TITLE),
        ("", Contender("", previous="tax " * 100), 0.1 * CONTEXT),
    ],
)
def test_each_part_reaches_its_place(tiny: Path, question: str, candidate: Contender, logit: float) -> None:
    assert Reranker(tiny).score(question, [candidate]) == [pytest.approx(logit, abs=1e-4)]


def test_scores_come_in_the_order_of_the_candidates(tiny: Path) -> None:
    candidates = [Contender(text) for text in ("no", "yes yes", "tax", "yes")]
    assert Reranker(tiny).score("", candidates) == pytest.approx([-10, 20, 1, 10])
    assert Reranker(tiny).score("", []) == []


def ticking(step: float) -> Callable[[], float]:
    """A timer that moves on by ``step`` seconds each time it is read."""
    times = count()
    return lambda: next(times) * step


@pytest.mark.parametrize(
    ("texts", "lexical", "budget", "judged"),
    [
        (["tax"] * 4, [4, 3.5, 3, 2.6], Budget(), 4),
        (["tax"] * 4, [4, 3.5, 3, 2.6], Budget(limit=2), 2),
        (["tax"] * 4, [4, 3.5, 3, 2.6], Budget(limit=9), 4),
        (["tax"] * 4, [4, 3.5, 3, 2.6], Budget(limit=0), 0),
        (["tax"] * 4, [4, 3.5, 3, 2.6], Budget(milliseconds=250), 2),  # each takes 100 ms
        (["tax"] * 4, [4, 3.5, 3, 2.6], Budget(milliseconds=300), 3),
        (["tax"] * 4, [4, 3.5, 3, 2.6], Budget(milliseconds=0), 1),
        (["yes", "tax", "tax"], [4, 3, 2], Budget(least=1), 1),  # 10 + 4 is out of reach of 3 + 3
        (["yes", "tax", "tax"], [4, 3, 2], Budget(), 2),
        (["yes", "tax", "tax"], [4, 3, 2], Budget(least=9, reach=2), 3),
        (["tax", "yes", "tax"], [4, 3, 2], Budget(), 2),
        (["yes", "tax", "tax"], [4, 3, 2], Budget(ceiling=11.5, reach=2), 2),  # 11.5 + 3 is not, 11.5 + 2 is
        (["yes", "tax", "tax"], [4, 3, 2], Budget(ceiling=math.inf, reach=2), 3),
        (["tax", "tax", "tax"], [4, 3, 2.4], Budget(ceiling=math.inf, reach=1.5), 2),  # 1.6 behind the first
        (["no", "no", "no"], [4, 3, 2.4], Budget(reach=1.5), 3),  # farther, since none answers
        (["no", "tax", "no"], [4, 3, 2.4], Budget(reach=1.5, ceiling=math.inf), 2),
        (["no", "no", "no"], [4, 3, 2.4], Budget(reach=0.5, far=1.5), 2),
        (["no", "no", "no"], [4, 3, 2.4], Budget(reach=math.inf), 3),
        (["no", "no", "no"], [4, 3, 2.4], Budget(early=2, hopeless=-1.0), 2),
        (["no", "no", "no"], [4, 3, 2.4], Budget(early=2, hopeless=-11.0), 3),
    ],
)
def test_judging_stops_at_the_budget_or_when_settled(
    tiny: Path, texts: list[str], lexical: list[float], budget: Budget, judged: int
) -> None:
    reranker = Reranker(tiny, timer=ticking(0.1))
    found = reranker.judge("", [Contender(text) for text in texts], lexical, budget)
    assert [one.logit for one in found] == pytest.approx([PIECES[text] for text in texts[:judged]])
    assert all(one.answer is None for one in found)  # the model marks none


def test_a_session_is_shared_by_threads(tiny: Path) -> None:
    reranker = Reranker(tiny)
    texts = [" ".join(["yes"] * (number % 7)) for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: reranker.score("", [Contender(text)])[0], texts))
    assert found == pytest.approx([10 * (number % 7) for number in range(60)])


def test_words_that_answer_are_marked(tmp_path: Path) -> None:
    reranker = Reranker(tiny_model(tmp_path, {"per": 1.0, "##cent": 0.5}, marks=True))
    texts = ["No tax, Yes: tax.", "no percents", "", "No " * 60]
    judged = reranker.judge("yes tax", [Contender(text) for text in texts], [1.0] * 4, Budget(ceiling=math.inf))
    answers = [
        text[one.answer.start : one.answer.end] if one.answer else None for text, one in zip(texts, judged, strict=True)
    ]
    assert answers == ["Yes", "percents", None, "No"]
    assert judged[0].answer is not None
    assert judged[0].answer.chance > 0.99


@given(st.text(max_size=40), st.data())
def test_marked_words_are_whole_and_inside(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=12).map(sorted))
    offsets = list(pairwise(places))
    scores = np.array(data.draw(st.lists(st.floats(-50, 50), min_size=len(offsets), max_size=len(offsets))), np.float32)
    found = marked(text, offsets, scores, scores)
    assert (found is None) == (not offsets)
    if found is not None:
        assert 0 <= found.start <= found.end <= len(text)
        assert 0 <= found.chance <= 1.0001
        edges = [text[max(0, at - 1) : at + 1] for at in (found.start, found.end) if 0 < at < len(text)]
        assert found.start == found.end or not any(len(edge) == 2 and edge.isalnum() for edge in edges)


# ---- without a model ----------------------------------------------------------------------------


def no_files(folder: Path) -> str:
    return "model.onnx is missing"


def no_tokenizer(folder: Path) -> str:
    tiny_model(folder)
    (folder / "tokenizer.json").unlink()
    return "tokenizer.json is missing"


def broken_model(folder: Path) -> str:
    tiny_model(folder)
    (folder / "model.onnx").write_bytes(b"version https://git-lfs.github.com/spec/v1")
    return "holds no model it can read"


def broken_tokenizer(folder: Path) -> str:
    tiny_model(folder)
    (folder / "tokenizer.json").write_text("{", "utf-8")
    return "holds no model it can read"


def other_vocabulary(folder: Path) -> str:
    tiny_model(folder)
    write_vocabulary(folder, ["[UNK]", "<s>", "</s>"])
    return "no WordPiece vocabulary"


@pytest.mark.parametrize("damage", [no_files, no_tokenizer, broken_model, broken_tokenizer, other_vocabulary])
def test_without_a_model_it_says_why_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], str]
) -> None:
    reason = damage(tmp_path)
    reranker = Reranker(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert not reranker.available
        assert not reranker.available
        with pytest.raises(RerankerUnavailable, match=reason):
            reranker.score("Who won?", [Contender("Somebody won.")])
    assert [record.getMessage() for record in caplog.records if reason in record.getMessage()] == [
        caplog.records[0].getMessage()
    ]


def test_nothing_heavy_is_imported_before_the_first_question() -> None:
    code = (
        "import sys; from bot.retrieval.reranking.cross_encoder import Reranker; Reranker();"
        "sys.exit(str({'onnxruntime', 'tokenizers', 'numpy'} & set(sys.modules) or '') or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# ---- mixing and packing, pure -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "logits", "mixed"),
    [
        ([], [], []),
        ([6, 2], [0, 5], [6, 7]),
        ([6, 2], [], [-1, -5]),  # none judged: the order stays
        ([6, 4, 2], [-4], [2, 1, -1]),
        ([-6, -8, -8], [0, -1], [-6, -9, -10]),
    ],
)
def test_logits_are_mixed_into_scores(scores: list[float], logits: list[float], mixed: list[float]) -> None:
    assert mix(scores, logits) == pytest.approx(mixed)


def test_mix_refuses_more_logits_than_candidates() -> None:
    with pytest.raises(ValueError, match="2 logits for 1 candidates"):
        mix([1], [1, 2])


NUMBERS = st.floats(-30, 30)


@given(st.lists(NUMBERS, max_size=12), st.lists(NUMBERS, max_size=12))
def test_what_was_not_judged_stays_behind_in_its_order(scores: list[float], logits: list[float]) -> None:
    scores.sort(reverse=True)
    mixed = mix(scores, logits[: len(scores)])
    judged, rest = mixed[: len(logits)], mixed[len(logits) :]
    assert len(mixed) == len(scores)
    assert rest == sorted(rest, reverse=True)
    assert not judged or not rest or min(judged) > max(rest)


LENGTHS = st.integers(0, 150)


@given(LENGTHS, LENGTHS, LENGTHS, LENGTHS)
def test_no_input_is_longer_than_the_model_can_read(question: int, sentence: int, title: int, previous: int) -> None:
    row = pack(MARKS, [9] * question, [8] * sentence, [7] * title, [6] * previous)
    assert len(row.pieces) == len(row.types) <= LONGEST_INPUT
    assert row.pieces.count(9) == min(question, QUESTION)
    assert row.pieces.count(8) == min(sentence, SENTENCE)
    assert row.pieces.count(7) + row.pieces.count(6) <= CONTEXT
    assert len(row.pieces) <= max(WHOLE, min(question, QUESTION) + min(sentence, SENTENCE) + 4)


def test_pack_draws_the_input_form() -> None:
    row = pack(MARKS, [9, 9], [8], [7], [6])
    assert row.pieces == [1, 9, 9, 2, 8, 2, 7, 3, 6, 2]
    assert row.types == [0, 0, 0, 0, 1, 1, 0, 0, 0, 0]


def test_rows_are_filled_up_to_the_longest() -> None:
    arrays = as_arrays([pack(MARKS, [9], [8, 8], [], []), pack(MARKS, [], [], [], [])])
    assert arrays["input_ids"].tolist() == [[1, 9, 2, 8, 8, 2], [1, 2, 2, 0, 0, 0]]
    assert arrays["attention_mask"].tolist() == [[1] * 6, [1, 1, 1, 0, 0, 0]]
    assert arrays["token_type_ids"].tolist() == [[0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 0, 0]]
