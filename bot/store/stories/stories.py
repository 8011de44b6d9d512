"""Stories: each article belongs to one, assigned in the transaction that adds it. See bot/stories/ for the method.

    assign      an article's terms -> its story, within the running transaction
    Stories     reading: the stories of articles, all stories since a time

candidates.py finds the articles that are worth comparing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, overload

import numpy as np
import sqlite_utils
from numpy.typing import NDArray

from bot.models import Annotation, Headline, Story
from bot.store.archive.identity import NAME_LABELS
from bot.store.base.rows import HEADLINE, VALUES_OF, as_text, as_values, headline
from bot.store.file.database import Database
from bot.store.reading.passage_vectors import read_vectors
from bot.store.reading.terms import read_frequencies
from bot.store.stories.affairs import merge_turns, new_turn_of
from bot.store.stories.candidates import MeaningIndex, affordable, by_terms
from bot.stories.encoding import dump, load
from bot.stories.grouping import MEMBERS, place
from bot.stories.pair_facts import WINDOW
from bot.stories.profile import OPENING, ArticleProfile, Meaning, StoryText, profile, term_hash
from bot.stories.publishers import one_each
from bot.stories.second_look import Beginning, ComparesOpenings
from bot.text.analyzer import terms

_STORIES = f"SELECT DISTINCT story_id FROM story_articles WHERE article_id IN ({VALUES_OF})"  # noqa: S608 - a constant
#: One query per story, which reads a few index rows however many articles the story has.
_MEMBERS = f"""
SELECT article_id, profile FROM story_articles WHERE story_id = ? AND article_id <> ? AND day BETWEEN ? AND ?
ORDER BY article_id DESC LIMIT {MEMBERS}
"""  # noqa: S608 - a constant

_SINCE = """
SELECT l.story_id FROM story_articles AS l JOIN articles AS a ON a.id = l.article_id
WHERE a.sort_time >= ? GROUP BY l.story_id ORDER BY max(a.sort_time) DESC, l.story_id DESC
"""


#: An open story is compared with article after article. 10 kB each.
_loaded = lru_cache(maxsize=1 << 10)(load)


class _Members(Sequence[ArticleProfile]):
    """The profiles of a story's articles, each read once, when it is needed: mostly the first ones decide."""

    def __init__(self, stored: list[bytes]) -> None:
        self._stored: list[bytes | ArticleProfile] = list(stored)

    def __len__(self) -> int:
        return len(self._stored)

    @overload
    def __getitem__(self, at: int) -> ArticleProfile: ...

    @overload
    def __getitem__(self, at: slice) -> list[ArticleProfile]: ...

    def __getitem__(self, at: int | slice) -> ArticleProfile | list[ArticleProfile]:
        places = range(len(self._stored))[at]
        return self._profile_at(places) if isinstance(places, int) else [self._profile_at(place) for place in places]

    def _profile_at(self, place: int) -> ArticleProfile:
        found = self._stored[place]
        if isinstance(found, bytes):
            found = self._stored[place] = _loaded(found)
        return found


def story_text(
    *,
    title: str,
    text: str,
    annotation: Annotation,
    stems: Sequence[Sequence[str]],
    told: datetime,
    dated: bool,
    outlet: str = "",
    meaning: Meaning | None = None,
) -> StoryText:
    """The properties of an article that grouping needs. ``told`` is when it was published or, if unknown, added."""
    named = {text[one.start : one.end] for one in annotation.mentions if one.label in NAME_LABELS}
    return StoryText(
        title=terms(title),
        sentences=stems,
        sizes=[span.end - span.start for span in annotation.sentences],
        names={term for name in named for term in _terms_of_name(name)},
        day=told.date(),
        dated=dated,
        outlet=outlet,
        meaning=meaning,
    )


def meaning_of(vectors: NDArray[np.float32] | NDArray[np.int8], encoder: str) -> Meaning | None:
    """What an article's first sentences mean; ``vectors``: of its sentences, ``encoder``: the model's name."""
    if not len(vectors):
        return None
    first = vectors[:OPENING].astype(np.float32)
    return Meaning.of(first / np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-9), term_hash(encoder))


