"""Rank sentences for a question: recall, a cheap pass over whole articles, all features for the best.

terms  -> rows of sentences and articles (FTS5) -+-> articles as terms -> BM25 -> the best in full -> Evidence
vector -> the nearest sentences (dense.py) ------+                  the nearest -------^
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from operator import attrgetter, mul

from bot.archive import ArchiveReader
from bot.models.passages import ArticleFacts
from bot.models.questions import Question
from bot.retrieval.first_stage.bm25 import inverse_frequency
from bot.retrieval.first_stage.dense import DenseQuery
from bot.retrieval.first_stage.filters import recall_narrowed, recall_of_days
from bot.retrieval.first_stage.recall import recall_articles, recall_sentences
from bot.retrieval.ranking.features import PIECES, Case, Evidence, Scored, first_look, weigh
from bot.retrieval.ranking.passages import Candidate, read_candidates
from bot.retrieval.ranking.typed_spans import answer_spans, lacks_number
from bot.text.analyzer import terms

FROM_SENTENCES = 16  #: articles taken from the recalled sentences
FROM_ARTICLES = 12  #: articles taken from the recalled articles
SAME_ARTICLE = 7.0  #: a follow-up's bonus for the article of the previous answer
FARTHER_BACK = 1.0  #: how much less an article of the turn before that counts
SISTER_ARTICLE = 3.0  #: the same for an older article on the same affair
SAME_AFFAIR = 0.2  #: share of an article's terms, weighted by rarity, from which another one is on the same affair
BESIDE = 3.0  #: a complete question's bonus for the article of the previous answer
SHOWN_BEFORE = 5.0  #: its penalty for the sentence of the previous answer, which rarely answers both
MEANT = 20.0  #: its bonus for a sentence that the question points to
KIND_ENOUGH = 0.7  #: strength from which a span may be what a follow-up asks about a sentence shown before
FROM_DAYS = 8  #: articles taken from the days that the question names
ANEW = 4.0  #: the bonus of a sentence with the words that a follow-up substitutes
NUMBERLESS = 6.0  #: the penalty of a sentence without a number if one is asked for
DAY_NAMED = 0.6  #: score of a date match from which a sentence of another day is about it: day and month
_PIECES_OF = attrgetter(*PIECES)
MOST_OF_KNOWN = 60  #: sentences of the conversation's articles that are scored for a follow-up
SHORTLIST = 40  #: sentences fully scored by their words; those retrieved by vectors are in addition


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with its features and score."""

    candidate: Candidate
    evidence: Evidence
    score: float  #: orders the sentences of one question
    logit: float | None = None  #: the reranker's, where it has read the sentence
    goes_on: bool = False  #: it is in the article of the previous answer, or in one on the same affair


def published_day(one: Ranked) -> date:
    """The day of a sentence's article; the earliest of all if it is unknown."""
    return one.candidate.article.published or date.min


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a follow-up question takes from the previous answer."""

    article_row: int | None = None  #: the article of the answer
    beside: int | None = None  #: the same, for a complete question
    shown: frozenset[int] = frozenset()  #: sentences that were the answer, which are unlikely to answer again
    over: frozenset[int] = frozenset()  #: sentences not to be shown again
    kind: float = 0.0  #: bonus for a span of the answer type there: as the article is known, the type says more
    anew: frozenset[str] = frozenset()  #: a shown sentence with all these terms may answer again
    told: frozenset[str] = frozenset()  #: terms told already; a shown sentence may answer with another such span
    repeats: bool = False  #: a shown sentence may answer again if it has a span of the answer type
    meant: frozenset[int] = frozenset()  #: sentences that the question refers to: "Who said that?"
    before: tuple[int, ...] = ()  #: other articles of the conversation, last first: that answer may have been wrong
    only: bool = False  #: only that article and those on the same affair can answer: "Since when?"


NOTHING_EARLIER = Earlier()


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """The fitted weights.

    "first", "rank" and "answers" are fitted by benchmarks/fit_weights.py, and "read" and "judged", which are used
    together with the reranker's logit, by training/rerank.
    """
    found: dict[str, dict[str, float]] = json.loads(
        (files("bot.retrieval.ranking") / "weights.json").read_text("utf-8")
    )
    return found


@lru_cache(maxsize=2)
def _weights_of(kind: str) -> tuple[float, ...]:
    """The weights of that kind in the order of the features."""
    return tuple(weights()[kind][piece] for piece in PIECES)


def weighted(kind: str, evidence: Evidence) -> float:
    """The weighted sum of all features, by the weights "rank" or, together with the reranker's logit, "read"."""
    return math.fsum(map(mul, _weights_of(kind), _PIECES_OF(evidence)))


