"""Recall: select sentences and articles worth ranking, with bounded work for any question and archive size.

A sentence must pass a gate: two of the query's terms, one of them among the three rarest. Rare terms suffice alone, and
if all matches together are few, any term does. If more than ``MOST_SCORED`` pass, the newest of them are taken, and the
newest with two of the three rarest terms. After the first of these three, the others lead the gate only while the
sentences that contain them stay few in total.

Before FTS5 ranks anything it counts all rows of all terms. So sentences are scored here (bm25_scan.py), and articles by
FTS5 only if at most ``MOST_COUNTED`` of them contain the terms. An archive with its own ranking, such as a search
engine, ranks everything that passes the gate instead of the newest.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, combinations

from bot.archive import ArchiveReader, Match, TermClause, any_of
from bot.models.passages import Statistics
from bot.retrieval.first_stage.bm25_scan import best_sentences

RARE_ENOUGH = 100  #: sentences; a term in at most so many suffices alone
MOST_SCORED = 600  #: matches of one gate that are scored
MOST_COUNTED = 12_000  #: rows of all terms of a query that FTS5 may count before ranking articles
SENTENCES = 150
ARTICLES = 30
MOST_WALKED = 10_000  #: rows of the rarest terms that are searched for a second term
_FEW = 1_500  # matches of all terms together up to which there is no gate
_LEADERS = 3  # rarest terms, one of which a match must contain
_COMMON_SHARE = 0.1  # of all units; with four or more terms, commoner ones do not count as second term


def recall_sentences(archive: ArchiveReader, wanted: Sequence[str], statistics: Statistics) -> list[int]:
    """Rows of at most ``SENTENCES`` sentences for the query terms ``wanted``, best first by BM25."""
    match = gate(wanted, statistics)
    ranked = archive.ranked_sentences(match, wanted, SENTENCES)
    if ranked is not None:
        return ranked
    rows = archive.matching_sentences(match, MOST_SCORED)
    if len(rows) == MOST_SCORED:
        rows |= archive.matching_sentences(_pairs_of_leaders(wanted, statistics), MOST_SCORED)
    return best_sentences(archive, rows, wanted, statistics, SENTENCES)


def recall_articles(
    archive: ArchiveReader, wanted: Sequence[str], statistics: Statistics, *, limit: int = ARTICLES
) -> list[int]:
    """Rows of at most ``limit`` articles that pass the gate in title and body taken together.

    Best first by FTS5's rank among the newest matches, without terms too common to count; else newest first.
    """
    counted = _countable(wanted, statistics)
    match = gate(counted or wanted, statistics)
    if not match:
        return []
    if not counted:
        return sorted(archive.matching_articles(match, limit), reverse=True)
    return archive.best_articles(match, ranked=MOST_SCORED, limit=limit)


def gate(wanted: Sequence[str], statistics: Statistics) -> Match:
    """The gate as a match over the terms that the corpus has; matches nothing if it has none."""
    frequency, known = statistics.frequencies, _rarest_first(wanted, statistics)
    if len(known) < 2 or sum(frequency[term] for term in known) <= _FEW:
        return any_of(known)
    common = _COMMON_SHARE * statistics.units
    partners = [term for term in known if len(known) < 4 or frequency[term] <= common]
    clauses = [TermClause(all=(term,)) for term in known if frequency[term] <= RARE_ENOUGH]
    walked = 0
    for position, leader in enumerate(known[:_LEADERS]):
        others = tuple(term for term in partners if term not in known[: position + 1])
        walked += frequency[leader]
        if frequency[leader] > RARE_ENOUGH and others and (walked <= MOST_WALKED or not clauses):
            clauses.append(TermClause(all=(leader,), any=others))
    return tuple(clauses) or any_of(known[:1])


def _pairs_of_leaders(wanted: Sequence[str], statistics: Statistics) -> Match:
    """The match for any two of the rarest terms; nothing if there are fewer than two."""
    leaders = _rarest_first(wanted, statistics)[:_LEADERS]
    return tuple(TermClause(all=pair) for pair in combinations(leaders, 2))


def _countable(wanted: Sequence[str], statistics: Statistics) -> list[str]:
    """The rarest terms that FTS5 can count in bounded time; none if only one of several could be counted."""
    known = _rarest_first(wanted, statistics)
    counts = accumulate(statistics.frequencies[term] for term in known)
    chosen = [term for term, count in zip(known, counts, strict=True) if count <= MOST_COUNTED]
    return chosen if len(chosen) > 1 or len(chosen) == len(known) else []


def _rarest_first(wanted: Sequence[str], statistics: Statistics) -> list[str]:
    frequency = statistics.frequencies
    return sorted({term for term in wanted if term in frequency}, key=lambda term: (frequency[term], term))
