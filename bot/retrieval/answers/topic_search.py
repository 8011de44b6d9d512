"""Search articles on a topic for lists, newest first; and find the topic of a question, to follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.archive import ArchiveReader
from bot.lexicon.loader import word_list
from bot.models.passages import ArticleFilter
from bot.models.questions import Question
from bot.text.analyzer import term_of, terms, words
from bot.text.names import fold
from bot.text.spelling_variants import spellings

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TOGETHER = re.compile(r"[^\S\n]+")  # separator between two words of one topic
_SUBJECT = re.compile(r"\b(?:who|what)\s+$", re.IGNORECASE)
_BESIDE = frozenset(word_list("questions", "beside_topics"))
_DONE = frozenset().union(
    *(
        word_list("deeds", section)
        for section in ("past", "present", "participles", "asked_about", "of_people_described")
    )
)
_SHORTEST_TOPIC, _LONGEST_TOPIC = 2, 3  # words
_MOST_TRIED = 4  # runs of words that are looked up


def find_articles(archive: ArchiveReader, topic: Question, limit: int, offset: int) -> tuple[list[int], int]:
    """Article rows from ``offset`` on and the total number of matches. A topic without content matches nothing."""
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
    """The terms of all spellings for each term of the topic with several ("theater")."""
    spelt = {term_of(word): tuple(sorted({*map(term_of, spellings(word))} - {""})) for word in words(topic.text)}
    return {term: spelt[term] for term in topic.terms if len(spelt.get(term, ())) > 1}


def _undated(topic: Question) -> str:
    start, end = topic.window.span if topic.window is not None else (0, 0)
    return f"{topic.text[:start]} {topic.text[end:]}"


def worth_following(archive: ArchiveReader, question: Question) -> str:
    """What to follow for more on this: a name in the question, else adjacent words; "" if there is nothing.

    Names known to the archive come first. A single word is too vague to follow ("bank", "said"), words that no article
    has beside one another are no term ("homes lost power"), and words unknown to the archive may be misspelt.
    """
    told = (name for name in question.names if name.text.lower() not in _BESIDE)
    names = sorted(told, key=lambda name: not name.entities)
    return names[0].text if names else _rarest_term(archive, question)


def _rarest_term(archive: ArchiveReader, question: Question) -> str:
    """The rarest words that articles have beside one another: "chess championship" in "Who won the ...?"."""
    found = {term: tuple(terms(term)) for run in _runs(question) for term in _within(run)}
    if not found:
        return ""
    known = archive.frequencies(question.terms).articles.frequencies
    rare = {term: min(known.get(one, 0) for one in ones) for term, ones in found.items() if len(ones) > 1}
    tried = sorted((term for term, count in rare.items() if count), key=lambda term: (rare[term], -len(term)))
    return next((term for term in tried[:_MOST_TRIED] if _is_term(archive, found[term])), "")


def _within(run: Sequence[str]) -> Iterator[str]:
    """The parts of a run of words that may be terms: none of their words says what is done."""
    for length in range(_SHORTEST_TOPIC, _LONGEST_TOPIC + 1):
        for first in range(len(run) - length + 1):
            part = run[first : first + length]
            if not any(word.lower() in _DONE or word.endswith("ed") for word in part):
                yield " ".join(part)


def _is_term(archive: ArchiveReader, adjacent: tuple[str, ...]) -> bool:
    return archive.newest_articles(ArticleFilter(phrases=(adjacent,)), limit=1, offset=0)[1] > 0


def _does(text: str, start: int) -> bool:
    """Whether the word at ``start`` follows "who" or "what", and so is the verb."""
    return _SUBJECT.search(text, 0, start) is not None


def _may_be_topic(word: str) -> bool:
    return bool(terms(word)) and word.lower() not in _BESIDE


def _runs(question: Question) -> Iterator[list[str]]:
    """Runs of adjacent words that the question requires."""
    run: list[str] = []
    end = 0
    for word in _WORD.finditer(question.text):
        found = terms(word.group())
        in_topic = _may_be_topic(word.group()) and set(found) <= set(question.terms)
        wanted = in_topic and not _does(question.text, word.start())
        joined = bool(run) and _TOGETHER.fullmatch(question.text, end, word.start()) is not None
        if run and not (wanted and joined):
            yield run
            run = []
        if wanted:
            run.append(word.group())
        end = word.end()
    if run:
        yield run
