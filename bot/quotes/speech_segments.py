"""The speech in an article as continuous runs of words: '"We won," she said. "They lost."' is one run. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language.syntax.quotation_marks import quoted
from bot.lexicon.reporting import REPORTING
from bot.models import QuotedArticle, StoredQuote
from bot.quotes.alignment import Token, tokens
from bot.text.spans import Span, overlap

_LONGEST_ASIDE = 30  # words between two parts of one run
_REOPENED = re.compile(r"[.!?…]\s[\"“„]$")
_STOP = re.compile(r"[.!?…][\"”’')]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words with their offsets in the article. ``owner`` is the quote they belong to, None if unknown."""

    words: tuple[Token, ...]
    owner: StoredQuote | None
    nested: tuple[Span, ...] = ()  #: quotations within the quotation
    marked: tuple[Span, ...] = ()  #: of a paragraph: its stretches in quotation marks
    paragraph: Span = (0, 0)


@lru_cache(maxsize=64)
def speech(article: QuotedArticle) -> tuple[Segment, ...]:
    """The runs of speech in quotation marks, in order."""
    found: list[Segment] = []
    last_end, last_line = -1, -2
    for number, line in enumerate(_lines(article.text)):
        for stretch in _stretches(article.text, line):
            words, nested = _words(article.text, stretch), _nested(article.text, stretch)
            segment = Segment(words, _owner(article.quotes, stretch), nested, (stretch,), line)
            if found and _goes_on(article.text, found[-1], segment, last_end, number - last_line):
                segment = _joined(found.pop(), segment)
            found.append(segment)
            last_end, last_line = stretch[1], number
    return tuple(segment for segment in found if segment.words)


@lru_cache(maxsize=64)
def paragraphs(article: QuotedArticle) -> tuple[Segment, ...]:
    """Every paragraph as a run of words, in quotation marks or not."""
    return tuple(
        Segment(_words(article.text, line), None, (), tuple(_stretches(article.text, line)), line)
        for line in _lines(article.text)
        if line[0] < line[1]
    )


def by_speaker(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Everything that a speaker says in the article as one run, for speakers with several runs."""
    runs: dict[str, list[Segment]] = {}
    for segment in segments:
        if segment.owner is not None and segment.owner.speaker:
            runs.setdefault(segment.owner.speaker, []).append(segment)
    for run in runs.values():
        if len(run) > 1:
            yield Segment(tuple(word for part in run for word in part.words), run[0].owner, (), (), run[0].paragraph)


def owner_of(article: QuotedArticle, span: Span) -> StoredQuote | None:
    """The quote that contains most of ``span``."""
    return _owner(article.quotes, span)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _stretches(text: str, line: Span) -> Iterator[Span]:
    for stretch in quoted(text[slice(*line)]):
        yield line[0] + stretch.inner[0], line[0] + stretch.inner[1]


def _words(text: str, span: Span) -> tuple[Token, ...]:
    return tuple(Token(t.norm, t.start + span[0], t.end + span[0]) for t in tokens(text[slice(*span)]))


def _nested(text: str, span: Span) -> tuple[Span, ...]:
    """Quotations within the quotation. Marks that reopen at a new paragraph are not nested."""
    inside = [q for q in quoted(text[slice(*span)]) if not _REOPENED.search(text, span[0], span[0] + q.inner[0])]
    return tuple((span[0] + q.inner[0], span[0] + q.inner[1]) for q in inside)


def _owner(quotes: Sequence[StoredQuote], span: Span) -> StoredQuote | None:
    held = [(sum(overlap(own, span) for own in quote.spans), quote) for quote in quotes]
    best = max(held, key=lambda one: one[0], default=(0, None))
    return best[1] if best[0] else None


def _goes_on(text: str, before: Segment, segment: Segment, end: int, lines: int) -> bool:
    """Whether two stretches are continuous: only separated by the speaker's mention or a paragraph break."""
    start = segment.words[0].start if segment.words else end
    if lines > 1 or not _same_owner(before.owner, segment.owner):
        return False
    between = text[end:start].strip(" \n\"“”'‘’«»")
    if lines == 1:
        opens = not text[segment.paragraph[0] : start].strip(" \"“'‘«")
        return opens and (not between.strip(" .,") or _is_aside(between))
    return _is_aside(between)


def _same_owner(one: StoredQuote | None, other: StoredQuote | None) -> bool:
    return one is None or other is None or one.speaker == other.speaker


def _is_aside(between: str) -> bool:
    """Whether the text between only mentions the speaker, as ", the mayor said on Friday." does"""
    words = re.findall(r"[\w’']+", between.lower())
    if not words or len(words) > _LONGEST_ASIDE or _STOP.search(between):
        return False
    return any(word in REPORTING for word in words)


def _joined(before: Segment, segment: Segment) -> Segment:
    owner = before.owner if before.owner is not None else segment.owner
    nested, marked = (*before.nested, *segment.nested), (*before.marked, *segment.marked)
    return Segment((*before.words, *segment.words), owner, nested, marked, before.paragraph)
