"""Quotes on a topic that none holds well: rare words count more; words of like meaning, and what stands near, too."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log1p

from bot.store.rows import VALUES_OF, as_values

NEIGHBOURS = 2  # sentences on either side of the one in which a quote begins
#: What a term of the topic counts in the quote, its sentence, the sentences around, title and lead.
OWN, SENTENCE, NEAR, TITLE = 1.0, 0.95, 0.7, 0.55
KINDRED = 0.75  # of that, for a term of like meaning
NEARLY = 0.8  # of what the best quote holds: others must hold that much
ENOUGH = 0.58  # of the topic: one word of two equally rare ones is half of it

#: The stems of those sentences, around sentences AS s, which have consecutive rows.
NEAR_STEMS = f"""(SELECT group_concat(n.stems, ' ') FROM sentences AS n
    WHERE n.id BETWEEN s.id - {NEIGHBOURS} AND s.id + {NEIGHBOURS} AND n.article_id = s.article_id)"""

_RARITY = f"SELECT term, sentences FROM terms WHERE term IN ({VALUES_OF})"
_AROUND = f"""
SELECT s.id, s.stems, coalesce(t.title, '') AS title, {NEAR_STEMS} AS near,
    (SELECT l.stems FROM sentences AS l WHERE l.article_id = s.article_id AND l.position = 0) AS lead
FROM sentences AS s LEFT JOIN article_terms AS t ON t.article_id = s.article_id
WHERE s.id IN ({VALUES_OF})
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A topic: what holding each of its terms is worth in all, and the terms of like meaning with their part of it."""

    shares: Mapping[str, float]  #: add up to 1; the rarer a term, the larger
    kindred: Mapping[str, Mapping[str, float]]

    def held(self, places: Collection[tuple[float, frozenset[str]]]) -> float:
        """How much of the topic the places of a quote hold, each with what a term counts there."""
        return sum(
            share * max(worth * self._told(term, stems) for worth, stems in places)
            for term, share in self.shares.items()
        )

    def _told(self, term: str, stems: frozenset[str]) -> float:
        if term in stems:
            return 1.0
        return max((part for other, part in self.kindred[term].items() if other in stems), default=0.0)


def relaxed(
    reader: sqlite3.Connection,
    stems: Collection[str],
    kindred: Mapping[str, Collection[str]],
    quotes: Mapping[int, tuple[int, str]],
) -> dict[int, float]:
    """The quotes that hold enough of a topic, with how much: row -> the row of its sentence, its stems."""
    wanted = _wanted(reader, stems, kindred)
    sentences = {sentence for sentence, _ in quotes.values()}
    around = {row["id"]: row for row in reader.execute(_AROUND, [as_values(sentences)])}
    held = {row: wanted.held(_places(own, around[sentence])) for row, (sentence, own) in quotes.items()}
    least = max(ENOUGH, NEARLY * max(held.values(), default=0.0))
    return {row: share for row, share in held.items() if share >= least}


def _places(own: str, around: sqlite3.Row) -> list[tuple[float, frozenset[str]]]:
    places = [(OWN, own), (SENTENCE, around["stems"]), (NEAR, around["near"]), (TITLE, around["title"])]
    return [(worth, frozenset(stems.split())) for worth, stems in [*places, (TITLE, around["lead"] or "")]]


def _wanted(reader: sqlite3.Connection, stems: Collection[str], kindred: Mapping[str, Collection[str]]) -> Wanted:
    """Terms weigh by how rare they are in all articles; a common word of like meaning tells less than a rare one."""
    alike = {stem: frozenset(kindred.get(stem, ())) for stem in stems}
    weights = _weights(reader, frozenset(stems).union(*alike.values()))
    whole = sum(weights[stem] for stem in stems)
    return Wanted(
        {stem: weights[stem] / whole for stem in stems},
        {
            stem: {other: KINDRED * min(1.0, weights[other] / weights[stem]) for other in others}
            for stem, others in alike.items()
        },
    )


def _weights(reader: sqlite3.Connection, stems: Collection[str]) -> dict[str, float]:
    found = reader.execute("SELECT sentences FROM corpus WHERE id = 1").fetchone()
    total = found["sentences"] if found else 0
    known = {row["term"]: row["sentences"] for row in reader.execute(_RARITY, [as_values(stems)])}
    return {stem: log1p((total + 1) / (known.get(stem, 0) + 1)) for stem in stems}
