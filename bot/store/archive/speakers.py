"""Find speakers by names as people type them."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.lexicon.organisations import INSTITUTION_NOUNS
from bot.lexicon.roles import ROLES, TITLES
from bot.models import Speaker
from bot.store.base.rows import VALUES_OF, as_values
from bot.store.file.database import Database
from bot.text.names import GENERIC, INSTITUTIONS, fold, folded_words, is_initialism

MAX_MATCHES = 50  # speakers returned for one name
_TELLING = 5  # letters from which on a word is hardly a common word that is also a name ("May", "Bush")
_MAX_SPELLINGS = 12  # known words tried for a misspelt word
#: Initials that are confused because they sound alike: Gaddafi, Qaddafi; Zelensky, Selensky.
_SAME_SOUND = ("ckqg", "szcx", "jgyi", "vwfb", "pf", "aeo", "iey", "uow", "td", "hk")

_SPEAKER = """SELECT e.id, e.name, e.label,
    (SELECT count(*) FROM quotes AS q WHERE q.entity_id = e.id)
    + (SELECT count(*) FROM quotes AS q WHERE q.spoken_for = e.id) AS quotes FROM entities AS e"""
_OWN_FORMS = """SELECT alias FROM aliases AS l WHERE entity_id = ? AND NOT EXISTS (
    SELECT 1 FROM aliases AS o WHERE o.key = l.key AND o.entity_id <> l.entity_id) ORDER BY alias"""
_BY_ALIAS = "SELECT entity_id FROM aliases WHERE key = ?"
_BY_WORDS = f"""SELECT DISTINCT entity_id FROM (
    SELECT entity_id FROM alias_words WHERE word IN ({VALUES_OF}) GROUP BY key, entity_id HAVING count(*) = ?)"""

#: Of those, the entities with a name that ends in the words or consists of them.
_ENDING = f"""SELECT DISTINCT entity_id FROM (
    SELECT entity_id, key FROM alias_words WHERE word IN ({VALUES_OF}) GROUP BY key, entity_id HAVING count(*) = ?)
    WHERE key LIKE ? OR key = ?"""


class Speakers:
    """Entities as speakers. Thread-safe; every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, entity_row: int) -> Speaker | None:
        """The entity at ``entity_row``, or None."""
        with self._database.reading() as reader:
            found = reader.execute(f"{_SPEAKER} WHERE e.id = ?", [entity_row]).fetchone()
        return None if found is None else _speaker(found)

    def matching(self, name: str) -> list[Speaker]:
        """The entities that ``name`` may refer to, most quoted first. Several share a name if it is ambiguous.

        Titles, possessives and "the" are ignored ("PM Modi's" is "modi"), other offices if nobody is called so.
        Entities with exactly that name precede those with all of its words within a name; entities that are quoted
        precede those that never are.
        """
        words = folded_words(name)
        if not words:
            return []
        with self._database.reading() as reader:
            exact = _speakers(reader, _BY_ALIAS, [fold(name)])
            if exact and exact[0].quotes:
                return _quoted(exact) if _is_own(exact, words) else _quoted(_speakers(reader, _ENDING, _ending(words)))
            partial = _speakers(reader, _BY_WORDS, [as_values(set(words)), len(set(words))])
        if not (exact or partial) and len(words) > 1:
            if office := [place for place, word in enumerate(words[:-1], 1) if word in ROLES | TITLES]:
                return self.matching(" ".join(words[office[-1] :]))  # "Pastor Sawler", "district judge Otmar Quill"
            if words[-1] in INSTITUTION_NOUNS:  # "APS agency"
                return [one for one in self.matching(" ".join(words[:-1])) if one.label == "ORG"]
        return _quoted(partial) or exact or partial

    def called(self, name: str) -> list[Speaker]:
        """The entities with exactly that name, quoted or not."""
        with self._database.reading() as reader:
            return _speakers(reader, _BY_ALIAS, [fold(name)])

    def is_known(self, name: str) -> bool:
        """Whether a person, organisation or place has exactly this name, in any case."""
        with self._database.reading() as reader:
            return bool(reader.execute(f"SELECT EXISTS ({_BY_ALIAS})", [fold(name)]).fetchone()[0])

    def near(self, name: str, limit: int = 5) -> list[Speaker]:
        """Entities with names spelt like ``name``: quoted ones first, then by edit distance and number of quotes."""
        wanted = folded_words(name)
        with self._database.reading() as reader:
            spellings = [_spellings(reader, word) for word in wanted]
            distances = _distances(reader, spellings) or _distances(reader, spellings[-1:])
            nearest = sorted(distances, key=distances.__getitem__)[: MAX_MATCHES * limit]
            found = _speakers(reader, VALUES_OF, [as_values(nearest)])
        found.sort(key=lambda speaker: (speaker.quotes == 0, distances[speaker.row], -speaker.quotes, speaker.row))
        return found[:limit]

    def forms(self, entity_row: int) -> list[str]:
        """The forms of an entity's name that refer to nobody else and are unlikely to be common words."""
        with self._database.reading() as reader:
            found = [row["alias"] for row in reader.execute(_OWN_FORMS, [entity_row])]
        return [form for form in found if len(form) >= _TELLING or is_initialism(form)]


