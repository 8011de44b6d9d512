"""Find sentences and articles: one search each, reading only row numbers (doc values, no documents)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bot.archive import Match
from bot.archive.codes import Bytes, quantized
from bot.models.passages import ArticleFilter
from bot.opensearch.cluster import DEEPEST, Cluster, Hit
from bot.opensearch.documents import code
from bot.opensearch.queries import all_of, filtered, holding, matching, rows

Body = dict[str, Any]
#: A search costs what its reply weighs, so only numbers are returned and matches are not counted.
_LEAN: Body = {"_source": False, "stored_fields": "_none_", "track_total_hits": False}
PLACES: Body = {**_LEAN, "docvalue_fields": ["row", "article"]}  #: a sentence or quote and its article
_ROWS: Body = {**_LEAN, "docvalue_fields": ["row"]}
_NEWEST = [{"row": "desc"}]
_BEST = [{"_score": "desc"}, {"row": "desc"}]


def row_of(hit: Hit) -> int:
    """The row of a document."""
    return int(hit["fields"]["row"][0])


def places(found: Body) -> dict[int, int]:
    """The article of each hit by row, in order; for searches with PLACES."""
    return {row_of(hit): int(hit["fields"]["article"][0]) for hit in found["hits"]["hits"]}


def newest_sentences(cluster: Cluster, match: Match, limit: int) -> dict[int, int]:
    """The newest ``limit`` sentences that match, newest first, each with its article."""
    if not match:
        return {}
    body = {**PLACES, "query": all_of([matching(match, "stems")]), "size": limit, "sort": _NEWEST}
    return places(cluster.search("sentences", body))


def best_sentences(cluster: Cluster, match: Match, wanted: Collection[str], limit: int) -> dict[int, int]:
    """The best ``limit`` matching sentences for the terms ``wanted``, best first, each with its article."""
    if not match:
        return {}
    query = {"bool": {"filter": [matching(match, "stems")], "should": holding(sorted(set(wanted)), "stems")}}
    body = {**PLACES, "query": query, "size": limit, "sort": _BEST}
    return places(cluster.search("sentences", body, everywhere=True))


def articles_by_terms(
    cluster: Cluster, wanted: Collection[str], limit: int, where: Literal["sentences", "quotes"]
) -> list[int]:
    """Articles of the best ``limit`` sentences or quotes that contain a term, best first, without repeats."""
    if not wanted:
        return []
    query = {"bool": {"should": holding(sorted(set(wanted)), "stems"), "minimum_should_match": 1}}
    body = {**PLACES, "query": query, "size": limit, "sort": _BEST}
    found = cluster.search(where, body, everywhere=True)["hits"]["hits"]
    return list(dict.fromkeys(int(hit["fields"]["article"][0]) for hit in found))


def nearest_sentences(cluster: Cluster, vector: NDArray[np.float32], limit: int) -> dict[int, int]:
    """The ``limit`` sentences with the nearest vectors, out of as many from each shard, with their articles."""
    small = quantized(vector[np.newaxis])[0].tolist()
    body = {**PLACES, "query": {"knn": {"vector": {"vector": small, "k": limit}}}, "size": limit}
    return places(cluster.search("sentences", body))


def vectors(cluster: Cluster, sentence_rows: Sequence[int]) -> tuple[NDArray[np.int64], Bytes]:
    """Rows and vectors of those sentences that have a vector, in order of their rows."""
    found: dict[int, Bytes] = {}
    wanted = list(dict.fromkeys(sentence_rows))
    for start in range(0, len(wanted), DEEPEST):
        some = wanted[start : start + DEEPEST]
        body = {"_source": ["code"], "docvalue_fields": ["row"], "query": rows(some), "size": len(some)}
        hits = cluster.search("sentences", {**body, "track_total_hits": False})["hits"]["hits"]
        found.update((row_of(hit), code(hit["_source"]["code"])) for hit in hits if "code" in hit.get("_source", {}))
    if not found:
        return np.zeros(0, np.int64), np.zeros((0, 0), np.int8)
    order = sorted(found)
    return np.array(order, np.int64), np.stack([found[row] for row in order])


def newest_matching_articles(cluster: Cluster, match: Match, limit: int) -> set[int]:
    """The newest ``limit`` articles that match."""
    if not match:
        return set()
    body = {**_ROWS, "query": all_of([matching(match, "terms")]), "size": limit, "sort": _NEWEST}
    return set(map(row_of, cluster.search("articles", body)["hits"]["hits"]))


def best_articles(cluster: Cluster, match: Match, limit: int, within: ArticleFilter | None) -> list[int]:
    """The best ``limit`` articles that match and pass ``within``, best first."""
    if not match:
        return []
    terms = {term for clause in match for term in (*clause.all, *clause.any, *clause.phrase)}
    kept = filtered(within) if within else []
    query = {"bool": {"filter": [matching(match, "terms"), *kept], "should": holding(sorted(terms), "terms")}}
    body = {**_ROWS, "query": query, "size": limit, "sort": _BEST}
    return list(map(row_of, cluster.search("articles", body, everywhere=True)["hits"]["hits"]))


def newest_articles(cluster: Cluster, wanted: ArticleFilter, limit: int, offset: int) -> tuple[list[int], int]:
    """A page of the articles that pass the filter, newest first and undated last, and their number.

    An empty filter selects none.
    """
    if not wanted:
        return [], 0
    first = min(offset, DEEPEST - 1)
    body = {
        **_ROWS,
        "query": all_of(filtered(wanted)),
        "from": first,
        "size": min(limit, DEEPEST - first),
        "sort": [{"dated": "desc"}, {"time": "desc"}, {"row": "desc"}],
        "track_total_hits": True,
    }
    found = cluster.search("articles", body)["hits"]
    total = int(found["total"]["value"])
    if offset + limit <= DEEPEST:
        return list(map(row_of, found["hits"])), total
    return _deep_page(cluster, body, limit, offset), total


def _deep_page(cluster: Cluster, body: Body, limit: int, offset: int) -> list[int]:
    """A page beyond the offset that a search allows, reached by scanning."""
    asked = {name: value for name, value in body.items() if name not in ("from", "size", "track_total_hits")}
    found: list[int] = []
    for place, hit in enumerate(cluster.scan(cluster.alias("articles"), asked)):
        if place >= offset + limit:
            break
        if place >= offset:
            found.append(row_of(hit))
    return found


def kept_articles(cluster: Cluster, wanted: ArticleFilter, given: Sequence[int]) -> list[int]:
    """Those of the articles ``given`` that pass the filter, without repeats and in the given order."""
    left: set[int] = set()
    once = list(dict.fromkeys(given))
    for start in range(0, len(once), DEEPEST):
        some = once[start : start + DEEPEST]
        body = {**_ROWS, "query": all_of([rows(some), *filtered(wanted)]), "size": len(some)}
        left.update(map(row_of, cluster.search("articles", body)["hits"]["hits"]))
    return [row for row in once if row in left]
