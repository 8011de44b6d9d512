"""Articles: one method per question."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import sqlite_utils

from bot.models import Annotation, Article, Coverage, Headline
from bot.models.articles import StoredArticle as StoredArticle
from bot.store.archive.annotations import write_annotation
from bot.store.archive.known_article import KnownArticle
from bot.store.base.rows import HEADLINE, VALUES_OF, as_text, as_time, as_values, headline
from bot.store.file.database import Database
from bot.store.reading.entities import is_often_named

_NEWEST_FIRST = "ORDER BY a.published IS NULL, a.sort_time DESC, a.id DESC LIMIT ? OFFSET ?"
_NAMING = "WHERE a.id IN (SELECT article_id FROM mentions WHERE entity_id = ?)"
_NAMING_OFTEN = """INDEXED BY articles_by_day
    WHERE EXISTS (SELECT 1 FROM mentions AS m WHERE m.entity_id = ? AND m.article_id = a.id)"""
_KNOWN = "SELECT id, public_id, digest, url, published FROM articles"


def _places(values: Sequence[str]) -> str:
    """A placeholder per value. SQLite would scan a JSON list instead of looking its values up in an index."""
    return ", ".join("?" * len(values))


def _mark_blurb(writer: sqlite_utils.Database, row: int, article: StoredArticle) -> None:
    """Record whether only a blurb of the article is known."""
    sql = "INSERT OR IGNORE INTO blurbs VALUES (?)" if article.blurb else "DELETE FROM blurbs WHERE article_id = ?"
    writer.execute(sql, (row,))


class Articles:
    """Articles. Every method raises StoreError.

    Methods that write take the writer of ``Database.writing()``; methods that read open their own snapshot.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- writing --

    def find(
        self, writer: sqlite_utils.Database, *, public_id: str, urls: Sequence[str], digest: str
    ) -> KnownArticle | None:
        """The article with that public id, else one at an address of ``urls``, else one of the same content.

        ``urls`` are addresses of a single page.
        """
        for condition, values in (
            ("public_id = ?", [public_id]),
            (f"url IN ({_places(urls)}) AND url <> ''", urls),
            ("digest = ?", [digest]),
        ):
            found = writer.execute(f"{_KNOWN} WHERE {condition} ORDER BY id LIMIT 1", tuple(values)).fetchone()
            if found:
                return KnownArticle(*found)
        return None

    def of_name(self, writer: sqlite_utils.Database, name: str, digits: int) -> list[tuple[str, str, str]]:
        """Public id, title and text of the articles whose id is ``name``, or that and a digest of so many digits.

        The newest first, a hundred at most.
        """
        sql = (
            "SELECT public_id, title, text FROM articles WHERE public_id = ? OR public_id BETWEEN ? AND ?"
            " AND length(public_id) = ? ORDER BY id DESC LIMIT 100"
        )
        long = len(name) + 1 + digits
        return writer.execute(sql, (name, f"{name}-0", f"{name}-g", long)).fetchall()

    def insert(self, writer: sqlite_utils.Database, article: StoredArticle) -> int:
        """Store a new article and return its row. Raises sqlite3.IntegrityError if its public id is taken."""
        cursor = writer.execute(
            "INSERT INTO articles (public_id, title, source, url, published, added, sort_time, lead, text, digest,"
            " revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            (
                article.public_id,
                article.title,
                article.source,
                article.url,
                as_text(article.published) if article.published else None,
                as_text(article.added),
                as_text(article.published or article.added),
                article.lead,
                article.text,
                article.digest,
            ),
        )
        assert cursor.lastrowid is not None
        _mark_blurb(writer, cursor.lastrowid, article)
        return cursor.lastrowid

    def revise(self, writer: sqlite_utils.Database, row: int, article: StoredArticle) -> None:
        """Replace the content of ``row`` and delete its sentences, mentions and quotes.

        Row, public id and ``added`` stay. Remove the article from the index first, while its old sentences can be read.
        """
        writer.execute("DELETE FROM sentences WHERE article_id = ?", (row,))  # cascades to mentions and quotes
        published = as_text(article.published) if article.published else None
        writer.execute(
            "UPDATE articles SET title = ?, source = ?, url = ?, published = ?, sort_time = coalesce(?, added),"
            " lead = ?, text = ?, digest = ?, revision = revision + 1 WHERE id = ?",
            (
                article.title,
                article.source,
                article.url,
                published,
                published,
                article.lead,
                article.text,
                article.digest,
                row,
            ),
        )
        _mark_blurb(writer, row, article)

    def delete(self, writer: sqlite_utils.Database, row: int) -> None:
        """Delete an article and everything that refers to it. Remove it from the index first."""
        writer.execute("DELETE FROM articles WHERE id = ?", (row,))

    def annotate(
        self,
        writer: sqlite_utils.Database,
        row: int,
        annotation: Annotation,
        text: str,
        stems: Sequence[str],
        quote_stems: Sequence[str],
    ) -> list[int]:
        """Store sentences, entities, mentions and quotes of the article ``row``; return its sentence rows in order.

        ``stems`` and ``quote_stems`` hold the terms of each sentence and each quote, separated by spaces.
        """
        return write_annotation(writer, row, annotation, text, stems, quote_stems)

    # -- reading articles --

    def headlines(self, *, limit: int, offset: int = 0, source: str | None = None) -> list[Headline]:
        """Headlines, newest first and undated ones last; optionally of one outlet only, matched case-insensitively."""
        where, values = _of_source(source)
        return self._headlines(f"SELECT {HEADLINE} FROM articles AS a {where} {_NEWEST_FIRST}", *values, limit, offset)

    def headlines_by_entity(self, entity_row: int, *, limit: int, offset: int = 0) -> list[Headline]:
        """Headlines of the articles that name an entity, newest first and undated ones last."""
        with self._database.reading() as reader:
            where = _NAMING_OFTEN if is_often_named(reader, entity_row) else _NAMING
            return self._headlines(
                f"SELECT {HEADLINE} FROM articles AS a {where} {_NEWEST_FIRST}", entity_row, limit, offset
            )

    def headlines_of(self, rows: Iterable[int]) -> dict[int, Headline]:
        """Headlines by article row. Rows that no longer exist are left out."""
        found = self._headlines(f"SELECT {HEADLINE} FROM articles AS a WHERE a.id IN ({VALUES_OF})", as_values(rows))
        return {one.row: one for one in found}

    def count(self, source: str | None = None) -> int:
        """Number of articles; optionally of one outlet only, matched case-insensitively."""
        where, values = _of_source(source)
        return int(self._single_row(f"SELECT count(*) AS n FROM articles AS a {where}", *values)["n"])

    def coverage(self) -> Coverage:
        """Number of articles and the date of the newest one."""
        newest = "SELECT published FROM articles WHERE (published IS NULL) = 0 ORDER BY sort_time DESC LIMIT 1"
        found = self._single_row(f"SELECT (SELECT count(*) FROM articles) AS n, ({newest}) AS newest")
        return Coverage(articles=int(found["n"]), newest=as_time(found["newest"]))

    def count_by_entity(self, entity_row: int) -> int:
        """Number of articles that name an entity."""
        return int(
            self._single_row("SELECT count(DISTINCT article_id) AS n FROM mentions WHERE entity_id = ?", entity_row)[
                "n"
            ]
        )

    def article(self, row: int) -> Article | None:
        """The article at ``row``, or None."""
        with self._database.reading() as reader:
            return reader.article(row)

    def find_same(self, *, digest: str, public_id: str, urls: Sequence[str]) -> KnownArticle | None:
        """The article with that content that also has that public id or one of the addresses.

        If ``public_id`` is empty, the content alone decides.
        """
        found = self._all(
            f"{_KNOWN} WHERE digest = ? AND (? IN ('', public_id) OR url IN ({_places(urls)}) AND url <> '') LIMIT 1",
            *(digest, public_id, *urls),
        )
        return KnownArticle(*tuple(found[0])) if found else None

    def older_than(self, moment: datetime, *, limit: int) -> list[int]:
        """Rows of the articles dated (or, if undated, added) before ``moment``, oldest first.

        Leaves out articles with deliveries held for a digest or for the end of quiet hours.
        """
        sql = (
            "SELECT id FROM articles AS a WHERE sort_time < ? AND NOT EXISTS ("
            "SELECT 1 FROM deliveries AS d JOIN chats AS c ON c.chat_id = d.chat_id WHERE d.article_id = a.id"
            " AND d.status = 'pending' AND d.held <> '' AND c.paused = 0) ORDER BY sort_time, id LIMIT ?"
        )
        return [int(row["id"]) for row in self._all(sql, as_text(moment), limit)]

    def at_addresses(self, addresses: Collection[str]) -> str | None:
        """The public id of an article at one of ``addresses``, or None."""
        sql = f"SELECT public_id FROM articles WHERE url <> '' AND url IN ({VALUES_OF}) ORDER BY id LIMIT 1"
        found = self._all(sql, as_values(addresses))
        return str(found[0]["public_id"]) if found else None

    def is_empty(self) -> bool:
        """Whether the archive has no articles."""
        return not self._single_row("SELECT EXISTS (SELECT 1 FROM articles) AS n")["n"]

    def is_part_of(self, public_ids: Collection[str]) -> bool:
        """Whether the articles in the archive are a proper subset of ``public_ids``."""
        known = json.dumps(list(public_ids))
        if self._single_row(f"SELECT EXISTS (SELECT 1 FROM articles WHERE public_id NOT IN ({VALUES_OF})) AS n", known)[
            "n"
        ]:
            return False
        return int(self._single_row("SELECT count(*) AS n FROM articles")["n"]) < len(public_ids)

    # -- reading statistics --

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, largest first.

        Spellings that differ only in case count as one outlet.
        """
        rows = self._all(
            "SELECT source, count(*) AS n FROM articles WHERE source <> '' GROUP BY source COLLATE NOCASE"
            " ORDER BY n DESC, source"
        )
        return [(row["source"], row["n"]) for row in rows]

    def find_source(self, text: str) -> str | None:
        """The outlet with exactly this name, compared case-insensitively, as its articles spell it; None if unknown."""
        wanted = " ".join(text.split())
        found = self._all("SELECT source FROM articles WHERE source = ? COLLATE NOCASE LIMIT 1", wanted)
        if found or wanted.isascii():  # NOCASE folds ASCII only
            return found[0]["source"] if found and wanted else None
        return next((source for source, _ in self.sources() if source.casefold() == wanted.casefold()), None)

    # -- helpers --

    def _all(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with self._database.reading() as reader:
            return reader.execute(sql, values).fetchall()

    def _single_row(self, sql: str, *values: object) -> sqlite3.Row:
        (row,) = self._all(sql, *values)
        return row

    def _headlines(self, sql: str, *values: object) -> list[Headline]:
        return [headline(row) for row in self._all(sql, *values)]


def _of_source(source: str | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if source is None else ("WHERE a.source = ? COLLATE NOCASE", (source,))
