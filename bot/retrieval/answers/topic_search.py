"""Search articles on a topic for lists, newest first; and find the topic of a question, to follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.archive import ArchiveReader
from bot.lexicon.loader import word_list
from bot.models import Article
from bot.models.passages import ArticleFilter
from bot.models.questions import Question
from bot.text.analyzer import term_of, terms, words
from bot.text.compounds import compounds, open_form
from bot.text.name_numbers import other_writings
from bot.text.names import fold
from bot.text.signed_names import find_signed, signed_names
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
_NUMBER = re.compile(r"(?<=\w )(?:[IVX]{1,7}|\d{1,2}|[A-Z][a-z]{2,7})\b")  # in a name, not in front of it
_MOST_READ = 300  # articles in which a name with signs is looked for
_SHORTEST_TOPIC, _LONGEST_TOPIC = 2, 3  # words


def find_articles(archive: ArchiveReader, topic: Question, limit: int, offset: int) -> tuple[list[int], int]:
    """Article rows from ``offset`` on and the total number of matches. A topic without content matches nothing."""
    wanted, signed = _filter_of(topic), signed_names(topic.text)
    if not signed:
        found = archive.newest_articles(wanted, limit=limit, offset=offset)
        other = None if found[1] or wanted.entities else _written_otherwise(topic, wanted)
        return archive.newest_articles(other, limit=limit, offset=offset) if other else found
    rows, _ = archive.newest_articles(wanted, limit=_MOST_READ, offset=0)
    kept = [row for row in rows if (article := archive.article(row)) and _has_names(article, signed)]
    return kept[offset : offset + limit], len(kept)


def _written_otherwise(topic: Question, wanted: ArticleFilter) -> ArticleFilter | None:
    """What is ``wanted`` with compounds as one word or two: "healthcare" and "health care"; None without compounds."""
    joined = {form: set(terms(topic.text[start:end])) for form, start, end in compounds(topic.text)}
    parted = {term: pair for term in topic.terms if (pair := open_form(term))}
    replaced = {*parted, *(term for pair in joined.values() for term in pair)}
    if not replaced:
        return None
    return replace(
        wanted,
        terms=(*(term for term in wanted.terms if term not in replaced), *map(term_of, joined)),
        either=tuple(same for same in wanted.either if replaced.isdisjoint(same)),
        phrases=(*wanted.phrases, *parted.values()),
    )


def _has_names(article: Article, signed: Sequence[str]) -> bool:
    """Whether an article has all of these names, whose signs are no part of its terms: R&D, C++."""
    text = f"{article.headline.title}\n{article.text}"
    return all(find_signed(name, text) for name in signed)


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
    numbers = {writing.lower(): other_writings(writing) for writing in _NUMBER.findall(topic.text)}
    spelt = {
        term_of(word): tuple(sorted({*map(term_of, spellings(word)), *_terms_of(numbers.get(word, ()))} - {""}))
        for word in words(topic.text)
    }
    return {term: spelt[term] for term in topic.terms if len(spelt.get(term, ())) > 1}


def _terms_of(writings: Iterable[str]) -> set[str]:
    return {term_of(writing.lower()) for writing in writings}


def _undated(topic: Question) -> str:
    start, end = topic.window.span if topic.window is not None else (0, 0)
    return f"{topic.text[:start]} {topic.text[end:]}"


def worth_following(archive: ArchiveReader, question: Question, texts: Iterable[str]) -> str:
    """What to follow for more on this: a name in the question, else a term; "" if there is nothing.

    Names known to the archive come first. A single word is too vague to follow ("bank", "said"), words that stand
    beside one another in none of ``texts``, the sentences and titles that were found, are no term ("homes lost
    power"), and words unknown to the archive may be misspelt.
    """
    if name := _name(question):
        return name
    offered = {term for run in _runs(question) for term in _possible_topics(run)}
    read = [f" {' '.join(terms(text))} " for text in texts] if offered else []
    return _rarest(
        archive, question, {one for one in offered if any(f" {' '.join(terms(one))} " in text for text in read)}
    )


def subject(archive: ArchiveReader, question: Question) -> str:
    """What a question is about: a name in it, else its rarest adjacent words; "" if the archive has no such words."""
    runs = _runs(question)
    parts = {" ".join(run[at : at + _LONGEST_TOPIC]) for run in runs for at in range(0, len(run), _LONGEST_TOPIC)}
    return _name(question) or _rarest(archive, question, parts)


def _name(question: Question) -> str:
    """A name in the question, preferably one that the archive knows."""
    told = (name for name in question.names if name.text.lower() not in _BESIDE)
    names = sorted(told, key=lambda name: not name.entities)
    return names[0].text if names else ""


def _rarest(archive: ArchiveReader, question: Question, offered: Iterable[str]) -> str:
    """The rarest of several words: "chess championship" in "Who won the chess championship?"."""
    found = {one: terms(one) for one in offered if len(terms(one)) > 1}
    if not found:
        return ""
    known = archive.frequencies(question.terms).articles.frequencies
    rare = {one: min(known.get(term, 0) for term in parts) for one, parts in found.items()}
    return min((one for one, count in rare.items() if count), key=lambda one: (rare[one], -len(one), one), default="")


def _possible_topics(run: Sequence[str]) -> Iterator[str]:
    """The parts of a run of words that may be terms: none of their words says what is done."""
    for length in range(_SHORTEST_TOPIC, _LONGEST_TOPIC + 1):
        for first in range(len(run) - length + 1):
            part = run[first : first + length]
            if not any(word.lower() in _DONE or word.endswith("ed") for word in part):
                yield " ".join(part)


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
