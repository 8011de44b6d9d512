"""Data for example questions: the most quoted people, and sentences of the newest articles that open with a name."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models import Speaker
from bot.store.file.database import Database

_LATELY = 3_000  # most recently stored quotes that are counted by speaker
_NEWEST = 80  # articles
_FIRST_SENTENCES = 4  # sentences of an article; later ones tell details
_LONGEST_TITLE = 30  # characters that may precede the name as a title: "Transport Minister Elena Marsh"
_QUOTED = """
SELECT e.id, e.name, e.label, count(*) AS n
FROM (SELECT entity_id FROM quotes WHERE entity_id IS NOT NULL ORDER BY id DESC LIMIT ?) AS q
JOIN entities AS e ON e.id = q.entity_id
WHERE e.label = 'PERSON' AND e.name LIKE '% %' GROUP BY e.id ORDER BY n DESC, e.id DESC LIMIT ?
"""
_OPENING = """
SELECT a.id AS article_id, s.text, m."end" - s.start AS name_end, e.name
FROM (SELECT id, sort_time FROM articles WHERE published IS NOT NULL ORDER BY sort_time DESC, id DESC LIMIT ?) AS a
JOIN sentences AS s ON s.article_id = a.id AND s.position < ?
JOIN mentions AS m ON m.sentence_id = s.id AND m.start - s.start BETWEEN 0 AND ?
JOIN entities AS e ON e.id = m.entity_id AND e.label = 'PERSON'
ORDER BY a.sort_time DESC, a.id DESC, s.position
"""
_SPOKEN_OF = """
SELECT e.name, count(*) AS n FROM quotes AS q JOIN mentions AS m ON m.sentence_id = q.sentence_id
JOIN entities AS e ON e.id = m.entity_id
WHERE q.entity_id = :speaker AND e.id <> :speaker AND e.label IN ('ORG', 'GPE', 'LOC', 'FAC', 'EVENT', 'PERSON')
GROUP BY e.id ORDER BY n DESC, e.id LIMIT :limit
"""
_OUTLETS = """
SELECT source, count(*) OVER () AS n FROM articles WHERE source <> ''
GROUP BY source COLLATE NOCASE ORDER BY count(*) DESC, source LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Opening:
    """A sentence that begins with a person's title and name."""

    article_row: int
    text: str
    name_end: int  #: offset in ``text``
    name: str  #: canonical


class ShowcaseReader:
    """Reads such data. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def most_quoted(self, limit: int) -> list[Speaker]:
        """The people quoted most in the latest quotes, most quotes first."""
        with self._database.reading() as reader:
            rows = reader.execute(_QUOTED, (_LATELY, limit)).fetchall()
        return [Speaker(row=row["id"], name=row["name"], label=row["label"], quotes=row["n"]) for row in rows]

    def openings(self) -> list[Opening]:
        """Early sentences of the newest dated articles that begin with a person, newest article first."""
        with self._database.reading() as reader:
            rows = reader.execute(_OPENING, (_NEWEST, _FIRST_SENTENCES, _LONGEST_TITLE)).fetchall()
        return [Opening(row["article_id"], row["text"], row["name_end"], row["name"]) for row in rows]

    def spoken_of(self, speaker_row: int, limit: int) -> list[str]:
        """Names mentioned in the sentences of a speaker's quotes, most frequent first."""
        with self._database.reading() as reader:
            rows = reader.execute(_SPOKEN_OF, {"speaker": speaker_row, "limit": limit}).fetchall()
        return [str(row["name"]) for row in rows]

    def outlets(self) -> tuple[int, str]:
        """Number of outlets, and the one with most articles; "" for none."""
        with self._database.reading() as reader:
            found = reader.execute(_OUTLETS).fetchone()
        return (int(found["n"]), str(found["source"])) if found else (0, "")
