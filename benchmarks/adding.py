"""The time to add an article to existing archives, and of other operations that must stay fast at that size.

    python -m benchmarks.adding ARCHIVE.db [--articles FILE.jsonl | FOLDER] [--count 200] [--subscriptions 1000]

Works on a copy. Adds rewritten articles one by one through the program's own path but for the language pipeline (their
annotations are rewritten as well): storing, indexing, matching against the subscriptions, one transaction each. Then
asks the newsroom what people ask it. Prints percentiles in milliseconds of processor time and of the wall clock.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.corpus import DATA, read_sources
from benchmarks.rewriting import Made, rewritten
from bot.errors import FollowError
from bot.ingestion import Adding
from bot.language import Language
from bot.models import Annotation, ChatKey
from bot.newsroom import Newsroom
from bot.store.file.database import Database
from bot.understanding.quote_requests import Lookup

NOW = datetime(2026, 11, 22, tzinfo=UTC)
A_CHAT = 40  # subscriptions per chat
Result = TypeVar("Result")
Timed = dict[str, list[tuple[float, float]]]  #: seconds of processor time and on the wall clock


class Prepared:
    """A language layer with precomputed annotations."""

    def __init__(self, made: Sequence[Made]) -> None:
        self._known = {each.article.text: each.annotation for each in made}

    def annotate(self, articles: Iterable[tuple[str, str]]) -> Iterator[Annotation]:
        """See ``Adding``."""
        return (self._known[text] for _, text in articles)


def timed(figures: Timed, name: str, work: Callable[[], Result]) -> Result:
    """Do the work and record its time."""
    busy, clock = time.process_time(), time.perf_counter()
    result = work()
    figures.setdefault(name, []).append((time.process_time() - busy, time.perf_counter() - clock))
    return result


def add(figures: Timed, name: str, database: Database, made: Sequence[Made]) -> None:
    """Add each separately."""
    adding = Adding(database, Prepared(made), lambda: NOW)
    for each in track(made, name):
        timed(figures, name, lambda each=each: list(adding.add_many([each.article])))  # type: ignore[misc]


def follow(newsroom: Newsroom, database: Database, count: int) -> int:
    """Subscribe to names and words of the archive; returns the number of subscriptions."""
    chance = random.Random(5)
    with database.reading() as reader:
        names = [row[0] for row in reader.execute("SELECT name FROM entities WHERE label = 'PERSON' LIMIT ?", (count,))]
        words = [row[0] for row in reader.execute("SELECT term FROM terms WHERE sentences > 200 LIMIT ?", (count,))]
    followed = 0
    for number in track(range(count), "subscriptions"):
        chat = ChatKey(chat_id=1 + number // A_CHAT, thread_id=0)
        try:
            newsroom.subscriptions.follow(chat, chance.choice(names if number % 2 else words), now=NOW)
            followed += 1
        except FollowError:  # some rewritten names are too short to be followed
            continue
    return followed


def ask_around(figures: Timed, newsroom: Newsroom, database: Database, count: int) -> None:
    """What people ask besides questions: speakers, similar spellings, topics and their pages, counts."""
    chance = random.Random(9)
    with database.reading() as reader:
        (last,) = reader.execute("SELECT max(id) FROM entities").fetchone()
        often = (
            "SELECT entity_id FROM quotes WHERE entity_id IS NOT NULL GROUP BY entity_id ORDER BY count(*) DESC LIMIT ?"
        )
        speakers = [row[0] for row in reader.execute(f"SELECT name FROM entities WHERE id IN ({often})", (count,))]
        common = [row[0] for row in reader.execute("SELECT term FROM terms ORDER BY sentences DESC LIMIT 300")][20:]
        names = [
            reader.execute("SELECT name FROM entities WHERE id = ?", (chance.randint(1, last),)).fetchone()[0]
            for _ in range(count)
        ]
    looks: dict[str, Callable[[int], object]] = {
        "who, the most quoted": lambda at: newsroom.who(speakers[at]),
        "who, about a topic": lambda at: newsroom.who(Lookup(name=speakers[at], about=common[at])),
        "who, anybody on a topic": lambda at: newsroom.who(Lookup(about=common[at])),
        "who, about somebody": lambda at: newsroom.who(Lookup(name=speakers[at], mentioned=True)),
        "portrait": lambda at: newsroom.portrait(speakers[at]),
        "who, any name": lambda at: newsroom.who(names[at]),
        "who, misspelt": lambda at: newsroom.who(_misspelt(names[at], chance)),
        "latest": lambda at: newsroom.latest(limit=5, offset=5 * at),
        "latest, common topic": lambda at: newsroom.latest(common[at], limit=5),
        "latest, its tenth page": lambda at: newsroom.latest(common[at], limit=5, offset=50),
        "latest, name": lambda at: newsroom.latest(names[at], limit=5),
        "ask, misspelt": lambda at: newsroom.ask(f"what did {_misspelt(names[at], chance).lower()} say", asked=NOW),
        "context of a sentence": lambda at: newsroom.context(at * 997 + 1),
        "stats": lambda at: newsroom.stats() if at < 3 else None,
    }
    for name, look in looks.items():
        for at in track(range(3 if name == "stats" else min(count, len(speakers))), name):
            timed(figures, name, lambda look=look, at=at: look(at))  # type: ignore[misc]


def _misspelt(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, max(2, len(name) - 1))
    return name[:at] + name[at + 1 :]


def table(figures: Timed) -> Table:
    """A row for each kind of work."""
    made = Table("milliseconds", "times", "CPU p50", "p95", "p99", "clock p50", "p95", "p99")
    for name, seconds in figures.items():
        columns = np.percentile(np.array(seconds) * 1000, (50, 95, 99), axis=0).T
        made.add_row(name, str(len(seconds)), *(f"{each:.1f}" for column in columns for each in column))
    return made


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--articles", type=Path, default=Path("seeds"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--subscriptions", type=int, default=1_000)
    parser.add_argument("--data", type=Path, default=DATA)
    arguments = parser.parse_args()
    figures: Timed = {}
    coming = rewritten(read_sources(arguments.articles, arguments.data), seed=3, first=10_000_000)
    with tempfile.TemporaryDirectory(dir=arguments.archive.parent) as folder:
        copy = Path(shutil.copy(arguments.archive, folder))
        database = timed(figures, "opening", lambda: Database.open(copy))
        newsroom = Newsroom(database, Language(""), lambda: NOW)
        add(figures, "adding an article", database, list(islice(coming, arguments.count)))
        followed = follow(newsroom, database, arguments.subscriptions)
        add(figures, f"adding, {followed} subscriptions", database, list(islice(coming, arguments.count)))
        ask_around(figures, newsroom, database, min(100, arguments.count))
        newsroom.close()
    Console(width=110).print(table(figures))


if __name__ == "__main__":
    main()
