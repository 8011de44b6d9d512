"""Finding quotes by what was said, whoever said it: an exact phrase first, then a topic's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from bot.quotes.topic_ranking import Fit, fits
from bot.retrieval.first_stage.recall import all_of, phrase, quoted
from bot.text.names import all_words

#: Quotes that one question looks at: so many, the newest, of each way in which they can hold the topic.
MAX_CANDIDATES = 1000
MAX_STEMS = 12  # of a topic; what is longer is a whole sentence, and its first words find it

_OWN = """SELECT q.id, q.sentence_id, q.stems, q.content, q.sort_time, q.article_id
    FROM quote_index JOIN quotes AS q ON q.id = quote_index.rowid
    {where} AND quote_index MATCH ? ORDER BY quote_index.rowid DESC LIMIT ?"""
_IN_SENTENCE = """SELECT q.id, q.sentence_id, q.stems, q.content, q.sort_time, q.article_id
    FROM sentence_index JOIN quotes AS q ON q.sentence_id = sentence_index.rowid
    {where} AND sentence_index MATCH ? ORDER BY sentence_index.rowid DESC LIMIT ?"""
_RARITY = "SELECT term, sentences FROM terms WHERE term IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """What quotes are looked for by: words between quotation marks, other words, or both."""

    stems: tuple[str, ...] = ()  #: of the words outside the marks
    exact: str = ""  #: what stood between the marks; case and marks make no difference
    exact_stems: tuple[str, ...] = ()
    whole: bool = False  #: all of it must stand in the quote itself, other words than the exact ones beside it


def search(reader: sqlite3.Connection, topic: Topic, where: str, values: list[int | str]) -> list[int]:
    """Rows of the quotes that hold ``topic``, best first, then the newest. ``where``: of quotes AS q.

    Where quotes hold the exact words, others with the same words elsewhere are left out.
    """
    stems = tuple(dict.fromkeys((*topic.exact_stems, *topic.stems)))[:MAX_STEMS]
    if not stems:
        return []
    found = _candidates(reader, topic, stems, where, values)
    if topic.exact:
        found = [row for row in found if _holds(row["content"], topic.exact)] or found
    held = fits(reader, frozenset(stems), {row["id"]: (row["sentence_id"], row["stems"]) for row in found})
    ranked = [(rank, row) for row in found if (rank := _rank(topic, len(stems), held[row["id"]], row["content"]))]
    ranked.sort(key=lambda one: one[1]["id"])
    ranked.sort(key=lambda one: (one[0], one[1]["sort_time"], one[1]["article_id"]), reverse=True)
    return [row["id"] for _, row in ranked]


def _candidates(
    reader: sqlite3.Connection, topic: Topic, stems: Sequence[str], where: str, values: list[int | str]
) -> list[sqlite3.Row]:
    """Quotes with the phrase and with all stems; of a topic, those with some of the rarer ones, or beside all."""
    ways = [(_OWN, phrase(topic.exact_stems)), (_OWN, all_of(stems))]
    if not (topic.whole or topic.exact):
        rarest = _rarest(reader, stems)
        needed = _needed(len(stems))
        ways += [(_OWN, " OR ".join(map(quoted, rarest[: len(stems) - needed + 1]))), (_IN_SENTENCE, all_of(stems))]
    rows = (
        row
        for sql, match in ways
        if match
        for row in reader.execute(sql.format(where=where), [*values, match, MAX_CANDIDATES])
    )
    return list({row["id"]: row for row in rows}.values())


#: How a quote holds a topic, better ones greater; () = it does not.
_Rank = tuple[int, ...]


def _rank(topic: Topic, wanted: int, fit: Fit, content: str) -> _Rank:
    """The phrase, then all stems in the quote itself, then in its sentence too, then around it; then most of them."""
    exact = bool(topic.exact) and _holds(content, topic.exact)
    complete = fit.anywhere == wanted
    if topic.whole:
        held = exact and complete if topic.exact else fit.own == wanted
    elif topic.exact:
        held = exact or fit.own == wanted
    else:
        most = wanted > 2 and 3 * fit.anywhere >= 2 * wanted and fit.own >= _needed(wanted)
        held = fit.sentence == wanted or (complete and fit.own > 0) or most
    return (exact, fit.own == wanted, fit.sentence == wanted, complete, fit.anywhere, fit.own) if held else ()


def _needed(wanted: int) -> int:
    """How many of the stems a quote's own words must hold, when its surroundings hold the others."""
    return max(1, wanted // 2)


def _holds(content: str, exact: str) -> bool:
    words, sought = all_words(content), all_words(exact)
    return bool(sought) and f" {' '.join(sought)} " in f" {' '.join(words)} "


def _rarest(reader: sqlite3.Connection, stems: Sequence[str]) -> list[str]:
    """The stems, rare ones first: a quote that holds ``n`` of ``k`` stems holds one of the ``k - n + 1`` rarest."""
    from bot.store.rows import as_values

    known = {row["term"]: row["sentences"] for row in reader.execute(_RARITY, [as_values(stems)])}
    return sorted(stems, key=lambda stem: known.get(stem, 0))
