"""Sentences as shown to readers: verbatim, with headline, and with the sentence before if they depend on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.archive import ArchiveReader
from bot.lexicon.loader import alternatives
from bot.models import Excerpt, Headline
from bot.retrieval.answers.duplicates import Fact

_LEANING = alternatives("function_words", "leaning_starts")
_OFFICES = alternatives("roles", "called_by_office")
#: Openings that refer to the sentence before: a pronoun, a connective, or a person by office only.
_LEANS = re.compile(
    rf"\W*(?:(?:{_LEANING}|(?:this|that)(?! (?:week|month|year|morning|afternoon|evening|day|time)\b))\b|the (?:\d"
    rf"\d-year-old|(?:prime |foreign |finance |former )?(?:{_OFFICES})s?\b(?! (?:of|for|that|who)\b)))",
    re.IGNORECASE,
)


def leans(sentence: str) -> bool:
    """Whether a sentence begins with a word that refers to the one before it."""
    return _LEANS.match(sentence) is not None


def excerpts_of(
    facts: Sequence[Fact], highlights: Sequence[tuple[int, int] | None], headlines: dict[int, Headline]
) -> tuple[Excerpt, ...]:
    """The facts as excerpts, in order. ``highlights``: the short answer of each fact; ``headlines``: by row."""
    return tuple(
        Excerpt(
            headline=headlines[fact.candidate.article.row],
            sentence_row=fact.candidate.line.row,
            text=fact.candidate.text,
            score=fact.chance,
            highlight=highlight,
            before=fact.candidate.before if leans(fact.candidate.text) else "",
            also=_elsewhere(fact, headlines),
        )
        for fact, highlight in zip(facts, highlights, strict=True)
    )


def articles_of(facts: Sequence[Fact]) -> set[int]:
    """Rows of the articles that state the facts."""
    return {one.article.row for fact in facts for one in (fact.candidate, *fact.twins)}


def read_again(archive: ArchiveReader, sentence_rows: Sequence[int]) -> dict[int, Excerpt]:
    """Sentences shown earlier, by row. Those of revised or deleted articles are left out."""
    found = archive.excerpts(sentence_rows)
    return {one.sentence_row: one for one in with_neighbours(archive, found)}


def with_neighbours(archive: ArchiveReader, excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """The excerpts; those that depend on the sentence before get it as ``before``."""
    leaning = [one.sentence_row for one in excerpts if leans(one.text)]
    found = archive.previous_texts(leaning)
    return [replace(one, before=found.get(one.sentence_row, "")) for one in excerpts]


def _elsewhere(fact: Fact, headlines: dict[int, Headline]) -> tuple[Headline, ...]:
    """The other articles that state the fact, best first."""
    rows = dict.fromkeys(twin.article.row for twin in fact.twins)
    return tuple(headlines[row] for row in rows if row != fact.candidate.article.row)
