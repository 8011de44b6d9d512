"""Who is quoted, found by a name as people type it, and what they said."""

from __future__ import annotations

import pytest
from storing import Said, day, organisation, person, store, stored

from bot.models import Name, QuoteKind
from bot.retrieval.terms import terms
from bot.store.database import Database
from bot.store.speakers import Speakers

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
def test_matching(database: Database, speakers: Speakers, name: str, expected: list[tuple[str, int]]) -> None:
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


def test_get(database: Database, speakers: Speakers) -> None:
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
def test_near(database: Database, speakers: Speakers, name: str, nearest: str | None) -> None:
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


# -- what they said --


TRADE = """Trade talks opened in Lisbon, Ana Sol said.
"Tariffs will fall," Ana Sol said. It rained in Porto.
The fishing quota was settled. "We agree," Ana Sol said."""


@pytest.fixture
def sol(database: Database, speakers: Speakers) -> int:
    """Ana Sol, quoted on three days; her row."""
    names = [NAMES["Ana Sol"]]
    old = [Said("Trade talks opened in Lisbon", "Ana Sol", "Ana Sol", kind=QuoteKind.INDIRECT)]
    old += [Said("Tariffs will fall,", "Ana Sol", "Ana Sol"), Said("We agree,", "Ana Sol", "Ana Sol")]
    store(database, stored("d1", TRADE, published=day(1)), names, old)
    store(database, stored("d3", '"Talks on tariffs are dead," Ana Sol said.', published=day(3)), names, [
        Said("Talks on tariffs are dead,", "Ana Sol", "Ana Sol"),
    ])  # fmt: skip
    store(database, stored("d2", '"Lovely weather," she said.', published=day(2)), names, [
        Said("Lovely weather,", "she", "Ana Sol"),
    ])  # fmt: skip
    return speakers.matching("Ana Sol")[0].row


def test_quotes_come_newest_first_and_in_text_order_inside(speakers: Speakers, sol: int) -> None:
    quotes, total = speakers.quotes(sol, limit=10)
    assert [quote.content for quote in quotes] == [
        "Talks on tariffs are dead,",
        "Lovely weather,",
        "Trade talks opened in Lisbon",
        "Tariffs will fall,",
        "We agree,",
    ]
    assert total == 5
    page, total = speakers.quotes(sol, limit=2, offset=1)
    assert (page, total) == (quotes[1:3], 5)


def test_a_quote_says_where_it_stands(speakers: Speakers, sol: int) -> None:
    quote = speakers.quotes(sol, limit=2)[0][1]
    assert (quote.speaker, quote.speaker_as_written, quote.cue) == ("Ana Sol", "she", "said")
    assert quote.kind is QuoteKind.DIRECT
    assert (quote.headline.id, quote.headline.published) == ("d2", day(2))


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [(2, None, ["d3", "d2"]), (None, 2, ["d1", "d1", "d1"]), (2, 3, ["d2"]), (3, 3, []), (4, None, [])],
)
def test_since_is_inclusive_and_until_exclusive(
    speakers: Speakers, sol: int, since: int | None, until: int | None, days: list[str]
) -> None:
    quotes, total = speakers.quotes(
        sol, since=day(since) if since else None, until=day(until) if until else None, limit=10
    )
    assert [quote.headline.id for quote in quotes] == days
    assert total == len(days)


def test_quotes_of_one_article(speakers: Speakers, sol: int) -> None:
    quotes, total = speakers.quotes(sol, article_row=2, limit=10)
    assert ([quote.headline.id for quote in quotes], total) == (["d3"], 1)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("tariffs", ["Talks on tariffs are dead,", "Tariffs will fall,"]),
        ("trade talks", ["Trade talks opened in Lisbon", "Talks on tariffs are dead,"]),
        ("fishing quota", ["We agree,"]),
        ("Porto rain", ["Tariffs will fall,"]),
        ("fishing in Iceland", ["We agree,"]),
        ("fishing in Iceland and Norway", []),
        ("football", []),
    ],
)
def test_topics(speakers: Speakers, sol: int, topic: str, expected: list[str]) -> None:
    quotes, total = speakers.quotes(sol, stems=terms(topic), limit=10)
    assert [quote.content for quote in quotes] == expected
    assert total == len(expected)


def test_pages_of_a_topic(speakers: Speakers, sol: int) -> None:
    quotes, total = speakers.quotes(sol, stems=terms("tariffs"), limit=1, offset=1)
    assert ([quote.content for quote in quotes], total) == (["Tariffs will fall,"], 2)


def test_a_title_is_context_too(database: Database, speakers: Speakers, sol: int) -> None:
    with database.writing() as writer:
        writer["article_terms"].insert({"article_id": 3, "title": "hurrican season", "length": 2}, replace=True)
    quotes, _ = speakers.quotes(sol, stems=["hurrican"], limit=10)
    assert [quote.content for quote in quotes] == ["Lovely weather,"]


def test_what_unresolved_speakers_said_is_found_by_their_words(database: Database, speakers: Speakers) -> None:
    text = '"Stay home," a police spokesman in Porto said. "Fine," officials said. "Go," she said.'
    said = [Said("Stay home,", "a police spokesman in Porto"), Said("Fine,", "officials"), Said("Go,")]
    store(database, stored("a1", text), [], said)
    assert [quote.content for quote in speakers.quoted_as("Porto police", limit=5)[0]] == ["Stay home,"]
    assert [quote.content for quote in speakers.quoted_as("officials", stems=["fine"], limit=5)[0]] == ["Fine,"]
    assert speakers.quoted_as("police", since=day(2), limit=5) == ([], 0)
    assert speakers.quoted_as("firemen", limit=5) == ([], 0)
    assert speakers.quoted_as("", limit=5) == ([], 0)


def test_resolved_quotes_are_not_found_by_words(speakers: Speakers, sol: int) -> None:
    assert speakers.quotes(sol, limit=1)[1] == 5
    assert speakers.quoted_as("Ana Sol", limit=5) == ([], 0)
