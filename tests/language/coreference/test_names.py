"""Which occurrences are one name: persons, handles, institutions and their abbreviations. No model needed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.coreference.clusters import named
from bot.language.coreference.label_voting import consistent
from bot.language.coreference.name_parts import gender
from bot.language.coreference.near_names import NearNames, one_letter_off
from bot.language.coreference.organisation_names import Institutions
from bot.language.coreference.person_names import People
from bot.language.entities.name_cleaning import Found, name_found


def found_in(text: str, *names: tuple[str, str]) -> list[Found]:
    """Occurrences of (name, label), each searched behind the one before."""
    position = 0
    found = []
    for name, label in names:
        start = text.index(name, position)
        one = name_found(text, (start, start + len(name)), label)
        assert one is not None
        found.append(one)
        position = one.end
    return found


def numbers(*names: str) -> list[int]:
    found = [Found(10 * i, 10 * i + len(name), "PERSON", name) for i, name in enumerate(names)]
    people = People(found)
    return [people.number(one) for one in found]


@pytest.mark.parametrize(
    "names",
    [
        ("Narendra Modi", "Modi", "Narendra Damodardas Modi", "@narendramodi"),
        ("J.D. Osei", "JD Osei", "J. D. Osei"),
        ("Nicolás Reyl", "Nicolas Reyl", "N. Reyl"),
        ("Kim Jong Un", "Kim", "Kim Jong"),
        ("Ana Belkova", "Ana", "@realAnaBelkova_1"),
        ("Renaud Donnedieu de Vabres", "de Vabres", "Vabres"),
        ("Jan Van der Berg", "Van der Berg"),
        ("Jacques Barrot", "Barot", "Barrot"),
        ("John Crosbie", "Crosibie"),
    ],
)
def test_forms_of_one_person_are_joined(names: tuple[str, ...]) -> None:
    assert len(set(numbers(*names))) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("David Reyl", "Ed Reyl"),
        ("Tomas Reyl", "Tomas Reyl Jr."),
        ("Karin Reyl", "Karin Osei"),
        ("Ed Reyl", "Emma Reyl"),
        ("Tipper Gore", "Al Gore"),
        ("Tom Ryan", "Bryan"),  # another initial
        ("Ana Reyl", "Reyk"),  # too short to tell
        ("Barrot", "Barot"),  # nobody named in full
    ],
)
def test_two_people_stay_two(names: tuple[str, str]) -> None:
    first, second = numbers(*names)

    assert first != second


def test_a_surname_that_comes_often_is_not_misspelt() -> None:
    tom, *others = numbers("Tom Johnston", "Johnson", "Johnson", "Johnson")

    assert tom not in others


def test_a_misspelt_surname_of_two_is_nobodys() -> None:
    assert len(set(numbers("Tom Johnston", "Ana Johnsen", "Johnson"))) == 3


def test_a_bare_surname_goes_to_the_one_named_in_full_last() -> None:
    tomas, bare, karin, again = numbers("Tomas Reyl", "Reyl", "Karin Reyl", "Reyl")

    assert (bare, again) == (tomas, karin)


def test_an_object_does_not_take_the_surname_from_its_subject() -> None:
    text = "Tomas Reyl spoke in Karsk for his wife Karin Reyl. Reyl smiled."
    tomas, karin, bare = found_in(text, ("Tomas Reyl", "PERSON"), ("Karin Reyl", "PERSON"), ("Reyl", "PERSON"))
    found = [replace(tomas, subject=True), karin, replace(bare, subject=True)]
    people = People(found)

    first, second, again = map(people.number, found)

    assert again == first != second


@pytest.mark.parametrize(
    ("names", "same"),
    [
        (("Jonas Barrel", "Barel"), True),
        (("Jonas Suhren", "Sahren"), True),
        (("Jonas Corvin", "Covrin"), True),
        (("Jonas Barrel", "Tilda Barrow", "Barrl"), True),
        (("Jonas Barrel", "Tilda Barren", "Barre"), False),
        (("Jonas Lind", "Lund"), False),
        (("Jonas Barrel", "Harrel"), False),
        (("Jonas Barrel", "Tilda Barel"), False),
    ],
)
def test_a_surname_that_nobody_has_is_a_misspelling(names: tuple[str, ...], same: bool) -> None:
    first, *_, last = numbers(*names)

    assert (first == last) is same


LETTERS = st.text("abc", min_size=1, max_size=6)


@given(LETTERS, st.lists(LETTERS, max_size=8))
def test_near_names_are_those_a_letter_off(word: str, names: list[str]) -> None:
    assert NearNames(names).of(word) == sorted({name for name in names if one_letter_off(word, name)})


def test_a_surname_with_particles() -> None:
    full, bare, other = numbers("Renaud Valmont de Brassel", "de Brassel", "de Korte")

    assert full == bare != other


def test_a_title_that_tells_the_gender_overrules_nearness() -> None:
    text = "Thomas Reyl met Karin Reyl. Mr Reyl smiled."
    found = found_in(text, ("Thomas Reyl", "PERSON"), ("Karin Reyl", "PERSON"), ("Mr Reyl", "PERSON"))
    people = People(found)

    thomas, karin, mister = map(people.number, found)

    assert mister == thomas != karin


@pytest.mark.parametrize(
    ("span", "label", "name", "title"),
    [
        ("PM Modi", "PERSON", "Modi", "PM"),
        ("Modi's", "PERSON", "Modi", "PM"),
        ("the MEA", "ORG", "MEA", ""),
        ("Prime Minister Ana Belkova", "PERSON", "Ana Belkova", "Prime Minister"),
    ],
)
def test_names_lose_titles_articles_and_possessives(span: str, label: str, name: str, title: str) -> None:
    text = "Both PM Modi's office and the MEA wrote to Prime Minister Ana Belkova."

    found = name_found(text, (text.index(span), text.index(span) + len(span)), label)

    assert found is not None
    assert (found.text, found.title) == (name, title)
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    ("text", "names", "same"),
    [
        ("The Ministry of External Affairs (MEA) met. MEA left.", ("Ministry of External Affairs", "MEA"), True),
        ("The Bharat Jan Party won, the BJP says.", ("Bharat Jan Party", "BJP"), True),
        ("Norhaven Construction Ltd built it. Norhaven left.", ("Norhaven Construction Ltd", "Norhaven"), True),
        ("The Kenyan Foreign Ministry and Foreign Ministry", ("Kenyan Foreign Ministry", "Foreign Ministry"), True),
        ("The U.S. and the United States", ("U.S.", "United States"), True),
        ("Foreign Bank and Foreign Ministry", ("Foreign Bank", "Foreign Ministry"), False),
        ("E.F. Hutten LBO Inc bid. Hutten won.", ("E.F. Hutten LBO Inc", "Hutten"), True),
        ("E.F. Hutten LBO Inc bid. E.F. Hutten won.", ("E.F. Hutten LBO Inc", "E.F. Hutten"), True),
        ("Karsk United won. Karsk United Fans Trust sang.", ("Karsk United", "Karsk United Fans Trust"), False),
    ],
)  # fmt: skip
def test_short_and_long_forms_of_institutions(text: str, names: tuple[str, str], same: bool) -> None:
    groups = Institutions(found_in(text, *((name, "ORG") for name in names)), text)

    assert (groups.group(names[0]) == groups.group(names[1])) is same


def test_an_ambiguous_short_form_joins_nobody() -> None:
    text = "The Russian Foreign Ministry met the Indian Foreign Ministry. The Foreign Ministry spoke."
    found = found_in(
        text, ("Russian Foreign Ministry", "ORG"), ("Indian Foreign Ministry", "ORG"), ("Foreign Ministry", "ORG")
    )
    groups = Institutions(found, text)

    assert len({groups.group(one.text) for one in found}) == 3


def test_the_longest_form_names_and_the_others_are_aliases() -> None:
    text = "PM Belkova met Ana Belkova's staff. @anabelkova posted. Belkova left."
    found = found_in(
        text, ("Belkova", "PERSON"), ("Ana Belkova", "PERSON"), ("@anabelkova", "PERSON"), ("Belkova", "PERSON")
    )

    (entity,) = {id(entity): entity for entity in named([], found, text) if entity is not None}.values()
    name = entity.told()

    assert name.name == "Ana Belkova"
    assert set(name.aliases) == {"Belkova", "@anabelkova", "PM Belkova"}


def test_a_full_name_in_the_title_names_a_bare_surname() -> None:
    title = found_in("Ana Belkova resigns", ("Ana Belkova", "PERSON"))
    text = "Belkova resigned."

    (entity,) = named(title, found_in(text, ("Belkova", "PERSON")), text)

    assert entity is not None
    assert entity.name == "Ana Belkova"


def test_one_name_gets_one_label_and_is_found_wherever_it_stands() -> None:
    text = "Ana Belkova spoke. Norhaven paid. Belkova thanked Norhaven. Then Norhaven left with Belkova."
    found = found_in(text, ("Ana Belkova", "PERSON"), ("Norhaven", "ORG"), ("Belkova", "GPE"), ("Norhaven", "PERSON"))
    found[2] = Found(found[2].start, found[2].end, "PERSON", "Belkova")

    every = consistent([], found, text, {0, 19, 34, 60})

    assert [(one.text, one.label) for one in every] == [
        ("Ana Belkova", "PERSON"), ("Norhaven", "ORG"), ("Belkova", "PERSON"), ("Norhaven", "ORG"),
        ("Norhaven", "ORG"), ("Belkova", "PERSON"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Ana Belkova spoke. Belkkova left.", [("Ana Belkova", "PERSON"), ("Belkkova", "ORG")], "PERSON"),
        (
            "Ana Belkova spoke. Belkkova left. Belkkova won.",
            [("Ana Belkova", "PERSON"), ("Belkkova", "ORG"), ("Belkkova", "ORG")],
            "ORG",
        ),
        ("E.F. Hutten Inc bid. Hutten won.", [("E.F. Hutten Inc", "ORG"), ("Hutten", "PERSON")], "ORG"),
    ],
    ids=["misspelt", "twice", "a firm behind initials"],
)
def test_what_a_bare_name_is(text: str, names: list[tuple[str, str]], expected: str) -> None:
    found = consistent([], found_in(text, *names), text, {0})

    assert found[-1].label == expected


def test_the_only_gender_of_a_bare_surname_tells_whose_it_is() -> None:
    text = "President Marn spoke. Mr Marn left. Michelle Marn and Jonas Marn danced."
    names = [("Marn", "PERSON"), ("Marn", "PERSON"), ("Michelle Marn", "PERSON"), ("Jonas Marn", "PERSON")]
    found = found_in(text, *names)
    found[1] = replace(found[1], title="Mr")
    people = People(found)

    numbered = [people.number(one) for one in found]

    assert numbered[0] == numbered[1] == numbered[3] != numbered[2]


def test_an_ordinary_word_at_a_sentence_start_is_no_repetition() -> None:
    text = "Theresa May spoke. May be it may rain."

    every = consistent([], found_in(text, ("Theresa May", "PERSON")), text, {0, 19})

    assert [one.text for one in every] == ["Theresa May"]


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        ("Velport chairman Ana Belkova resigned.", "Velport", "PERSON", "ORG"),
        ("Velport have won the cup.", "Velport", "PERSON", "ORG"),
        ("The think-tank Velport counted them.", "Velport", "PERSON", "ORG"),
        ("The Club agreed.", "Club", "PERSON", "ORG"),
        ("Mr Velport have won the cup.", "Mr Velport", "PERSON", "PERSON"),
        ("Ana and Velport have won the cup.", "Velport", "PERSON", "PERSON"),
        ("Velport spokesman Jan Osei resigned.", "Velport", "PERSON", "PERSON"),
        ("Its new boss Enrico Velport resigned.", "Enrico Velport", "ORG", "PERSON"),
    ],
)
def test_the_words_beside_a_name_tell_what_it_is(text: str, name: str, label: str, expected: str) -> None:
    (one,) = consistent([], found_in(text, (name, label)), text, {0})

    assert one.label == expected


@pytest.mark.parametrize(
    ("name", "described", "expected"),
    [
        ("Karin Reyl", "", "she"),
        ("Narendra Modi", "", "he"),
        ("Reyl", "Mrs", "she"),
        ("Zan Reyl", "a spokesman for the port", "he"),
        ("Zan Reyl", "", ""),
    ],
)
def test_gender_by_title_role_or_given_name(name: str, described: str, expected: str) -> None:
    assert gender(name, described) == expected


def test_a_given_name_and_a_surname_used_alone_are_a_person() -> None:
    text = "The shop of Vera Dahl in Lodden closed. “It was old,” Dahl said. Virginia Beach is far, said Bea Beach."
    names = (
        ("Vera Dahl", "GPE"),
        ("Lodden", "GPE"),
        ("Dahl", "PERSON"),
        ("Virginia Beach", "GPE"),
        ("Bea Beach", "PERSON"),
    )

    found = consistent([], found_in(text, *names), text, {0})

    labels = {one.text: one.label for one in found}
    assert (labels["Vera Dahl"], labels["Lodden"], labels["Virginia Beach"]) == ("PERSON", "GPE", "GPE")
