"""Short answers that are clauses, and which of several pieces of the wanted kind is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.passages import ArticleFacts, EntityMention, Line
from bot.models.questions import AnswerType, KnownName, Question
from bot.retrieval.answers.clause_spans import LONGEST, description, left_over, reason, reported
from bot.retrieval.answers.extraction import short_answer
from bot.retrieval.ranking.answer_span import Marked
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import query_terms, terms
from bot.understanding.answer_type import wanted_kind


def sentence(text: str, mentions: Sequence[tuple[str, str]] = ()) -> Candidate:
    """A sentence by itself, with mentions given as (words, label)."""
    line = Line(1, 0, tuple(terms(text)))
    found = [EntityMention(text.index(w), text.index(w) + len(w), label, None) for w, label in mentions]
    facts = ArticleFacts(1, "", None, (), (line,), len(line.terms), frozenset(line.terms))
    return Candidate(line, facts, text, (), tuple(found))


def asked(text: str, wanted: AnswerType | None = None) -> Question:
    """Understood without an archive: kind and terms."""
    return Question(text, wanted or wanted_kind(text), tuple(query_terms(text)))


def shown(question: Question, candidate: Candidate) -> str | None:
    span = short_answer(question, candidate)
    return candidate.text[slice(*span)] if span else None


CLAUSES = [
    # reasons
    ("Why did the mine close?", "The mine closed because of a flooded shaft, the owner said.", "a flooded shaft"),
    ("Why was the deal delayed?", "The deal was delayed due to doubts in Orlo.", "doubts in Orlo"),
    ("Why was Corrin sent off?", "Corrin was sent off for shouting at a referee.", "shouting at a referee"),
    ("Why did the rate fall?", "The fall reflects weak sales and cheap oil.", "weak sales and cheap oil"),
    ("Why did she resign?", "She says her doctors forbid it.", "her doctors forbid it"),
    # what somebody said, without quotation marks
    ("What did the minister say?", "The minister said on Monday that the bridge is safe.", "the bridge is safe"),
    ("What did Virta promise?", "Virta promised that nobody would pay more - for now.", "nobody would pay more"),
    # what the question does not say
    ("What did the guest eat?", "The guest ate fried herring.", "fried herring"),
    ("What is Orlo giving the island?", "Orlo will provide the island with a used ferry.", "provide"),
    ("What sank the Kittiwake?", "A drifting log sank the Kittiwake.", "drifting log"),
    ("What did the mayor open?", "On Friday, the mayor opened a swimming hall.", "swimming hall"),
    ("Did the mine close?", "The mine closed because of a flood.", None),
    ("What did the mayor open?", "It rained.", None),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "answer"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_clauses(question: str, text: str, answer: str | None) -> None:
    found = shown(asked(question), sentence(text))
    assert found == answer


CHOICES = [
    # to, not from; the new figure, not the change; the asked year
    ("How high is the levy?", "The levy rose from 3 crowns to 5 crowns.", (), "5 crowns"),
    ("How much oil did Norvik pump?", "Norvik's output rose by 22 pct to 900 barrels.", (), "900"),
    ("How fast will it grow in 2005?", "It grew 2.6% last year and 2.1% is forecast for 2005.", (), "2.1%"),
    ("How many jobs are at risk?", "3,000 jobs out of a total of 6,500 are at risk.", (), "3,000"),
    # a kin kind where there is no other
    ("Which country sent the ship?", "French sailors came.", (("French", "NORP"),), "French"),
    ("How much was the loan?", "It got a loan of 500 mlncrowns.", (), "500"),
    # who does it stands early, to whom it is done late
    ("Who beat them?", "Ana Orth beat Lena Ek.", (("Ana Orth", "PERSON"), ("Lena Ek", "PERSON")), "Ana Orth"),
    ("Who did she beat?", "Ana Orth beat Lena Ek.", (("Ana Orth", "PERSON"), ("Lena Ek", "PERSON")), "Lena Ek"),
    ("Which doctor laughed?", "Then Maud Ellery laughed.", (("Maud Ellery", "PERSON"),), "Maud Ellery"),
    (
        "Where did she meet Ek?",
        "She met Lena Ek in Tilsen.",
        (("Lena Ek", "PERSON"), ("Tilsen", "GPE")),
        "Tilsen",
    ),
    ("Where was it found?", "It was found on Lock Road in Tilsen.", (("Tilsen", "GPE"),), "Lock Road in Tilsen"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "mentions", "answer"), CHOICES, ids=[row[0] for row in CHOICES])
def test_choices(question: str, text: str, mentions: Sequence[tuple[str, str]], answer: str) -> None:
    assert shown(asked(question), sentence(text, mentions)) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "Among them was Haqqani, the younger brother of a commander, and Weeks.",
            "the younger brother of a commander",
        ),
        ("Haqqani is a teacher from Tilsen.", "a teacher from Tilsen"),
        ("Haqqani met Weeks.", None),
    ],
)
def test_who_somebody_is(text: str, answer: str | None) -> None:
    name = KnownName("Haqqani", ("haqqani",))
    question = Question("Who is Haqqani?", AnswerType.WHO, ("haqqani",), names=(name,))
    assert shown(question, sentence(text, (("Haqqani", "PERSON"),))) == answer


READ = [
    # kind, what the reranker marks of the sentence, chance, what is shown
    (AnswerType.WHO, "Maud", 0.5, "Maud Ellery"),  # the whole name
    (AnswerType.HOW_MANY, "200 votes", 0.5, "at least 200 votes"),  # with its hedge
    (AnswerType.OTHER, "a prize (the Arlen", 0.5, "a prize (the Arlen)"),
    (AnswerType.OTHER, "Arlen), won", 0.5, "won"),
    (AnswerType.OTHER, ", won", 0.5, "won"),
    (AnswerType.WHO, "a prize", 0.05, "Maud Ellery"),  # too doubtful: the rules
    (AnswerType.WHO, "200", 0.9, "Maud Ellery"),  # nobody is a number
    (AnswerType.YES_NO, "won", 0.9, None),
]
READ_SENTENCE = "Maud Ellery won a prize (the Arlen), won by at least 200 votes on Monday."


@pytest.mark.parametrize(("wanted", "words", "chance", "answer"), READ, ids=[f"{row[0]} {row[1]}" for row in READ])
def test_what_the_reranker_marks_is_made_whole(
    wanted: AnswerType, words: str, chance: float, answer: str | None
) -> None:
    start = READ_SENTENCE.index(words)
    marked = Marked(start, start + len(words), chance)
    candidate = replace(sentence(READ_SENTENCE, (("Maud Ellery", "PERSON"),)), marked=marked)
    assert shown(asked("Which one was it?", wanted), candidate) == answer


WORDS = st.text(st.sampled_from('abc ,.;:—-"“”()12%$Aé'), max_size=300)


@given(WORDS, WORDS, st.sampled_from(list(AnswerType)), st.integers(0, 300), st.integers(0, 300))
def test_a_short_answer_lies_in_its_sentence(
    question: str, text: str, wanted: AnswerType, start: int, end: int
) -> None:
    marked = Marked(start, end, 0.9) if start < end <= len(text) else None
    candidate = replace(sentence(text), marked=marked)
    span = short_answer(asked(question, wanted), candidate)
    assert span is None or (0 <= span[0] < span[1] <= len(text) and text[slice(*span)].strip())


@pytest.mark.parametrize("find", [reason, reported, left_over])
def test_a_clause_is_never_long(find: object) -> None:
    assert callable(find)
    text = "The mine closed because " + "word " * 200
    span = find(asked("Why did the mine close?"), sentence("The owner said that " + text))
    assert span is not None
    assert len(text[slice(*span)].split()) <= LONGEST + 1


def test_nobody_is_described_where_the_name_is_missing() -> None:
    assert description(asked("Who is Haqqani?"), sentence("Weeks, a teacher, came.")) is None
