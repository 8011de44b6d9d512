"""The shipped encoder: sizes, and that it knows what answers what."""

from __future__ import annotations

import pytest

from bot.language.model.sentence_encoder import MODEL_DIR, SentenceEncoder

MOST_BYTES = 25_000_000

TITLE = "Storm Ottoline leaves islands in the dark"
SENTENCES = [
    "The gale tore down power lines on four islands on Sunday night.",
    "Some 12,000 households had no electricity on Monday morning.",
    "Two fishermen were rescued by helicopter from a capsized boat.",
    "The insurer expects claims of 40 million crowns.",
    "Schools stay shut until Wednesday, the education minister said.",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("What damaged the grid?", 0),
        ("How many homes are without current?", 1),
        ("Who was saved at sea?", 2),
        ("How much will the damage cost?", 3),
        ("When do pupils return to class?", 4),
    ],
)
def test_answers_in_other_words_are_nearest(encoder: SentenceEncoder, question: str, right: int) -> None:
    cosines = encoder.passages(TITLE, SENTENCES) @ encoder.question(question)

    assert int(cosines.argmax()) == right


def test_a_vector_hardly_depends_on_its_neighbours(encoder: SentenceEncoder) -> None:
    """The model scales its numbers over a batch."""
    together = encoder.passages(TITLE, SENTENCES)

    alone = [encoder.passages(TITLE, [sentence])[0] for sentence in SENTENCES]

    assert min(float(one @ other) for one, other in zip(alone, together, strict=True)) > 0.98


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL_DIR.iterdir()) <= MOST_BYTES
    assert (MODEL_DIR / "README.md").is_file()
