"""Which entity a name is: the rule, and what it makes of articles one after the other."""

from __future__ import annotations

import pytest

from bot.models import Name
from bot.store.archive.identity import resolve, same_person
from bot.store.file.database import Database
from tests.support.storing import organisation, person


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("modi", ["narendra modi"], "narendra modi"),
        ("modi", ["narendra modi", "lalit modi"], None),
        ("modi", ["narendra modi", "modi"], "narendra modi"),
        ("modi", [], None),
        ("narendra modi", ["modi"], "modi"),
        ("narendra modi", ["lalit modi"], None),
        ("narendra modi", ["lalit modi", "modi"], None),
        ("narendra damodardas modi", ["narendra modi"], "narendra modi"),
        ("narendra modi", ["narendra d modi"], "narendra d modi"),
        ("n modi", ["narendra modi", "lalit modi"], "narendra modi"),
        ("narendra modi", ["n modi"], "n modi"),
        ("j smith", ["john smith", "jane smith"], None),
        ("anna smith", ["john smith"], None),
        ("donald trump jr", ["donald trump", "ivanka trump"], None),
        ("d trump jr", ["donald trump", "donald trump jr"], "donald trump jr"),
    ],
)
def test_same_person(name: str, known: list[str], expected: str | None) -> None:
    others = {row: tuple(other.split()) for row, other in enumerate(known)}
    found = same_person(tuple(name.split()), others)
    assert (None if found is None else known[found]) == expected


def entities(database: Database) -> list[str]:
    with database.reading() as reader:
        return [row["name"] for row in reader.execute("SELECT name FROM entities ORDER BY id")]


def see(database: Database, *names: Name) -> dict[tuple[str, str], int]:
    """One article with these names."""
    with database.writing() as writer:
        return resolve(writer, names)


MODI, LALIT, BARE = person("Narendra Modi", "Modi"), person("Lalit Modi"), person("Modi")
MEA, LONG_MEA = organisation("MEA"), organisation("Ministry of External Affairs", "MEA")

WATER, CORP, INC = map(organisation, ("Sarn Water", "Sarn Water Corp", "Sarn Water Inc"))


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([[MODI], [MODI]], ["Narendra Modi"]),
        ([[MODI], [person("NARENDRA MODI")]], ["Narendra Modi"]),
        ([[MODI], [BARE]], ["Narendra Modi"]),
        ([[BARE], [MODI]], ["Narendra Modi"]),
        ([[BARE, MODI]], ["Narendra Modi"]),
        ([[MODI], [LALIT], [BARE]], ["Narendra Modi", "Lalit Modi", "Modi"]),
        ([[MODI], [LALIT], [BARE], [person("Sushil Modi")]], ["Narendra Modi", "Lalit Modi", "Modi", "Sushil Modi"]),
        ([[person("N. Modi")], [MODI]], ["Narendra Modi"]),
        ([[LONG_MEA], [MEA]], ["Ministry of External Affairs"]),
        ([[MEA], [LONG_MEA]], ["Ministry of External Affairs"]),
        ([[LONG_MEA], [organisation("Malta Environment Authority", "MEA")]], 2),
        ([[MODI], [organisation("Modi")]], 2),
        ([[person("…")]], 0),
        ([[CORP], [WATER]], ["Sarn Water Corp"]),
        ([[WATER], [CORP]], ["Sarn Water"]),
        ([[CORP], [organisation("Sarn Water Corporation")]], ["Sarn Water Corp"]),
        ([[CORP, WATER]], ["Sarn Water Corp"]),
        ([[WATER], [CORP], [INC]], ["Sarn Water", "Sarn Water Inc"]),
        ([[CORP], [INC], [WATER]], ["Sarn Water Corp", "Sarn Water Inc", "Sarn Water"]),
        ([[CORP], [INC], [organisation("Sarn Water Co. Ltd")]], 3),
        ([[CORP], [Name(name="Sarn Water", label="FAC")]], 2),
        ([[CORP], [organisation("Sarn")], [organisation("Sarn Water Holdings")]], 3),
    ],
)
def test_names_across_articles(database: Database, articles: list[list[Name]], expected: list[str] | int) -> None:
    for names in articles:
        see(database, *names)
    found = entities(database)
    assert found == expected if isinstance(expected, list) else len(found) == expected


def test_every_form_leads_to_the_entity(database: Database) -> None:
    rows = see(database, person("Narendra Modi", "Shri Modi", "NaMo"))
    with database.reading() as reader:
        keys = {row["key"] for row in reader.execute("SELECT key FROM aliases")}
        words = {row["word"] for row in reader.execute("SELECT word FROM alias_words")}
    assert keys == {"narendra modi", "modi", "namo"}
    assert words == {"narendra", "modi", "namo"}
    assert rows == {("Narendra Modi", "PERSON"): 1}
