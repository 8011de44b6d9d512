"""Names beside an office or a word of saying, and words behind an abbreviation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.models.passages import ArticleFacts, EntityMention, Line
from bot.models.questions import Question
from bot.retrieval.answers.abbreviations import long_form
from bot.retrieval.answers.office_holders import NO_OFFICE, Sureness, holder, holder_told
from bot.retrieval.answers.plausible_spans import place_of_deed, somebody, somewhere
from bot.retrieval.answers.said_by import asks_for_speaker, said_by
from bot.retrieval.ranking.features import NO_EVIDENCE
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.ranker import Earlier, Ranked, says_anew
from bot.text.analyzer import query_terms, terms
from bot.understanding.answer_type import wanted_kind


def asked(text: str) -> Question:
    return Question(text, wanted_kind(text), tuple(query_terms(text)))


def naming(text: str, *people: str, label: str = "PERSON") -> Candidate:
    """A sentence with mentions of people."""
    mentions = tuple(
        EntityMention(text.index(name), text.index(name) + len(name), label, None, name) for name in people
    )
    return Candidate(Line(1, 0, ()), ArticleFacts(1, "", None, (), (), 0, frozenset()), text, (), mentions)


@pytest.mark.parametrize(
    ("question", "text", "people", "answer"),
    [
        (
            "Who is the mayor?",
            "Minister Nadia Orme moves up and Wim Adler, the mayor of Grauwald, succeeds her.",
            ("Nadia Orme", "Wim Adler"),
            "Wim Adler",
        ),
        ("Who is the mayor of Grauwald?", "Mayor Wim Adler met Nadia Orme.", ("Wim Adler", "Nadia Orme"), "Wim Adler"),
        ("Who is secretary?", "The secretary of the Union, Rev Ola Lund, left.", ("Ola Lund",), "Ola Lund"),
        ("Who is chief executive?", "Its chief executive officer, Ola Lund, left.", ("Ola Lund",), "Ola Lund"),
        ("Who's the PM?", "Prime Minister Bodil Kjær flew to Malle.", ("Bodil Kjær",), "Bodil Kjær"),
        (
            "Who is the former prime minister?",
            "The former prime minister of Skovland, Anker Holt, said Prime Minister Bodil Kjær was wrong.",
            ("Anker Holt", "Bodil Kjær"),
            "Anker Holt",
        ),
        (
            "Who is the prime minister?",
            "The former prime minister of Skovland, Anker Holt, said Prime Minister Bodil Kjær was wrong.",
            ("Anker Holt", "Bodil Kjær"),
            "Bodil Kjær",
        ),
        ("Who manages Rovers?", "Rovers manager Ola Lund left.", ("Rovers", "Ola Lund"), "Ola Lund"),
        ("Who is the mayor?", "A thief stole the mayor's bicycle, Emil Rask said.", ("Emil Rask",), ""),
    ],
)
def test_who_holds_an_office(question: str, text: str, people: tuple[str, ...], answer: str) -> None:
    found = holder(asked(question), naming(text, *people))

    assert (text[slice(*found)] if found else "") == answer


@pytest.mark.parametrize(
    ("question", "text", "title", "told"),
    [
        ("Who is the mayor of Harn?", "The mayor of Harn, Otis Vale, asked why.", "", Sureness.OF_IT),
        ("Harn's mayor?", "Otis Vale, Harn's long-serving mayor, asked why.", "", Sureness.OF_IT),
        ("who's the Harn mayor", "The Harn mayor, Otis Vale, asked why.", "", Sureness.OF_IT),
        ("Who is mayor of Harn?", "Otis Vale, the mayor, asked why.", "Bridge in Harn closed", Sureness.THERE),
        ("Who runs Kestrel Air?", "Kestrel's managing director, Otis Vale, asked why.", "", Sureness.OF_IT),
        ("Who is Norra's health minister?", "The minister of health of Norra, Otis Vale, left.", "", Sureness.OF_IT),
        ("Who is married to Ilse Brun?", "Her husband, Otis Vale, left.", "Ilse Brun wins again", Sureness.THERE),
        ("Who is the mayor of Harn?", "The mayor of Marsk, Otis Vale, asked why.", "Bridge in Harn closed", None),
        ("Who is the mayor of Harn?", "Marsk mayor Otis Vale came.", "Bridge in Harn closed", None),
        ("Who is the mayor of Harn?", "Otis Vale, the mayor, asked why.", "Bridge closed", None),
        ("Who is the mayor of Harn?", "Deputy mayor Otis Vale came.", "Bridge in Harn closed", None),
        ("Who is the mayor of Harn?", "The mayor said that Otis Vale came.", "Bridge in Harn closed", None),
    ],
)
def test_the_office_must_be_of_what_was_asked(question: str, text: str, title: str, told: Sureness | None) -> None:
    article = ArticleFacts(1, "", None, tuple(terms(title)), (), 0, frozenset(terms(f"{title} {text}")))
    candidate = replace(naming(text, "Otis Vale"), article=article, line=Line(1, 3, tuple(terms(text))))
    found = holder_told(asked(question), candidate)

    assert (found.told if found else None) == told
    assert found is None or text[slice(*found.span)] == "Otis Vale"


@pytest.mark.parametrize("question", ["Who is Haqqani?", "Who won the final?", "Who is the captain?"])
def test_other_questions_ask_for_no_holder(question: str) -> None:
    assert holder(asked(question), naming("Mayor Wim Adler met Nadia Orme.", "Wim Adler")) == NO_OFFICE


@pytest.mark.parametrize(
    ("text", "people", "answer"),
    [
        ("Velmora will hire teachers, Dario Pellun told parliament.", ("Velmora", "Dario Pellun"), "Dario Pellun"),
        ("Four have been killed, the Ministry (MEA) reported.", ("Ministry",), "Ministry"),
        ("Eleven were hurt, according to the Harbour Board.", ("Harbour Board",), "Harbour Board"),
        ("“It was late,” said captain Leif Brandt.", ("Leif Brandt",), "Leif Brandt"),
        ("Wren Adeyle won the Arlen Prize on Saturday.", ("Wren Adeyle",), ""),
    ],
)  # fmt: skip
def test_who_said_it_stands_beside_a_word_of_saying(text: str, people: tuple[str, ...], answer: str) -> None:
    found = said_by(naming(text, *people, label="ORG"))

    assert asks_for_speaker(asked("Who said that?"))
    assert (text[slice(*found)] if found else "") == answer


@pytest.mark.parametrize(
    ("short", "text", "answer"),
    [
        ("WPF", "The World Polio Fund (WPF) said so.", "World Polio Fund"),
        ("BUS", "He led the Bank of the United States (BUS) for a year.", "Bank of the United States"),
        ("HSB", "HSB (Harbour Safety Board) counted them.", "Harbour Safety Board"),
        ("WPF", "The WPF said so.", ""),
        ("WPF", "The Harbour Board (WPF) said so.", ""),
    ],
)
def test_what_an_abbreviation_stands_for(short: str, text: str, answer: str) -> None:
    found = long_form(short, text)

    assert (text[slice(*found)] if found else "") == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Where was the woman held?", "A woman held in a mountain hotel was Sylvie Kand.", "in a mountain hotel"),
        ("Where was the woman born?", "A woman arrested in a mountain hotel was Sylvie Kand.", ""),
    ],
)  # fmt: skip
def test_where_something_was_done_stands_behind_what_was_done(question: str, text: str, answer: str) -> None:
    found = place_of_deed(asked(question), text)

    assert (text[slice(*found)] if found else "") == answer


def test_what_is_left_over_must_be_of_the_kind() -> None:
    assert somebody((0, 7), "A thief stole it.") == (0, 7)
    assert somebody((6, 20), "Balco is the company.") is None
    assert somewhere((0, 12), "In the hotel they met.") == (0, 12)
    assert somewhere((0, 3), "fell in price") is None


@pytest.mark.parametrize(("anew", "says"), [("October", True), ("May", False), ("", False)])
def test_a_sentence_says_what_is_put_in_the_place_of_other_words(anew: str, says: bool) -> None:
    line = Line(1, 0, tuple(query_terms("Prices rose in October")))
    candidate = Candidate(line, ArticleFacts(1, "", None, (), (line,), 3, frozenset(line.terms)), "", (), ())

    assert says_anew(Ranked(candidate, NO_EVIDENCE, 0.0), Earlier(anew=frozenset(query_terms(anew)))) is says
