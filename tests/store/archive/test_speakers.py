"""Who is quoted, found by a name as people type it."""

from __future__ import annotations

import pytest

from bot.models import Name
from bot.store.archive.speakers import Speakers
from bot.store.file.database import Database
from tests.support.storing import Said, organisation, person, store, stored

NAMES = {
    "Narendra Modi": person("Narendra Modi", "Modi"),
    "Lalit Modi": person("Lalit Modi"),
    "Vladimir Putin": person("Vladimir Putin"),
    "Maria Zakharova": person("Maria Zakharova"),
    "Ministry of External Affairs": organisation("Ministry of External Affairs", "MEA", "Indian foreign ministry"),
    "Ministry of Foreign Affairs": organisation("Ministry of Foreign Affairs", "Russian Foreign Ministry"),
    "Putin Foundation": organisation("Putin Foundation"),
    "Ana Sol": person("Ana Sol"),
}


def quoted(database: Database, speaker: str, times: int = 1) -> None:
    """An article in which ``speaker`` is quoted so many times; 0 = only named."""
    name = NAMES[speaker]
    lines = [f'"Words {number}," {speaker} said.' for number in range(times)] or [f"{speaker} was there."]
    said = [Said(f"Words {number},", speaker, speaker, name.label) for number in range(times)]
    store(database, stored(f"{speaker} {times}", "\n".join(lines)), [name], said)


@pytest.fixture
def speakers(database: Database) -> Speakers:
    return Speakers(database)


def matching(speakers: Speakers, name: str) -> list[tuple[str, int]]:
    return [(speaker.name, speaker.quotes) for speaker in speakers.matching(name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Narendra Modi", [("Narendra Modi", 2)]),
        ("narendra modi's", [("Narendra Modi", 2)]),
        ("narendra", [("Narendra Modi", 2)]),
        ("Modi", [("Narendra Modi", 2), ("Lalit Modi", 1)]),
        ("PM Modi", [("Narendra Modi", 2), ("Lalit Modi", 1)]),
        ("Putin", [("Vladimir Putin", 1)]),
        ("President Putin", [("Vladimir Putin", 1)]),
        ("Putin Vladimir", [("Vladimir Putin", 1)]),
        ("the MEA", [("Ministry of External Affairs", 3)]),
        ("Russian foreign ministry", [("Ministry of Foreign Affairs", 1)]),
        ("foreign ministry", [("Ministry of External Affairs", 3), ("Ministry of Foreign Affairs", 1)]),
        ("Zakharova", [("Maria Zakharova", 0)]),
        ("foundation", [("Putin Foundation", 0)]),
        ("Mod", []),
        ("nobody", []),
        ("?", []),
    ],
)
def test_speakers_whom_a_name_matches(
    database: Database, speakers: Speakers, name: str, expected: list[tuple[str, int]]
) -> None:
    for speaker, times in [
        ("Narendra Modi", 2),
        ("Lalit Modi", 1),
        ("Vladimir Putin", 1),
        ("Maria Zakharova", 0),
        ("Ministry of External Affairs", 3),
        ("Ministry of Foreign Affairs", 1),
        ("Putin Foundation", 0),
    ]:
        quoted(database, speaker, times)
    assert matching(speakers, name) == expected


def test_who_is_quoted_comes_before_who_is_only_named(database: Database, speakers: Speakers) -> None:
    store(database, stored("named"), [Name(name="Modi", label="GPE")])
    quoted(database, "Narendra Modi")
    assert matching(speakers, "Modi") == [("Narendra Modi", 1)]


