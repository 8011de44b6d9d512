"""Who somebody is, taken out of a sentence: the rules one by one, and what they must leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.descriptions import definition, same_thing


def found(sentence: str, name: str, label: str = "PERSON") -> str:
    """The words taken out, or ""."""
    start = sentence.index(name)
    taken = definition(sentence, start, start + len(name), label)
    return taken.text if taken else ""


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("Elena Marsh, the transport minister, said so.", "Elena Marsh", "Elena Marsh, the transport minister"),
        ("Halina Dorn, 57, a nurse, ran.", "Halina Dorn", "Halina Dorn, 57, a nurse"),
        (
            "Tomas Breck, leader of the Rural Alliance, left.",
            "Tomas Breck",
            "Tomas Breck, leader of the Rural Alliance",
        ),
        ("It rained, said Elena Marsh, the minister.", "Elena Marsh", "Elena Marsh, the minister"),
        ("Tom Reed, who owns a bakery at the end, said no.", "Tom Reed", "Tom Reed, who owns a bakery at the end"),
        (
            "Joe Low, who is the head of a firm worth 1,500 crowns, left.",
            "Joe Low",
            "Joe Low, who is the head of a firm worth 1,500 crowns",
        ),
        (
            "Ingrid Sund, the HSB's chief investigator, came.",
            "Ingrid Sund",
            "Ingrid Sund, the HSB's chief investigator",
        ),
        ("The transport minister, Elena Marsh, said so.", "Elena Marsh", "The transport minister, Elena Marsh"),
        (
            "Jan Vrie, who was mayor of Orlo until 2009, has died.",
            "Jan Vrie",
            "Jan Vrie, who was mayor of Orlo until 2009",
        ),
        ("Rik Sand, who became treasurer in May, agreed.", "Rik Sand", "Rik Sand, who became treasurer in May"),
        ("He saw the head of the grid agency, Ivo Brandt.", "Ivo Brandt", "the head of the grid agency, Ivo Brandt"),
        ("She sent his finance director, Sylvie Kand, away.", "Sylvie Kand", "finance director, Sylvie Kand"),
        ("On Friday Transport Minister Elena Marsh spoke.", "Elena Marsh", "Transport Minister Elena Marsh"),
        ("Norlys spokesman Ivo Brandt said so.", "Ivo Brandt", "Norlys spokesman Ivo Brandt"),
        ("The outgoing Health Minister Elias Korda left.", "Elias Korda", "outgoing Health Minister Elias Korda"),
        (
            "Velmora's former finance director Sylvie Kand spoke.",
            "Sylvie Kand",
            "Velmora's former finance director Sylvie Kand",
        ),
        ("It is director Jonas Feld who flies.", "director Jonas Feld", "director Jonas Feld"),
        ("Elena Marsh is the minister of transport.", "Elena Marsh", "Elena Marsh is the minister of transport"),
        (
            "Today Elena Marsh became transport minister, at last.",
            "Elena Marsh",
            "Elena Marsh became transport minister",
        ),
    ],
)
def test_people(sentence: str, name: str, expected: str) -> None:
    assert found(sentence, name) == expected


@pytest.mark.parametrize(
    ("sentence", "name", "label", "expected"),
    [
        ("Software giant Microsoft grew.", "Microsoft", "ORG", "Software giant Microsoft"),
        ("Nimbric, a maker of radios, fell.", "Nimbric", "ORG", "Nimbric, a maker of radios"),
        ("Greywick, a town on the coast, slept.", "Greywick", "GPE", "Greywick, a town on the coast"),
        ("In Canada, the United Kingdom, and Peru it rained.", "Canada", "GPE", ""),
        ("Greywick, the mayor said, slept.", "Greywick", "GPE", ""),
    ],
)
def test_organisations_and_places(sentence: str, name: str, label: str, expected: str) -> None:
    assert found(sentence, name, label) == expected


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Elena Marsh said so.", "Elena Marsh"),
        ("After meeting Elena Marsh, the president, the king and the pope left.", "Elena Marsh"),
        ("Elena Marsh, Tom Reed and Ivo Brandt came.", "Elena Marsh"),
        ("Elena Marsh, the minister told us, is well.", "Elena Marsh"),
        ("Elena Marsh, in a red coat, came.", "Elena Marsh"),
        ("Elena Marsh, who said nothing, left.", "Elena Marsh"),
        ("Elena Marsh, who is visiting Russia, left.", "Elena Marsh"),
        ("Bill Low came with his wife Hilda Low.", "Hilda Low"),
        ("The paper asked whether Elena Marsh is the minister.", "Elena Marsh"),
        ("Elena Marsh is not the minister.", "Elena Marsh"),
        ("He called her: “Elena Marsh, the liar and minister, again.”", "Elena Marsh"),
        ('He said: "Elena Marsh is the minister of lies."', "Elena Marsh"),
        ("While Elena Marsh spoke it rained.", "Elena Marsh"),
        ("Elena Marsh, the minister of", "Elena Marsh"),
        ("The paper is asking whether the agency's founder was, Ivo Brandt, well.", "Ivo Brandt"),
    ],
)
def test_what_says_nothing_about_them(sentence: str, name: str) -> None:
    assert found(sentence, name) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Minister Ann Low met.", "Transport Minister Ann Low met.", True),
        ("PM Ann Low met.", "Prime Minister Ann Low met.", True),
        ("Ann Low, the transport minister, met.", "Transport Minister Ann Low met.", True),
        ("President Ann Low met.", "Former President Ann Low met.", False),
        ("President Ann Low met.", "Vice President Ann Low met.", False),
        ("Minister Ann Low met.", "Captain Ann Low met.", False),
    ],
)
def test_saying_the_same(one: str, other: str, same: bool) -> None:
    said = []
    for sentence in (one, other):
        start = sentence.index("Ann Low")
        taken = definition(sentence, start, start + len("Ann Low"), "PERSON")
        assert taken
        said.append(taken.said)

    assert same_thing(*said) is same


_PIECES = st.sampled_from(
    [
        "the",
        "minister",
        ",",
        "Ann Low",
        "who",
        "is",
        "“",
        '"',
        "of",
        "The",
        ".",
        "-",
        "(57)",
        "’s",
        "said",
        "ex-",
        "1,5",
    ]
)


@given(st.lists(_PIECES, max_size=40), st.lists(_PIECES, max_size=40), st.sampled_from(["PERSON", "ORG", "GPE"]))
def test_whatever_is_found_is_verbatim_and_holds_the_name(before: list[str], after: list[str], label: str) -> None:
    lead = " ".join(before) + " "
    sentence = f"{lead}Elena Marsh {' '.join(after)}".replace(" ,", ",")
    start = sentence.find("Elena Marsh")

    taken = definition(sentence, start, start + len("Elena Marsh"), label)

    assert taken is None or (taken.text in sentence and "Elena Marsh" in taken.text)
