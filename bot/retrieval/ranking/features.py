"""Features of a sentence as an answer to a question, most of them between 0 and 1.

Each field of ``Evidence`` is one feature, computed independently and weighted in weights.json. Shares of the question
are weighted by the rarity of its terms, so that they are comparable across questions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.lexicon.loader import alternatives
from bot.models.passages import ArticleFacts, Frequencies, Line
from bot.models.questions import AnswerType, KnownName, Question
from bot.retrieval.expansion.thesaurus import related
from bot.retrieval.expansion.wordnet import senses
from bot.retrieval.first_stage.bm25 import CorpusBM25, best_possible, inverse_frequency
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.time_features import date_named, dated_by, recency, share_of
from bot.retrieval.ranking.typed_spans import AnswerSpan, answer_spans
from bot.text.analyzer import terms

_POINTERS = alternatives("pronouns", "leaning")
_PRONOUN = re.compile(rf"\W*(?:{_POINTERS})\b", re.IGNORECASE)
_TIMES = frozenset({AnswerType.WHEN, AnswerType.HOW_LONG, AnswerType.HOW_OLD})
_THINGS = frozenset({AnswerType.OTHER, AnswerType.WHO, AnswerType.WHERE, AnswerType.HOW_MANY})
_PARAPHRASED = 0.6  # weight of a paraphrased term
_NEAR = 4  # terms on either side of a span that count as near it
_ENOUGH_NEWS = 8  # new terms from which ``news`` is at its maximum


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of one sentence."""

    meaning: float  #: cosine of the question's and the sentence's vectors; 0 for all without vectors
    sentence: float  #: BM25 of the sentence, as a share of the best possible
    article: float  #: BM25 of its article, title counted twice, as a share of the best possible
    title: float  #: share of the question in the title
    before: float  #: share of the question that only the sentence before has
    related: float  #: share of the question of which the sentence only has related terms
    matter: float  #: share of the question, without names, in the sentence; paraphrases count in part
    a_step: float  #: share of the question of which it only has a hypernym or hyponym
    member: float  #: has a word for a kind of the thing asked for: "which animal", "cow"
    kind: float  #: strength of the best span of the answer type
    kind_time: float  #: the same for questions of time: a date is stronger evidence than a name
    kind_near: float  #: the same, of spans close to a term of the question
    counted: float  #: a number right before the thing that "how many" asks for
    names: float  #: share of the question's names in the sentence
    names_in_article: float  #: share of the question's names in the article
    news: float  #: number of terms beyond the question, scaled to 1 from eight terms on
    echo: float  #: share of the sentence that merely repeats the question
    lead: float  #: first sentence of its article
    early: float  #: nearness to the start
    pronoun: float  #: begins with a pronoun
    asking: float  #: is itself a question
    dated: float  #: article published in the days asked about 1, outside -1, unknown or not asked 0
    date_named: float  #: share of the date asked about that it mentions; negative for another month
    recent: float  #: recency of its article, 1 on the day of asking; 0 if any time is asked about
    speaker: float  #: it has a quote by somebody named in the question


#: The names of the features, as in weights.json.
PIECES = tuple(field.name for field in fields(Evidence))
NO_EVIDENCE = Evidence(**dict.fromkeys(PIECES, 0.0))


@dataclass(frozen=True)
class Case:
    """A question with the corpus statistics of its terms. What all its sentences need is worked out once."""

    question: Question
    frequencies: Frequencies
    weight: Mapping[str, float]  #: rarity of each term
    total: float  #: of the weights

    @classmethod
    def of(cls, question: Question, frequencies: Frequencies) -> Case:
        """The question with the weights of its terms in this archive."""
        units, counts = frequencies.sentences.units, frequencies.sentences.frequencies
        weight = {term: inverse_frequency(units, counts.get(term, 0)) for term in question.terms}
        return cls(question, frequencies, weight, sum(weight.values()) or 1.0)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The question's terms."""
        return frozenset(self.question.terms)

    @cached_property
    def matter(self) -> Mapping[str, float]:
        """The rarity of each term that belongs to no name: names occur throughout the article."""
        named = {term for name in self.question.names for term in name.terms}
        return {term: weight for term, weight in self.weight.items() if term not in named}

    @cached_property
    def most_matter(self) -> float:
        """The sum of ``matter``, by which its shares are divided."""
        return sum(self.matter.values()) or 1.0

    def share(self, matched: Iterable[str]) -> float:
        """The share of the question that ``matched`` terms make up."""
        found = set(matched)
        return sum([weight for term, weight in self.weight.items() if term in found]) / self.total if found else 0.0


class Scored(NamedTuple):
    """A sentence with its scores from the first, cheap pass."""

    article: ArticleFacts
    line: Line
    sentence_score: float  #: share of the best possible
    article_score: float


def first_look(case: Case, articles: Sequence[ArticleFacts]) -> list[Scored]:
    """BM25 of every sentence of ``articles`` and of the articles themselves, in order."""
    lines = [(article, line) for article in articles for line in article.lines]
    if not lines:
        return []
    if not case.question.terms:  # found by meaning alone
        return [Scored(article, line, 0.0, 0.0) for article, line in lines]
    query, frequencies = case.question.terms, case.frequencies
    topic = (*query, *case.question.background)
    sentence_scale = best_possible(query, frequencies.sentences)
    article_scale = best_possible(topic, frequencies.articles)
    sentence_scores = CorpusBM25(query, [line.terms for _, line in lines], frequencies.sentences).scores()
    article_scores = CorpusBM25(topic, [article.terms() for article in articles], frequencies.articles).scores()
    by_article = {article.row: score / article_scale for article, score in zip(articles, article_scores, strict=True)}
    return [
        Scored(article, line, score / sentence_scale, by_article[article.row])
        for (article, line), score in zip(lines, sentence_scores, strict=True)
    ]