def rank(
    archive: ArchiveReader,
    question: Question,
    earlier: Earlier = NOTHING_EARLIER,
    dense: DenseQuery | None = None,
) -> list[Ranked]:
    """The shortlist, best first. Without ``dense``, empty if the archive has none of the question's terms."""
    found = []
    shortlist = weighed(archive, question, earlier, dense)
    kin = _kin(archive, {one.article.row: one.article for one, _ in shortlist}, earlier)
    for candidate, evidence in shortlist:
        if candidate.line.row in earlier.over:
            continue
        score, bonus = weighted("rank", evidence), kin.get(candidate.article.row, 0.0)
        score += bonus + earlier.kind * evidence.kind if bonus else 0.0
        score += BESIDE if candidate.article.row == earlier.beside else 0.0
        score -= SHOWN_BEFORE if _is_spent(question, candidate, evidence, earlier) else 0.0
        score += MEANT if candidate.line.row in earlier.meant else 0.0
        score += ANEW if _says_anew(question, candidate, evidence, earlier) else 0.0
        score -= NUMBERLESS if lacks_number(question, candidate.text, evidence.kind) else 0.0
        found.append(Ranked(candidate, evidence, score, goes_on=bonus > 0))
    return _of_its_days(sorted(found, key=lambda ranked: (-ranked.score, -ranked.candidate.line.row)))


def _is_spent(question: Question, candidate: Candidate, evidence: Evidence, earlier: Earlier) -> bool:
    """Whether it was shown and is unlikely to answer again."""
    if candidate.line.row not in earlier.shown or _says(candidate, earlier.anew):
        return False
    return not _answers_again(question, candidate, evidence, earlier)


def _answers_again(question: Question, candidate: Candidate, evidence: Evidence, earlier: Earlier) -> bool:
    """Whether a shown sentence has a span of the answer type that did not answer before."""
    if evidence.kind < KIND_ENOUGH or earlier.repeats:
        return evidence.kind >= KIND_ENOUGH
    spans = (span for span in answer_spans(question, candidate) if span.strength >= KIND_ENOUGH)
    said = (terms(candidate.text[span.start : span.end]) for span in spans)
    return bool(earlier.told) and any(earlier.told.isdisjoint(words) for words in said)


def _kin(archive: ArchiveReader, articles: Mapping[int, ArticleFacts], earlier: Earlier) -> dict[int, float]:
    """Bonuses of the articles that answered before, and of those that share many rare terms of the last one.

    People ask on for what came of it, which newer ones tell: those count as much.
    """
    last = earlier.article_row
    if last is None:
        return {}
    said = articles[last].vocabulary if last in articles else frozenset[str]()
    counts = archive.frequencies(sorted(said)).articles
    rarity = {term: inverse_frequency(counts.units, counts.frequencies.get(term, 0)) for term in said}
    shared = {row: sum(rarity[term] for term in said & one.vocabulary) for row, one in articles.items()}
    enough = SAME_AFFAIR * sum(rarity.values())
    newer = {row for row, one in articles.items() if _is_newer(one, articles.get(last))}
    found = {
        row: SAME_ARTICLE if row in newer else SISTER_ARTICLE for row, told in shared.items() if said and told >= enough
    }
    back = {row: SAME_ARTICLE - FARTHER_BACK * at for at, row in enumerate(earlier.before, start=1)}
    return {**found, **back, last: SAME_ARTICLE}


def _is_newer(article: ArticleFacts, other: ArticleFacts | None) -> bool:
    days = (article.published, other.published if other else None)
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def _of_its_days(ranked: list[Ranked]) -> list[Ranked]:
    """Treat a date as a condition if some sentences are of its days: drop those of other days."""
    if not any(found.evidence.dated > 0 for found in ranked):
        return ranked
    return [found for found in ranked if not is_of_other_days(found.evidence)]


def is_of_other_days(evidence: Evidence) -> bool:
    """Whether it was published outside the days asked about and does not mention them."""
    return evidence.dated < 0 and evidence.date_named < DAY_NAMED


def _says_anew(question: Question, candidate: Candidate, evidence: Evidence, earlier: Earlier) -> bool:
    """Whether it has the words that replace others and, for a month, more than one of its days."""
    named = question.window is None or not question.date_terms or evidence.date_named >= DAY_NAMED
    return named and _says(candidate, earlier.anew)


