"""Candidate sentences with full details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.archive import ArchiveReader
from bot.models.passages import ArticleFacts, EntityMention, Line
from bot.retrieval.ranking.answer_span import Marked


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate sentence with full details."""

    line: Line
    article: ArticleFacts
    text: str
    previous: tuple[str, ...]  #: terms of the sentence before
    mentions: tuple[EntityMention, ...] = ()
    speakers: tuple[int | None, ...] = ()  #: of the quotes in it; None if unresolved
    before: str = ""  #: the sentence before it
    title: str = ""  #: of its article
    marked: Marked | None = None  #: the answer span, if the reranker has read it


def read_candidates(archive: ArchiveReader, chosen: Sequence[tuple[ArticleFacts, Line]]) -> list[Candidate]:
    """Full details of the chosen sentences, in the given order."""
    found = archive.sentence_details([line.row for _, line in chosen])
    return [
        Candidate(
            line, article, full.text, _previous(article, line), full.mentions, full.speakers, full.before, full.title
        )
        for article, line in chosen
        for full in (found[line.row],)
    ]


def _previous(article: ArticleFacts, line: Line) -> tuple[str, ...]:
    before = (other.terms for other in article.lines if other.position == line.position - 1)
    return next(before, ())
