"""A small invented archive for tests of retrieval: a dozen articles of an island newspaper, added like real ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from bot.ingestion import Adding
from bot.models import Annotation, Name, NewArticle
from bot.store.file.database import Database
from tests.support.storing import Said, annotation, organisation, person

NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)


def place(name: str, *aliases: str) -> Name:
    return Name(name=name, label="GPE", aliases=aliases)


NAMES = (
    person("Aino Virta", "Virta", "Ms Virta"),
    person("Tomas Hale", "Hale"),
    person("Ines Okoro", "Okoro"),
    person("Leif Brandt", "Brandt"),
    person("Marta Quill", "Quill"),
    organisation("Harbour Board"),
    organisation("Norvik Bank"),
    organisation("Sandholm Rovers", "Rovers"),
    place("Port Arven"),
    place("Sandholm"),
    place("Tilsen"),
    place("Velden"),
)

ARTICLES = (
    (
        "ferry",
        "Ferry runs aground off Port Arven",
        "The Courier",
        2,
        "The ferry Kittiwake ran aground off Port Arven on Monday with 212 passengers on board. "
        "At least nine people were injured, the Harbour Board said. "
        "The ship had left Tilsen at dawn. "
        "Captain Leif Brandt blamed a broken radar for the accident. "
        '"I could not see my own bow," Brandt said.',
    ),
    (
        "ferry-later",
        "Kittiwake captain keeps his job",
        "The Courier",
        9,
        "The captain of the Kittiwake will keep his job, the Harbour Board decided on Tuesday. "
        "Leif Brandt was cleared of all blame. "
        "Repairs to the ferry will cost 4.2 million crowns.",
    ),
    (
        "budget",
        "Parliament passes budget",
        "The Courier",
        3,
        "Parliament passed a budget of 96 million crowns on Tuesday. "
        "Finance minister Aino Virta called it a budget for grown-ups. "
        "Virta, 47, has been minister for two years. "
        "Schools receive 12 percent more than last year.",
    ),
    (
        "virta-tilsen",
        "Minister visits Tilsen",
        "Island Post",
        6,
        "Aino Virta met mayor Tomas Hale in Tilsen on Friday. "
        "They talked about the harbour and had coffee at the lighthouse. "
        '"She brought the rain," Hale said.',
    ),
    (
        "bank",
        "Norvik Bank closes branches",
        "Island Post",
        8,
        "Norvik Bank will close 14 branches because customers stay away. "
        "Chief executive Marta Quill said the branches cost more than they earned. "
        "About 60 employees will lose their jobs.",
    ),
    (
        "football",
        "Rovers win cup",
        "Island Post",
        10,
        "Sandholm Rovers won the island cup on Saturday, beating Velden 3-1. "
        "Ines Okoro scored twice in front of 5,400 spectators. "
        "The match in Velden had been delayed by fog.",
    ),
    (
        "museum",
        "Museum buys map",
        "The Courier",
        11,
        "The museum in Velden bought a map of the island that was drawn in 1643. "
        "It paid 80,000 crowns to a collector. "
        "The map shows a village that nobody has found.",
    ),
    (
        "storm",
        "Storm cuts power",
        "The Courier",
        12,
        "A storm cut the power in Sandholm for three days. "
        "Some 3,000 homes were dark. "
        "Mayor Ines Falk asked people to share their stoves.",
    ),
    (
        "school",
        "School gets library",
        "Island Post",
        13,
        "The school in Tilsen opened a library with 9,000 books. A baker left it her fortune.",
    ),
    (
        "tunnel",
        "Tunnel delayed",
        "The Courier",
        15,
        "The tunnel between Velden and Sandholm will open a year late. "
        "Engineers found soft clay where they had expected granite.",
    ),
    (
        "whale",
        "Whale returns",
        "Island Post",
        16,
        "A whale that swam into the harbour of Port Arven returned to the sea on its own. "
        "Children had named it Gustav.",
    ),
    (
        "copy",
        "Power lost for days",
        "Velden Wire",
        12,
        "A storm cut the power in Sandholm for three days. Farmers lost milk worth 40,000 crowns.",
    ),
)

QUOTES = {
    "ferry": (Said("I could not see my own bow,", source="Brandt", speaker="Leif Brandt"),),
    "virta-tilsen": (Said("She brought the rain,", source="Hale", speaker="Tomas Hale"),),
}


class Plain:
    """Annotates the invented articles; stands in for the language layer, which has its own tests."""

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        by_text = {text: identity for identity, _, _, _, text in ARTICLES}
        for _, text in articles:
            names = [name for name in NAMES if any(form in text for form in (name.name, *name.aliases))]
            yield annotation(text, names, QUOTES.get(by_text.get(text, ""), ()))


def article(identity: str, title: str, source: str, day: int, text: str) -> NewArticle:
    published = datetime(2026, 6, day, tzinfo=UTC)
    return NewArticle(id=identity, title=title, source=source, text=text, published=published)


def fill(database: Database) -> None:
    """Add all invented articles."""
    adding = Adding(database, Plain(), lambda: NOW)
    list(adding.add_many(article(*fields) for fields in ARTICLES))


def public_ids(database: Database, rows: Iterable[int]) -> list[str]:
    """The articles' own ids, in the order of ``rows``."""
    with database.reading() as reader:
        known = {row[0]: row[1] for row in reader.execute("SELECT id, public_id FROM articles")}
    return [known[row] for row in rows]
