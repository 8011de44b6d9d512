"""Build OpenSearch queries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.archive import Match, Selection, TermClause
from bot.models.passages import ArticleFilter

Query = dict[str, Any]
EVERYTHING: Query = {"match_all": {}}


def matching(match: Match, field: str) -> Query:
    """Documents whose ``field`` matches. An empty match finds nothing."""
    return one_of([_clause(clause, field) for clause in match])


def holding(terms: Collection[str], field: str) -> list[Query]:
    """One scored query per term."""
    return [{"term": {field: {"value": term}}} for term in terms]


def rows(wanted: Collection[int], field: str = "row") -> Query:
    """Documents with these rows."""
    return {"terms": {field: list(wanted)}}


def one_of(queries: Sequence[Query]) -> Query:
    """Documents that match at least one query; nothing if there are none."""
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else {"match_none": {}}


def all_of(queries: Sequence[Query]) -> Query:
    """Documents that match every query, without scoring."""
    return {"bool": {"filter": list(queries)}} if queries else EVERYTHING


def none_of(queries: Sequence[Query]) -> Query:
    """Documents that match none of the queries."""
    return {"bool": {"must_not": list(queries)}}


def _clause(clause: TermClause, field: str) -> Query:
    parts: list[Query] = holding(clause.all, field)
    if clause.any:
        parts.append({"terms": {field: list(clause.any)}})
    if clause.phrase:
        parts.append({"match_phrase": {field: " ".join(clause.phrase)}})
    return parts[0] if len(parts) == 1 else all_of(parts)


def filtered(wanted: ArticleFilter) -> list[Query]:
    """The conditions that an article must meet."""
    return list(_conditions(wanted))


def _conditions(wanted: ArticleFilter) -> Iterator[Query]:
    """The conditions of a filter; all of them must hold."""
    terms = all_of(holding(wanted.terms, "terms"))
    if wanted.terms:
        yield one_of([terms, rows(wanted.entities, "entities")]) if wanted.entities else terms
    for spellings in wanted.either:
        yield {"terms": {"terms": list(spellings)}}
    for phrase in wanted.phrases:
        yield {"match_phrase": {"terms": " ".join(phrase)}}
    if wanted.excluded:
        yield none_of(holding(wanted.excluded, "terms"))
    if wanted.outlet:
        yield {"wildcard": {"outlet": {"value": f"*{_literal(wanted.outlet.lower())}*"}}}
    for since, until in wanted.spans:
        if since is not None or until is not None:  # an article without a date cannot be placed within any span
            yield all_of([within(since, until), {"term": {"dated": True}}])


def within(since: datetime | None, until: datetime | None) -> Query:
    """Documents in that span of time, ``until`` excluded; None leaves a side open."""
    limits = {"gte": since, "lt": until}
    told = {name: moment.isoformat() for name, moment in limits.items() if moment is not None}
    return {"range": {"time": told}} if told else EVERYTHING


def _literal(text: str) -> str:
    """Escape ``text`` for a wildcard query."""
    return "".join(f"\\{char}" if char in r"\*?" else char for char in text)


def selected(selection: Selection) -> Query:
    """The quotes of a selection."""
    return all_of([*_whose(selection), *_about(selection), *_when(selection)])


def _whose(selection: Selection) -> Iterator[Query]:
    if selection.speaker_row is not None:
        yield by_or_for(selection.speaker_row)
    if selection.speaker_words is not None:
        yield none_of([{"exists": {"field": "entity"}}])
        yield all_of(holding(selection.speaker_words, "words")) if selection.speaker_words else {"match_none": {}}


def by_or_for(entity: int) -> Query:
    """What an entity said, and what others said on its behalf."""
    return one_of([{"term": {"entity": entity}}, {"term": {"spoken_for": entity}}])


def _about(selection: Selection) -> Iterator[Query]:
    row = selection.about_row
    if row is None:
        return
    yield none_of([by_or_for(row)])
    named = [
        all_of([{"match_phrase": {"stems": " ".join(terms)}}, {"match_phrase": {"content": form}}])
        for form, terms in selection.about_forms
    ]
    yield one_of([{"term": {"mentioned": row}}, *named])


def _when(selection: Selection) -> Iterator[Query]:
    if selection.since is not None or selection.until is not None:
        yield within(selection.since, selection.until)
    if selection.article_row is not None:
        yield {"term": {"article": selection.article_row}}
