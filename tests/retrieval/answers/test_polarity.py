"""Words in bold are never those that the sentence denies, nor the other party's."""

from __future__ import annotations

import pytest

from bot.models.questions import Question
from bot.retrieval.answers.polarity import ruling
from bot.text.analyzer import query_terms
from bot.understanding.answer_type import wanted_kind


def asked(text: str) -> Question:
    return Question(text, wanted_kind(text), tuple(query_terms(text)))


@pytest.mark.parametrize(
    ("question", "sentence", "allowed", "refused"),
    [
        (
            "Who got the prize?",
            "They did not give the prize to painter Ida Trane, who was the favourite, but to the sculptor Palle Munk.",
            "Palle Munk",
            "painter Ida Trane",
        ),
        ("Who got the award?", "The award went not to baker Asger Lind but to Tove Juhl.", "Tove Juhl", "Asger Lind"),
        ("Who won the final?", "Rosa Quint lost the final to Levi Hartog in 41 moves.", "Levi Hartog", "Rosa Quint"),
        ("Who lost the final?", "Rosa Quint lost the final to Levi Hartog in 41 moves.", "Rosa Quint", "Levi Hartog"),
        ("Who lost the cup?", "Athletic beat Rovers in the cup on Sunday.", "Rovers", "Athletic"),
        ("Who won the cup?", "Rovers were beaten by Athletic in the cup.", "Athletic", "Rovers"),
    ],
)  # fmt: skip
def test_the_other_party_is_ruled_out(question: str, sentence: str, allowed: str, refused: str) -> None:
    found = ruling(asked(question), sentence)

    assert not found.silent
    for words, expected in ((allowed, True), (refused, False)):
        start = sentence.index(words)
        assert found.allows((start, start + len(words))) is expected


@pytest.mark.parametrize(
    ("question", "sentence", "silent"),
    [
        ("When will the factory close?", "The factory will not close, its owner said on Tuesday.", True),
        ("Where will the bank open a branch?", "The bank won’t open a branch in Malle, its director said.", True),
        ("When did the minister resign?", "The minister never resigned, his office said on Monday.", True),
        ("When will the factory close?", "The factory will not close until June.", False),
        ("When will the factory not close?", "The factory will not close on Tuesday.", False),
        ("How many were hurt?", "Not only were nine people hurt, the ship sank as well.", False),
        ("What did Brandt say?", "“I could not say more,” Brandt said.", False),
        ("Who paid for the ferry?", "The town, which does not own the ferry, paid 4 million crowns.", False),
        ("When did the ferry sail?", "The ferry sailed on Monday.", False),
    ],
)
def test_a_denied_event_has_no_answer(question: str, sentence: str, silent: bool) -> None:
    assert ruling(asked(question), sentence).silent is silent
