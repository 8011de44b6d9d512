"""The edges of what the reranker marks, and what cannot answer whatever it marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.models.questions import KnownName, Question
from bot.retrieval.ranking.answer_span import Marked
from bot.retrieval.ranking.passages import Candidate
from tests.retrieval.answers.test_extraction import asked, sentence, shown

Names = Sequence[tuple[str, str]]


def read(text: str, marked: str, names: Names = (), chance: float = 0.9) -> Candidate:
    start = text.index(marked)
    return replace(sentence(text, names), marked=Marked(start, start + len(marked), chance))


@pytest.mark.parametrize(
    ("question", "text", "marked", "names", "answer"),
    [
        (
            "Who spoke first?",
            "When Sara Holm rose, she was the first to speak.",
            "When Sara Holm",
            [("Sara Holm", "PERSON")],
            "Sara Holm",
        ),
        (
            "What do agents do with a tunnel?",
            "Lodden Guard agents fill a tunnel with concrete.",
            "Lodden Guard",
            [("Lodden Guard", "ORG")],
            None,
        ),
        (
            "What did Orme vow?",
            "Mayor Orme has vowed to block the sale of the weir, she said.",
            "block",
            [("Orme", "PERSON")],
            "block the sale of the weir",
        ),
        (
            "Why was it covered up?",
            "The theft was covered up to protect the job of its chairman.",
            "up to protect the job of its chairman",
            [],
            "to protect the job of its chairman",
        ),
        (
            "How long did Hallam run?",
            "Hallam won on Sunday in two hours, 29 minutes and 14 seconds, her best time.",
            "29 minutes",
            [("Hallam", "PERSON")],
            "two hours, 29 minutes and 14 seconds",
        ),
        (
            "How tall is the door?",
            "The door, six feet, two inches high, is from 1740.",
            "six feet",
            [],
            "six feet, two inches",
        ),
        (
            "Who left early?",
            "But Ekman was not the only one who left early.",
            "But Ekman",
            [("Ekman", "PERSON")],
            "Ekman",
        ),
        (
            "Who sued the port?",
            "The Port Users Club sued the port.",
            "The Port Users Club",
            [("Port Users Club", "ORG")],
            "The Port Users Club",
        ),
        (
            "Who threw the egg?",
            "A New Haven man threw the egg at her.",
            "New Haven",
            [("New Haven", "GPE")],
            "A New Haven man",
        ),
        (
            "Who shouted her down?",
            "In Orlo, Holm supporters shouted her down.",
            "Holm",
            [("Holm", "PERSON")],
            "Holm supporters",
        ),
        (
            "Which town sent the van?",
            "New Haven residents got the van.",
            "New Haven",
            [("New Haven", "GPE")],
            "New Haven",
        ),
        (
            "Who won the prize?",
            "PORT VALE: A film about a cook won the prize.",
            "PORT VALE",
            [("PORT VALE", "ORG")],
            None,
        ),
        (
            "When was the bell stolen?",
            "The bell that was stolen in 1874 went home on Thursday.",
            "in 1874 went home on Thursday",
            [("1874", "DATE"), ("Thursday", "DATE")],
            "in 1874",
        ),
        (
            "When did the town allow the rite?",
            "Today, some 300 people hold the rite.",
            "Today",
            [("Today", "DATE")],
            None,
        ),
        (
            "Where was Holm before Orlo?",
            "Holm was sacked after five years in charge.",
            "after five years in charge",
            [("five years", "DATE")],
            None,
        ),
        (
            "Who came to the fair?",
            "Fans of all ages met at the fair in New Haven.",
            "New Haven",
            [("New Haven", "GPE")],
            None,
        ),
        (
            "Who sues the club?",
            "The attorney of New Haven sues the club.",
            "New Haven",
            [("New Haven", "GPE")],
            None,
        ),
        ("Who sent the van?", "Norway sent the van.", "Norway", [("Norway", "GPE")], "Norway"),
        (
            "What is The Salt Year about?",
            "Ek won it for “The Salt Year”, on a lighthouse.",
            "The Salt Year",
            [("The Salt Year", "WORK_OF_ART")],
            None,
        ),
        ("How often was the almanac wrong?", "The almanac has erred twice since 1888.", "1888", [], "twice"),
        ("How often does the ferry go?", "The ferry goes every two hours.", "two", [], "every two hours"),
        ("How often was the almanac wrong?", "The almanac erred in 1888.", "1888", [], None),
        ("holm guns", "Holm to frame the vote as a test of nerve.", "test of nerve", [], None),
        ("flights cancelled orlo", "In Orlo 26 flights were cancelled.", "26 flights", [], "26 flights"),
    ],
)
def test_marked_words_are_tidied_or_dropped(
    question: str, text: str, marked: str, names: Names, answer: str | None
) -> None:
    assert shown(asked(question), read(text, marked, names)) == answer


@pytest.mark.parametrize(
    ("marked", "chance", "answer"),
    [
        ("taking the club to its first final", 0.3, None),
        ("taking the club to its first final", 0.8, "taking the club to its first final"),
        ("after a quarrel over pay", 0.3, "after a quarrel over pay"),
    ],
)
def test_a_reason_needs_a_word_that_says_so_or_certainty(marked: str, chance: float, answer: str | None) -> None:
    text = f"Holm was sacked last night, {marked}."
    assert shown(asked("Why was Holm sacked?"), read(text, marked, chance=chance)) == answer


def test_who_said_so_is_no_reason() -> None:
    text = "Holm, who is leaving because of a heart condition, said in a note that all was well."
    question = asked("Why is Holm leaving?")
    assert shown(question, read(text, "because of a heart condition, said in a note")) == "because of a heart condition"


def test_what_was_read_and_not_marked_is_no_answer() -> None:
    text, question = "The guest praised the fried herring of Orlo.", asked("What did the guest bring?")
    assert shown(question, sentence(text)) is not None
    assert shown(question, read(text, "guest", chance=0.01)) is None


def of_thing(text: str, name: str) -> Question:
    question = asked(text)
    known = KnownName(text=name, terms=question.terms, entities=(1,), labels=("ORG",))
    return replace(question, names=(known,))


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "What is the Shore Project?",
            "Ek leads The Shore Project, a charity that cleans beaches.",
            "a charity that cleans beaches",
        ),
        ("What is the Shore Project?", "Ek is director of the Shore Project.", None),
    ],
)
def test_what_a_thing_is(question: str, text: str, answer: str | None) -> None:
    assert shown(of_thing(question, "Shore Project"), read(text, "Ek")) == answer


def test_what_a_word_means() -> None:
    text = "“Endaka,” the strong yen, has pushed out the film “The Sea Monster”."
    assert shown(asked("what is endaka"), read(text, "The Sea Monster")) == "the strong yen"


def test_an_abbreviation_is_no_end_of_a_description() -> None:
    person = replace(
        asked("Who was Anders Holm?"),
        names=(KnownName(text="Anders Holm", terms=("ander", "holm"), entities=(1,), labels=("PERSON",)),),
    )
    text = "The tape shows Anders Holm, a cook who died in a U.S. raid, at sea."
    assert shown(person, sentence(text, [("Anders Holm", "PERSON")])) == "a cook who died in a U.S. raid"
