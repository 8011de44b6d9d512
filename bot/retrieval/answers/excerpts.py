"""Sentences as a reader sees them: verbatim, with their origin, and with the one before where they lean on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.archive import ArchiveReader
from bot.models import Excerpt, Headline
from bot.retrieval.answers.duplicates import Fact

#: A beginning that points to the sentence before: a pronoun, a joining word, somebody called by an office only.
_LEANS = re.compile(
    r"\W*(?:(?:he|she|it|they|his|her|its|their|hers|theirs|these|those|both|neither|but|however|and|so|instead"
    r"|nevertheless|still|then|otherwise|therefore|also|meanwhile|afterwards|later|as a result|by contrast"
    r"|(?:this|that)(?! (?:week|month|year|morning|afternoon|evening|day|time)\b))\b"
    r"|the (?:\d\d-year-old|(?:prime |foreign |finance |former )?(?:minister|president|premier|leader|chief"
    r"|governor|mayor|judge|court|company|firm|bank|agency|club|team|side|player|man|woman|couple|pair|two|group"
    r"|union|party|spokes(?:man|woman|person)|official|report|ban|deal|move|decision|measure|figure)s?\b"
    r"(?! (?:of|for|that|who)\b)))",
    re.IGNORECASE,
)


def leans(sentence: str) -> bool:
    """Does a sentence begin with a word that points to the one before it?"""
    return _LEANS.match(sentence) is not None


def excerpts_of(
    facts: Sequence[Fact], highlights: Sequence[tuple[int, int] | None], headlines: dict[int, Headline]
) -> tuple[Excerpt, ...]:
    """The facts as excerpts, in their order; ``highlights``: the short answers, one a fact; ``headlines``: by row."""
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
    """Rows of the articles that tell the facts."""
    return {one.article.row for fact in facts for one in (fact.candidate, *fact.twins)}


def read_again(archive: ArchiveReader, sentence_rows: Sequence[int]) -> dict[int, Excerpt]:
    """Sentences shown earlier, by row; those of revised or removed articles are missing."""
    found = archive.excerpts(sentence_rows)
    return {one.sentence_row: one for one in with_neighbours(archive, found)}


def with_neighbours(archive: ArchiveReader, excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """The excerpts, those that lean on the sentence before together with it."""
    leaning = [one.sentence_row for one in excerpts if leans(one.text)]
    found = archive.previous_texts(leaning)
    return [replace(one, before=found.get(one.sentence_row, "")) for one in excerpts]


def _elsewhere(fact: Fact, headlines: dict[int, Headline]) -> tuple[Headline, ...]:
    """The other articles that tell the fact, best first."""
    rows = dict.fromkeys(twin.article.row for twin in fact.twins)
    return tuple(headlines[row] for row in rows if row != fact.candidate.article.row)
