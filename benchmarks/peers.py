"""The engines compared: each opens an archive and finds the ten best sentences for a list of terms.

All of them get the same terms from our analyser, so that only searching is compared. rank-bm25, bm25s and newsbot use
k1 = 1.2, b = .35 and Lucene's idf; FTS5 and tantivy have b = .75 built in, which is why they agree less.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from rank_bm25 import BM25Okapi

from bot.retrieval.answers.pipeline import Answering
from bot.retrieval.first_stage.bm25 import K1, B, CorpusBM25, inverse_frequency
from bot.retrieval.first_stage.recall import recall_sentences
from bot.store.base.match import quoted
from bot.store.file.database import Database
from bot.store.file.snapshot import Snapshot
from bot.store.reading.terms import read_frequencies

TOP = 10
NOW = datetime(2026, 11, 22, tzinfo=UTC)
_INDEX_TABLES = ("sentence_index%", "article_index%", "article_terms", "terms", "corpus")
Search = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True)
class Opened:
    """An engine that is ready for queries."""

    search: Search  #: terms -> rows of the best sentences
    build: float | None = None  #: seconds of processor time that making its index took; None = was there
    disk: float | None = None  #: megabytes of its index on disk; None = in memory only


def engines() -> dict[str, Callable[[Path], Opened]]:
    """By name: how it is opened on an archive's database. Raises ImportError if its package is missing."""
    return {
        "rank-bm25, exhaustive": exhaustive,
        "bm25s (numba)": bm25s_numba,
        "tantivy": tantivy_index,
        "FTS5 ORDER BY rank": full_text,
        "newsbot: recall, BM25": ours,
        "newsbot: whole answer": whole_answer,
    }


def exhaustive(path: Path) -> Opened:
    """rank-bm25 over all sentences, with the same formula as ours."""
    ids, documents = _documents(path)
    start = time.process_time()
    ranker = BM25Okapi(documents, k1=K1, b=B)
    holding = Counter(term for document in ranker.doc_freqs for term in document)
    ranker.idf = {term: inverse_frequency(len(ids), number) for term, number in holding.items()}
    built = time.process_time() - start
    del documents

    def search(query: Sequence[str]) -> list[int]:
        scores = ranker.get_scores(list(dict.fromkeys(query)))
        return [int(ids[place]) for place in np.argsort(-scores, kind="stable")[:TOP] if scores[place] > 0]

    return Opened(search, built)


def bm25s_numba(path: Path) -> Opened:
    """bm25s: scores of all terms and sentences are precomputed; nothing can be added."""
    import bm25s

    ids, documents = _documents(path)
    start = time.process_time()
    ranker = bm25s.BM25(method="lucene", k1=K1, b=B, backend="numba")
    ranker.index(documents, show_progress=False)
    built = time.process_time() - start
    del documents

    def search(query: Sequence[str]) -> list[int]:
        known = [term for term in dict.fromkeys(query) if term in ranker.vocab_dict]
        found, scores = ranker.retrieve([known], k=TOP, show_progress=False, n_threads=1)
        return [int(ids[place]) for place, score in zip(found[0], scores[0], strict=True) if score > 0]

    return Opened(search, built)


def tantivy_index(path: Path) -> Opened:
    """tantivy (Lucene's design in Rust): one document per sentence, one thread, merged into few segments."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("row", stored=True)
    folder = path.with_suffix(".tantivy")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    ids, documents = _documents(path)
    start = time.process_time()
    index = tantivy.Index(builder.build(), str(folder))
    writer = index.writer(heap_size=256 << 20, num_threads=1)
    for row, document in zip(ids.tolist(), documents, strict=True):
        writer.add_document(tantivy.Document(stems=" ".join(document), row=row))
    writer.commit()
    writer.wait_merging_threads()
    built = time.process_time() - start
    del documents
    index.reload()
    searcher, schema = index.searcher(), index.schema

    def search(query: Sequence[str]) -> list[int]:
        any_of = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "stems", term)) for term in query]
        found = searcher.search(tantivy.Query.boolean_query(any_of), TOP, count=False)
        return [searcher.doc(address)["row"][0] for _, address in found.hits]

    return Opened(search, built, sum(file.stat().st_size for file in folder.iterdir()) / 1e6)


def full_text(path: Path) -> Opened:
    """FTS5's own ranking of all sentences that contain any of the terms."""
    connection = _connection(path)

    def search(query: Sequence[str]) -> list[int]:
        expression = " OR ".join(map(quoted, query))
        found = connection.execute(
            "SELECT rowid FROM sentence_index WHERE sentence_index MATCH ? ORDER BY rank LIMIT ?", (expression, TOP)
        )
        return [row[0] for row in found]

    return Opened(search, disk=_megabytes(connection, "sentence_index%"))


def ours(path: Path) -> Opened:
    """Recall and rank-bm25 as used for answering, without the other features."""
    connection = _connection(path)

    def search(query: Sequence[str]) -> list[int]:
        statistics = read_frequencies(connection, query).sentences
        rows = recall_sentences(connection, query, statistics)
        found = connection.execute(
            "SELECT id, stems FROM sentences WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(rows),)
        ).fetchall()
        if not found:
            return []
        scores = CorpusBM25(query, [row[1].split() for row in found], statistics).scores()
        order = sorted(range(len(found)), key=lambda place: (-scores[place], found[place][0]))
        return [found[place][0] for place in order[:TOP]]

    return Opened(search, disk=_megabytes(connection, *_INDEX_TABLES))


def whole_answer(path: Path) -> Opened:
    """The whole answering process except the reranker: names, spelling, articles, all features, excerpts."""
    answering = Answering(Database.open(path))

    def search(query: Sequence[str]) -> list[int]:
        return [found.sentence_row for found in answering.ask(" ".join(query), asked=NOW).excerpts]

    return Opened(search)


@contextmanager
def reading(path: Path) -> Iterator[Snapshot]:
    """A connection as used by the program."""
    with Database.open(path) as database, database.reading() as connection:
        yield connection


def _connection(path: Path) -> Snapshot:
    return Database.open(path)._take_reader()  # kept open for the engine's lifetime


def _documents(path: Path) -> tuple[np.ndarray, list[list[str]]]:
    with reading(path) as connection:
        rows = connection.execute("SELECT id, stems FROM sentences ORDER BY id").fetchall()
    return np.array([row[0] for row in rows]), [row[1].split() for row in rows]


def _megabytes(connection: Snapshot, *tables: str) -> float:
    """Pages of the tables and their indexes; from the file size unless SQLite has the dbstat table."""
    where = " OR ".join(["name LIKE ?"] * len(tables))
    pages = connection.execute(f"SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND ({where})", tables).fetchone()
    return float(pages[0]) / 1e6
