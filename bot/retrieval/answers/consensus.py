"""Compare what several articles answer to a question: the same or different things. Adds nothing to what was extracted.

facts -> those that pass as answers and cover the question equally -> short answers, one per article -> voices
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from bot.lexicon.loader import word_list
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.answerability import is_answer
from bot.retrieval.answers.cases import counted
from bot.retrieval.answers.clause_spans import Span
from bot.retrieval.answers.duplicates import Fact
from bot.retrieval.expansion.thesaurus import related
from bot.retrieval.ranking.passages import Candidate
from bot.text.analyzer import terms, words
from bot.text.numbers import amount, is_number_word

#: Ages are left out: a sentence with a name and an age often gives the age of somebody else.
_AMOUNTS = frozenset(
    {AnswerType.HOW_MANY, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.MEASURE, AnswerType.HOW_LONG}
)
#: Names may agree but never contradict each other: two people, or a town and its country, may both be right.
_NAMES = frozenset({AnswerType.WHO, AnswerType.WHERE})
_ASKED = 0.7  # share of the question's terms that an amount's sentence must have; a name's must have all
_COVERED = 0.75  # share of those terms that another answer's sentence must have
_DAYS = 45  # maximum distance in days between articles that can contradict each other
_HEDGES = word_list("function_words", "hedges")


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """The short answer of one article."""

    candidate: Candidate
    span: tuple[int, int]

    @property
    def text(self) -> str:
        """The short answer, verbatim."""
        return self.candidate.text[slice(*self.span)]

    @property
    def age(self) -> tuple[bool, date]:
        """Sort key by date; in descending order newest first and undated last."""
        return self.candidate.article.published is not None, self.candidate.article.published or date.min


@dataclass(frozen=True, slots=True)
class Accord:
    """The answers of several articles, newest first; empty if only one answers."""

    said: tuple[ArticleAnswer, ...] = ()
    differ: bool = False  #: if so, each answer occurs once, from its newest article


def accord(question: Question, facts: Sequence[Fact], extract: Callable[[Candidate], Span | None]) -> Accord:
    """How the short answers of other articles relate to that of the first fact, which is the answer.

    ``extract``: the short answer of a sentence.
    """
    if not facts or question.wanted not in _AMOUNTS | _NAMES:
        return Accord()
    first = _article_answer(facts[0].candidate, extract)
    enough = _ASKED if question.wanted in _AMOUNTS else 1.0
    if first is None or not _covers(question.terms, question, first, enough):
        return Accord()
    same, other = _compared(question, first, _answers_elsewhere(facts, extract))
    if other:
        return Accord(_newest_of_each(question, [first, *same, *other]), differ=True)
    return Accord(_newest_first([first, *same]) if same else ())


def _compared(
    question: Question, first: ArticleAnswer, others: Sequence[ArticleAnswer]
) -> tuple[list[ArticleAnswer], list[ArticleAnswer]]:
    """Those that agree with the first and those that contradict it, one per article."""
    touched = _touched(question, first.candidate)
    heard = {first.candidate.article.row}
    same: list[ArticleAnswer] = []
    other: list[ArticleAnswer] = []
    for said in others:
        row = said.candidate.article.row
        if row in heard or not _covers(touched, question, said, _COVERED):
            continue
        kind = same if _agrees(question, first, said) else other if _contradicts(question, first, said) else None
        if kind is not None:
            kind.append(said)
            heard.add(row)
    return same, other


def _newest_first(said: Sequence[ArticleAnswer]) -> tuple[ArticleAnswer, ...]:
    return tuple(sorted(said, key=lambda one: one.age, reverse=True))


def _newest_of_each(question: Question, said: Sequence[ArticleAnswer]) -> tuple[ArticleAnswer, ...]:
    found: list[ArticleAnswer] = []
    for one in _newest_first(said):
        if not any(_agrees(question, known, one) for known in found):
            found.append(one)
    return tuple(found)


def _agrees(question: Question, first: ArticleAnswer, said: ArticleAnswer) -> bool:
    """Whether the amounts are equal and of the same or a related thing, or one name contains the other."""
    if question.wanted in _AMOUNTS:
        what, here = _measure(question, first), _measure(question, said)
        alike = bool(what and here) and (what == here or bool(related(what) & {here}))
        return alike and amount(first.text) is not None and amount(first.text) == amount(said.text)
    one, other = set(terms(first.text)), set(terms(said.text))
    return one <= other or other <= one


def _answers_elsewhere(facts: Sequence[Fact], extract: Callable[[Candidate], Span | None]) -> list[ArticleAnswer]:
    """Short answers of other articles' sentences that pass as answers, including duplicates of the first, in order."""
    candidates = [*facts[0].twins]
    judged = facts[0].ranked.logit is not None
    for fact in facts[1:]:
        if is_answer(fact.chance, judged=judged):
            candidates += [fact.candidate, *fact.twins]
    elsewhere = [one for one in candidates if one.article.row != facts[0].candidate.article.row]
    return [said for candidate in elsewhere if (said := _article_answer(candidate, extract)) is not None]


def _article_answer(candidate: Candidate, extract: Callable[[Candidate], Span | None]) -> ArticleAnswer | None:
    span = extract(candidate)
    return ArticleAnswer(candidate, span) if span is not None else None


def _contradicts(question: Question, first: ArticleAnswer, said: ArticleAnswer) -> bool:
    """Whether the amounts differ for the same thing at nearly the same time.

    Later, another amount may be right as well.
    """
    if question.wanted not in _AMOUNTS or question.window is not None or not _near(first.candidate, said.candidate):
        return False
    what = _measure(question, first)
    known = amount(first.text) is not None and amount(said.text) is not None
    return known and bool(what) and what == _measure(question, said)


def _measure(question: Question, said: ArticleAnswer) -> str:
    """What an amount measures according to the sentence: the thing counted or the unit; "" if not given."""
    if question.wanted is AnswerType.HOW_MANY:
        return counted(question, said.candidate.text, said.span[1])
    return _unit(said.text)


def _near(one: Candidate, other: Candidate) -> bool:
    """Whether both were published within so few days that they can mean the same event."""
    here, there = one.article.published, other.article.published
    return here is not None and there is not None and abs((here - there).days) <= _DAYS


def _covers(wanted: Collection[str], question: Question, said: ArticleAnswer, share: float) -> bool:
    """Whether a sentence covers that share of ``wanted``, terms of the question, and its article all of the names."""
    named = {term for name in question.names for term in name.terms}
    here = _touched(question, said.candidate)
    return named <= here and len(here.intersection(wanted)) >= share * len(wanted)


def _touched(question: Question, candidate: Candidate) -> set[str]:
    """The question's terms in a sentence, directly or by a related term; names may occur elsewhere in the article."""
    here, article = set(candidate.line.terms), candidate.article.vocabulary
    named = {term for name in question.names for term in name.terms if term in article}
    return named | {term for term in question.terms if term in here or related(term) & here}


def _unit(text: str) -> str:
    """The terms of a short answer without numbers and hedges."""
    left = " ".join(word for word in words(text) if word not in _HEDGES and not is_number_word(word))
    return " ".join(terms(left))