def weigh(case: Case, scored: Scored, candidate: Candidate, meaning: float = 0.0) -> Evidence:
    """All features of one sentence. ``meaning``: the cosine of its vector with the question's."""
    question, line, article = case.question, candidate.line, candidate.article
    asked, here = case.asked, frozenset(line.terms)
    missing, new = asked - here, here - asked
    spans = answer_spans(question, candidate)
    dated = dated_by(question, candidate)
    kind = max((span.strength for span in spans), default=0.0)
    return Evidence(
        meaning=meaning,
        sentence=scored.sentence_score,
        article=scored.article_score,
        title=case.share(asked & set(article.title)),
        before=case.share(missing & set(candidate.previous)),
        related=case.share(term for term in missing if not related(term).isdisjoint(here)),
        matter=_matter(case, here),
        a_step=case.share(_a_step_apart([term for term in missing if not paraphrased(term, here)], here)),
        member=_member(question, new),
        kind=kind,
        kind_time=kind if question.wanted in _TIMES else 0.0,
        kind_near=_kind_near(spans, candidate, asked),
        counted=_counts_focus(question, spans, candidate),
        names=_names_share(question.names, here, candidate),
        names_in_article=_names_share(question.names, article.vocabulary, None),
        news=min(1.0, len(new) / _ENOUGH_NEWS),
        echo=sum(map(asked.__contains__, line.terms)) / max(1, len(line.terms)),
        lead=float(line.position == 0),
        early=1 / (1 + line.position),
        pronoun=float(bool(_PRONOUN.match(candidate.text))),
        asking=float(candidate.text.rstrip("\"'”’ ").endswith("?")),
        dated=dated,
        date_named=date_named(question, line.terms, dated),
        recent=recency(question.as_of, article.published),
        speaker=_speaker(question, candidate),
    )


def _names_share(names: Sequence[KnownName], here: Collection[str], candidate: Candidate | None) -> float:
    """The mean over names: 1 if one of its entities is mentioned, else the share of its terms."""
    if not names:
        return 0.0
    mentioned = {mention.entity for mention in candidate.mentions} if candidate else set()
    found = (1.0 if mentioned & set(name.entities) else share_of(name.terms, here) for name in names)
    return sum(found) / len(names)


def paraphrased(term: str, here: Collection[str]) -> bool:
    """Whether a text with the terms ``here`` paraphrases ``term``."""
    return not _paraphrases(term).isdisjoint(here)


@lru_cache(maxsize=1 << 12)
def _paraphrases(term: str) -> frozenset[str]:
    return related(term) | senses(term).same


def _matter(case: Case, here: Collection[str]) -> float:
    """The share of the question without its names."""
    said = sum(
        weight * (1.0 if term in here else _PARAPHRASED * paraphrased(term, here))
        for term, weight in case.matter.items()
    )
    return said / case.most_matter


def _a_step_apart(wanted: Sequence[str], here: Collection[str]) -> Iterator[str]:
    """Terms one step above or below a term of the sentence in WordNet: "murder" and "kill", "ship" and "vessel"."""
    above = frozenset[str]().union(*[senses(other).above for other in here]) if wanted else frozenset[str]()
    return (term for term in wanted if term in above or not senses(term).above.isdisjoint(here))


def _member(question: Question, new: Collection[str]) -> float:
    """Whether a new word is a kind of the thing asked for: "potato" for "which vegetable"."""
    focus = set(question.focus) if question.wanted in _THINGS else set()
    return float(bool(focus) and any(not focus.isdisjoint(senses(term).kinds) for term in new))


def _kind_near(spans: Sequence[AnswerSpan], candidate: Candidate, asked: frozenset[str]) -> float:
    if not spans or asked.isdisjoint(candidate.line.terms):
        return 0.0
    strongest_first = sorted(spans, key=lambda span: -span.strength)
    return next((span.strength for span in strongest_first if not asked.isdisjoint(around(span, candidate))), 0.0)


def _counts_focus(question: Question, spans: Sequence[AnswerSpan], candidate: Candidate) -> float:
    """Whether a number precedes the thing counted: "45 banks" for "how many banks"."""
    if question.wanted is not AnswerType.HOW_MANY or not question.focus:
        return 0.0
    focus = set(question.focus) | {other for term in question.focus for other in related(term)}
    after = (terms(candidate.text[span.end : span.end + 40])[:3] for span in spans if span.strength == 1)
    return float(any(focus & set(words) for words in after))


def around(span: AnswerSpan, candidate: Candidate) -> list[str]:
    """The nearest terms before and after a span of the sentence."""
    before, after = terms(candidate.text[: span.start][-60:]), terms(candidate.text[span.end :][:60])
    return before[-_NEAR:] + after[:_NEAR]


def _speaker(question: Question, candidate: Candidate) -> float:
    if question.wanted is not AnswerType.SAID:
        return 0.0
    wanted = {entity for name in question.names for entity in name.entities}
    return float(bool(wanted & set(candidate.speakers)))
