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
        ("Who beat the choir?", "The choir was beaten in Sund by the Lodden Singers.", "Lodden Singers", "The choir"),
        ("Who bought the mill?", "Per Vold sold the mill to the baker Gry Sten.", "Gry Sten", "Per Vold"),
        ("Who sold the mill?", "Per Vold sold the mill to the baker Gry Sten.", "Per Vold", "Gry Sten"),
        ("Who sold the mill?", "Gry Sten bought the mill from Per Vold.", "Per Vold", "Gry Sten"),
        ("Who bought the mill?", "Gry Sten bought the mill from Per Vold.", "Gry Sten", "Per Vold"),
        ("Whom did Malle book?", "Instead of Eva Palm, Malle booked Nico Trant.", "Nico Trant", "Eva Palm"),
        ("Who got the work?", "The work was given to Railo rather than to Trakk.", "Railo", "Trakk"),
        ("Who steered it?", "It was not Sven Holt who steered it but the cook, Rune Dahl.", "Rune Dahl", "Sven Holt"),
        ("Who hid it?", "They held Jens Krog after his sister Lise Krog hid it.", "Lise Krog", "Jens Krog"),
        ("Who won the seat?", "Ida Trane was elected, beating the incumbent Asger Lind.", "Ida Trane", "Asger Lind"),
        ("Who did she beat?", "Ida Trane was elected, beating the incumbent Asger Lind.", "Asger Lind", "Ida Trane"),
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


@pytest.mark.parametrize(
    ("sentence", "silent"),
    [
        ("The brewery has denied that it will sack its workers, it said on Wednesday.", True),
        ("The brewery ruled out sacking workers on Wednesday.", True),
        ("The brewery denied a rumour and will sack its workers on Wednesday.", False),
    ],
)
def test_what_is_denied_has_no_answer(sentence: str, *, silent: bool) -> None:
    assert ruling(asked("When will the brewery sack its workers?"), sentence).silent is silent


def test_a_defeat_beside_it_does_not_silence_a_victory() -> None:
    assert not ruling(asked("Who beat Ek?"), "Lund defeated Roth after Berg had rallied to beat Ek.").silent
