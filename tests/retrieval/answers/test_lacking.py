"""Sentences that share much with a question and have nothing of what it asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.models.passages import ArticleFacts, EntityMention, Line
from bot.models.questions import KnownName, Question
from bot.retrieval.answers.lacking import lacks_answer
from bot.retrieval.ranking.answer_span import Marked
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import query_terms, terms
from bot.understanding.answer_type import wanted_kind

PEOPLE = ("Helena Berg", "Mirko Stan", "Otis Vale", "Lena Horn")


def asked(text: str) -> Question:
    names = tuple(KnownName(one, tuple(terms(one)), (1,), ("PERSON",)) for one in PEOPLE if one in text)
    focus = tuple(query_terms(text.split("many ")[1].split(" ")[0])) if "how many" in text.lower() else ()
    return Question(text, wanted_kind(text), tuple(query_terms(text)), names, focus)


def sentence(text: str) -> Candidate:
    found = [(text.index(one), one) for one in PEOPLE if one in text]
    mentions = tuple(EntityMention(at, at + len(one), "PERSON", 1, one) for at, one in found)
    facts = ArticleFacts(1, "", None, (), (), 0, frozenset(terms(text)))
    return Candidate(Line(1, 3, tuple(terms(text))), facts, text, (), mentions)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who criticised the tunnel?", "Mirko Stan declined to criticise the tunnel."),
        ("Who endorsed the plan?", "Lena Horn never endorsed the plan."),
        ("What is the name of the driver of the tram?", "The driver of the tram was unhurt."),
        ("What is the name of the driver of the tram?", "The driver of the tram spoke of the Danes."),
        ("Where does Helena Berg's niece live?", "Helena Berg lives in Lund."),
        ("What is Otis Vale’s wife called?", "Otis Vale met the painter Lena Horn."),
        ("Name of the ranger who shot the wolf?", "The wolf was shot by a ranger, the office said."),
        ("Which hotel chain wants the old mill?", "The mill will be sold; a hotel chain is interested."),
        ("Who threw the box into the harbour?", "A box was thrown into the harbour on Monday."),
        ("How old is Helena Berg?", "Helena Berg said that Mirko Stan, 58, had gone."),
        ("How old is Helena Berg?", "The court let 17-year-olds who will turn 18 by May vote for her."),
        ("How old is Helena Berg?", "Helena Berg is liked by people between the ages of 18 and 29."),
        ("How many actors came to the fair?", "A three-day fair took place."),
        ("How many people were killed?", "The storm passed 130 kilometres to the north."),
        ("How much rent does the tenant pay?", "The tenant has a six-month lease."),
        ("What did the old chair sell for?", "A smaller chair stood beside it."),
        ("Who finished second in the race?", "The race was won for the third time by Otis Vale."),
        ("Who was runner-up?", "Otis Vale won the final in Lund."),
        ("How long was Mirko Stan jailed for?", "Mirko Stan faces up to 15 years in prison if convicted."),
        ("What fine did the office impose?", "The office can impose a fine of up to 17 million pounds."),
    ],
)
def test_what_is_asked_for_is_lacking(question: str, text: str) -> None:
    assert lacks_answer(asked(question), sentence(text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is the name of the driver of the tram?", "The driver of the tram, Otis Vale, was unhurt."),
        ("What is the name of the driver of the tram?", "The driver of the tram, Jo Sund, was unhurt."),
        ("Where does Helena Berg's daughter live?", "The children of Helena Berg live in Lund."),
        ("What did Otis Vale's brother-in-law say?", "He said that he would go."),
        ("How many voters did Otis Vale win?", "Otis Vale won 83% of voters in a two-week race."),
        ("Name of the ranger who shot the wolf?", "The wolf was shot by a ranger, Otis Vale."),
        ("Which suspect was cleared?", "A third suspect, the town's treasurer Otis Vale, was cleared."),
        ("Which hotel chain wants the old mill?", "Bellmont, a hotel chain, is interested in the mill."),
        ("Who threw the box into the harbour?", "A baker threw the box into the harbour on Monday."),
        ("Who gets the reward?", "The reward will go to the rescue service."),
        ("Who or what found the guide?", "The guide was found by a dog."),
        ("How many names are on the list?", "It contains 187 of them."),
        ("What did it cost to build the bridge?", "When it was built it cost four million."),
        ("How old is Helena Berg?", "Helena Berg, 44, said that Mirko Stan, 58, had gone."),
        ("How old is the captain?", "The captain, Otis Vale, 55, was at the helm."),
        ("How many actors came to the fair?", "Some 300 actors came to the three-day fair."),
        ("How many kilometres is it?", "The storm passed 130 kilometres to the north."),
        ("How much rent does the tenant pay?", "The tenant pays 640 euros a month."),
        ("How much did the state pay for the bridge?", "It paid 40 percent of the price."),
        ("Who finished second in the race?", "Otis Vale won ahead of Lena Horn."),
        ("Who was runner-up?", "Otis Vale beat Lena Horn in the final."),
        ("How long was Mirko Stan jailed for?", "Mirko Stan was jailed for 15 years."),
        ("How long may Mirko Stan be jailed for?", "Mirko Stan faces up to 15 years in prison if convicted."),
    ],
)
def test_what_is_asked_for_is_there(question: str, text: str) -> None:
    assert not lacks_answer(asked(question), sentence(text))


def test_an_article_without_whom_the_question_names_answers_nothing() -> None:
    question, found = asked("Who is running against Helena Berg?"), sentence("Mirko Stan is challenging the mayor.")
    of_her = replace(found, article=replace(found.article, vocabulary=frozenset(terms("Berg has a rival."))))

    assert lacks_answer(question, found)
    assert not lacks_answer(question, of_her)


@pytest.mark.parametrize(
    ("question", "best", "lacking"),
    [
        ("Who succeeds Otis Vale?", "Otis Vale", True),
        ("Who succeeds Otis Vale?", "Lena Horn", False),
        ("Who is Otis Vale?", "Otis Vale", False),
        ("Who will chair it, Otis Vale or Lena Horn?", "Otis Vale", False),
        ("Where did Otis Vale go?", "Otis Vale", False),
    ],
)
def test_whoever_the_question_names_is_not_asked_for(question: str, best: str, lacking: bool) -> None:
    text = "Otis Vale, the chairman, resigned; Lena Horn was at the meeting in Lund."
    rows = {name: row for row, name in enumerate(PEOPLE)}
    known = tuple(KnownName(one, tuple(terms(one)), (rows[one],), ("PERSON",)) for one in PEOPLE if one in question)
    mentions = tuple(
        EntityMention(text.index(one), text.index(one) + len(one), "PERSON", rows[one], one)
        for one in ("Otis Vale", "Lena Horn")
    )
    at = text.index(best)
    told = replace(sentence(text), mentions=mentions, marked=Marked(at, at + len(best), 0.9))

    assert lacks_answer(replace(asked(question), names=known), told) is lacking


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("Who cleared Otis Vale?", "A court in Lund cleared banker Otis Vale of fraud.", False),
        ("Who has cleared Otis Vale?", "Otis Vale was cleared of fraud by a tribunal.", False),
        ("Who attacked Mirko Stan?", "Three men attacked Mirko Stan at the station.", False),
        ("Who hired Lena Horn?", "The Velden museum hired the painter Lena Horn.", False),
        ("Who replaces Helena Berg?", "Mirko Stan replaces Helena Berg.", False),
        ("Who replaces Helena Berg?", "The former judge Helena Berg resigned on Monday.", True),
        ("Who attacked Mirko Stan?", "Mirko Stan spoke at the station for an hour.", True),
        ("Who cleared Otis Vale?", "On Monday Otis Vale was cleared of fraud.", True),
    ],
)
def test_whom_the_question_names_answers_nothing_unless_others_act(question: str, text: str, *, lacking: bool) -> None:
    name = next(one for one in PEOPLE if one in question)
    at = text.index(name)

    found = replace(sentence(text), marked=Marked(at, at + len(name), 0.5))

    assert lacks_answer(asked(question), found) is lacking


@pytest.mark.parametrize(
    ("question", "told", "lacking"),
    [
        ("What will Charles II open?", "King Charles III will open the bridge.", True),
        ("What will Charles III open?", "King Charles III will open the bridge.", False),
        ("What will Charles open?", "King Charles III will open the bridge.", False),
        ("Where was a bomb of World War II found?", "A bomb of World War 2 was found in Malle.", False),
        ("Where was a bomb of World War II found?", "A bomb of World War I was found in Malle.", True),
        ("Where was a bomb of World War II found?", "A bomb was found in Malle.", False),
        ("What happened on May 4?", "On May 6 the bridge fell.", False),
    ],
)
def test_another_number_of_a_name(question: str, told: str, lacking: bool) -> None:
    assert lacks_answer(asked(question), sentence(told)) is lacking