@lru_cache(maxsize=1 << 14)
def _terms_of_name(name: str) -> tuple[str, ...]:
    """The terms of a name, cached because names recur."""
    return tuple(terms(name))


class Assigned(NamedTuple):
    """The story of an article."""

    story: int
    turn_of: tuple[int, ...] = ()  #: followed stories of which it is the first report of a turn


def assign(
    writer: sqlite_utils.Database,
    row: int,
    text: StoryText,
    meanings: MeaningIndex,
    reader: ComparesOpenings | None = None,
) -> Assigned:
    """Assign an article to a story. A revised article keeps its story.

    ``meanings``: of this database; ``reader``: compares its opening with one of each likely story if unsure.

    Call it after the article is indexed and its vectors are written, in the same transaction.
    """
    frequencies = read_frequencies(writer.conn, text.all_terms()).articles
    made, found_by = profile(text, frequencies.frequencies, frequencies.units)
    known = writer.execute("SELECT story_id FROM story_articles WHERE article_id = ?", [row]).fetchone()
    if known:
        writer.execute("DELETE FROM story_articles WHERE article_id = ?", [row])
    if known:
        assigned = Assigned(int(known[0]))
    else:
        near = by_terms(writer, row, made, found_by, frequencies.frequencies)
        near_by_meaning = meanings.by_meaning(writer, row, made)
        story = _placed(writer, row, made, {*near, *near_by_meaning}, meanings.around(made.day), reader)
        wanted = affordable(found_by, frequencies.frequencies)
        assigned = Assigned(story, new_turn_of(writer, row, made, story, wanted))
    writer.execute("INSERT INTO story_articles VALUES (?, ?, ?, ?)", [row, assigned.story, made.day, dump(made)])
    writer.conn.executemany(
        "INSERT OR IGNORE INTO story_terms VALUES (?, ?, ?)",
        [(term_hash(term), made.day, row) for term, _ in found_by],
    )
    return assigned


