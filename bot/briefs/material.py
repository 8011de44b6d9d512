"""The material of a brief: articles about a topic, with their sentences.

topic -> recall (articles) -> share of the topic in title, lead and body -> the affair that most of them report
      -> those as near in meaning that call it something else
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeAlias

from bot.archive import ArchiveReader
from bot.briefs.nearness import near_articles, nearness
from bot.lexicon.loader import word_list
from bot.models.passages import ArticleFacts, Line, Statistics
from bot.models.questions import Question
from bot.retrieval.first_stage.dense import DenseQuery
from bot.retrieval.first_stage.filters import recall_narrowed
from bot.retrieval.ranking.features import Case
from bot.retrieval.ranking.passages import Candidate, read_candidates
from bot.text.analyzer import term_of

RECALLED = 60  #: articles considered
MOST_ARTICLES = 30  #: articles read for one brief
LEAD = 3  # sentences that say what an article is about
READ = 25  # sentences from the start of an article that may appear in a brief
_LEAD_SHARE, _BODY_SHARE, _DENSITY = 0.55, 0.3, 0.15  # their weights in relevance to the topic
_MENTIONED = 0.5  # share of the topic that an article's beginning, or else each sentence, must have to be read
_OFTEN = 6  # mentions of the topic from which its density is at the maximum
_SAYS = 0.6  # share of the topic that must occur somewhere in an article
_ABOUT = 0.62  # share of the greatest relevance that an article must have
_NAMED_TERM = 2.5  # weight of a term in a name relative to another term of equal rarity
_NAMED = 4  # mentions of the topic from which an article is about it, whatever else it reports
_WHOLE = 0.95  # share of the topic in title and lead that counts as the whole topic
_AFFAIR = 5  # most relevant articles, which decide what affair is meant
_ALIKE = 0.12  # cosine with one of those, without the topic's own words, below which it is another affair ...
_ALIKE_THROUGHOUT = 0.17  # ... unless the whole articles have this one: a later report begins with what is new

_ALIKE_IF_NAMED, _SEVERAL = 0.12, 4  # the same if it has all words of a topic that names something and has so many
_BESIDE = 0.9  # relevance of another report of an event, or of one near in meaning, relative to one with its words

#: From the rows of articles to those of other reports of the same events, each with the first article's row.
SameEvents: TypeAlias = Callable[[Sequence[int]], Mapping[int, int]]

_BEGINNING = 2  # sentences in which both words of a topic may stand apart
_BOTH = 2  # words of a topic that may stand far apart
_VAGUE = word_list("topic_requests", "vague_about_affairs")


def nothing_else(_rows: Sequence[int]) -> Mapping[int, int]:
    """No other article, for any rows."""
    return {}


@dataclass(frozen=True, slots=True)
class Material:
    """The articles about a topic, most relevant first, with their sentences."""

    articles: tuple[ArticleFacts, ...]
    relevance: Mapping[int, float]  #: by article row, 0 to 1
    sentences: tuple[Candidate, ...]
    statistics: Statistics  #: in how many articles of the archive each term stands
    nearness: Mapping[int, float] = field(default_factory=dict)  #: by sentence row; empty without vectors

    def near(self, sentence: Candidate) -> float:
        """How near a sentence is to the topic in meaning, 0 to 1; 0 if it is about something else."""
        return self.nearness.get(sentence.line.row, 1.0)


@dataclass(frozen=True, slots=True)
class _Recalled:
    """Articles about a topic, before their sentences are read."""

    case: Case
    articles: list[ArticleFacts]  #: most relevant first
    relevance: dict[int, float]  #: by row
    whole: frozenset[int] = frozenset()  #: rows of those about the topic whatever words they have


def material(
    archive: ArchiveReader,
    topic: Question,
    same_events: SameEvents = nothing_else,
    meaning: DenseQuery | None = None,
) -> Material:
    """What the archive has on ``topic``, restricted by its window and operators. Empty if the topic has no terms.

    If no article has its words, those are left out that only say that there is an affair: "the water mayor business".
    ``same_events``: other reports of the events, in which the affair may be called something else. ``meaning``: the
    topic as a vector, which finds articles that call it something else; None for words alone.
    """
    found, said = _by_words(archive, topic, same_events), _without_vague(topic.terms)
    if not found.articles and said and said != topic.terms:
        found = _by_words(archive, replace(topic, terms=said), same_events)
    if meaning is not None:
        found = _with_near(archive, found, near_articles(archive, meaning, bounded(topic).filter))
    lines = [(article, line) for article in found.articles for line in _readable(found, article)]
    sentences = tuple(read_candidates(archive, lines))
    near = nearness(archive, meaning, sentences) if meaning else {}
    return Material(tuple(found.articles), found.relevance, sentences, _statistics(archive, found.articles), near)


def _without_vague(terms: Sequence[str]) -> tuple[str, ...]:
    vague = set(map(term_of, _VAGUE))
    return tuple(term for term in terms if term not in vague)


def _by_words(archive: ArchiveReader, topic: Question, same_events: SameEvents) -> _Recalled:
    """The articles with most words of the topic, of one affair, and those that report the same events."""
    case = Case.of(topic, archive.frequencies(topic.terms))
    rows = recall_narrowed(archive, bounded(topic), topic.terms, case.frequencies.articles, limit=RECALLED)
    said = [article for article in archive.article_facts(rows, ()) if _share(case, article.vocabulary) >= _SAYS]
    read = [article for article in said if not _has_name_apart(case, article)]
    relevance = {article.row: _relevance(case, article) for article in read}
    best = max(relevance.values(), default=0.0)
    about = [article for article in read if relevance[article.row] >= _ABOUT * best]
    about.sort(key=lambda article: (-relevance[article.row], -article.row))
    chosen = _one_affair(case, about, _statistics(archive, about))[:MOST_ARTICLES]
    if chosen and all(_has_apart(case, article) for article in chosen):
        chosen = []
    beside = same_events([article.row for article in chosen])
    chosen += archive.article_facts([row for row in beside if row not in relevance], ())
    chosen += [article for article in read if article.row in beside and article not in chosen]
    relevance |= {row: max(relevance.get(row, 0.0), _BESIDE * relevance[other]) for row, other in beside.items()}
    return _Recalled(case, chosen, relevance, frozenset(beside))


def _with_near(archive: ArchiveReader, found: _Recalled, near: Mapping[int, float]) -> _Recalled:
    """With articles ``near`` in meaning, if they have every name of the topic; none beside an unknown topic."""
    if not found.articles:
        return found
    known = {article.row for article in found.articles}
    more = [article for article in archive.article_facts([row for row in near if row not in known], ())
            if _has_names(found.case, article)]  # fmt: skip
    best = max(found.relevance[row] for row in known)
    relevance = found.relevance | {
        one.row: max(found.relevance.get(one.row, 0.0), _BESIDE * best * near[one.row]) for one in more
    }
    whole = found.whole.union(one.row for one in more)
    return _Recalled(found.case, [*found.articles, *more], relevance, whole)


def _has_names(case: Case, article: ArticleFacts) -> bool:
    names = case.question.names
    return all(article.vocabulary.issuperset(name.terms) for name in names) and not _has_name_apart(case, article)


def _statistics(archive: ArchiveReader, articles: Sequence[ArticleFacts]) -> Statistics:
    return archive.frequencies({term for article in articles for term in article.vocabulary}).articles


def bounded(topic: Question) -> Question:
    """The topic with its window as a condition on the date of publication, which undated articles never meet."""
    window = topic.window
    if window is None or not (window.since or window.until):
        return topic
    spans = (*topic.filter.spans, (window.since, window.until))
    return replace(topic, filter=replace(topic.filter, spans=spans))


def _share(case: Case, said: Collection[str]) -> float:
    """The share of the topic that is mentioned, weighted by rarity and names. A name counts only if complete."""
    of_names = {term: name for name in case.question.names for term in name.terms}
    total = told = 0.0
    for term, weight in case.weight.items():
        name = of_names.get(term)
        worth = weight * (_NAMED_TERM if name else 1.0)
        total += worth
        told += worth if all(other in said for other in (name.terms if name else (term,))) else 0.0
    return told / (total or 1.0)


def _relevance(case: Case, article: ArticleFacts) -> float:
    asked = set(case.question.terms)
    lead = _opening(article)
    full = _mentions(asked, article) / _OFTEN / max(1, len(asked))
    return _LEAD_SHARE * _share(case, lead) + _BODY_SHARE * _share(case, article.vocabulary) + _DENSITY * min(1.0, full)


def _has_apart(case: Case, article: ArticleFacts) -> bool:
    """Whether an article has both words of a topic, but never together, nor both as it begins: "electorate college"."""
    asked = set(case.question.terms)
    if case.question.names or len(asked) != _BOTH or not asked <= set(article.vocabulary):
        return False
    begun = set(article.title).union(*(line.terms for line in article.lines[:_BEGINNING]))
    return not (asked <= begun or any(asked <= set(line.terms) for line in article.lines))


def _readable(found: _Recalled, article: ArticleFacts) -> list[Line]:
    """The lines that may appear in a brief: of an article that only mentions the topic, those that do."""
    case, lines = found.case, [line for line in article.lines if line.position < READ]
    if article.row in found.whole or _share(case, _opening(article)) >= _MENTIONED or _has_all(case, article):
        return lines
    telling = {max(name.terms, key=lambda term: case.weight.get(term, 0.0)) for name in case.question.names}
    return [line for line in lines if _share(case, line.terms) >= _MENTIONED or telling & set(line.terms)]


def _has_name_apart(case: Case, article: ArticleFacts) -> bool:
    """Whether it has the words of a name, but never as one: a poll by Quinnipiac University on Trump."""
    texts = (article.title, *(line.terms for line in article.lines))
    return any(
        len(name.terms) > 1
        and article.vocabulary.issuperset(name.terms)
        and not any(_stand_together(name.terms, text) for text in texts)
        for name in case.question.names
    )


def _stand_together(terms: Sequence[str], text: Sequence[str]) -> bool:
    """Whether the terms stand in order, each at most one other term behind the one before: "Donald J. Trump"."""
    starts = [at for at, term in enumerate(text) if term == terms[0]]
    for term in terms[1:]:
        starts = [at + step for at in starts for step in (1, 2) if text[at + step : at + step + 1] == (term,)]
    return bool(starts)


def _opening(article: ArticleFacts) -> set[str]:
    """The terms of title and lead."""
    return set(article.title).union(*(line.terms for line in article.lines[:LEAD]))


def _mentions(asked: Collection[str], article: ArticleFacts) -> int:
    return sum(term in asked for line in article.lines for term in line.terms)


def _one_affair(case: Case, articles: Sequence[ArticleFacts], statistics: Statistics) -> list[ArticleFacts]:
    """The articles that begin with the whole topic, and those that share other words with the most relevant of them.

    A name alone ("Huckabee" in "Huckabee runs for president") does not identify an affair. If no article begins with
    the whole topic, the most relevant ones decide which affair is meant.
    """
    own = set(case.question.terms) | _first_names(case, articles)
    vectors = [_vector(article, statistics, own) for article in articles]
    bodies = [_vector(article, statistics, own, whole=True) for article in articles]
    whole = [at for at, article in enumerate(articles) if at < _AFFAIR and _is_whole(case, article)]
    seeds = whole or range(min(_AFFAIR, len(articles)))
    kept = []
    for at, article in enumerate(articles):
        others = [seed for seed in seeds if seed != at]
        begun = _likeness(vectors[at], [vectors[seed] for seed in others])
        throughout = _likeness(bodies[at], [bodies[seed] for seed in others])
        enough = _ALIKE_IF_NAMED if _has_all(case, article) else _ALIKE_THROUGHOUT
        if at == 0 or _is_whole(case, article) or begun >= _ALIKE or throughout >= enough:
            kept.append(article)
    return kept


def _first_names(case: Case, articles: Sequence[ArticleFacts]) -> set[str]:
    """Terms before the topic's names in every other article: given names and titles, which identify no affair."""
    names = {term for name in case.question.names for term in name.terms}
    before = Counter[str]()
    for article in articles:
        before.update({one for line in article.lines for one, name in pairwise(line.terms) if name in names})
    return {term for term, count in before.items() if 2 * count >= len(articles)}


