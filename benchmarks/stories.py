"""The cost of assigning an article to a story while many stories are open, in milliseconds of processor time.

    python -m benchmarks.stories [--articles FILE.jsonl | FOLDER] [--sizes 1000 10000 100000] [--count 300] [--whole]

Articles are rewritten ones (benchmarks/rewriting.py), all of one fortnight, so that all of them are open. At each size
the last ``--count`` are assigned by the program's own function and measured; those before are only entered, each as a
story of its own (``--whole``: they are assigned too, which takes ten minutes at 100,000). Frequencies of terms are
counted in a sample and scaled up: storing and indexing the articles themselves is not what is measured here.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import numpy as np

from benchmarks.corpus import DATA, read_sources
from benchmarks.rewriting import Made, rewritten
from bot.archive.codes import signs
from bot.language.model.sentence_encoder import SentenceEncoder
from bot.models.articles import StoredArticle
from bot.store.archive.articles import Articles
from bot.store.file.database import Database, Writer
from bot.store.stories import stories
from bot.store.stories.candidates import MeaningIndex
from bot.store.stories.stories import assign, meaning_of, story_text
from bot.stories.profile import OPENING

FORTNIGHT = timedelta(days=14)
FIRST = datetime(2026, 11, 1, tzinfo=UTC)
SAMPLE = 2_000
#: Vectors are arbitrary, instead of what first sentences mean: to compare these costs the same.
WIDTH = 384
ENCODER = SentenceEncoder().name
TOGETHER = 200  # articles per transaction


def dated(coming: Iterator[Made], most: int) -> Iterator[Made]:
    """The articles, with dates spread over a fortnight."""
    for number, made in enumerate(coming):
        published = FIRST + FORTNIGHT * (number % most) / most
        yield replace(made, article=replace(made.article, published=published))


def write_frequencies(database: Database, sample: Sequence[Made], most: int) -> None:
    """Write term frequencies as if ``most`` articles like these had been indexed."""
    counts = Counter(term for made in sample for term in {term for line in made.stems for term in line})
    lines = sum(len(made.stems) for made in sample) * most // len(sample)
    with database.writing() as writer:
        writer.conn.executemany(
            "INSERT INTO terms VALUES (?, ?, ?)",
            [(term, count * most // len(sample), count * most // len(sample)) for term, count in counts.items()],
        )
        writer.execute("UPDATE corpus SET sentences = ?, articles = ?", (lines, most))


def told(writer: Writer, articles: Articles, made: Made, meanings: MeaningIndex) -> float:
    """Store an article's metadata and find its story; returns seconds of processor time for the latter."""
    article, annotation = made.article, made.annotation
    assert article.published
    row = articles.insert(
        writer,
        StoredArticle(
            public_id=article.id, title=article.title, source=article.source, url=article.url,
            published=article.published, added=article.published, lead="", text="", digest=article.id,
        ),
    )  # fmt: skip
    vectors = np.random.default_rng(row).normal(size=(OPENING, WIDTH)).astype(np.float32)
    writer.execute(
        "INSERT INTO passage_codes (article_id, first_sentence, sentences, encoder, codes) VALUES (?, ?, ?, ?, ?)",
        (row, OPENING * row, OPENING, ENCODER, signs(vectors).tobytes()),
    )
    started = time.process_time()
    text = story_text(
        title=article.title, text=article.text, annotation=annotation, stems=made.stems,
        told=article.published, dated=True, meaning=meaning_of(vectors, ENCODER),
    )  # fmt: skip
    assign(writer, row, text, meanings)
    return time.process_time() - started


def entering() -> AbstractContextManager[object]:
    """During the block, ``assign`` compares with nothing and opens a story for each article."""
    return patch.object(stories, "_placed", lambda writer, *_: stories._opened(writer))


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, default=Path("seeds"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--whole", action="store_true", help="assign all articles, not only those measured")
    given = parser.parse_args()
    sources, most = read_sources(given.articles, DATA), max(given.sizes)
    coming = dated(rewritten(sources), most)
    with tempfile.TemporaryDirectory() as folder, closing(Database.open(Path(folder) / "news.db")) as database:
        write_frequencies(database, list(islice(rewritten(sources, seed=2), SAMPLE)), most)
        articles, meanings, seconds = Articles(database), MeaningIndex(), list[float]()
        while len(seconds) < most:
            measured = given.whole or any(0 < size - len(seconds) <= given.count + TOGETHER for size in given.sizes)
            with database.writing() as writer, nullcontext() if measured else entering():
                seconds += [told(writer, articles, made, meanings) for made in islice(coming, TOGETHER)]
            if any(len(seconds) - TOGETHER < size <= len(seconds) for size in given.sizes):
                middle, high = np.percentile(np.array(seconds[-given.count :]) * 1000, (50, 95))
                mean = sum(seconds[-given.count :]) / given.count * 1000
                with database.reading() as reader:
                    (number,) = reader.execute("SELECT count(DISTINCT story_id) FROM story_articles").fetchone()
                print(
                    f"{len(seconds):,} articles in {number:,} open stories: "
                    f"mean {mean:.2f}, p50 {middle:.2f}, p95 {high:.2f} ms"
                )


if __name__ == "__main__":
    main()
