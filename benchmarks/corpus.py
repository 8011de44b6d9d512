"""Archives for benchmarks: real articles, annotated once and rewritten to any number of sentences.

An archive is written through the project's own store and index, only without the language pipeline and with many
articles a transaction. A larger one goes on from the largest smaller one that is there. Kept in ``DATA``.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter
from rich.progress import track

from benchmarks.rewriting import Made, Source, prepared, rewritten, slope
from bot.ingestion import digest_of
from bot.language import Language
from bot.models import Annotation, NewArticle
from bot.sources import FoundArticle, collect
from bot.store.archive.articles import Articles, StoredArticle
from bot.store.archive.term_index import Index
from bot.store.file.database import Database, Writer

DATA = Path(__file__).parent / "data"
TOGETHER = 200  # articles per transaction
_ANNOTATED = TypeAdapter(list[tuple[NewArticle, Annotation]])


@dataclass(frozen=True)
class Archive:
    """A database of a given size."""

    path: Path
    sentences: int
    rate: float  #: sentences written a second of processor time; 0 = it was there already
    slope: float  #: of Zipf's law, in thousands of its sentences
    given_slope: float  #: the same of the given articles

    @property
    def megabytes(self) -> float:
        """The size of the file."""
        return self.path.stat().st_size / 1e6


def read_sources(path: Path, data: Path) -> list[Source]:
    """The articles of a JSON Lines file or folder, annotated by the shipped pipeline on first use."""
    kept = data / f"{path.stem}.annotated.json"
    if not kept.exists():
        found = [each.article for each in collect([path]) if isinstance(each, FoundArticle)]
        annotations = Language("").annotate((article.title, article.text) for article in found)
        pairs = list(zip(found, track(annotations, "annotating", len(found)), strict=True))
        data.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(_ANNOTATED.dump_json(pairs))
    return prepared(_ANNOTATED.validate_json(kept.read_bytes()))


def archives(sources: Sequence[Source], name: str, sizes: Sequence[int], data: Path) -> Iterator[Archive]:
    """Databases of at least ``sizes`` (ascending) sentences, created if missing."""
    before: Path | None = None
    given_slope = slope(line for source in sources for line in source.stems)
    for size in sizes:
        path = data / f"{name}-{size}.db"
        rate = 0.0 if path.exists() else _grown(path, before, sources, size)
        before = path
        yield Archive(path, size, rate, _slope(path), given_slope)


def _slope(path: Path, sample: int = 100_000) -> float:
    with Database.open(path) as database, database.reading() as reader:
        return slope(row[0].split() for row in reader.execute("SELECT stems FROM sentences LIMIT ?", (sample,)))


def _grown(path: Path, before: Path | None, sources: Sequence[Source], size: int) -> float:
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    if before is not None:
        shutil.copy(before, partial)
    with Database.open(partial) as database:
        rate = write(database, sources, size)
    partial.rename(path)
    return rate


def write(database: Database, sources: Sequence[Source], size: int) -> float:
    """Add articles until there are ``size`` sentences; returns articles per second of processor time."""
    with database.reading() as reader:
        first, articles = reader.execute("SELECT sentences, articles FROM corpus").fetchone()
    coming = rewritten(sources, first=articles)
    start, written = time.process_time(), first
    for _ in track(range(first, size, TOGETHER * 20), f"{size:,} sentences"):
        if written < size:
            written += _write_together(database, list(islice(coming, TOGETHER)))
    while written < size:
        written += _write_together(database, list(islice(coming, TOGETHER)))
    return float(written - first) / (time.process_time() - start)


def _write_together(database: Database, made: Sequence[Made]) -> int:
    articles, index = Articles(database), Index()
    with database.writing() as writer:
        writer.execute("PRAGMA cache_size = -200000")  # kilobytes
        return sum(write_one(writer, articles, index, each) for each in made)


def write_one(writer: Writer, articles: Articles, index: Index, made: Made) -> int:
    """Store and index one article; returns its number of sentences."""
    stored = _stored(made)
    row = articles.insert(writer, stored)
    lines = [" ".join(line) for line in made.stems]
    rows = articles.annotate(
        writer, row, made.annotation, stored.text, lines, [" ".join(line) for line in made.quote_stems]
    )
    index.add(writer, row, stored.title, rows, made.stems)
    return len(rows)


def _stored(made: Made) -> StoredArticle:
    article, first = made.article, made.annotation.sentences[0]
    assert article.published is not None
    return StoredArticle(
        public_id=article.id,
        title=article.title,
        source=article.source,
        url=article.url,
        published=article.published,
        added=article.published,
        lead=article.text[first.start : first.end],
        text=article.text,
        digest=digest_of(article),
    )
