"""Exact term frequencies over the whole archive and all shards, for ranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.models.passages import Frequencies, Statistics
from bot.opensearch.cluster import Cluster

_FIELDS: tuple[tuple[Any, str], ...] = (("sentences", "stems"), ("articles", "terms"))


def read_frequencies(cluster: Cluster, wanted: Sequence[str]) -> Frequencies:
    """Statistics of the ``wanted`` terms, in one request.

    What does not depend on the terms (number and length of units) comes from the shards' request caches, except for
    months that are being written.
    """
    lengths = {"size": 0, "track_total_hits": True, "aggs": {"length": {"sum": {"field": "length"}}}}
    searches: list[tuple[Any, dict[str, Any]]] = [(kind, lengths) for kind, _ in _FIELDS]
    if wanted:
        searches += [(kind, _counting(wanted, field)) for kind, field in _FIELDS]
    found = cluster.many(searches)
    return Frequencies(*(_statistics(wanted, found[place], found[place + 2 :: 2][:1]) for place in (0, 1)))


def _counting(wanted: Sequence[str], field: str) -> dict[str, Any]:
    filters = {term: {"term": {field: term}} for term in wanted}
    return {"size": 0, "track_total_hits": False, "aggs": {"terms": {"filters": {"filters": filters}}}}


def _statistics(wanted: Sequence[str], whole: dict[str, Any], counted: Sequence[dict[str, Any]]) -> Statistics:
    units = int(whole["hits"]["total"]["value"])
    length = float(whole["aggregations"]["length"]["value"])
    buckets = counted[0]["aggregations"]["terms"]["buckets"] if counted else {}
    frequencies = {term: int(buckets[term]["doc_count"]) for term in wanted if buckets[term]["doc_count"]}
    return Statistics(units, length / units if units else 0.0, frequencies)
