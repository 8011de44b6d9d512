"""Search quotes, and read their terms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from bot.archive import Match, Selection
from bot.models.quotes import QuoteTerms
from bot.opensearch.cluster import DEEPEST, Cluster, Hit
from bot.opensearch.queries import all_of, by_or_for, matching, none_of, rows, selected, within
from bot.opensearch.recalling import PLACES, Body, places, row_of

_NEWEST_FIRST = [{"time": "desc"}, {"article": "desc"}, {"row": "asc"}]


class QuoteIndexReader:
    """Searches the index of quotes, and caches the articles of quotes. For one block of one thread."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._article_of: dict[int, int] = {}

    def rows(self, selection: Selection) -> list[int]:
        """Rows of all selected quotes, newest article first, in text order within an article."""
        body = {**PLACES, "query": selected(selection), "sort": _NEWEST_FIRST}
        return self._learnt(list(self._cluster.scan(self._cluster.alias("quotes"), body)))

    def page(self, selection: Selection, limit: int, offset: int) -> tuple[list[int], int]:
        """A page of the selected quotes in that order, and their total number. A ``limit`` of 0 only counts."""
        first = min(offset, DEEPEST - 1)
        body: Body = {
            **PLACES,
            "query": selected(selection),
            "sort": _NEWEST_FIRST,
            "from": first,
            "size": min(limit, DEEPEST - first),
            "track_total_hits": True,
        }
        found = self._cluster.search("quotes", body)["hits"]
        total = int(found["total"]["value"])
        if offset + limit <= DEEPEST:
            return self._learnt(found["hits"]), total
        return self.rows(selection)[offset : offset + limit], total

    def holding(self, selection: Selection, match: Match, newest: int) -> list[QuoteTerms]:
        """All selected quotes whose words match, then the ``newest`` of all."""
        held: list[QuoteTerms] = []
        if match:
            matched: Body = {"query": all_of([selected(selection), matching(match, "stems")]), "sort": _NEWEST_FIRST}
            held = [_terms(hit) for hit in self._cluster.scan(self._cluster.alias("quotes"), matched)]
        body: Body = {"query": selected(selection), "sort": _NEWEST_FIRST, "size": newest, "track_total_hits": False}
        return held + list(map(_terms, self._cluster.search("quotes", body)["hits"]["hits"]))

    def newest_matching(
        self, selection: Selection, match: Match, limit: int, where: Literal["words", "sentence"]
    ) -> list[QuoteTerms]:
        """The newest ``limit`` quotes that match in their own words or in the sentences where they begin."""
        if not match:
            return []
        field, newest = ("stems", "row") if where == "words" else ("sentence_stems", "sentence")
        body = {
            "query": all_of([selected(selection), matching(match, field)]),
            "sort": [{newest: "desc"}, {"row": "asc"}],
            "size": limit,
            "track_total_hits": False,
        }
        return list(map(_terms, self._cluster.search("quotes", body)["hits"]["hits"]))

    def articles_of(self, quote_rows: Sequence[int]) -> dict[int, int]:
        """The article of each quote. Unknown quotes are left out."""
        missing = [row for row in dict.fromkeys(quote_rows) if row not in self._article_of]
        for start in range(0, len(missing), DEEPEST):
            some = missing[start : start + DEEPEST]
            body = {**PLACES, "query": rows(some), "size": len(some)}
            self._article_of.update(places(self._cluster.search("quotes", body)))
        return {row: self._article_of[row] for row in quote_rows if row in self._article_of}

    def is_mentioned(self, entity: int, since: datetime | None, until: datetime | None) -> bool:
        """Whether somebody else was quoted, in an article of these days, in a sentence that mentions an entity."""
        others = [{"term": {"in_sentence": entity}}, none_of([by_or_for(entity)]), within(since, until)]
        body = {"size": 0, "query": all_of(others), "terminate_after": 1, "track_total_hits": 1}
        return bool(self._cluster.search("quotes", body)["hits"]["total"]["value"])

    def _learnt(self, hits: list[Hit]) -> list[int]:
        self._article_of.update(places({"hits": {"hits": hits}}))
        return list(map(row_of, hits))


def _terms(hit: dict[str, Any]) -> QuoteTerms:
    told = hit["_source"]
    return QuoteTerms(
        row=told["row"],
        sentence_row=told["sentence"],
        article_row=told["article"],
        terms=tuple(told["stems"].split()),
        content=told["content"],
        time=told["at"],
    )