def _is_own(called: Sequence[Speaker], words: Sequence[str]) -> bool:
    """Whether a name is specific to its owners. "Foreign Ministry" is short for those of many countries."""
    if words[-1] not in INSTITUTIONS or len(words) < 2 or any(one.label == "PERSON" for one in called):
        return True
    return not set(words) <= GENERIC and any(folded_words(one.name) == tuple(words) for one in called)


def _ending(words: Sequence[str]) -> list[str | int]:
    """The parameters of _ENDING."""
    return [as_values(set(words)), len(set(words)), f"% {' '.join(words)}", " ".join(words)]


def _speakers(reader: sqlite3.Connection, rows_sql: str, values: Iterable[str | int]) -> list[Speaker]:
    """The entities selected by ``rows_sql``, most quoted first."""
    sql = f"{_SPEAKER} WHERE e.id IN ({rows_sql}) ORDER BY quotes DESC, e.id LIMIT {MAX_MATCHES}"
    return [_speaker(row) for row in reader.execute(sql, list(values))]


def _quoted(speakers: Sequence[Speaker]) -> list[Speaker]:
    return [speaker for speaker in speakers if speaker.quotes]


def _speaker(row: sqlite3.Row) -> Speaker:
    return Speaker(row=row["id"], name=row["name"], label=row["label"], quotes=row["quotes"])


def _spellings(reader: sqlite3.Connection, word: str) -> dict[str, int]:
    """Known words spelt like ``word``, with their edit distances.

    Only words with a similar initial are compared, so that the index can be used; a wrong first letter is rare.
    """
    known: list[str] = []
    for initial in _initials(word):
        span = (initial, chr(ord(initial) + 1))
        sql = "SELECT DISTINCT word FROM alias_words WHERE word >= ? AND word < ?"
        known += (row[0] for row in reader.execute(sql, span))
    allowed = 0 if len(word) < 3 else 1 if len(word) < 6 else 2 if len(word) < 9 else 3
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=_MAX_SPELLINGS, processor=None)
    return {found: int(distance) for found, distance, _ in near}


def _initials(word: str) -> set[str]:
    """Initials that may have been meant: that of ``word``, one that sounds alike, or its second letter (a swap)."""
    return {word[0], *word[1:2], *(letter for sound in _SAME_SOUND if word[0] in sound for letter in sound)}


def _distances(reader: sqlite3.Connection, spellings: Sequence[dict[str, int]]) -> dict[int, int]:
    """Total edit distance of each entity with a name that contains a spelling of every word, by row."""
    words = {word for options in spellings for word in options}
    sql = f"SELECT word, key, entity_id FROM alias_words WHERE word IN ({VALUES_OF})"
    held: dict[tuple[str, int], set[str]] = {}
    for word, key, entity in reader.execute(sql, [as_values(words)]):
        held.setdefault((key, entity), set()).add(word)
    best: dict[int, int] = {}
    for (_, entity), present in held.items():
        found = [min((options[word] for word in present & options.keys()), default=None) for options in spellings]
        if None not in found:
            distance = sum(one for one in found if one is not None)
            best[entity] = min(distance, best.get(entity, distance))
    return best