def says_anew(first: Ranked, earlier: Earlier) -> bool:
    """Whether the sentence says what a follow-up puts in the place of other words: "October" after "in September"."""
    return _says(first.candidate, earlier.anew)


def _says(candidate: Candidate, words: frozenset[str]) -> bool:
    return bool(words) and words <= set(candidate.line.terms)


def weighed(
    archive: ArchiveReader,
    question: Question,
    earlier: Earlier = NOTHING_EARLIER,
    dense: DenseQuery | None = None,
) -> list[tuple[Candidate, Evidence]]:
    """The shortlist with its features, in order of the first pass.

    ``dense``: the question as a vector; None to use words alone, with equal ``meaning`` for all sentences.
    """
    case = Case.of(question, archive.frequencies((*question.terms, *question.background)))
    near = [neighbour.row for neighbour in dense.nearest(archive)] if dense else []
    known = () if earlier.article_row is None else (earlier.article_row, *earlier.before)
    articles = gather(archive, case, known, near)
    if earlier.only:
        kin = _kin(archive, {one.row: one for one in articles}, earlier)
        articles = [one for one in articles if one.row in kin] or articles
    shortlist = _shortlist(case, articles, near, known)
    candidates = read_candidates(archive, [(scored.article, scored.line) for scored in shortlist])
    rows = [scored.line.row for scored in shortlist]
    meaning = dense.cosines(archive, rows) if dense else [0.0] * len(rows)
    looked_at = zip(shortlist, candidates, meaning, strict=True)
    return [(found, weigh(case, scored, found, cosine)) for scored, found, cosine in looked_at]


def gather(
    archive: ArchiveReader, case: Case, known: Sequence[int] = (), near: Sequence[int] = ()
) -> list[ArticleFacts]:
    """The articles to consider.

    ``known``, those of the best recalled sentences, those of sentences ``near`` in meaning, and those recalled as a
    whole.
    """
    terms, frequencies = (*case.question.terms, *case.question.background), case.frequencies
    if case.question.narrows:
        return _gather_narrowed(archive, case, terms, near)
    sentences = recall_sentences(archive, terms, frequencies.sentences)
    articles = archive.articles_of([*sentences, *near])
    by_sentence = list(dict.fromkeys(articles[row] for row in sentences if row in articles))
    by_article = recall_articles(archive, terms, frequencies.articles, limit=FROM_ARTICLES)
    by_meaning = (articles[row] for row in near if row in articles)
    by_date = recall_of_days(archive, case.question, terms, frequencies.articles, limit=FROM_DAYS)
    chosen = dict.fromkeys([*by_sentence[:FROM_SENTENCES], *by_article, *by_meaning, *by_date])
    chosen.update(dict.fromkeys(known))
    return _in_order(archive, chosen, (*sentences, *near))


def _gather_narrowed(
    archive: ArchiveReader, case: Case, terms: Sequence[str], near: Sequence[int]
) -> list[ArticleFacts]:
    """The articles to consider among those that pass the question's operators."""
    limit = FROM_SENTENCES + FROM_ARTICLES
    by_article = recall_narrowed(archive, case.question, terms, case.frequencies.articles, limit=limit)
    by_meaning = archive.kept_articles(case.question.filter, list(archive.articles_of(near).values()))
    return _in_order(archive, dict.fromkeys([*by_article, *by_meaning]), near)


def _in_order(archive: ArchiveReader, chosen: Iterable[int], sentences: Sequence[int]) -> list[ArticleFacts]:
    rows = list(chosen)
    found = {article.row: article for article in archive.article_facts(rows, sentences)}
    return [found[row] for row in rows if row in found]


def _shortlist(
    case: Case, articles: Sequence[ArticleFacts], near: Collection[int] = (), known: Collection[int] = ()
) -> list[Scored]:
    """The best sentences by words, then those ``near`` in meaning or of ``known`` articles that are not among them.

    A follow-up often shares no word with the sentence that answers it.
    """
    weight = weights()["first"]
    scored = first_look(case, articles)
    scored.sort(
        key=lambda found: (
            -weight["sentence"] * found.sentence_score - weight["article"] * found.article_score,
            -found.line.row,
        )
    )
    rest = scored[SHORTLIST:]
    in_known = [found for found in rest if found.article.row in known][:MOST_OF_KNOWN]
    return (
        scored[:SHORTLIST] + in_known + [one for one in rest if one.line.row in near and one.article.row not in known]
    )