def _is_whole(case: Case, article: ArticleFacts) -> bool:
    """Whether an article has the whole topic in title and lead, and mentions it in the title or often."""
    titled = _share(case, set(article.title)) >= _SAYS
    full = titled or _mentions(set(case.question.terms), article) >= _NAMED
    return full and _share(case, _opening(article)) >= _WHOLE


def _has_all(case: Case, article: ArticleFacts) -> bool:
    """Whether an article has all of several words of a topic that names something: no other affair is likely."""
    return (
        bool(case.question.names)
        and len(case.question.terms) >= _SEVERAL
        and _share(case, article.vocabulary) >= _WHOLE
    )


def _vector(
    article: ArticleFacts, statistics: Statistics, without: Collection[str], *, whole: bool = False
) -> dict[str, float]:
    """Title and first sentences, or all of them, as a tf-idf vector of unit length."""
    lines = article.lines if whole else article.lines[:LEAD]
    said = (*article.title, *(term for line in lines for term in line.terms))
    counts = Counter(term for term in said if term not in without)
    weighed = {
        term: (1 + math.log(count) if whole else count) * rarity(term, statistics) for term, count in counts.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {term: weight / length for term, weight in weighed.items()}


def _likeness(one: Mapping[str, float], others: Sequence[Mapping[str, float]]) -> float:
    """The greatest cosine with any of the others; 0 if there are none."""
    return max((sum(weight * other.get(term, 0.0) for term, weight in one.items()) for other in others), default=0.0)


def rarity(term: str, statistics: Statistics) -> float:
    """The inverse document frequency of a term over the articles of the archive, in nats."""
    return math.log(1 + statistics.units / (1 + statistics.frequencies.get(term, 0)))
