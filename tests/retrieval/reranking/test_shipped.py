"""The reranker that is shipped: it prefers answers to echoes and takes any text."""

from __future__ import annotations

import math

import pytest

from bot.retrieval.reranking.cross_encoder import MODEL_DIR, Contender, Reranker

SHIPPED = Reranker()


@pytest.mark.parametrize(
    ("question", "title", "answering", "echoing"),
    [
        (
            "How many people were hurt in the Halden ferry fire?",
            "Fire on ferry off Halden",
            "Eleven passengers and two crew members were treated for burns, the harbour police said.",
            "The Halden ferry fire has raised the question of how many people such boats should carry.",
        ),
        (
            "Who will lead the Orrin central bank?",
            "Varga named head of Orrin's central bank",
            "Economist Tilde Varga will succeed the governor of the central bank, parliament decided on Monday.",
            "The central bank of Orrin has kept its main rate at 3 percent.",
        ),
        (
            "How much will the repair of the Lund bridge cost?",
            "Lund bridge closed",
            "Work on its two cracked pillars is expected to cost 40 million crowns.",
            "The Lund bridge was closed on Friday, and its repair will take months.",
        ),
        (
            "When does the trial of Peder Holt begin?",
            "Holt charged with fraud",
            "The trial of Holt will open on 14 March, the court said.",
            "Peder Holt denies all charges.",
        ),
    ],
)
def test_an_answer_beats_an_echo(question: str, title: str, answering: str, echoing: str) -> None:
    above, below = SHIPPED.score(question, [Contender(answering, title), Contender(echoing, title)])
    assert above > 0
    assert above > below


def test_the_title_helps_a_sentence_that_does_not_name_its_subject() -> None:
    sentence = "She won with 54 percent of the vote."
    about, other = SHIPPED.score(
        "What share of the vote did Ana Belmar win?",
        [Contender(sentence, title="Ana Belmar elected president"), Contender(sentence, title="Rain delays the final")],
    )
    assert about > other


@pytest.mark.parametrize(
    "text",
    ["", " ", "a\0b", "🦀" * 3_000, "\ud800", "word " * 100_000, "x" * 100_000, "日本語の文", "[SEP]", "\u202e\n"],
)
def test_any_text_gets_a_number(text: str) -> None:
    candidates = [Contender(text), Contender("Rain fell.", title=text, previous=text)]
    assert all(map(math.isfinite, SHIPPED.score(text, candidates) + SHIPPED.score("Where did it rain?", candidates)))


def test_a_score_does_not_depend_on_neighbours_or_threads() -> None:
    question = "Where did the ferry sink?"
    candidates = [Contender(text) for text in ("It sank off Halden.", "word " * 60, "The crew was praised.")]
    together = SHIPPED.score(question, candidates)
    assert together == [SHIPPED.score(question, [candidate])[0] for candidate in candidates]
    assert Reranker(threads=2).score(question, candidates) == pytest.approx(together, abs=1e-3)


def test_the_shipped_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in MODEL_DIR.iterdir()) <= 16_000_000
