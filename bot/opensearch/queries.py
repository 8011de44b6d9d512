"""What is looked for, as OpenSearch queries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.archive import Match, Selection, TermClause
from bot.models.passages import ArticleFilter

Query = dict[str, Any]
EVERYTHING: Query = {"match_all": {}}


def matching(match: Match, field: str) -> Query:
    """Documents whose ``field`` holds what one of the clauses asks for; nothing for ()."""
    return one_of([_clause(clause, field) for clause in match])


def holding(terms: Collection[str], field: str) -> list[Query]:
    """A query a term, to be scored."""
    return [{"term": {field: {"value": term}}} for term in terms]


def rows(wanted: Collection[int], field: str = "row") -> Query:
    """Documents of these rows."""
    return {"terms": {field: list(wanted)}}


def one_of(queries: Sequence[Query]) -> Query:
    """At least one must hold; nothing without any."""
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else {"match_none": {}}


def all_of(queries: Sequence[Query]) -> Query:
    """Every one must hold; nothing is scored."""
    return {"bool": {"filter": list(queries)}} if queries else EVERYTHING


def none_of(queries: Sequence[Query]) -> Query:
    """None may hold."""
    return {"bool": {"must_not": list(queries)}}


def _clause(clause: TermClause, field: str) -> Query:
    parts: list[Query] = holding(clause.all, field)
    if clause.any:
        parts.append({"terms": {field: list(clause.any)}})
    if clause.phrase:
        parts.append({"match_phrase": {field: " ".join(clause.phrase)}})
    return parts[0] if len(parts) == 1 else all_of(parts)


def filtered(wanted: ArticleFilter) -> list[Query]:
    """What must hold of an article."""
    return list(_conditions(wanted))


def _conditions(wanted: ArticleFilter) -> Iterator[Query]:
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
        if since is not None or until is not None:  # nobody knows that an article without a date is of these days
            yield all_of([within(since, until), {"term": {"dated": True}}])


def within(since: datetime | None, until: datetime | None) -> Query:
    """Of that time, ``until`` excluded; None = open."""
    limits = {"gte": since, "lt": until}
    told = {name: moment.isoformat() for name, moment in limits.items() if moment is not None}
    return {"range": {"time": told}} if told else EVERYTHING


def _literal(text: str) -> str:
    """``text`` inside a wildcard query."""
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
    """What an entity said, and what others said for it."""
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