class Stories:
    """Reads stories. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, start: datetime | None = None) -> list[Story]:
        """All stories with an article published (or, if undated, added) at ``start`` or later, newest first."""
        with self._database.reading() as reader:
            numbers = [row[0] for row in reader.execute(_SINCE, [as_text(start) if start else ""])]
            told = _read_stories(reader, numbers)
        return [told[number] for number in numbers]

    def of(self, article_rows: Iterable[int]) -> dict[int, Story]:
        """The story of each article, by article row. Articles without one (see ``StoryFilling``) are left out."""
        with self._database.reading() as reader:
            sql = f"SELECT article_id, story_id FROM story_articles WHERE article_id IN ({VALUES_OF})"  # noqa: S608
            numbers = {row[0]: row[1] for row in reader.execute(sql, [as_values(article_rows)])}
            told = _read_stories(reader, set(numbers.values()))
        return {row: told[number] for row, number in numbers.items()}

    def told_elsewhere(self, headlines: Sequence[Headline]) -> dict[int, tuple[str, ...]]:
        """The other outlets that report the story of each article, by article row.

        Articles without any are left out.
        """
        stories = self.of(one.row for one in headlines)
        others = {
            one.row: tuple(outlet for outlet in stories[one.row].outlets if outlet != one.source)
            for one in headlines
            if one.row in stories
        }
        return {row: outlets for row, outlets in others.items() if outlets}


def _read_stories(reader: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Story]:
    sql = (
        f"SELECT l.story_id, {HEADLINE} FROM story_articles AS l JOIN articles AS a ON a.id = l.article_id"  # noqa: S608
        f" WHERE l.story_id IN ({VALUES_OF}) ORDER BY a.sort_time, a.id"
    )
    articles: dict[int, list[Headline]] = {}
    for row in reader.execute(sql, [as_values(numbers)]):
        articles.setdefault(row["story_id"], []).append(headline(row))
    return {number: _story(number, told) for number, told in articles.items()}


def _story(number: int, told: Sequence[Headline]) -> Story:
    return Story(number=number, articles=tuple(told), outlets=tuple(one_each(one.source for one in told)))


def _placed(
    writer: sqlite_utils.Database,
    row: int,
    made: ArticleProfile,
    near: Iterable[int],
    around: int,
    reader: ComparesOpenings | None,
) -> int:
    """The story that an article joins or opens."""
    first, last = made.day - WINDOW, made.day + WINDOW
    members = {
        number: writer.execute(_MEMBERS, [number, row, first, last]).fetchall()
        for (number,) in writer.execute(_STORIES, [as_values(near)]).fetchall()
    }
    stories = {number: _Members([data for _, data in found]) for number, found in members.items()}
    found = place(
        made, stories, around=around, look=lambda number, at: _alike(writer, reader, row, members[number][at][0])
    )
    if found.story is None:
        return _opened(writer)
    oldest = min(found.story, *found.merged) if found.merged else found.story
    for number in {found.story, *found.merged} - {oldest}:
        writer.execute("UPDATE story_articles SET story_id = ? WHERE story_id = ?", [oldest, number])
        flat = "UPDATE stories SET merged_into = :oldest WHERE id = :number OR merged_into = :number"  # no chains
        writer.execute(flat, {"oldest": oldest, "number": number})
        writer.execute("UPDATE deliveries SET story_id = ? WHERE story_id = ?", [oldest, number])
        merge_turns(writer, number, oldest)
    return oldest


def _alike(writer: sqlite_utils.Database, reader: ComparesOpenings | None, row: int, other: int) -> float | None:
    """How much two articles read like reports of one event; None if nothing can tell."""
    if reader is None or not reader.available:
        return None
    one, two = _opening(writer, row), _opening(writer, other)
    return reader.alike(one, two) if one.title and two.title else None


def _opening(writer: sqlite_utils.Database, row: int) -> Beginning:
    (title,) = writer.execute("SELECT title FROM articles WHERE id = ?", [row]).fetchone()
    sql = (
        "SELECT text FROM sentences WHERE article_id = ? AND text <> ? ORDER BY position LIMIT 3"  # some begin with it
    )
    return Beginning(title, " ".join(text for (text,) in writer.execute(sql, [row, title])))


def _opened(writer: sqlite_utils.Database) -> int:
    number = writer.execute("INSERT INTO stories (merged_into) VALUES (NULL)").lastrowid
    assert number is not None
    return number


def stored_text(writer: sqlite_utils.Database, row: int) -> StoryText:
    """The text of a stored article, for ``assign``."""
    text, title, published, added, outlet = writer.execute(
        "SELECT a.text, t.title, a.published, a.added, a.source"
        " FROM articles AS a JOIN article_terms AS t ON t.article_id = a.id WHERE a.id = ?",
        [row],
    ).fetchone()
    sentences = writer.execute(
        'SELECT stems, "end" - start FROM sentences WHERE article_id = ? ORDER BY position', [row]
    ).fetchall()
    labels = ", ".join(f"'{label}'" for label in sorted(NAME_LABELS))
    named = writer.execute(
        f'SELECT start, "end" FROM mentions WHERE article_id = ? AND label IN ({labels})',  # noqa: S608 - constants
        [row],
    ).fetchall()
    return StoryText(
        title=title.split(),
        sentences=[stems.split() for stems, _ in sentences],
        sizes=[size for _, size in sentences],
        names={term for start, end in named for term in terms(text[start:end])},
        day=datetime.fromisoformat(published or added).date(),
        dated=published is not None,
        outlet=outlet,
        meaning=_stored_meaning(writer, row),
    )


def _stored_meaning(writer: sqlite_utils.Database, row: int) -> Meaning | None:
    sql = "SELECT first_sentence, sentences, encoder FROM passage_codes WHERE article_id = ?"
    found = writer.execute(sql, [row]).fetchone()
    if found is None:
        return None
    first, sentences, encoder = found
    _, vectors = read_vectors(writer.conn, range(first, first + min(sentences, OPENING)))
    return meaning_of(vectors, encoder)
