"""How well quotes fit a topic: its stems in their own words, else in what surrounds them."""

# ruff: noqa: S608  (statements are put together from constants only; values are parameters)
from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.quotes.expanded_ranking import NEAR_STEMS, relaxed
from bot.store.rows import VALUES_OF, as_values

#: Quotes without a word of the topic whose surroundings are looked at, newest first; bounds the work of one question.
MAX_CONTEXTS = 1000
NEWEST_FIRST = "ORDER BY q.sort_time DESC, q.article_id DESC, q.id"

_AROUND = f"""
SELECT s.id, s.stems, coalesce(t.title, '') AS title, (
    SELECT group_concat(p.stems, ' ') FROM sentences AS p
    WHERE p.article_id = s.article_id AND p.paragraph = s.paragraph
) AS paragraph, {NEAR_STEMS} AS near
FROM sentences AS s LEFT JOIN article_terms AS t ON t.article_id = s.article_id
WHERE s.id IN ({VALUES_OF})
"""


@dataclass(frozen=True, slots=True)
class Fit:
    """How many of a topic's stems stand in the quote, its sentence, its paragraph, the title; all together last."""

    own: int
    sentence: int
    paragraph: int
    title: int
    near: int  #: in the sentences before and after
    anywhere: int  #: of the topic's stems, each once


@dataclass(frozen=True, slots=True)
class Stems:
    """A topic."""

    every: frozenset[str]
    enough: tuple[frozenset[str], ...] = ()  #: parts, each of which is topic enough in the words of a quote
    kindred: Mapping[str, Collection[str]] | None = None  #: terms of like meaning; None = quotes must fit well


def fitting(reader: sqlite3.Connection, where: str, values: list[int | str], topic: Stems, any_of: str) -> list[int]:
    """Rows of the selected quotes that fit ``topic``, best first; ``any_of``: its stems for MATCH.

    Quotes whose own words hold more of the stems come first, the newer before the older; then those that hold none.
    One quote has to fit well. Beside it those are taken with a stem in their words and half of them in their words,
    sentence, paragraph or title. Where none fits well, see quote_relaxed.
    """
    quotes = _read(reader, where, values, any_of)
    found = fits(reader, topic.every, quotes)
    good = {row for row, (_, stems) in quotes.items() if _fits_well(found[row], topic, stems)}
    if not good:
        held = {} if topic.kindred is None else relaxed(reader, topic.every, topic.kindred, quotes)
        return sorted(held, key=held.__getitem__, reverse=True)
    fair = {row for row, fit in found.items() if fit.own and 2 * fit.anywhere >= len(topic.every)}
    kept = [row for row in quotes if row in good or row in fair]
    if any(
        found[row].own for row in kept
    ):  # then a title alone does not make a quote that stands elsewhere one of them
        kept = [row for row in kept if _is_near(found[row])]
    return sorted(kept, key=lambda row: _best_first(found[row]), reverse=True)  # stable: the newer stays first


def _read(reader: sqlite3.Connection, where: str, values: list[int | str], any_of: str) -> dict[int, tuple[int, str]]:
    """The selected quotes with a stem, and the newest of all: row -> the row of its sentence, its stems."""
    sql = f"SELECT q.id, q.sentence_id, q.stems FROM quotes AS q {where}"
    holding = f"{sql} AND q.id IN (SELECT rowid FROM quote_index WHERE quote_index MATCH ?) {NEWEST_FIRST}"
    own = reader.execute(holding, [*values, any_of]).fetchall()
    newest = reader.execute(f"{sql} {NEWEST_FIRST} LIMIT {MAX_CONTEXTS}", values).fetchall()
    return {row["id"]: (row["sentence_id"], row["stems"]) for row in (*own, *newest)}


def _is_near(fit: Fit) -> bool:
    """Whether the topic is spoken of where the quote stands."""
    return bool(fit.own or fit.sentence or fit.paragraph or fit.near)


def _fits_well(fit: Fit, topic: Stems, stems: str) -> bool:
    """All stems in the words or around them; one in the words, and most of three or more; a part in the words."""
    wanted, own = len(topic.every), frozenset(stems.split())
    most = wanted > 2 and 3 * fit.anywhere >= 2 * wanted
    return fit.anywhere == wanted or (fit.own > 0 and most) or any(part <= own for part in topic.enough)


def _best_first(fit: Fit) -> tuple[int, ...]:
    return (fit.own,) if fit.own else (0, fit.sentence, fit.paragraph, fit.title)


def fits(reader: sqlite3.Connection, topic: frozenset[str], quotes: Mapping[int, tuple[int, str]]) -> dict[int, Fit]:
    """The fit of each quote: its row -> the row of its sentence, its stems."""
    sentences = {sentence for sentence, _ in quotes.values()}
    around = {row["id"]: row for row in reader.execute(_AROUND, [as_values(sentences)])}
    return {row: _fit(topic, stems, around[sentence]) for row, (sentence, stems) in quotes.items()}


def _fit(topic: frozenset[str], stems: str, around: sqlite3.Row) -> Fit:
    places = [stems, around["stems"], around["paragraph"], around["title"]]
    found = [topic.intersection(place.split()) for place in places]
    own, sentence, paragraph, title = map(len, found)
    near = len(topic.intersection(around["near"].split()))
    return Fit(own, sentence, paragraph, title, near, anywhere=len(frozenset().union(*found)))
