"""Articles about a topic, for lists: gated by real matches, newest first. And the topic of a question, to follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.archive import ArchiveReader
from bot.models.passages import ArticleFilter
from bot.models.questions import Question
from bot.text.analyzer import term_of, terms, words
from bot.text.names import fold
from bot.text.spelling_variants import spellings

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TOGETHER = re.compile(r"[^\S\n]+")  # what may stand between two words of one topic
_SUBJECT = re.compile(r"\b(?:who|what)\s+$", re.IGNORECASE)
_LONGEST_TOPIC = 3  # words


def find_articles(archive: ArchiveReader, topic: Question, limit: int, offset: int) -> tuple[list[int], int]:
    """Article rows from ``offset`` on and how many match in all; nothing for a topic that says nothing."""
    return archive.newest_articles(_filter_of(topic), limit=limit, offset=offset)


def _filter_of(topic: Question) -> ArticleFilter:
    entities = tuple(row for name in topic.names for row in name.entities)
    whole = len(topic.names) == 1 and fold(topic.names[0].text) == fold(_undated(topic))
    window, operators = topic.window, topic.filter
    named = entities if whole and topic.terms else ()
    spelt = {} if named else _spellings(topic)
    return replace(
        operators,
        terms=tuple(term for term in topic.terms if term not in spelt),
        either=tuple(spelt.values()),
        entities=named,
        spans=(*operators.spans, *([(window.since, window.until)] if window is not None else [])),
    )


def _spellings(topic: Question) -> dict[str, tuple[str, ...]]:
    """The terms of the topic that are spelt otherwise elsewhere ("theater"), each with the terms of all spellings."""
    spelt = {term_of(word): tuple(sorted({*map(term_of, spellings(word))} - {""})) for word in words(topic.text)}
    return {term: spelt[term] for term in topic.terms if len(spelt.get(term, ())) > 1}


def _undated(topic: Question) -> str:
    start, end = topic.window.span if topic.window is not None else (0, 0)
    return f"{topic.text[:start]} {topic.text[end:]}"


def worth_following(archive: ArchiveReader, question: Question) -> str:
    """What to follow for more like this: a name of the question, else words that stand together; "" = nothing.

    Names that the archive knows come first. A single word says too little to be followed ("bank", "said"), and words
    that the archive does not have may be slips.
    """
    names = sorted(question.names, key=lambda name: not name.entities)
    return names[0].text if names else _rarest_words(archive, question)


def _rarest_words(archive: ArchiveReader, question: Question) -> str:
    """The run of words that the fewest articles have: "chess championship" of "Who won the chess championship?"."""
    runs = {run: terms(run) for run in _runs(question)}
    if not any(len(found) > 1 for found in runs.values()):
        return ""
    known = archive.frequencies(question.terms).articles.frequencies
    rare = {run: min(known.get(term, 0) for term in found) for run, found in runs.items() if len(found) > 1}
    return min((run for run, count in rare.items() if count), key=lambda run: (rare[run], -len(run)), default="")


def _does(text: str, start: int) -> bool:
    """Whether the word from ``start`` on stands after "who" or "what", and so is what is done."""
    return _SUBJECT.search(text, 0, start) is not None


def _runs(question: Question) -> Iterator[str]:
    """Words of the question, next to each other, that it must match; at most ``_LONGEST_TOPIC`` in a run."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(question.text):
        found = terms(word.group())
        wanted = bool(found) and set(found) <= set(question.terms) and not _does(question.text, word.start())
        joined = bool(run) and _TOGETHER.fullmatch(question.text, run[-1].end(), word.start()) is not None
        if run and not (wanted and joined and len(run) < _LONGEST_TOPIC):
            yield question.text[run[0].start() : run[-1].end()]
            run = []
        if wanted:
            run.append(word)
    if run:
        yield question.text[run[0].start() : run[-1].end()]
