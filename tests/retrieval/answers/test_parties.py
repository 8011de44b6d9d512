"""Which part of a sentence cannot hold the party that a question asks for."""

from __future__ import annotations

import pytest

from bot.models.questions import Question
from bot.retrieval.answers.parties import other_parties
from bot.retrieval.answers.polarity import ruling
from bot.text.analyzer import query_terms
from bot.understanding.answer_type import wanted_kind


def asked(text: str) -> Question:
    return Question(text, wanted_kind(text), tuple(query_terms(text)))


DOG = "A dog bit postman Emil Rask in Ostrup and was caught by a neighbour, Jytte Holm."
JUDGE = "Judge Rosa Nunez jailed the forger Per Lund for six years."
TIP = "The police arrested Sune Vang, 44, after a tip from his neighbour Bodil Kjaer."


@pytest.mark.parametrize(
    ("question", "sentence", "allowed", "refused"),
    [
        ("Who stole the bicycle?", "A thief stole the mayor's bicycle on Tuesday.", "A thief", "mayor"),
        ("Who was bitten by a dog?", DOG, "Emil Rask", "Jytte Holm"),
        ("Who caught the dog?", DOG, "Jytte Holm", "Emil Rask"),
        ("Who did judge Nunez jail?", JUDGE, "Per Lund", "Rosa Nunez"),
        ("Who jailed the forger?", JUDGE, "Rosa Nunez", "Per Lund"),
        ("Who was jailed for six years?", JUDGE, "Per Lund", "Rosa Nunez"),
        ("Who replaces Saul?", "Dario Pellun was named to succeed Saul on Tuesday.", "Dario", "Saul"),
        ("who replaced Lund", "Lund was succeeded by Rosa Nunez in May.", "Rosa Nunez", "Lund"),
        ("Who praised the nurses?", "Mayor Orme hailed the nurses and Emil Rask.", "Orme", "Emil Rask"),
        ("Who criticised Orme?", "Bishop Lund lambasted Orme on Monday.", "Lund", "Orme"),
        ("Who did Lund attack?", "Bishop Lund condemned Orme on Monday.", "Orme", "Lund"),
        ("Who endorsed Orme?", "Teachers will support Orme, Jytte Holm said.", "Teachers", "Orme"),
        ("Who was the forger jailed by?", JUDGE, "Rosa Nunez", "Per Lund"),
        ("Who gave the police a tip?", TIP, "Bodil Kjaer", "Sune Vang"),
        ("Who painted it?", "“The Mill”, painted in 1647 by Ada Holm, was stolen by Per Lund.", "Ada Holm", "The Mill"),
        ("Who was sued?", "Baker Ilka Brandt sued builder Tomas Weir in Lodden.", "Tomas Weir", "Ilka Brandt"),
        ("Which player founded Kosmos?", "It joined Kosmos, a group founded by player Gerard Pique.", "Pique", "group"),
        ("Who will run the ferry?", "Ek said Orlo Lines would run the ferry.", "Orlo Lines", "Ek"),
        ("Who dropped the case?", "Ek sued Weir; judge Lund dropped the case.", "Lund", "Weir"),
        ("Who came?", "Nobody from the ministry came except Ek.", "Ek", "Nobody"),
        ("Who will replace Weir?", "Ek was picked to replace Weir at Orlo Bank.", "Ek", "Orlo Bank"),
        ("Who will open the pool?", "Ana Orth said it will be opened on Friday by Lena Ek.", "Lena Ek", "Ana Orth"),
        ("who hacked it", "“It had been hacked by a thief,” a report on Ada Holm said.", "a thief", "Ada Holm"),
        ("Who sued Weir?", "Tomas Weir was sued by Ilka Brandt over a roof.", "Ilka Brandt", "Tomas Weir"),
    ],
)  # fmt: skip
def test_the_asked_party_stands_on_its_side_of_the_verb(
    question: str, sentence: str, allowed: str, refused: str
) -> None:
    found = ruling(asked(question), sentence)

    for words, expected in ((allowed, True), (refused, False)):
        start = sentence.index(words)
        assert found.allows((start, start + len(words))) is expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who said the ship was late?", "“The ship was late,” said captain Leif Brandt."),
        ("Who is the mayor?", "Wim Adler, the mayor, opened the bridge."),
        ("Who won the vote?", "Marowin won the vote and Heim won nothing."),
        ("Who paid for the theft?", "After the theft Orme paid."),
        ("Who manages the choir?", "Ek is the new choir manager."),
        ("Who trained the horse?", "Ek, its train driver, waved."),
        ("When will Ek resign?", "Ek will stay until 2030."),
        ("Who broke the vase?", "“We broke the vase,” Ek said."),
    ],
)
def test_other_questions_rule_nothing_out(question: str, sentence: str) -> None:
    assert ruling(asked(question), sentence).allows((0, 4))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who lost the regatta?", "Nadia Orlov won the regatta on Sunday, a boat length ahead of Piet Aldous."),
        ("Who won the final?", "Rosa Quint lost the final in 41 moves."),
    ],
)
def test_the_winner_is_not_the_loser(question: str, sentence: str) -> None:
    assert ruling(asked(question), sentence).silent


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who criticised the tunnel?", "Finance Minister Dario Pellun declined to criticise the tunnel."),
        ("who signed the pact", "Skerland has not signed the pact, Orme said."),
        ("Who endorsed Orme?", "Jytte Holm never endorsed Orme."),
        ("Who paid the fine?", "Lund refused to pay the fine."),
    ],
)
def test_whoever_did_not_do_it_is_no_answer(question: str, sentence: str) -> None:
    assert list(other_parties(question, sentence)) == [(0, len(sentence))]


def test_whoever_did_not_may_be_asked_for() -> None:
    assert list(other_parties("Who refused to pay the fine?", "Lund refused to pay the fine.")) != [(0, 29)]


@pytest.mark.parametrize(
    ("question", "sentence", "is_told"),
    [
        ("Who praised Moss?", "Pellun, who is running again, praised Saul for her courage.", False),
        ("Who criticised Ada Moss?", "Pellun attacked former Gov. Bo Saul over the dam.", False),
        ("Who praised Moss?", "Pellun praised Ms. Moss for her courage.", True),
        ("Who praised Moss?", "Pellun praised Saul's defence of Moss.", True),
        ("Who criticised Moss?", "Moss was criticised by Pellun.", True),
        ("Who backed the plan?", "Pellun backed Saul.", True),
    ],
)
def test_whoever_did_it_to_another_is_no_answer(question: str, sentence: str, is_told: bool) -> None:
    assert ((0, len(sentence)) not in list(other_parties(question, sentence))) is is_told