def chooser(database: Database, *names: Name) -> None:
    for name in names:
        store(
            database,
            stored(name.name, f'"Yes," {name.name} said.'),
            [name],
            [Said("Yes,", name.name, name.name, "ORG")],
        )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Foreign Ministry", ["Russian Foreign Ministry", "Indian Foreign Ministry"]),
        ("the foreign ministry", ["Russian Foreign Ministry", "Indian Foreign Ministry"]),
        ("Russian Foreign Ministry", ["Russian Foreign Ministry"]),
        ("Meridian Bank", ["Meridian Bank"]),  # its own name
        ("Sarn Institute", ["Sarn Institute of Economics"]),
        ("Institute of Economics", ["Sarn Institute of Economics"]),
        ("Supreme Court", ["Supreme Court", "Karsk Supreme Court"]),
    ],
)
def test_what_many_are_called_is_a_choice(
    database: Database, speakers: Speakers, name: str, expected: list[str]
) -> None:
    chooser(
        database,
        organisation("Russian Foreign Ministry", "Foreign Ministry"),
        organisation("Indian Foreign Ministry"),
        organisation("Meridian Bank"),
        organisation("First Meridian Bank"),
        organisation("Sarn Institute of Economics"),
        organisation("Supreme Court"),
        organisation("Karsk Supreme Court"),
    )
    assert [speaker.name for speaker in speakers.matching(name)] == expected


def test_a_speaker_by_row(database: Database, speakers: Speakers) -> None:
    quoted(database, "Ana Sol", 2)
    (speaker,) = speakers.matching("Sol")
    assert speakers.get(speaker.row) == speaker
    assert (speaker.name, speaker.label, speaker.quotes) == ("Ana Sol", "PERSON", 2)
    assert speakers.get(99) is None


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Putinn", "Vladimir Putin"),
        ("Vladmir Putin", "Vladimir Putin"),
        ("Zaharova", "Maria Zakharova"),
        ("Sakharova", "Maria Zakharova"),
        ("umtin", None),
        ("Narendar Mody", "Narendra Modi"),
        ("Indian forein minestry", "Ministry of External Affairs"),
        ("Ludmila Putinn", "Vladimir Putin"),
        ("xy", None),
        ("", None),
    ],
)
def test_speakers_with_near_spellings(database: Database, speakers: Speakers, name: str, nearest: str | None) -> None:
    for speaker in ["Narendra Modi", "Vladimir Putin", "Maria Zakharova", "Ministry of External Affairs", "Ana Sol"]:
        quoted(database, speaker)
    found = speakers.near(name)
    assert (found[0].name if found else None) == nearest


def test_near_puts_the_quoted_then_the_nearest_first(database: Database, speakers: Speakers) -> None:
    for name, times in [("Ana Marten", 0), ("Bo Martens", 1), ("Cy Martins", 1), ("Di Martins", 2)]:
        said = [Said("Yes", name, name) for _ in range(times)]
        store(database, stored(name, f"Yes, {name} said."), [person(name)], said)
    found = [speaker.name for speaker in speakers.near("Martenz")]
    assert found == ["Bo Martens", "Di Martins", "Cy Martins", "Ana Marten"]
    assert [speaker.name for speaker in speakers.near("Martenz", limit=1)] == ["Bo Martens"]


def test_called_is_the_very_name(database: Database, speakers: Speakers) -> None:
    quoted(database, "Maria Zakharova", 0)
    quoted(database, "Ministry of External Affairs")
    assert [speaker.name for speaker in speakers.called("mea")] == ["Ministry of External Affairs"]
    assert [speaker.name for speaker in speakers.called("Zakharova")] == ["Maria Zakharova"]
    assert speakers.called("external affairs") == []


def test_forms_are_those_that_mean_nobody_else(database: Database, speakers: Speakers) -> None:
    quoted(database, "Narendra Modi")
    quoted(database, "Ana Sol")
    quoted(database, "Ministry of External Affairs")
    quoted(database, "Lalit Modi")
    forms = {one: speakers.forms(speakers.called(one)[0].row) for one in ("Narendra Modi", "Ana Sol", "MEA")}
    assert forms == {
        "Narendra Modi": ["Narendra Modi"],  # "Modi" is two people
        "Ana Sol": ["Ana Sol"],  # "Sol" is too short to be told from other words
        "MEA": ["Indian foreign ministry", "MEA", "Ministry of External Affairs"],
    }
